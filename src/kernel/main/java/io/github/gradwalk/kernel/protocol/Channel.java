package io.github.gradwalk.kernel.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Msg;

/** A socket for signed messages, the kernel's end or a client's. It belongs to the thread that made it. */
final class Channel implements AutoCloseable {
    /** Far longer than any cell or answer. */
    private static final long LONGEST_FRAME = 256 << 20;

    private final ZMQ.Socket socket;
    private final Connection connection;

    Channel(ZMQ.Context context, SocketType type, String name, Connection connection) {
        socket = context.socket(type);
        this.connection = connection;
        // The default limit of 1000 waiting messages makes a publisher drop the rest silently.
        socket.setHWM(0);
        socket.setLinger(1000);
        limit(socket);
        if (type == SocketType.ROUTER) {
            socket.setRouterHandover(true);
        } else if (type == SocketType.SUB) {
            socket.subscribe(ZMQ.SUBSCRIPTION_ALL);
        }
        if (type == SocketType.ROUTER || type == SocketType.PUB) {
            socket.bind(connection.address(name));
        } else {
            socket.connect(connection.address(name));
        }
    }

    /** Closes the connection of whoever announces a frame of an absurd length, as anyone on this machine can. */
    static void limit(ZMQ.Socket socket) {
        socket.setMaxMsgSize(LONGEST_FRAME);
        // JeroMQ takes a length of 2^63 or more for a negative one, which would end its only thread.
        socket.setMsgAllocator(length -> new Msg(Math.max(length, 0)));
    }

    /** Has the poller watch for messages; returns the index by which it knows this. */
    int register(ZMQ.Poller poller) {
        return poller.register(socket, ZMQ.Poller.POLLIN);
    }

    /** Sends a message; throws {@code OutOfMemoryError} only before a part of it has been sent. */
    void send(Message message) {
        final var frames = message.toFrames(connection);
        Threads.asAWhole(() -> {
            for (int i = 0; i < frames.size(); i++) {
                socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
            }
        });
    }

    /** Waits for the next valid message. */
    Message receive() {
        while (true) {
            final var message = receiveFrames();
            if (message.isPresent()) {
                return message.get();
            }
        }
    }

    /** Returns the next message if a valid one arrives within the time. */
    Optional<Message> poll(int milliseconds) {
        socket.setReceiveTimeOut(milliseconds);
        try {
            return receiveFrames();
        } finally {
            socket.setReceiveTimeOut(-1);
        }
    }

    private Optional<Message> receiveFrames() {
        final List<byte[]> frames = new ArrayList<>();
        do {
            final var frame = socket.recv();
            if (frame == null) {
                return Optional.empty();
            }
            frames.add(frame);
        } while (socket.hasReceiveMore());
        return Message.fromFrames(frames, connection);
    }

    @Override
    public void close() {
        socket.close();
    }
}
