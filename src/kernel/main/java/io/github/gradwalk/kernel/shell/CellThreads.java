package io.github.gradwalk.kernel.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinWorkerThread;

/** The threads of one cell: those that it has started and, while they run code of a cell, those of the common pool. */
final class CellThreads extends ThreadGroup {
    CellThreads() {
        super("cell");
    }

    /** Whether the current thread belongs to a cell, so that what it does is part of that cell's work. */
    static boolean includeCurrentThread() {
        return Thread.currentThread().getThreadGroup() instanceof CellThreads;
    }

    /** Prints what no thread catches, whichever handler JShell installs. */
    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (!(thrown instanceof ThreadDeath)) {
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            thrown.printStackTrace();
        }
    }

    boolean areActive() {
        return activeCount() > 0 || !ofCommonPool().isEmpty();
    }

    void interruptAll() {
        interrupt();
        ofCommonPool().forEach(Thread::interrupt);
    }

    /** Stops all of them, and as long as the thread lives up to the given number of times, where Java can stop threads. */
    @SuppressWarnings({"deprecation", "removal"})
    void stopAll(int times, Thread thread) {
        final var ofCommonPool = ofCommonPool();
        int left = times;
        // At least once: the thread may end before those that it has started.
        do {
            stop();
            ofCommonPool.forEach(Thread::stop);
        } while (--left > 0 && thread.isAlive());
    }

    private static List<Thread> ofCommonPool() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey() instanceof ForkJoinWorkerThread)
                .filter(entry -> Arrays.stream(entry.getValue())
                        .anyMatch(frame -> frame.getClassName().startsWith("REPL.")))
                .map(Map.Entry::getKey)
                .toList();
    }
}
