package io.github.gradwalk.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Times of one action.
 *
 * @param median of all
 * @param min the smallest of the rounds' medians
 * @param max the largest of them
 */
record Sample(double median, double min, double max) {
    static Sample of(List<double[]> rounds) {
        final var medians = rounds.stream().mapToDouble(Sample::median).summaryStatistics();
        return new Sample(
                median(rounds.stream().flatMapToDouble(Arrays::stream).toArray()), medians.getMin(), medians.getMax());
    }

    static double median(double[] values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        final int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Three digits: {@code 24.1}. */
    static String digits(double value) {
        final int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    @Override
    public String toString() {
        return "%s (%s–%s)".formatted(digits(median), digits(min), digits(max));
    }
}
