package io.github.gradwalk.kernel.shell;

/** A piece of work on a thread of its own, which can be stopped together with all the threads of its cell. */
final class CellWork {
    static final int FIRST_JDK_WITHOUT_STOP = 20;

    /** Work that reacts to an interrupt has this long to end by itself: a training then returns its network and history. */
    private static final long PATIENCE_MILLIS = 1_000;

    /** After this long, work that cannot react to an interrupt is told from work that can. */
    private static final long FIRST_LOOK_MILLIS = 80;

    private static final long GRACE_MILLIS = 2_000;
    private static final long LOOK_AGAIN_MILLIS = 20;
    private static final int ENOUGH_LOOKS = 3;
    private static final int SALVO = 100;
    private static final int PATIENT_ATTEMPTS = 3;
    private static final long NEVER = Long.MAX_VALUE;

    private final Body body;
    private final CellThreads threads;
    private final Thread thread;
    private volatile Object value;
    private volatile Throwable failure = new ThreadDeath();
    private volatile long deadline = NEVER;
    private volatile long interruptedAt = NEVER;
    private volatile Thread waiter;
    private int attempts;
    private int idleLooks;

    interface Body {
        Object run() throws Throwable;
    }

    CellWork(CellThreads threads, ClassLoader loader, Body body) {
        this.body = body;
        this.threads = threads;
        thread = new Thread(threads, this::run, "cell");
        waiter = thread;
        thread.setContextClassLoader(loader);
    }

    /** Returns what the work has returned. */
    Object value() {
        return value;
    }

    /** Returns what the work has thrown, {@code ThreadDeath} if it was stopped, or {@code null}. */
    Throwable failure() {
        return failure;
    }

    // Whatever a cell throws, even an Error, costs the cell and not the kernel.
    private void run() {
        Throwable thrown = null;
        try {
            value = body.run();
        } catch (Throwable e) {
            thrown = e;
        }
        failure = thrown;
    }

    /** Waits until the work has ended, was stopped, or has resisted being stopped for too long. */
    void runAndWait() {
        waiter = Thread.currentThread();
        thread.start();
        while (isActive() && System.currentTimeMillis() < deadline) {
            try {
                if (thread.isAlive()) {
                    thread.join(deadline == NEVER ? 0 : LOOK_AGAIN_MILLIS);
                } else {
                    Thread.sleep(LOOK_AGAIN_MILLIS);
                }
            } catch (InterruptedException e) {
                // stop() has set the deadline: look again.
                continue;
            }
        }
    }

    /** Once the work is interrupted, the other threads of the cell have to end too. */
    private boolean isActive() {
        if (thread.isAlive() || interruptedAt == NEVER) {
            return thread.isAlive();
        }
        // Between two tasks, a thread of the common pool runs no code of a cell, so one look cannot tell that no task
        // is left.
        idleLooks = threads.areActive() ? 0 : idleLooks + 1;
        return idleLooks < ENOUGH_LOOKS;
    }

    /** Stops waiting for the work, without stopping it. */
    void abandon() {
        deadline = 0;
        waiter.interrupt();
    }

    /** Interrupts the threads; returns whether they still have time to end because of it. */
    synchronized boolean mayEndByItself() {
        final long now = System.currentTimeMillis();
        if (interruptedAt == NEVER) {
            interruptedAt = now;
        } else if (now - interruptedAt >= FIRST_LOOK_MILLIS && !threads.mayReactToInterrupt()) {
            return false;
        }
        threads.interruptAll();
        return now - interruptedAt < PATIENCE_MILLIS;
    }

    /** Stops the threads; at once means that the cell has no time to catch what stops it and to go on. */
    void stop(boolean atOnce) {
        if (deadline == NEVER) {
            deadline = System.currentTimeMillis() + GRACE_MILLIS;
        }
        waiter.interrupt();
        attempts++;
        if (Runtime.version().feature() < FIRST_JDK_WITHOUT_STOP) {
            // The cell's own catch block may catch one shot; in a salvo, another one hits outside it.
            threads.stopAll(atOnce || attempts > PATIENT_ATTEMPTS ? SALVO : 1, thread);
        }
    }
}
