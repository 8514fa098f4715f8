package io.github.gradwalk.bench;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * By how much one accuracy is above another on the same splits.
 *
 * @param mean of the differences, split by split
 * @param standardError of that mean
 */
record Gain(double mean, double standardError) {
    static Gain of(double[] ours, double[] theirs) {
        final double[] differences = IntStream.range(0, ours.length)
                .mapToDouble(i -> ours[i] - theirs[i])
                .toArray();
        final double mean = Arrays.stream(differences).average().orElseThrow();
        final double squares = IntStream.range(0, differences.length)
                .mapToDouble(i -> (differences[i] - mean) * (differences[i] - mean))
                .sum();
        return new Gain(mean, Math.sqrt(squares / (differences.length - 1) / differences.length));
    }

    /** In points of a hundred: {@code -0.06 ± 0.17 %}. */
    @Override
    public String toString() {
        return "%+.2f ± %.2f %%".formatted(100 * mean, 100 * standardError);
    }
}
