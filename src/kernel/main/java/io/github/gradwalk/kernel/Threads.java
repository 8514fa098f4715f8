package io.github.gradwalk.kernel;

import org.zeromq.ZMQException;
import zmq.ZError;

/** The kernel's own threads: daemons that end quietly when the sockets close. */
final class Threads {
    private Threads() {}

    static Thread start(final String name, final Runnable work) {
        final var thread = new Thread(() -> untilClosed(work), "kernel-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    static void untilClosed(final Runnable work) {
        try {
            work.run();
        } catch (final ZMQException e) {
            if (!isClosing(e)) {
                throw e;
            }
        }
    }

    /** Whether something failed only because the sockets close: nothing to tell anybody. */
    static boolean isClosing(final Throwable e) {
        return e instanceof ZMQException failure && failure.getErrorCode() == ZError.ETERM;
    }
}
