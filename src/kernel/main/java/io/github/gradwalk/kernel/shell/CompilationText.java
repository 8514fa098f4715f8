package io.github.gradwalk.kernel.shell;

import static io.github.gradwalk.kernel.shell.ErrorText.red;
import static io.github.gradwalk.kernel.shell.ErrorText.withoutControls;

import io.github.gradwalk.kernel.interpreter.Cell;
import io.github.gradwalk.kernel.interpreter.CellException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.Diag;

/** Says why Java cannot be compiled, with the lines of the cell and marks under the places. */
final class CompilationText {
    private static final String MISSING_PACKAGE = "compiler.err.doesnt.exist";
    private static final String MISSING_SYMBOL = "compiler.err.cant.resolve";

    private CompilationText() {}

    /** All errors of one snippet. */
    static CellException rejected(Cell cell, int snippetStart, List<Diag> found) {
        final List<String> lines = new ArrayList<>();
        final var errors = found.stream().filter(Diag::isError).toList();
        for (var error : errors) {
            lines.addAll(describe(cell, snippetStart, error));
        }
        return errors.isEmpty()
                ? failed(cell, snippetStart, "JShell cannot make sense of this, and does not say why")
                : new CellException("CompilationException", message(errors.get(0)), lines);
    }

    /** The compiler itself has failed at a snippet. */
    static CellException failed(Cell cell, int snippetStart, Throwable failure) {
        final var why = failure.toString().contains("StackOverflowError")
                ? "too many operators or brackets within each other for the compiler"
                : "the compiler fails at this: " + failure.getMessage();
        return failed(cell, snippetStart, why);
    }

    static CellException unclosedComment(Cell cell, int start) {
        return failed(cell, start, "unclosed comment");
    }

    static CellException failed(Cell cell, int start, String why) {
        final var line = cell.lineText(cell.line(start));
        return new CellException(
                "CompilationException", why, marked(cell, start, cell.lineStart(start) + line.length(), why));
    }

    private static List<String> describe(Cell cell, int snippetStart, Diag error) {
        final int point = snippetStart + (int) error.getPosition();
        final int from =
                Math.max(snippetStart + (int) error.getStartPosition(), cell.lineStart(clamp(point, cell.code())));
        return marked(cell, from, snippetStart + (int) error.getEndPosition(), message(error));
    }

    /** Names that a declaration uses and that nothing defines. */
    static CellException undefined(Cell cell, int snippetStart, String source, List<String> names) {
        final List<String> lines = new ArrayList<>();
        for (var name : names) {
            // "class Foo", "method foo(int)", "variable foo"
            final var word = name.replaceAll("^\\w+ |\\(.*", "");
            final var found = Pattern.compile("(?<![\\w$])" + Pattern.quote(word) + "(?![\\w$])")
                    .matcher(source);
            final int from = snippetStart + (found.find() ? found.start() : 0);
            lines.addAll(marked(cell, from, from + word.length(), "not defined: " + name + KnownImports.advice(name)));
        }
        return new CellException("CompilationException", "not defined: " + String.join(", ", names), lines);
    }

    /** A message, the line of the cell that it is about, and marks under the place. */
    private static List<String> marked(Cell cell, int start, int end, String message) {
        final int from = clamp(start, cell.code());
        final int lineStart = cell.lineStart(from);
        final int line = cell.line(from);
        final var text = cell.lineText(line);
        final int length = Math.max(1, Math.min(end, lineStart + text.length()) - from);
        // Tabs stay tabs, so that the marks stand under what they mark.
        final var indent = cell.code().substring(lineStart, from).replaceAll("[^\t]", " ");
        final List<String> lines =
                new ArrayList<>((red(cell.place(line) + ": ") + message).lines().toList());
        lines.add("    " + withoutControls(text));
        lines.add("    " + indent + red("^".repeat(length)));
        return lines;
    }

    private static int clamp(int offset, String code) {
        return Math.max(0, Math.min(offset, code.length()));
    }

    // The compiler also names the class in which JShell wraps a snippet, which no cell contains.
    static String message(Diag error) {
        final var words = withoutControls(error.getMessage(Locale.getDefault()));
        final var message = words.lines()
                .filter(line -> !line.strip().matches("location: class( REPL\\S*)?"))
                .collect(Collectors.joining("\n"));
        final var code = String.valueOf(error.getCode());
        if (code.equals(MISSING_PACKAGE)) {
            return message
                    + KnownPackages.artifact(words)
                            .map(artifact -> "\n  to add it: %maven " + artifact)
                            .orElse("");
        }
        return code.startsWith(MISSING_SYMBOL) ? message + KnownImports.advice(message) : message;
    }
}
