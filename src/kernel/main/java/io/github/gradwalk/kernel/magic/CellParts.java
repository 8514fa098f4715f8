package io.github.gradwalk.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Splits a cell into Java and magics, or commands of {@code jshell} such as {@code /vars}, which count as magics. A magic begins a line where a statement may start, or follows the {@code =} of an assignment, so it
 * is never inside a text block, a string or a comment. It extends to the end of its line; with {@code %%}, to the end of the cell.
 */
public final class CellParts {
    /** A stretch of the cell: Java followed by a magic; either may be empty. */
    public record Part(int start, String java, String magic) {
        /** Whether the Java ends in {@code x =}, which takes the value of the magic. */
        public boolean isAssignment() {
            return !magic.isEmpty() && java.stripTrailing().endsWith("=");
        }

        /** Returns the offset of the magic in the cell. */
        public int magicStart() {
            return start + java.length();
        }
    }

    private final String code;
    private final List<Part> parts = new ArrayList<>();
    private OptionalInt unclosedComment = OptionalInt.empty();
    private int depth;
    private boolean statementMayStart = true;
    private boolean valueMayStart;
    private int partStart;
    private int at;

    private CellParts(String code) {
        this.code = code;
    }

    /** Returns the parts, which make up the cell when put together. */
    public static List<Part> of(String code) {
        return new CellParts(code).split();
    }

    /** Returns where a comment begins that does not end within the code. */
    public static OptionalInt unclosedComment(String code) {
        final var parts = new CellParts(code);
        parts.split();
        return parts.unclosedComment;
    }

    /** Returns the code with every character of a magic, except line breaks, replaced by a space. */
    public static String javaOnly(String code) {
        final var java = new StringBuilder(code.length());
        of(code).forEach(part -> java.append(part.java()).append(part.magic().replaceAll("[^\n]", " ")));
        return java.toString();
    }

    private List<Part> split() {
        while (at < code.length()) {
            if (startsMagic()) {
                takeMagic();
            } else {
                skipToken();
            }
        }
        if (partStart < at) {
            add(at, at);
        }
        return parts;
    }

    private boolean startsMagic() {
        if (code.charAt(at) == '/') {
            return depth == 0 && statementMayStart && isFirstOfLine() && JShellCommands.isAt(code, at);
        }
        if (code.charAt(at) != '%' || depth > 0 || !(valueMayStart || statementMayStart && isFirstOfLine())) {
            return false;
        }
        final int name = code.startsWith("%%", at) ? at + 2 : at + 1;
        return name < code.length() && Character.isLetter(code.charAt(name));
    }

    private boolean isFirstOfLine() {
        return code.substring(code.lastIndexOf('\n', at) + 1, at).isBlank();
    }

    private void takeMagic() {
        add(at, code.startsWith("%%", at) ? code.length() : endOf("\n", at));
        statementMayStart = true;
        valueMayStart = false;
    }

    private void add(int magic, int end) {
        parts.add(new Part(partStart, code.substring(partStart, magic), code.substring(magic, end)));
        at = end;
        partStart = end;
    }

    private void skipToken() {
        final char c = code.charAt(at);
        if (code.startsWith("//", at)) {
            at = endOf("\n", at);
        } else if (code.startsWith("/*", at)) {
            if (code.indexOf("*/", at + 2) < 0) {
                unclosedComment = OptionalInt.of(at);
            }
            at = endOf("*/", at + 2);
        } else if (code.startsWith("\"\"\"", at)) {
            skipQuoted("\"\"\"");
        } else if (c == '"' || c == '\'') {
            skipQuoted(String.valueOf(c));
        } else {
            note(c);
            at++;
        }
    }

    private void skipQuoted(String quote) {
        statementMayStart = false;
        valueMayStart = false;
        at += quote.length();
        while (at < code.length() && !code.startsWith(quote, at)) {
            final boolean unclosed = quote.length() == 1 && code.charAt(at) == '\n';
            if (unclosed) {
                return;
            }
            at += code.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at + quote.length(), code.length());
    }

    private void note(char c) {
        if ("({[".indexOf(c) >= 0) {
            depth++;
        } else if (")}]".indexOf(c) >= 0) {
            depth = Math.max(0, depth - 1);
        }
        if (!Character.isWhitespace(c)) {
            statementMayStart = c == ';' || c == '}';
            valueMayStart = c == '=';
        }
    }

    private int endOf(String mark, int from) {
        final int found = code.indexOf(mark, from);
        return found < 0 ? code.length() : found + mark.length();
    }
}
