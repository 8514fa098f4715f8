package io.github.gradwalk.kernel.protocol;

import io.github.gradwalk.kernel.interpreter.Interpreter;
import io.github.gradwalk.kernel.interpreter.Screen;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** Serves Jupyter clients: requests on the shell channel one after another, those on the control channel at once. */
public final class Server {
    private static final long CLOSING_MILLIS = 500;
    private static final int PAUSE_MILLIS = 1_000;

    /** Starts the interpreter that the server speaks for. */
    @FunctionalInterface
    public interface Starter {
        Interpreter start(Screen screen) throws Exception;
    }

    private final PrintStream log = System.err;
    private final ZMQ.Context context = ZMQ.context(1);
    private final Connection connection;
    private final Publisher publisher;
    private final ClientInput input;
    private final Answers answers;
    private final CellRequests cells;
    private final Starter starter;
    private final CompletableFuture<Interpreter> starting = new CompletableFuture<>();

    /** Held while a request on the shell channel is answered. */
    private final ReentrantLock turn = new ReentrantLock();

    private volatile boolean serving;

    public Server(Connection connection, Starter starter) {
        this.connection = connection;
        this.starter = starter;
        publisher = new Publisher(() -> open(SocketType.PUB, "iopub"));
        input = new ClientInput(() -> open(SocketType.ROUTER, "stdin"), publisher::request);
        final var history = new CellHistory();
        answers = new Answers(this::interpreter, history);
        cells = new CellRequests(this::interpreter, publisher, history);
    }

    private Channel open(SocketType type, String name) {
        return new Channel(context, type, name, connection);
    }

    /** Serves until a client asks for the end, or the process ends for another reason. */
    public void run() {
        publisher.printed().install();
        System.setIn(input);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        Threads.start("heartbeat", this::answerHeartbeats);
        Threads.start("control", this::serveControl);
        Threads.start("interpreter", this::startInterpreter);
        publisher.status(Message.NONE, "starting");
        Threads.untilClosed(this::serveShell);
    }

    private void startInterpreter() {
        try {
            final var interpreter = starter.start(publisher);
            interpreter.warmUp(() -> !serving);
            starting.complete(interpreter);
        } catch (Throwable e) {
            starting.completeExceptionally(e);
        }
    }

    private Interpreter interpreter() {
        try {
            return starting.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("Java did not start: " + e.getCause(), e);
        }
    }

    private void serveShell() {
        try (var channel = open(SocketType.ROUTER, "shell")) {
            while (true) {
                final var request = next(channel);
                turn.lock();
                begin();
                try {
                    serve(channel, request, false);
                    cells.takeSentTooEarly().forEach(early -> serve(channel, early, true));
                } finally {
                    end();
                    turn.unlock();
                }
            }
        }
    }

    /** Waits for the next request, and makes use of a pause. */
    private Message next(Channel channel) {
        return channel.poll(PAUSE_MILLIS).orElseGet(() -> {
            starting.thenAccept(Interpreter::prepareCompletion);
            return channel.receive();
        });
    }

    private void serveControl() {
        try (var channel = open(SocketType.ROUTER, "control")) {
            while (true) {
                serve(channel, channel.receive(), false);
            }
        }
    }

    /** Sends back whatever a client sends, so that the client can tell that the kernel is alive. */
    private void answerHeartbeats() {
        // A ROUTER socket owes nobody an answer. A REP socket would fall silent if a stranger disappeared within a
        // message.
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

    private void serve(Channel channel, Message request, boolean sentTooEarly) {
        publisher.status(request, "busy");
        try {
            answer(channel, request, sentTooEarly);
        } catch (IllegalArgumentException e) {
            log.println("gradwalk kernel: " + request.type() + ": " + e.getMessage());
        } catch (Throwable e) {
            if (!Threads.isClosing(e)) {
                log.println("gradwalk kernel: " + request.type() + ": " + e);
                e.printStackTrace(log);
            }
        } finally {
            publisher.status(request, "idle");
        }
    }

    private void answer(Channel channel, Message request, boolean sentTooEarly) {
        switch (request.type()) {
            case "execute_request" -> {
                if (sentTooEarly) {
                    cells.abort(channel, request);
                } else {
                    cells.execute(channel, request);
                }
            }
            case "interrupt_request" -> {
                interrupt();
                channel.send(request.reply("interrupt_reply", Map.of("status", "ok")));
            }
            case "shutdown_request" -> shutDown(channel, request);
            default -> channel.send(request.reply(request.type().replace("_request", "_reply"), answers.to(request)));
        }
    }

    private synchronized void begin() {
        serving = true;
    }

    /** Interrupts what is being served, even if it still waits for the interpreter to start; otherwise does nothing. */
    private synchronized void interrupt() {
        if (serving) {
            starting.thenAccept(Interpreter::interrupt);
        }
    }

    private synchronized void end() {
        serving = false;
        if (starting.isDone()) {
            starting.thenAccept(Interpreter::forgetInterrupt);
        }
    }

    private void shutDown(Channel channel, Message request) {
        final var content = Map.of("status", "ok", "restart", request.flag("restart", false));
        channel.send(request.reply("shutdown_reply", content));
        publisher.status(request, "idle");
        Threads.start("exit", () -> System.exit(0));
    }

    /** Sends what is waiting on all channels, since the process is about to end, on request or by a cell's own {@code System.exit}. */
    private void close() {
        input.end();
        try {
            if (starting.isDone()) {
                interpreter().abandon();
            }
            if (turn.tryLock(CLOSING_MILLIS, TimeUnit.MILLISECONDS)) {
                turn.unlock();
            }
            publisher.close(CLOSING_MILLIS);
            final var closing = Threads.start("closing", context::term);
            closing.join(CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
