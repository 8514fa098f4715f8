package io.github.gradwalk.kernel.shell;

import io.github.gradwalk.kernel.interpreter.Cell;
import io.github.gradwalk.kernel.interpreter.CellException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says what ended a cell. Colours are the terminal's own, so that the text can be read on a light and on a dark background. */
final class ErrorText {
    private static final String RED = "\u001b[1;31m";
    private static final String PLAIN = "\u001b[0m";

    /** Characters that would colour, overwrite or reorder the text around them. */
    private static final Pattern CONTROLS = Pattern.compile("(?!\r\n)[\\p{Cc}&&[^\t\n]]|[\u202A-\u202E\u2066\u2067]");

    private ErrorText() {}

    static CellException interrupted() {
        return new CellException("KeyboardInterrupt", "the cell was interrupted", List.of(red("Interrupted")));
    }

    /** Returns a failure of which more is to be said. */
    static CellException with(CellException failure, String more) {
        return new CellException(
                failure.name(),
                failure.value() + "; " + more,
                Stream.concat(failure.traceback().stream(), Stream.of(withoutControls(more)))
                        .toList());
    }

    static CellException timedOut(Duration limit) {
        final var message = "the statement took longer than " + limit.toMillis() / 1000.0
                + " seconds, the limit set by IJAVA_TIMEOUT";
        return new CellException("TimeoutException", message, List.of(red("Timed out: ") + message));
    }

    static CellException heapIsFull() {
        return outOfMemory(
                "Java heap space", "the heap of " + (Runtime.getRuntime().maxMemory() >> 20) + " MB", "-Xmx4g");
    }

    static CellException classSpaceIsFull() {
        return outOfMemory("Metaspace", "the memory for classes", "-XX:MaxMetaspaceSize=1g");
    }

    private static CellException outOfMemory(String message, String filled, String option) {
        final var name = "java.lang.OutOfMemoryError";
        final var advice = "    The cell was stopped because it has filled " + filled
                + ". For more, install the kernel again with an option such as --jvm-option " + option + ".";
        return new CellException(name, message, List.of(red(name) + ": " + message, advice));
    }

    static CellException ended() {
        return new CellException("SystemExit", "the kernel has ended", List.of(red("The kernel has ended.")));
    }

    static CellException magic(Cell cell, int offset, Exception failure) {
        final int line = cell.line(offset);
        final var message =
                withoutControls(Optional.ofNullable(failure.getMessage()).orElse(failure.toString()));
        return new CellException(
                failure.getClass().getSimpleName(),
                message,
                List.of(red(cell.place(line) + ": ") + message, "    " + withoutControls(cell.lineText(line))));
    }

    /** Replaces each by one character, so that marks stay under what they mark. */
    static String withoutControls(String text) {
        return CONTROLS.matcher(text).replaceAll("\uFFFD");
    }

    static String red(String text) {
        return RED + text + PLAIN;
    }
}
