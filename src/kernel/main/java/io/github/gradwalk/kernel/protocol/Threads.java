package io.github.gradwalk.kernel.protocol;

import java.io.PrintStream;
import org.zeromq.ZMQException;
import zmq.ZError;

/** The kernel's own threads: daemons that end quietly when the sockets are closed. If one fails, the process ends. */
final class Threads {
    private static final int FAILED = 1;
    private static final PrintStream LOG = System.err;

    private static volatile boolean closing;

    private Threads() {}

    static Thread start(String name, Runnable work) {
        return start(name, work, 0);
    }

    /** Starts a thread whose stack may become as large as this, in bytes. */
    static Thread start(String name, Runnable work, long stackSize) {
        final var thread = new Thread(null, () -> untilDone(work), "kernel-" + name, stackSize);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Starts a thread without which the kernel cannot serve. */
    static Thread serve(String name, Runnable work) {
        return serve(name, work, 0);
    }

    /** Starts a thread without which the kernel cannot serve, and whose stack may become as large as this, in bytes. */
    static Thread serve(String name, Runnable work, long stackSize) {
        return start(name, () -> untilClosed(work), stackSize);
    }

    /** Makes one of the threads that serve the sockets of a context. */
    static Thread ofSockets(Runnable work, String name) {
        return new Thread(() -> untilClosed(work), name);
    }

    /** Does work that must go on until the sockets are closed. */
    static void untilClosed(Runnable work) {
        untilDone(work);
        if (!closing) {
            endProcess("has ended", "");
        }
    }

    private static void untilDone(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            if (!isClosing(e)) {
                endProcess("has failed: ", e);
            }
        }
    }

    /** Does work after which, were it done in part only, nobody would understand what the kernel sends. */
    static void asAWhole(Runnable work) {
        try {
            work.run();
        } catch (Error e) {
            endProcess("could not send a whole message: ", e);
        }
    }

    /** From now on, threads may end. */
    static void close() {
        closing = true;
    }

    /** Ends the process at once: without one of its threads the kernel would be mute, while Jupyter can start it again. */
    private static void endProcess(String reason, Object failure) {
        try {
            // Without concatenation, for which Java may have to load a class: there may be no memory for it.
            LOG.print("gradwalk kernel: the kernel ends, because its thread ");
            LOG.print(Thread.currentThread().getName());
            LOG.print(" ");
            LOG.print(reason);
            LOG.println(failure);
        } finally {
            Runtime.getRuntime().halt(FAILED);
        }
    }

    /** Whether something failed only because the sockets are being closed, which nobody needs to know. */
    static boolean isClosing(Throwable e) {
        return closing || e instanceof ZMQException failure && failure.getErrorCode() == ZError.ETERM;
    }
}
