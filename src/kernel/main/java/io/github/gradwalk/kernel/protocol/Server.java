package io.github.gradwalk.kernel.protocol;

import io.github.gradwalk.kernel.interpreter.Interpreter;
import io.github.gradwalk.kernel.interpreter.Screen;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** Serves Jupyter clients: runs cells one after another, and answers everything else at once, on the shell and the control channel. */
public final class Server {
    private static final long CLOSING_MILLIS = 500;

    /** The compiler calls itself for each part of an expression: the usual megabyte does not take a sum of a few thousand numbers. */
    private static final long STACK_OF_COMPILER = 16 << 20;

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

    /** Held while a cell runs. */
    private final ReentrantLock turn = new ReentrantLock();

    /** How many cells run or wait. */
    private final AtomicInteger waiting = new AtomicInteger();

    private Message running = Message.NONE;

    public Server(Connection connection, Starter starter) {
        this.connection = connection;
        this.starter = starter;
        context.setThreadFactor(Threads::ofSockets);
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
        InterruptSignal.handle(this::interrupt);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        Threads.serve("heartbeat", this::answerHeartbeats);
        Threads.serve("control", this::serveControl);
        Threads.start("interpreter", this::startInterpreter);
        publisher.status(Message.NONE, "starting");
        Threads.untilClosed(this::serveShell);
    }

    private void startInterpreter() {
        try {
            final var interpreter = starter.start(publisher);
            interpreter.warmUp(() -> waiting.get() == 0);
            starting.complete(interpreter);
        } catch (Throwable e) {
            starting.completeExceptionally(e);
        }
    }

    private void prepareCompletion(Interpreter interpreter) {
        if (waiting.get() == 0) {
            interpreter.prepareCompletion();
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
        try (var shell = new ShellChannel(context, open(SocketType.ROUTER, "shell"))) {
            Threads.serve("cells", () -> runCells(shell), STACK_OF_COMPILER);
            shell.serve(new Requests());
        }
    }

    private void runCells(ShellChannel shell) {
        try (var outbox = shell.outbox()) {
            while (true) {
                final var next = shell.nextCell();
                final var request = next.request();
                turn.lock();
                try {
                    running(request);
                    serve(request, () -> cells.answer(outbox, next));
                } finally {
                    end();
                    turn.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Requests implements ShellChannel.Handler {
        @Override
        public void answer(Channel channel, Message request) {
            serve(request, () -> reply(channel, request));
        }

        @Override
        public void waits() {
            waiting.incrementAndGet();
        }

        @Override
        public void pause() {
            starting.thenAcceptAsync(Server.this::prepareCompletion, work -> Threads.start("completion", work));
        }
    }

    private void serveControl() {
        try (var channel = open(SocketType.ROUTER, "control")) {
            while (true) {
                final var request = channel.receive();
                serve(request, () -> reply(channel, request));
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

    private void serve(Message request, Runnable service) {
        publisher.status(request, "busy");
        try {
            service.run();
        } catch (IllegalArgumentException e) {
            log.println("gradwalk kernel: " + request.type() + ": " + e.getMessage());
        } catch (Throwable e) {
            if (!Threads.isClosing(e)) {
                log.println("gradwalk kernel: " + request.type() + ": " + e);
                e.printStackTrace(log);
            }
        } finally {
            idle(request);
        }
    }

    private void reply(Channel channel, Message request) {
        switch (request.type()) {
            case "interrupt_request" -> {
                interrupt();
                channel.send(request.reply("interrupt_reply", Map.of("status", "ok")));
            }
            case "shutdown_request" -> shutDown(channel, request);
            // No target is known here.
            case "comm_open" ->
                publisher.answer(request, "comm_close", Map.of("comm_id", request.text("comm_id"), "data", Map.of()));
            case "comm_msg", "comm_close" -> {}
            default -> channel.send(request.reply(request.type().replace("_request", "_reply"), answer(request)));
        }
    }

    /** Whatever goes wrong, a client waits for an answer. */
    private Map<String, ?> answer(Message request) {
        try {
            return answers.to(request);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            e.printStackTrace(log);
            return Map.of(
                    "status", "error",
                    "ename", e.getClass().getName(),
                    "evalue", String.valueOf(e.getMessage()),
                    "traceback", List.of(e.toString()));
        }
    }

    private synchronized void running(Message request) {
        running = request;
    }

    private synchronized void idle(Message request) {
        if (request == running) {
            running = Message.NONE;
        }
        publisher.status(request, "idle");
        if (running != Message.NONE) {
            // Clients show the latest status, whatever it was about.
            publisher.status(running, "busy");
        }
    }

    /** Interrupts the cell that runs or waits, even for the interpreter to start; otherwise does nothing. */
    private synchronized void interrupt() {
        if (waiting.get() > 0) {
            starting.thenAccept(Interpreter::interrupt);
        }
    }

    private synchronized void end() {
        waiting.decrementAndGet();
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
        Threads.close();
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
