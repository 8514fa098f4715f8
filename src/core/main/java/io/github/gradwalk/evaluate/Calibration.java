package io.github.gradwalk.evaluate;

import io.github.gradwalk.Softmax;
import io.github.gradwalk.Targets;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.argument.Summary;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Whether a network is right as often as its probabilities say: of the examples whose most probable class has the probability 0.8,
 * are 80 % classified correctly?
 *
 * <p>Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks" (2017), eqs. 2, 3 and 5.
 *
 * @param bins bins of equal width over [0, 1], in ascending order
 */
public record Calibration(List<Bin> bins) {
    /**
     * The examples whose largest probability {@code p̂} is in {@code (from, to]}.
     *
     * @param from {@code m/M} of bin {@code m = 0 … M − 1}
     * @param to {@code (m + 1)/M}
     * @param count {@code |B|}, the number of these examples
     * @param confidence the mean of {@code p̂}, NaN if there is no example
     * @param accuracy the share of them that are classified correctly, NaN if there is no example
     */
    public record Bin(double from, double to, int count, double confidence, double accuracy) {}

    public Calibration {
        Require.notNull("bins", bins);
        bins = List.copyOf(bins);
    }

    /**
     * Sorts examples into bins by their largest probability.
     *
     * @param truth the true classes; of a soft label, the most probable class counts, the first of several
     * @param P probabilities, N×K
     * @param bins M, at least 1
     * @throws IllegalArgumentException if {@code P} does not have the shape of {@code truth}, a row of it is not a distribution, or
     *     {@code bins} is below 1
     */
    public static Calibration of(Targets truth, DMatrixRMaj P, int bins) {
        Require.notNull("truth", truth);
        Require.shape("P", P, truth.examples(), truth.classes());
        Require.distributions("P", P);
        Require.that(bins > 0, "bins must be at least 1, but is %d", bins);
        final int[] count = new int[bins];
        final int[] right = new int[bins];
        final double[] sum = new double[bins];
        for (int n = 0; n < P.numRows; n++) {
            final int top = Softmax.argmax(P, n);
            final int m = bin(P.get(n, top), bins);
            count[m]++;
            sum[m] += P.get(n, top);
            right[m] += top == truth.classOf(n) ? 1 : 0;
        }
        return new Calibration(IntStream.range(0, bins)
                .mapToObj(m -> new Bin(
                        edge(m, bins),
                        edge(m + 1, bins),
                        count[m],
                        sum[m] / count[m], // conf(B) = 1/|B| Σ p̂
                        (double) right[m] / count[m])) // acc(B) = 1/|B| Σ [classified correctly]
                .toList());
    }

    /** Returns the expected calibration error: 0 if every bin is as accurate as it is confident, at most 1. */
    public double error() {
        double examples = 0;
        double sum = 0;
        for (final var bin : bins) {
            if (bin.count > 0) {
                examples += bin.count;
                sum += bin.count * Math.abs(bin.accuracy - bin.confidence);
            }
        }
        // ECE = Σₘ |Bₘ|/N |acc(Bₘ) − conf(Bₘ)|
        return sum / examples;
    }

    /** As {@code Calibration of 359 examples in 10 bins: expected error 0.03120}. */
    @Override
    public String toString() {
        return "Calibration of "
                + Summary.count(bins.stream().mapToInt(Bin::count).sum(), "example") + " in "
                + Summary.count(bins.size(), "bin") + ": expected error " + Summary.number(error());
    }

    private static int bin(double confidence, int bins) {
        int m = 0;
        while (m < bins - 1 && confidence > edge(m + 1, bins)) {
            m++;
        }
        return m;
    }

    private static double edge(int m, int bins) {
        return (double) m / bins;
    }
}
