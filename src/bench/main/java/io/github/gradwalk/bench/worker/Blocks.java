package io.github.gradwalk.bench.worker;

import java.util.ArrayList;

/** Times a short action in blocks of about 10 ms, which the clock, and what happens once in a while, such as a collection, disturb little. */
public final class Blocks {
    private static final double BLOCK_SECONDS = 0.01;

    private final Runnable action;
    private int actionsInABlock = 1;

    public Blocks(Runnable action) {
        this.action = action;
    }

    /** Returns of each block the mean time of an action, in µs; of at least one block. */
    public double[] time(double seconds) {
        final var means = new ArrayList<Double>();
        final long end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            final double mean = block();
            means.add(mean * 1e6);
            actionsInABlock = (int) Math.max(1, Math.round(BLOCK_SECONDS / mean));
        } while (System.nanoTime() < end);
        return means.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double block() {
        final long start = System.nanoTime();
        for (int i = 0; i < actionsInABlock; i++) {
            action.run();
        }
        return (System.nanoTime() - start) * 1e-9 / actionsInABlock;
    }
}
