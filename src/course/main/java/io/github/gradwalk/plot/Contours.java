package io.github.gradwalk.plot;

import io.github.gradwalk.drawing.Regions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * The regions where a function of three probabilities exceeds round levels: {@code above.get(i)} outlines the region where it
 * is at least {@code levels.get(i)}, as loops of points (p₁, p₂).
 */
record Contours(List<BigDecimal> levels, List<List<List<double[]>>> above) {
    /** Steps along a side of the lattice of samples. */
    private static final int N = 60;

    /** The distance that samples keep from the sides, where a logarithm is infinite. */
    private static final double INSET = 1e-9;

    /** Contours of {@code function} at about {@code count} levels. */
    static Contours of(ToDoubleFunction<double[]> function, int count) {
        double[] samples = new double[(N + 1) * (N + 1)];
        var inner = new DoubleSummaryStatistics(); // since the function may be infinite on the sides
        for (int j = 0; j <= N; j++) {
            for (int i = 0; i + j <= N; i++) {
                double value = function.applyAsDouble(new double[] {inset(i), inset(j), inset(N - i - j)});
                samples[j * (N + 1) + i] = value;
                if (i > 0 && j > 0 && i + j < N && Double.isFinite(value)) {
                    inner.accept(value);
                }
            }
        }
        double low = inner.getMin();
        double high = inner.getMax();
        double[] finite = DoubleStream.of(samples)
                .map(value -> Math.min(Math.max(value, 2 * low - high), 2 * high - low))
                .toArray();
        List<BigDecimal> levels = levels(low, high, count);
        return new Contours(
                levels,
                levels.stream().map(level -> above(finite, level.doubleValue())).toList());
    }

    private static double inset(int steps) {
        return (1 - 3 * INSET) * steps / N + INSET;
    }

    /** Round numbers above {@code low} and up to {@code high}. */
    private static List<BigDecimal> levels(double low, double high, int count) {
        if (!(high - low > 1e-12 * Math.max(Math.abs(low), Math.abs(high)))) {
            return List.of();
        }
        BigDecimal step = roundStep(high / count - low / count);
        BigDecimal below =
                new BigDecimal(low).divide(step, 0, RoundingMode.FLOOR).multiply(step);
        return Stream.iterate(below.add(step), level -> level.doubleValue() <= high, step::add)
                .toList();
    }

    /** The number nearest to {@code wanted} that is 1, 2 or 5 times a power of ten. */
    private static BigDecimal roundStep(double wanted) {
        int exponent = (int) Math.floor(StrictMath.log10(wanted));
        double leading = wanted / StrictMath.pow(10, exponent);
        int factor = leading < 1.5 ? 1 : leading < 3.5 ? 2 : leading < 7.5 ? 5 : 10;
        return BigDecimal.valueOf(factor).scaleByPowerOfTen(exponent);
    }

    private static List<List<double[]>> above(double[] samples, double level) {
        double[][] scores = DoubleStream.of(samples)
                .mapToObj(value -> new double[] {value, level})
                .toArray(double[][]::new);
        return Regions.ofTriangle(new DMatrixRMaj(scores), N).get(0);
    }
}
