package io.github.gradwalk.kernel.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * The shell channel. What asks for no cell is answered at once, while cells wait for another thread, which runs one after another. The
 * socket belongs to the thread that made this; the other thread's replies come through {@link Outbox}.
 */
final class ShellChannel implements AutoCloseable {
    private static final int PAUSE_MILLIS = 200;
    private static final String BELL = "inproc://replies";

    /** What is done with requests, on the thread of the socket. */
    interface Handler {
        /** Answers a request that asks for no cell. */
        void answer(Channel channel, Message request);

        /** Takes note that one more cell waits. */
        void waits();

        /** Makes use of a pause. */
        void pause();
    }

    private record Reply(Message message, boolean abortsWaiting, CompletableFuture<Void> sent) {}

    /** A request to run a cell, or only to be answered because the cell before it has failed. */
    record Turn(Message request, boolean aborted) {}

    private final BlockingQueue<Turn> cells = new LinkedBlockingQueue<>();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final ZMQ.Context context;
    private final Channel channel;
    private final ZMQ.Socket bell;

    ShellChannel(ZMQ.Context context, Channel channel) {
        this.context = context;
        this.channel = channel;
        bell = context.socket(SocketType.PAIR);
        bell.bind(BELL);
    }

    /** Serves until the context is closed. */
    void serve(Handler handler) {
        try (var poller = context.poller(2)) {
            final int request = channel.register(poller);
            final int ring = poller.register(bell, ZMQ.Poller.POLLIN);
            int patience = PAUSE_MILLIS;
            while (true) {
                if (poller.poll(patience) == 0) {
                    handler.pause();
                    patience = -1;
                    continue;
                }
                patience = PAUSE_MILLIS;
                if (poller.pollin(ring)) {
                    bell.recv();
                    send(replies.remove(), handler);
                } else if (poller.pollin(request)) {
                    channel.poll(0).ifPresent(message -> take(message, handler));
                }
            }
        }
    }

    private void take(Message request, Handler handler) {
        if (request.type().equals("execute_request")) {
            handler.waits();
            cells.add(new Turn(request, false));
        } else {
            handler.answer(channel, request);
        }
    }

    private void send(Reply reply, Handler handler) {
        if (reply.abortsWaiting()) {
            // Before the reply, since what comes after it may be meant.
            for (var next = channel.poll(0); next.isPresent(); next = channel.poll(0)) {
                take(next.get(), handler);
            }
            final List<Turn> waiting = new ArrayList<>();
            cells.drainTo(waiting);
            waiting.forEach(turn -> cells.add(new Turn(turn.request(), true)));
        }
        channel.send(reply.message());
        reply.sent().complete(null);
    }

    /** Waits for the next request to run a cell. */
    Turn nextCell() throws InterruptedException {
        return cells.take();
    }

    /** Opens the way by which the thread that calls this sends its replies. */
    Outbox outbox() {
        final var own = context.socket(SocketType.PAIR);
        own.connect(BELL);
        return new Outbox(own);
    }

    /** Sends the replies of a thread that runs cells; it belongs to that thread. */
    final class Outbox implements AutoCloseable {
        private final ZMQ.Socket socket;

        private Outbox(ZMQ.Socket socket) {
            this.socket = socket;
        }

        /** Sends a reply; first aborts the cells that wait, if told to. Returns when it has been sent. */
        void send(Message message, boolean abortsWaiting) {
            final var reply = new Reply(message, abortsWaiting, new CompletableFuture<>());
            replies.add(reply);
            socket.send(ZMQ.MESSAGE_SEPARATOR);
            reply.sent().join();
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    @Override
    public void close() {
        bell.close();
        channel.close();
    }
}
