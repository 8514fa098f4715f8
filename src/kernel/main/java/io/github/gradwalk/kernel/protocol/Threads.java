package io.github.gradwalk.kernel.protocol;

import org.zeromq.ZMQException;
import zmq.ZError;

/** The kernel's own threads: daemons that end quietly when the sockets are closed. */
final class Threads {
    private Threads() {}

    static Thread start(String name, Runnable work) {
        return start(name, work, 0);
    }

    /** Starts a thread whose stack may become as large as this, in bytes. */
    static Thread start(String name, Runnable work, long stackSize) {
        final var thread = new Thread(null, () -> untilClosed(work), "kernel-" + name, stackSize);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    static void untilClosed(Runnable work) {
        try {
            work.run();
        } catch (ZMQException e) {
            if (!isClosing(e)) {
                throw e;
            }
        }
    }

    /** Whether something failed only because the sockets are being closed, which nobody needs to know. */
    static boolean isClosing(Throwable e) {
        return e instanceof ZMQException failure && failure.getErrorCode() == ZError.ETERM;
    }
}
