package io.github.gradwalk.kernel.shell;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShellException;
import jdk.jshell.UnresolvedReferenceException;

/** Says what went wrong in a cell, and where. Colours are the terminal's own, so it reads on light and on dark. */
final class ErrorText {
    private static final String RED = "\u001b[1;31m";
    private static final String PLAIN = "\u001b[0m";
    private static final int MOST_FRAMES = 20;

    /** What would colour, overwrite or reorder the text around it. */
    private static final Pattern CONTROLS = Pattern.compile("(?!\r\n)[\\p{Cc}&&[^\t\n]]|[\u202A-\u202E\u2066\u2067]");

    private ErrorText() {}

    /** Where a snippet stands: its cell, and the line of the cell on which it starts. */
    record Origin(Cell cell, int firstLine) {}

    static CellException interrupted() {
        return new CellException("KeyboardInterrupt", "the cell was interrupted", List.of(red("Interrupted")));
    }

    static CellException timedOut(final Duration limit) {
        final var message =
                "the statement took longer than " + limit.toMillis() / 1000.0 + " seconds, the limit in IJAVA_TIMEOUT";
        return new CellException("TimeoutException", message, List.of(red("Timed out: ") + message));
    }

    static CellException ended() {
        return new CellException("SystemExit", "the kernel has ended", List.of(red("The kernel has ended.")));
    }

    static CellException magic(final Cell cell, final int offset, final Exception failure) {
        final int line = cell.line(offset);
        final var message = inert(Optional.ofNullable(failure.getMessage()).orElse(failure.toString()));
        return new CellException(
                failure.getClass().getSimpleName(),
                message,
                List.of(red(cell.place(line) + ": ") + message, "    " + inert(cell.lineText(line))));
    }

    /** All errors of one snippet, each with its line and the place in it underlined. */
    static CellException compilation(final Cell cell, final int snippetStart, final List<Diag> found) {
        final List<String> lines = new ArrayList<>();
        final var errors = found.stream().filter(Diag::isError).toList();
        for (final var error : errors) {
            lines.addAll(describe(cell, snippetStart, error));
        }
        return new CellException("CompilationException", errors.isEmpty() ? "" : message(errors.get(0)), lines);
    }

    private static List<String> describe(final Cell cell, final int snippetStart, final Diag error) {
        final int point = snippetStart + (int) error.getPosition();
        final int from =
                Math.max(snippetStart + (int) error.getStartPosition(), cell.lineStart(clamp(point, cell.code())));
        return marked(cell, from, snippetStart + (int) error.getEndPosition(), message(error));
    }

    /** Names that a declaration uses and that nothing defines. */
    static CellException undefined(
            final Cell cell, final int snippetStart, final String source, final List<String> names) {
        final List<String> lines = new ArrayList<>();
        for (final var name : names) {
            // "class Foo", "method foo(int)", "variable foo"
            final var word = name.replaceAll("^\\w+ |\\(.*", "");
            final var found = Pattern.compile("(?<![\\w$])" + Pattern.quote(word) + "(?![\\w$])")
                    .matcher(source);
            final int from = snippetStart + (found.find() ? found.start() : 0);
            lines.addAll(marked(cell, from, from + word.length(), "not defined: " + name));
        }
        return new CellException("CompilationException", "not defined: " + String.join(", ", names), lines);
    }

    /** A message, the line of the cell that it is about, and marks under the place. */
    private static List<String> marked(final Cell cell, final int start, final int end, final String message) {
        final int from = clamp(start, cell.code());
        final int lineStart = cell.lineStart(from);
        final int line = cell.line(from);
        final var text = cell.lineText(line);
        final int length = Math.max(1, Math.min(end, lineStart + text.length()) - from);
        // Tabs stay tabs, so that the marks stand under what they mark.
        final var indent = cell.code().substring(lineStart, from).replaceAll("[^\t]", " ");
        final List<String> lines =
                new ArrayList<>((red(cell.place(line) + ": ") + message).lines().toList());
        lines.add("    " + inert(text));
        lines.add("    " + indent + red("^".repeat(length)));
        return lines;
    }

    private static int clamp(final int offset, final String code) {
        return Math.max(0, Math.min(offset, code.length()));
    }

    // The compiler also tells the class in which JShell wraps a snippet, which no one wrote.
    private static String message(final Diag error) {
        return inert(error.getMessage(Locale.getDefault()))
                .lines()
                .filter(line -> !line.strip().matches("location: class( REPL\\S*)?"))
                .collect(Collectors.joining("\n"));
    }

