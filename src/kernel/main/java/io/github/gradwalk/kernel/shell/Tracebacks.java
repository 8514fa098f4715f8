package io.github.gradwalk.kernel.shell;

import static io.github.gradwalk.kernel.shell.ErrorText.red;
import static io.github.gradwalk.kernel.shell.ErrorText.withoutControls;

import io.github.gradwalk.kernel.interpreter.Cell;
import io.github.gradwalk.kernel.interpreter.CellException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.EvalException;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;

/** Says what a cell has thrown, with its causes and the lines of the cells that it came through. */
final class Tracebacks {
    private static final String LIBRARIES = "io.github.gradwalk.kernel.lib.";
    private static final List<String> PLUMBING = List.of(
            "jdk.internal.reflect.", "io.github.gradwalk.kernel.", "io.github.spencerpark.", "org.dflib.jjava.");
    /** The method that JShell makes for the value of a variable beside that for the whole snippet, which calls it from the same line. */
    private static final String VALUE_OF_VARIABLE = "do_it$Aux";

    private static final int MOST_FRAMES = 20;

    /** Where a snippet comes from: its cell, and the line of the cell on which it starts. */
    private record Origin(Cell cell, int firstLine) {}

    private final Map<String, Origin> origins = new ConcurrentHashMap<>();

    void remember(Snippet snippet, Cell cell, int firstLine) {
        origins.put(snippet.id(), new Origin(cell, firstLine));
    }

    CellException thrown(JShellException thrown) {
        return new CellException(name(thrown), value(thrown), chain(thrown));
    }

    /** Something thrown while a result was rendered. */
    CellException rendering(Exception failure) {
        final var thrown = failure instanceof InvocationTargetException e ? e.getCause() : failure;
        final List<String> lines = chain(thrown);
        lines.add(1, "    while the result of the cell was being rendered");
        return new CellException(name(thrown), value(thrown), lines);
    }

    private List<String> chain(Throwable thrown) {
        final List<String> lines = new ArrayList<>();
        final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable t = thrown; t != null && seen.add(t); t = t.getCause()) {
            if (t != thrown && name(t).startsWith(LIBRARIES)) {
                // The exception that has it as its cause says all that a cell needs to know.
                break;
            }
            final var prefix = t == thrown ? "" : "Caused by: ";
            lines.addAll((prefix + red(name(t)) + suffix(value(t))).lines().toList());
            lines.addAll(frames(t.getStackTrace()));
        }
        return lines;
    }

    private static String name(Throwable thrown) {
        final var name = thrown instanceof EvalException e
                ? e.getExceptionClassName()
                : thrown.getClass().getName();
        return asWritten(name);
    }

    private static String value(Throwable thrown) {
        return thrown instanceof UnresolvedReferenceException e
                ? e.getSnippet().name() + " uses names that are not defined"
                : asWritten(withoutControls(String.valueOf(thrown.getMessage())));
    }

    /** Gives names as in the cell: JShell wraps every snippet in a class of its own. */
    private static String asWritten(String text) {
        return text.replaceAll("REPL\\.\\$JShell\\$\\w+[$.]", "");
    }

    private static String suffix(String value) {
        return value.equals("null") ? "" : ": " + value;
    }

    private List<String> frames(StackTraceElement[] trace) {
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
            lines.add("    at " + place(trace[i]) + (last > i ? "  (" + (last - i + 1) + " times)" : ""));
            i = last;
        }
        return lines;
    }

    /** Returns the number of frames down to the last one of a cell or, if there is none, to the first one of the kernel. */
    private static int endOfCell(StackTraceElement[] trace) {
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

    private static boolean isPlumbing(StackTraceElement frame) {
        return PLUMBING.stream().anyMatch(frame.getClassName()::startsWith)
                || frame.getMethodName().equals(VALUE_OF_VARIABLE);
    }

    private String place(StackTraceElement frame) {
        final var method = readable(frame.getClassName(), frame.getMethodName());
        final var file = Optional.ofNullable(frame.getFileName()).orElse("");
        final var origin = file.startsWith("#") ? origins.get(file.substring(1)) : null;
        if (origin == null) {
            return method
                    + (file.isEmpty() || file.startsWith("$") ? "" : "(" + file + ":" + frame.getLineNumber() + ")");
        }
        final int line = origin.firstLine() + frame.getLineNumber() - 1;
        final var source = withoutControls(origin.cell().lineText(line).strip());
        return (method.isEmpty() ? "" : method + ", ") + origin.cell().place(line) + ": " + source;
    }

    private static String readable(String className, String method) {
        final var owner = className.replaceAll("^REPL\\.\\$JShell\\$\\w+\\$?", "");
        final var name = method.startsWith("lambda$") ? "lambda" : method.equals("do_it$") ? "" : method;
        return owner.isEmpty() || name.isEmpty() ? owner + name : owner + "." + name;
    }
}
