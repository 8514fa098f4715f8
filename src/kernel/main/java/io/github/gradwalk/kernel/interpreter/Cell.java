package io.github.gradwalk.kernel.interpreter;

/** Code that is run as one piece: a cell with its number as the client shows it, or a file or script that takes its place. */
public record Cell(int number, String name, String code) {
    public Cell(int number, String code) {
        this(number, "cell " + number, code);
    }

    /** Returns the line of an offset, counted from 1. */
    public int line(int offset) {
        return 1
                + (int) code.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    /** Returns the offset at which the line of an offset starts. */
    public int lineStart(int offset) {
        return code.lastIndexOf('\n', offset - 1) + 1;
    }

    /** Returns the text of a line, counted from 1; empty when there is no such line. */
    public String lineText(int line) {
        return code.lines().skip(line - 1L).findFirst().orElse("");
    }

    /** Returns {@code cell 3, line 2}. */
    public String place(int line) {
        return name + ", line " + line;
    }
}
