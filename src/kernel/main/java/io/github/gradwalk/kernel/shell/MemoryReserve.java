package io.github.gradwalk.kernel.shell;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Some of the heap, held by soft references only. The virtual machine clears these before it throws an {@code OutOfMemoryError} in
 * whichever thread needs memory next, which may be one of the kernel's: so there is always memory with which a cell can be stopped.
 */
final class MemoryReserve {
    /** Small enough to be an ordinary object for every garbage collector. */
    private static final int PIECE = 1 << 18;

    private static final int PART_OF_THE_HEAP = 20;
    private static final long SMALLEST = 16L << 20;
    private static final long LARGEST = 64L << 20;

    private final long size =
            Math.max(SMALLEST, Math.min(Runtime.getRuntime().maxMemory() / PART_OF_THE_HEAP, LARGEST));
    private final ReferenceQueue<byte[]> lost = new ReferenceQueue<>();
    private final List<SoftReference<byte[]>> pieces = new ArrayList<>();

    /** Returns the size in bytes. */
    long size() {
        return size;
    }

    /** Takes what is missing; throws {@code OutOfMemoryError} if there is not enough memory for it. */
    synchronized void take() {
        pieces.removeIf(piece -> piece.get() == null);
        while (pieces.size() * (long) PIECE < size) {
            pieces.add(new SoftReference<>(new byte[PIECE], lost));
        }
    }

    /** Gives all of it back. */
    synchronized void release() {
        pieces.clear();
    }

    /** Says that it is in use. Otherwise the virtual machine would clear it after some time, with memory left. */
    synchronized void touch() {
        for (int i = 0; i < pieces.size(); i++) {
            pieces.get(i).get();
        }
    }

    /** Waits at most for the given time, or until {@link #wake}; returns whether something of it has been lost. */
    boolean awaitLoss(long milliseconds) throws InterruptedException {
        boolean found = false;
        for (var next = lost.remove(milliseconds); next != null; next = lost.poll()) {
            found |= next instanceof SoftReference;
        }
        return found;
    }

    /** Ends the waiting of whoever waits for a loss. */
    void wake() {
        new WeakReference<>(new byte[0], lost).enqueue();
    }

    /** Returns how much memory would be free if the reserve were taken. */
    synchronized long freeBesides() {
        final var runtime = Runtime.getRuntime();
        long missing = size;
        for (int i = 0; i < pieces.size(); i++) {
            missing -= pieces.get(i).refersTo(null) ? 0 : PIECE;
        }
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory() - missing;
    }
}
