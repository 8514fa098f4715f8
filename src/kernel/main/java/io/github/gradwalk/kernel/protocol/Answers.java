package io.github.gradwalk.kernel.protocol;

import static io.github.gradwalk.kernel.protocol.Message.PROTOCOL;

import io.github.gradwalk.kernel.interpreter.Completeness;
import io.github.gradwalk.kernel.interpreter.Completion;
import io.github.gradwalk.kernel.interpreter.Interpreter;
import io.github.gradwalk.kernel.interpreter.MimeBundle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers requests that run no cell. Positions in messages count code points; those of the interpreter count UTF-16 units. */
final class Answers {
    /**
     * What clients write into a notebook as the version of its language. It is the oldest Java that cells can be written for, and not the
     * one that runs them, since each JDK would change the file.
     */
    private static final String LANGUAGE_VERSION = "17";

    private final Supplier<Interpreter> interpreter;
    private final CellHistory history;

    Answers(Supplier<Interpreter> interpreter, CellHistory history) {
        this.interpreter = interpreter;
        this.history = history;
    }

    /** Returns the content of the reply; throws {@code IllegalArgumentException} for a request of an unknown type. */
    Map<String, ?> to(Message request) {
        return switch (request.type()) {
            case "kernel_info_request" -> kernelInfo();
            case "is_complete_request" -> isComplete(request.text("code"));
            case "complete_request" -> complete(request.text("code"), cursor(request));
            case "inspect_request" -> inspect(request.text("code"), cursor(request));
            case "history_request" -> history.answer(request);
            case "debug_request" -> debug(request);
            case "comm_info_request" -> Map.of("status", "ok", "comms", Map.of());
            default -> throw new IllegalArgumentException("unknown type of request");
        };
    }

    private static int cursor(Message request) {
        final var code = request.text("code");
        final int length = code.codePointCount(0, code.length());
        return code.offsetByCodePoints(0, Math.min(request.number("cursor_pos", length), length));
    }

    private Map<String, ?> complete(String code, int cursor) {
        final var found = interpreter.get().complete(code, cursor);
        final int start = code.codePointCount(0, found.start());
        final int end = code.codePointCount(0, found.end());
        final var texts = found.matches().stream().map(Completion.Match::text).toList();
        final var types = found.matches().stream()
                .map(match -> Map.of("text", match.text(), "type", match.kind(), "start", start, "end", end))
                .toList();
        // Where clients look for the types, though the protocol does not have them yet.
        final var metadata = Map.of("_jupyter_types_experimental", types);
        return Map.of(
                "status", "ok",
                "matches", texts,
                "cursor_start", start,
                "cursor_end", end,
                "metadata", metadata);
    }

    private Map<String, ?> isComplete(String code) {
        final var completeness = interpreter.get().isComplete(code);
        if (completeness instanceof Completeness.Incomplete incomplete) {
            return Map.of("status", "incomplete", "indent", incomplete.indent());
        }
        return Map.of("status", completeness instanceof Completeness.Complete ? "complete" : "invalid");
    }

    private Map<String, ?> inspect(String code, int cursor) {
        final var found = interpreter.get().inspect(code, cursor).map(MimeBundle::data);
        return Map.of(
                "status", "ok",
                "found", found.isPresent(),
                "data", found.orElse(Map.of()),
                "metadata", Map.of());
    }

    /** Says, as an answer of the Debug Adapter Protocol and as one of Jupyter's, that there is no debugger. */
    private static Map<String, ?> debug(Message request) {
        final var message = "this kernel has no debugger";
        return Map.of(
                "type",
                "response",
                "request_seq",
                request.number("seq", 0),
                "success",
                false,
                "command",
                request.text("command", ""),
                "message",
                message,
                "status",
                "error",
                "ename",
                "UnsupportedOperationException",
                "evalue",
                message,
                "traceback",
                List.of());
    }

    private static Map<String, ?> kernelInfo() {
        final var own = Optional.ofNullable(Answers.class.getPackage().getImplementationVersion())
                .orElse("0");
        final var language = Map.of(
                "name", "java",
                "version", LANGUAGE_VERSION,
                "mimetype", "text/x-java-source",
                "file_extension", ".jshell",
                "pygments_lexer", "java",
                "codemirror_mode", "text/x-java");
        final var banner = "gradwalk " + own + ", Java " + Runtime.version();
        return Map.of(
                "status",
                "ok",
                "protocol_version",
                PROTOCOL,
                "implementation",
                "gradwalk",
                "implementation_version",
                own,
                "banner",
                banner,
                "language_info",
                language,
                "debugger",
                false,
                "supported_features",
                List.of(),
                "help_links",
                List.of());
    }
}
