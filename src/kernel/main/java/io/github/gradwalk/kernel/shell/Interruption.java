package io.github.gradwalk.kernel.shell;

import io.github.gradwalk.kernel.interpreter.Cell;
import io.github.gradwalk.kernel.interpreter.CellException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import jdk.jshell.spi.ExecutionControl.ExecutionControlException;
import jdk.jshell.spi.ExecutionControl.StoppedException;

/** Ends a cell before it ends by itself: because a client interrupts it, or because a statement has used up its time. */
final class Interruption {
    private static final long STOP_AGAIN_MILLIS = 100;

    private final CellControl control;
    private final Optional<Duration> timeout;
    private Optional<Cell> running = Optional.empty();
    /** Why the running cell, or the one that is about to run, has to stop. */
    private volatile Optional<CellException> reason = Optional.empty();

    private volatile boolean atOnce;

    /** The timeout is for each statement. */
    Interruption(CellControl control, Optional<Duration> timeout) {
        this.control = control;
        this.timeout = timeout;
        final var thread = new Thread(this::stopUntilEnd, "kernel-interrupt");
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void begin(Cell cell) {
        running = Optional.of(cell);
        control.beginCell();
    }

    synchronized void end() {
        running = Optional.empty();
        notifyAll();
    }

    /** Stops the running cell, or the one that is about to run. */
    synchronized void stop(CellException why) {
        reason = Optional.of(why);
        notifyAll();
    }

    /** Stops the running cell, or else what earlier ones have started, without giving it time to end by itself. */
    synchronized void stopNow(CellException why) {
        if (running.isPresent()) {
            atOnce = true;
            stop(why);
        } else {
            CellThreads.stopEverywhere();
        }
    }

    private void stopOnce() {
        try {
            if (atOnce) {
                control.stopNow();
            } else {
                control.stop();
            }
        } catch (ExecutionControlException e) {
            throw new IllegalStateException(e);
        }
    }

    // Again and again: the cell may be between two snippets, or catch what stops it. The thread is there from the
    // start,
    // in case a cell uses up all that the machine has.
    private synchronized void stopUntilEnd() {
        try {
            while (true) {
                if (running.isPresent() && reason.isPresent()) {
                    stopOnce();
                    wait(STOP_AGAIN_MILLIS);
                } else {
                    wait();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The cell that was to stop has ended. */
    void forget() {
        reason = Optional.empty();
        atOnce = false;
    }

    /** Stops waiting for the running cell, without stopping it. */
    void abandon() {
        reason = Optional.of(ErrorText.ended());
        control.abandon();
    }

    /** Throws the reason if the cell has to stop. */
    void check() throws CellException {
        if (reason.isPresent()) {
            throw reason.get();
        }
    }

    /**
     * Throws the reason if the cell has to stop, and adds what has become of the value of its latest statement, which may have ended by
     * itself because of the interrupt.
     */
    void check(Supplier<Optional<String>> kept) throws CellException {
        if (reason.isPresent()) {
            final var failure = reason.get();
            throw kept.get().map(what -> ErrorText.with(failure, what)).orElse(failure);
        }
    }

    /** Whether each statement has to end in time. */
    boolean limitsStatements() {
        return timeout.isPresent();
    }

    /** Runs a statement, and stops the cell if it takes too long. */
    <T> T inTime(Supplier<T> statement) {
        if (timeout.isEmpty()) {
            return statement.get();
        }
        final var cell = running;
        final var delay = CompletableFuture.delayedExecutor(timeout.get().toMillis(), TimeUnit.MILLISECONDS);
        final var alarm = CompletableFuture.runAsync(() -> endOfTime(cell), delay);
        try {
            return statement.get();
        } finally {
            alarm.cancel(false);
        }
    }

    private synchronized void endOfTime(Optional<Cell> cell) {
        if (running == cell && cell.isPresent()) {
            stop(ErrorText.timedOut(timeout.orElseThrow()));
        }
    }

    /** Does work that may run a cell's code so that it can be stopped as a snippet can; throws what the work throws. */
    <T> T call(Callable<T> work) throws Exception {
        try {
            return control.call(work);
        } catch (StoppedException e) {
            check();
            throw ErrorText.interrupted();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
