package io.github.gradwalk.kernel.protocol;

import java.io.IOException;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** A client that asks a kernel for one thing at a time. */
public final class Client implements AutoCloseable {
    private static final int LOOK_AGAIN_MILLIS = 200;

    private final ZMQ.Context context = ZMQ.context(1);
    private final Map<String, Channel> channels;
    private final BooleanSupplier kernelLives;

    public Client(Connection connection, BooleanSupplier kernelLives) {
        this.kernelLives = kernelLives;
        // What is published is not read, but without a subscriber the kernel would not send it.
        channels = Map.of(
                "iopub", new Channel(context, SocketType.SUB, "iopub", connection),
                "shell", new Channel(context, SocketType.DEALER, "shell", connection),
                "control", new Channel(context, SocketType.DEALER, "control", connection));
    }

    /** Sends a request on the channel and waits for its reply; throws {@code IOException} if the kernel ends without one. */
    public void ask(String channel, String type, Map<String, ?> content) throws IOException {
        channels.get(channel).send(Message.NONE.reply(type, content));
        while (channels.get(channel).poll(LOOK_AGAIN_MILLIS).isEmpty()) {
            if (!kernelLives.getAsBoolean()) {
                throw new IOException("the kernel ended without an answer");
            }
        }
    }

    @Override
    public void close() {
        channels.values().forEach(Channel::close);
        context.close();
    }
}
