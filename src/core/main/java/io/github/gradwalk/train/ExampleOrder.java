package io.github.gradwalk.train;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.argument.Summary;
import java.util.Random;
import java.util.stream.IntStream;

/** The order in which an epoch takes the examples: that of the epoch before, shuffled again. It follows from the seed and the epoch alone. */
public final class ExampleOrder {
    private final int[] order;
    private final Random random;
    private int epoch;

    /** @throws IllegalArgumentException if there is less than one example */
    public ExampleOrder(int examples, long seed) {
        Require.that(examples >= 1, "examples must be at least 1, but is %d", examples);
        order = IntStream.range(0, examples).toArray();
        random = new Random(seed);
    }

    /** Returns the order of an epoch, from 1, not before the one that was asked for last. The array is reused. */
    public int[] ofEpoch(int wanted) {
        for (; epoch < wanted; epoch++) {
            shuffle();
        }
        return order;
    }

    /** As {@code ExampleOrder of 60000 examples, at epoch 3}. */
    @Override
    public String toString() {
        return "ExampleOrder of " + Summary.count(order.length, "example") + ", at epoch " + epoch;
    }

    /** The algorithm of Fisher and Yates: each order is equally probable. */
    private void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            final int j = random.nextInt(i + 1);
            final int other = order[j];
            order[j] = order[i];
            order[i] = other;
        }
    }
}
