package io.github.gradwalk.kernel.protocol;

import com.google.gson.JsonObject;
import io.github.gradwalk.kernel.interpreter.Cell;
import io.github.gradwalk.kernel.interpreter.CellException;
import io.github.gradwalk.kernel.interpreter.Interpreter;
import io.github.gradwalk.kernel.interpreter.MimeBundle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Answers requests to run cells: counts them, and publishes how they end. */
final class CellRequests {
    private final Supplier<Interpreter> interpreter;
    private final Publisher publisher;
    private final CellHistory history;
    private volatile int count;

    CellRequests(Supplier<Interpreter> interpreter, Publisher publisher, CellHistory history) {
        this.interpreter = interpreter;
        this.publisher = publisher;
        this.history = history;
    }

    /** Runs the cell, unless it is aborted. */
    void answer(ShellChannel.Outbox outbox, ShellChannel.Turn turn) {
        if (turn.aborted()) {
            outbox.send(turn.request().reply("execute_reply", counted(Map.of("status", "aborted"))), false);
        } else {
            execute(outbox, turn.request());
        }
    }

    private void execute(ShellChannel.Outbox outbox, Message request) {
        final boolean silent = request.flag("silent", false);
        final boolean stored = !silent && request.flag("store_history", true);
        if (stored) {
            count++;
        }
        final var cell = new Cell(count, request.text("code"));
        publisher.begin(request);
        if (stored) {
            history.add(cell);
        }
        if (!silent) {
            publisher.publish("execute_input", counted(Map.of("code", cell.code())));
        }
        try {
            final var result = interpreter.get().execute(cell);
            if (!silent) {
                result.ifPresent(bundle -> publisher.publish("execute_result", counted(Publisher.content(bundle))));
            }
            final var reply = Map.of("status", "ok", "user_expressions", evaluateAll(request), "payload", List.of());
            publisher.printed().settle();
            outbox.send(request.reply("execute_reply", counted(reply)), false);
        } catch (CellException e) {
            fail(outbox, request, e);
        } catch (Throwable e) {
            fail(
                    outbox,
                    request,
                    new CellException(e.getClass().getName(), String.valueOf(e.getMessage()), List.of(e.toString())));
        }
    }

    private void fail(ShellChannel.Outbox outbox, Message request, CellException failure) {
        publisher.printed().settle();
        if (!request.flag("silent", false)) {
            publisher.publish("error", content(failure));
        }
        outbox.send(request.reply("execute_reply", counted(failed(failure))), request.flag("stop_on_error", true));
    }

    private Map<String, ?> evaluateAll(Message request) {
        final Map<String, Object> values = new HashMap<>();
        if (request.content().get("user_expressions") instanceof JsonObject expressions) {
            expressions
                    .entrySet()
                    .forEach(entry ->
                            values.put(entry.getKey(), evaluate(entry.getValue().getAsString())));
        }
        return values;
    }

    private Map<String, ?> evaluate(String expression) {
        try {
            final var value =
                    interpreter.get().execute(new Cell(count, expression)).orElseGet(() -> MimeBundle.ofText("null"));
            return Map.of("status", "ok", "data", value.data(), "metadata", value.metadata());
        } catch (CellException e) {
            return failed(e);
        }
    }

    private static Map<String, ?> content(CellException failure) {
        return Map.of("ename", failure.name(), "evalue", failure.value(), "traceback", failure.traceback());
    }

    private static Map<String, Object> failed(CellException failure) {
        final Map<String, Object> content = new HashMap<>(content(failure));
        content.put("status", "error");
        return content;
    }

    private Map<String, ?> counted(Map<String, ?> content) {
        final Map<String, Object> counted = new HashMap<>(content);
        counted.put("execution_count", count);
        return counted;
    }
}
