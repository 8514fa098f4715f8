package io.github.gradwalk.kernel;

import com.google.gson.JsonObject;
import io.github.gradwalk.kernel.shell.Cell;
import io.github.gradwalk.kernel.shell.CellException;
import io.github.gradwalk.kernel.shell.JavaShell;
import io.github.gradwalk.kernel.shell.Settings;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** Answers a Jupyter client: requests on the shell channel one after another, those on the control channel at once. */
final class Kernel {
    private static final long CLOSING_MILLIS = 500;
    private static final int PAUSE_MILLIS = 1_000;

    private final PrintStream log = System.err;
    private final ZMQ.Context context = ZMQ.context(1);
    private final Connection connection;
    private final Publisher publisher;
    private final Output output;
    private final Displays displays;
    private final Input input;
    private final History history = new History();
    private final CompletableFuture<JavaShell> starting = new CompletableFuture<>();

    /** Held while a request on the shell channel is answered. */
    private final ReentrantLock turn = new ReentrantLock();

    private volatile boolean serving;

    /** The latest request to run a cell: what is printed or shown belongs to it. */
    private volatile Message current = Message.NONE;

    private int count;
    /** What the client sent before it could know that a cell has failed. */
    private final Queue<Message> aborted = new ArrayDeque<>();

    Kernel(final Connection connection) {
        this.connection = connection;
        publisher = new Publisher(() -> open(SocketType.PUB, "iopub"));
        output = new Output(
                (name, text) -> publisher.publish(current.broadcast("stream", Map.of("name", name, "text", text))));
        displays = new Displays(this::show);
        input = new Input(() -> open(SocketType.ROUTER, "stdin"), () -> current);
    }

    private Channel open(final SocketType type, final String name) {
        return new Channel(context, type, name, connection);
    }

    /** Serves until a client asks for the end, or the process ends otherwise. */
    void run() {
        output.install();
        displays.install();
        System.setIn(input);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        Threads.start("heartbeat", this::echo);
        Threads.start("control", this::serveControl);
        Threads.start("java", this::startJava);
        publisher.status(Message.NONE, "starting");
        Threads.untilClosed(this::serveShell);
    }

    private void startJava() {
        try {
            final var java = new JavaShell(Settings.of(System::getenv), displays::isLastId);
            // What already waits is served at once.
            java.warmUp(() -> !serving);
            starting.complete(java);
        } catch (final Throwable e) {
            starting.completeExceptionally(e);
        }
    }

    private JavaShell java() {
        try {
            return starting.get();
        } catch (final InterruptedException | ExecutionException e) {
            throw new IllegalStateException("Java did not start: " + e.getCause(), e);
        }
    }

    private void echo() {
        // A router, which owes nobody an answer: where a stranger disappears in the middle of a message, REP falls
        // silent.
        try (var socket = context.socket(SocketType.ROUTER)) {
            Channel.limit(socket);
            socket.bind(connection.address("hb"));
            while (true) {
                final var frame = socket.recv();
                if (frame != null) {
                    socket.send(frame, socket.hasReceiveMore() ? ZMQ.SNDMORE : 0);
                }
            }
        }
    }

    private void serveShell() {
        try (var channel = open(SocketType.ROUTER, "shell")) {
            while (true) {
                final var request = next(channel);
                turn.lock();
                begin();
                try {
                    serve(channel, request);
                    abort(channel);
                } finally {
                    end();
                    turn.unlock();
                }
            }
        }
    }

    /** Waits for the next request; a pause is used for what makes later ones faster. */
    private Message next(final Channel channel) {
        return channel.poll(PAUSE_MILLIS).orElseGet(() -> {
            starting.thenAccept(java -> java.assistance().prepare());
            return channel.receive();
        });
    }

    private void serveControl() {
        try (var channel = open(SocketType.ROUTER, "control")) {
            while (true) {
                serve(channel, channel.receive());
            }
        }
    }

    private void serve(final Channel channel, final Message request) {
        publisher.status(request, "busy");
        try {
            answer(channel, request);
        } catch (final IllegalArgumentException e) {
            log.println("gradwalk kernel: " + request.type() + ": " + e.getMessage());
        } catch (final Throwable e) {
            if (!Threads.isClosing(e)) {
                log.println("gradwalk kernel: " + request.type() + ": " + e);
                e.printStackTrace(log);
            }
        } finally {
            publisher.status(request, "idle");
        }
    }

    private void answer(final Channel channel, final Message request) {
        switch (request.type()) {
            case "execute_request" -> execute(channel, request);
            case "shutdown_request" -> shutDown(channel, request);
            default -> channel.send(request.reply(request.type().replace("_request", "_reply"), content(request)));
        }
    }

    private Map<String, ?> content(final Message request) {
        return switch (request.type()) {
            case "kernel_info_request" -> kernelInfo();
            case "is_complete_request" -> java().assistance().isComplete(request.text("code"));
            case "complete_request" -> java().assistance().complete(request.text("code"), cursor(request));
            case "inspect_request" -> java().assistance().inspect(request.text("code"), cursor(request));
            case "history_request" -> history.answer(request);
            case "comm_info_request" -> Map.of("status", "ok", "comms", Map.of());
            case "interrupt_request" -> {
                interrupt();
                yield Map.of("status", "ok");
            }
            default -> throw new IllegalArgumentException("this kernel has no answer to it");
        };
    }

