package io.github.gradwalk.kernel.protocol;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Sends what all clients see, in the order in which any thread asked for it. The socket lives on a thread of its
 * own, so that a cell stopped in the middle of printing cannot harm it.
 */
final class Publisher {
    private final Queue<Message> queue = new ArrayDeque<>();
    private final Thread thread;

    Publisher(Supplier<Channel> opener) {
        thread = Threads.start("iopub", () -> run(opener));
    }

    private void run(Supplier<Channel> opener) {
        try (var channel = opener.get()) {
            for (var message = next(); message != Message.NONE; message = next()) {
                channel.send(message);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Message next() throws InterruptedException {
        while (queue.isEmpty()) {
            wait();
        }
        return queue.remove();
    }

    // A monitor, since a stopped thread always leaves it; it may keep the locks of a concurrent queue.
    synchronized void publish(Message message) {
        queue.add(message);
        notifyAll();
    }

    void status(Message parent, String state) {
        publish(parent.broadcast("status", Map.of("execution_state", state)));
    }

    /** Sends what is waiting, then stops; waits for that at most the given time. */
    void close(long milliseconds) throws InterruptedException {
        publish(Message.NONE);
        thread.join(milliseconds);
    }
}
