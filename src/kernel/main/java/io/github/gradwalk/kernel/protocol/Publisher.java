package io.github.gradwalk.kernel.protocol;

import io.github.gradwalk.kernel.interpreter.MimeBundle;
import io.github.gradwalk.kernel.interpreter.Screen;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Sends what all clients see, in the order in which any thread asked for it; what cells print and show belongs to the latest one. The
 * socket lives on a thread of its own, so that a cell stopped in the middle of printing cannot harm it.
 */
final class Publisher implements Screen {
    private final Queue<Message> queue = new ArrayDeque<>();
    private final PrintedOutput printed =
            new PrintedOutput((name, text) -> send("stream", Map.of("name", name, "text", text)));
    private final Thread thread;
    private volatile Message request = Message.NONE;

    Publisher(Supplier<Channel> opener) {
        thread = Threads.serve("iopub", () -> run(opener));
    }

    private void run(Supplier<Channel> opener) {
        try (var channel = opener.get()) {
            for (var message = next(); message != Message.NONE; message = next()) {
                sendIfPossible(channel, message);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sendIfPossible(Channel channel, Message message) {
        try {
            channel.send(message);
        } catch (OutOfMemoryError e) {
            System.err.println("An output is missing because there was not enough memory to send it.");
        }
    }

    private synchronized Message next() throws InterruptedException {
        while (queue.isEmpty()) {
            wait();
        }
        return queue.remove();
    }

    // A monitor, since a stopped thread always leaves it; it may keep the locks of a concurrent queue.
    private synchronized void send(Message message) {
        queue.add(message);
        notifyAll();
    }

    private void send(String type, Map<String, ?> content) {
        send(request.broadcast(type, content));
    }

    PrintedOutput printed() {
        return printed;
    }

    /** Returns the request to run the latest cell. */
    Message request() {
        return request;
    }

    /** From now on, everything but a status belongs to this request. */
    void begin(Message next) {
        printed.settle();
        request = next;
    }

    /** Publishes after what has been printed so far. */
    void publish(String type, Map<String, ?> content) {
        printed.flush();
        send(type, content);
    }

    void status(Message parent, String state) {
        answer(parent, "status", Map.of("execution_state", state));
    }

    /** Publishes what belongs to this request, whichever the latest cell is. */
    void answer(Message parent, String type, Map<String, ?> content) {
        send(parent.broadcast(type, content));
    }

    @Override
    public void display(MimeBundle bundle) {
        publish("display_data", content(bundle));
    }

    @Override
    public void update(MimeBundle bundle) {
        publish("update_display_data", content(bundle));
    }

    @Override
    public void clear(boolean wait) {
        publish("clear_output", Map.of("wait", wait));
    }

    /** Returns the bundle as the protocol has it. */
    static Map<String, ?> content(MimeBundle bundle) {
        final var transients = bundle.displayId().map(id -> Map.of("display_id", id));
        return Map.of(
                "data", bundle.data(),
                "metadata", bundle.metadata(),
                "transient", transients.orElse(Map.of()));
    }

    /** Sends what is waiting, then stops; waits for that at most the given time. */
    void close(long milliseconds) throws InterruptedException {
        printed.flush();
        send(Message.NONE);
        thread.join(milliseconds);
    }
}