    private static int cursor(final Message request) {
        return request.number("cursor_pos", Integer.MAX_VALUE);
    }

    private void execute(final Channel channel, final Message request) {
        final boolean silent = request.flag("silent", false);
        final boolean stored = !silent && request.flag("store_history", true);
        if (stored) {
            count++;
        }
        final var cell = new Cell(count, request.text("code"));
        output.settle();
        current = request;
        if (stored) {
            history.add(cell);
        }
        if (!silent) {
            show("execute_input", counted(Map.of("code", cell.code())));
        }
        try {
            final var java = java();
            java.run(cell).filter(result -> !silent).ifPresent(this::showResult);
            final var reply =
                    counted(Map.of("status", "ok", "user_expressions", evaluateAll(request), "payload", List.of()));
            output.settle();
            channel.send(request.reply("execute_reply", reply));
        } catch (final CellException e) {
            fail(channel, request, e);
        } catch (final Throwable e) {
            fail(
                    channel,
                    request,
                    new CellException(e.getClass().getName(), String.valueOf(e.getMessage()), List.of(e.toString())));
        }
    }

    private synchronized void begin() {
        serving = true;
    }

    /** Interrupts what is being served, also if it still waits for Java to start; else it does nothing. */
    private synchronized void interrupt() {
        if (serving) {
            starting.thenAccept(JavaShell::interrupt);
        }
    }

    private synchronized void end() {
        serving = false;
        if (starting.isDone()) {
            starting.thenAccept(JavaShell::forgetInterrupt);
        }
    }

    private void fail(final Channel channel, final Message request, final CellException failure) {
        if (!request.flag("silent", false)) {
            output.settle();
            show("error", failure.content());
        }
        output.settle();
        if (request.flag("stop_on_error", true)) {
            // Before the reply, since what comes after it may be meant.
            for (var next = channel.poll(0); next.isPresent(); next = channel.poll(0)) {
                aborted.add(next.get());
            }
        }
        final var reply = counted(failure.content());
        reply.put("status", "error");
        channel.send(request.reply("execute_reply", reply));
    }

    private void abort(final Channel channel) {
        while (!aborted.isEmpty()) {
            final var request = aborted.remove();
            if (request.type().equals("execute_request")) {
                publisher.status(request, "busy");
                channel.send(request.reply("execute_reply", counted(Map.of("status", "aborted"))));
                publisher.status(request, "idle");
            } else {
                serve(channel, request);
            }
        }
    }

    private Map<String, ?> evaluateAll(final Message request) {
        final Map<String, Object> values = new HashMap<>();
        if (request.content().get("user_expressions") instanceof JsonObject expressions) {
            expressions
                    .entrySet()
                    .forEach(entry ->
                            values.put(entry.getKey(), evaluate(entry.getValue().getAsString())));
        }
        return values;
    }

    private Map<String, ?> evaluate(final String expression) {
        Map<String, Object> content;
        try {
            final var value = java().run(new Cell(count, expression)).orElseGet(() -> new DisplayData("null"));
            content = new HashMap<>(Displays.content(value));
            content.remove("transient");
            content.put("status", "ok");
        } catch (final CellException e) {
            content = e.content();
            content.put("status", "error");
        }
        return content;
    }

    private void shutDown(final Channel channel, final Message request) {
        final var content = Map.of("status", "ok", "restart", request.flag("restart", false));
        channel.send(request.reply("shutdown_reply", content));
        publisher.status(request, "idle");
        Threads.start("exit", () -> System.exit(0));
    }

    /** Sends what is waiting on all channels, as the process is about to end: told to, or by a cell's own {@code System.exit}. */
    private void close() {
        input.end();
        try {
            if (starting.isDone()) {
                java().leave();
            }
            if (turn.tryLock(CLOSING_MILLIS, TimeUnit.MILLISECONDS)) {
                turn.unlock();
            }
            output.flush();
            publisher.close(CLOSING_MILLIS);
            final var closing = Threads.start("closing", context::term);
            closing.join(CLOSING_MILLIS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void showResult(final DisplayData result) {
        show("execute_result", counted(Displays.content(result)));
    }

    /** Publishes on behalf of the current cell, after what it has printed so far. */
    private void show(final String type, final Map<String, ?> content) {
        output.flush();
        publisher.publish(current.broadcast(type, content));
    }

    private Map<String, Object> counted(final Map<String, ?> content) {
        final Map<String, Object> counted = new HashMap<>(content);
        counted.put("execution_count", count);
        return counted;
    }

    private static Map<String, ?> kernelInfo() {
        final var java = Runtime.version().toString();
        final var own = Optional.ofNullable(Kernel.class.getPackage().getImplementationVersion())
                .orElse("0");
        final var language = Map.of(
                "name", "java",
                "version", java,
                "mimetype", "text/x-java-source",
                "file_extension", ".jshell",
                "pygments_lexer", "java",
                "codemirror_mode", "text/x-java");
        return Map.of(
                "status",
                "ok",
                "protocol_version",
                Message.PROTOCOL,
                "implementation",
                "gradwalk",
                "implementation_version",
                own,
                "banner",
                "gradwalk " + own + ", Java " + java,
                "language_info",
                language,
                "help_links",
                List.of());
    }
}