    /** An exception of a cell, with its causes and the lines of the cells that they came through. */
    static CellException thrown(final JShellException thrown, final Map<String, Origin> origins) {
        return new CellException(name(thrown), value(thrown), chain(thrown, origins));
    }

    private static List<String> chain(final Throwable thrown, final Map<String, Origin> origins) {
        final List<String> lines = new ArrayList<>();
        final Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable t = thrown; t != null && told.add(t); t = t.getCause()) {
            final var prefix = t == thrown ? "" : "Caused by: ";
            lines.addAll((prefix + red(name(t)) + suffix(value(t))).lines().toList());
            lines.addAll(frames(t.getStackTrace(), origins));
        }
        return lines;
    }

    /** What foreign code threw while a result was made into text. */
    static CellException rendering(final Exception failure, final Map<String, Origin> origins) {
        final var thrown = failure instanceof InvocationTargetException e ? e.getCause() : failure;
        final List<String> lines = chain(thrown, origins);
        lines.add(1, "    while the result of the cell was made ready to be shown");
        return new CellException(name(thrown), value(thrown), lines);
    }

    private static String name(final Throwable thrown) {
        final var name = thrown instanceof EvalException e
                ? e.getExceptionClassName()
                : thrown.getClass().getName();
        return asWritten(name);
    }

    private static String value(final Throwable thrown) {
        return thrown instanceof UnresolvedReferenceException e
                ? e.getSnippet().name() + " uses names that are not defined"
                : asWritten(inert(String.valueOf(thrown.getMessage())));
    }

    /** Names as in the cell: JShell wraps every snippet in a class of its own. */
    private static String asWritten(final String text) {
        return text.replaceAll("REPL\\.\\$JShell\\$\\w+\\$", "");
    }

    private static String suffix(final String value) {
        return value.equals("null") ? "" : ": " + value;
    }

    private static List<String> frames(final StackTraceElement[] trace, final Map<String, Origin> origins) {
        final List<String> lines = new ArrayList<>();
        final int end = endOfCell(trace);
        for (int i = 0; i < end; i++) {
            if (isPlumbing(trace[i])) {
                continue;
            }
            if (lines.size() == MOST_FRAMES) {
                lines.add("    … " + (end - i) + " more");
                return lines;
            }
            int last = i;
            while (last + 1 < end && trace[last + 1].equals(trace[i])) {
                last++;
            }
            lines.add("    at " + place(trace[i], origins) + (last > i ? "  (" + (last - i + 1) + " times)" : ""));
            i = last;
        }
        return lines;
    }

    /** Where the frames of the cell end: below its last line; without any, where the kernel begins. */
    private static int endOfCell(final StackTraceElement[] trace) {
        for (int i = trace.length; i > 0; i--) {
            final var file = trace[i - 1].getFileName();
            if (file != null && file.startsWith("#")) {
                return i;
            }
        }
        int end = 0;
        while (end < trace.length && !isPlumbing(trace[end])) {
            end++;
        }
        return end;
    }

    private static boolean isPlumbing(final StackTraceElement frame) {
        return frame.getClassName().startsWith("jdk.internal.reflect.")
                || frame.getClassName().startsWith("io.github.gradwalk.kernel.");
    }

    private static String place(final StackTraceElement frame, final Map<String, Origin> origins) {
        final var method = readable(frame.getClassName(), frame.getMethodName());
        final var file = Optional.ofNullable(frame.getFileName()).orElse("");
        final var origin = file.startsWith("#") ? origins.get(file.substring(1)) : null;
        if (origin == null) {
            return method
                    + (file.isEmpty() || file.startsWith("$") ? "" : "(" + file + ":" + frame.getLineNumber() + ")");
        }
        final int line = origin.firstLine() + frame.getLineNumber() - 1;
        final var source = inert(origin.cell().lineText(line).strip());
        return (method.isEmpty() ? "" : method + ", ") + origin.cell().place(line) + ": " + source;
    }

    private static String readable(final String className, final String method) {
        final var owner = className.replaceAll("^REPL\\.\\$JShell\\$\\w+\\$?", "");
        final var name = method.startsWith("lambda$") ? "lambda" : method.equals("do_it$") ? "" : method;
        return owner.isEmpty() || name.isEmpty() ? owner + name : owner + "." + name;
    }

    /** One character for each, so that marks stay under what they mark. */
    private static String inert(final String text) {
        return CONTROLS.matcher(text).replaceAll("\uFFFD");
    }

    private static String red(final String text) {
        return RED + text + PLAIN;
    }
}
