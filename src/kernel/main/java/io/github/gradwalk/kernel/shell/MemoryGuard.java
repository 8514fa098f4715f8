package io.github.gradwalk.kernel.shell;

import io.github.gradwalk.kernel.interpreter.CellException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Ends a cell that fills the heap, or the memory for classes, while there is still memory for the kernel's own threads, some of which a library has started and do not
 * survive an {@code OutOfMemoryError}. The less is free, the more often it looks.
 */
final class MemoryGuard {
    /** Hardly anything fills the heap faster. */
    private static final long BYTES_PER_MILLISECOND = 10_000_000;

    private static final long PAUSE_MILLIS = 1_000;

    private final MemoryReserve reserve = new MemoryReserve();
    private final ClassSpace classSpace = new ClassSpace();
    private final CellVariables variables;
    private final Consumer<CellException> stopCells;
    private volatile boolean cellRuns;
    private boolean exhausted;

    /** Whether a limit leaves classes some room before the cell starts; if not, no cell is to blame. */
    private volatile boolean classesHaveRoom = true;

    /** As little as this is hardly usable: collectors keep some space for themselves. */
    private final long little = 2 * reserve.size();

    /** If less than this is free, garbage is collected to see how much really is. */
    private volatile long enough = little;

    MemoryGuard(CellVariables variables, Consumer<CellException> stopCells) {
        this.variables = variables;
        this.stopCells = stopCells;
        final var thread = new Thread(this::watch, "kernel-memory");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            reserve.take();
            while (true) {
                look(reserve.awaitLoss(pause()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long pause() {
        final long ofHeap = (reserve.freeBesides() - enough) / BYTES_PER_MILLISECOND;
        final long millis = Math.min(ofHeap, classesHaveRoom ? classSpace.millisecondsLeft() : PAUSE_MILLIS);
        return cellRuns ? Math.max(1, Math.min(millis, PAUSE_MILLIS)) : PAUSE_MILLIS;
    }

    private synchronized void look(boolean lost) {
        reserve.touch();
        if (exhausted) {
            if (!cellRuns) {
                makeRoom("");
            }
        } else if (lost || reserve.freeBesides() < enough || classesAreShort()) {
            // What the virtual machine takes from the reserve, it takes after it has collected garbage.
            if (lost ? isShort() : isShortWithoutGarbage()) {
                stopCells();
            } else {
                takeReserve();
            }
        }
    }

    private boolean isShort() {
        return reserve.freeBesides() < little || classesAreShort();
    }

    private boolean classesAreShort() {
        return classesHaveRoom && classSpace.millisecondsLeft() == 0;
    }

    private boolean isShortWithoutGarbage() {
        System.gc();
        // Closer to the end each time, so that garbage is not collected again at every look.
        enough = Math.min(little, reserve.freeBesides() / 2);
        return isShort();
    }

    private void takeReserve() {
        try {
            reserve.take();
        } catch (OutOfMemoryError e) {
            stopCells();
        }
    }

    private void stopCells() {
        exhausted = true;
        stopCells.accept(classesAreShort() ? ErrorText.classSpaceIsFull() : ErrorText.heapIsFull());
        reserve.release();
    }

    /** A cell starts. */
    void begin() {
        classesHaveRoom = classSpace.millisecondsLeft() > 0;
        cellRuns = true;
        reserve.wake();
    }

    /** A cell with this code has ended: if it has left too little memory for the next one, its variables are cleared. */
    synchronized void end(String code) {
        cellRuns = false;
        if (exhausted || reserve.freeBesides() < enough || classesAreShort()) {
            makeRoom(code);
        }
    }

    private void makeRoom(String code) {
        final List<String> cleared = new ArrayList<>();
        final var candidates = variables.likeliestFirst(code).iterator();
        while (isShortWithoutGarbage() && candidates.hasNext()) {
            final var variable = candidates.next();
            variable.clear();
            cleared.add(variable.name());
        }
        exhausted = false;
        takeReserve();
        if (!cleared.isEmpty()) {
            System.err.println("The memory was full, so these variables are null now: " + String.join(", ", cleared));
        }
    }
}
