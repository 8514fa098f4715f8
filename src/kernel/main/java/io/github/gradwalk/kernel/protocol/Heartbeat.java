package io.github.gradwalk.kernel.protocol;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** Sends back whatever a client sends, so that the client can tell that the kernel is alive. */
final class Heartbeat {
    private Heartbeat() {}

    static void run(ZMQ.Context context, Connection connection) {
        // A ROUTER socket owes nobody an answer. A REP socket would fall silent if a stranger disappeared in the middle
        // of a message.
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
}
