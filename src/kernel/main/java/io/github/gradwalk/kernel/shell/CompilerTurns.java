package io.github.gradwalk.kernel.shell;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Keeps compilation and the analysis of what is being written apart, since JShell bears one of them at a time. While a cell's own code
 * runs, there is no compilation.
 */
final class CompilerTurns {
    private static final long PATIENCE_MILLIS = 5_000;

    private final Set<Thread> compiling = new HashSet<>();
    private boolean analysing;

    /** The current thread compiles from now on; returns whether it did not before. Waits for an analysis to end. */
    synchronized boolean begin() {
        if (compiling.contains(Thread.currentThread())) {
            return false;
        }
        boolean interrupted = false;
        while (analysing) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return compiling.add(Thread.currentThread());
    }

    /** The current thread does not compile from now on; returns whether it did before. */
    synchronized boolean end() {
        notifyAll();
        return compiling.remove(Thread.currentThread());
    }

    /** Runs an analysis; does not if that would have to wait for a compilation for seconds. */
    <T> Optional<T> analyse(Supplier<T> analysis) {
        if (!beginAnalysis()) {
            return Optional.empty();
        }
        try {
            return Optional.of(analysis.get());
        } finally {
            endAnalysis();
        }
    }

    private synchronized boolean beginAnalysis() {
        // Compilations that begin from now on wait: a cell of many statements would leave no gap.
        analysing = true;
        final long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        try {
            while (isCompiling() && System.nanoTime() < end) {
                wait(PATIENCE_MILLIS / 10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        analysing = !isCompiling();
        notifyAll();
        return analysing;
    }

    private boolean isCompiling() {
        // One that was stopped has no time to say that it has ended.
        compiling.removeIf(thread -> !thread.isAlive());
        return !compiling.isEmpty();
    }

    private synchronized void endAnalysis() {
        analysing = false;
        notifyAll();
    }
}
