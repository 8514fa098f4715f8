package io.github.gradwalk.bench.worker;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** The order in which examples are learned from, and its batches, for peers that leave that to their user. */
public final class Order {
    private final int[] order;
    private final Random random;

    public Order(int examples, long seed) {
        order = IntStream.range(0, examples).toArray();
        random = new Random(seed);
    }

    /** Fisher and Yates: each order is equally probable. */
    public void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            final int j = random.nextInt(i + 1);
            final int other = order[j];
            order[j] = order[i];
            order[i] = other;
        }
    }

    /** Returns the examples of each batch; the last may have fewer. */
    public int[][] batches(int size) {
        return IntStream.iterate(0, from -> from < order.length, from -> from + size)
                .mapToObj(from -> Arrays.copyOfRange(order, from, Math.min(from + size, order.length)))
                .toArray(int[][]::new);
    }
}
