package io.github.gradwalk.plot;

import io.github.gradwalk.plot.Outline.Corner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The regions where a function of three probabilities exceeds round levels: {@code above.get(i)} outlines the region where it
 * is at least {@code levels.get(i)}, as loops of probabilities.
 */
record Contours(List<Axis.Tick> levels, List<List<List<double[]>>> above) {

    /** Steps along a side of the lattice of sample points. */
    private static final int N = 60;

    /** The distance that samples keep from the sides, where a logarithm is infinite. */
    private static final double INSET = 1e-9;

    /** A sample: its place, and the value there. */
    private record Sample(double first, double second, double value) {}

    /** Contours of {@code function} at about {@code count} levels. */
    static Contours of(ToDoubleFunction<double[]> function, int count) {
        Sample[][] samples = samples(function);
        List<Axis.Tick> levels = levels(samples, count);
        List<List<List<double[]>>> above =
                levels.stream().map(level -> outlines(samples, level.value())).toList();
        return new Contours(levels, above);
    }

    private static Sample[][] samples(ToDoubleFunction<double[]> function) {
        Sample[][] samples = new Sample[N + 1][];
        for (int i = 0; i <= N; i++) {
            samples[i] = new Sample[N + 1 - i];
            for (int j = 0; i + j <= N; j++) {
                double[] p = {inset(i), inset(j), inset(N - i - j)};
                samples[i][j] = new Sample((double) i / N, (double) j / N, function.applyAsDouble(p));
            }
        }
        return samples;
    }

    private static double inset(int steps) {
        return (1 - 3 * INSET) * steps / N + INSET;
    }

    /** Round levels within the range of the inner samples: on the sides the function may be infinite. */
    private static List<Axis.Tick> levels(Sample[][] samples, int count) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < N; i++) {
            for (int j = 1; i + j < N; j++) {
                double value = samples[i][j].value;
                if (Double.isFinite(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        if (!(high - low > 1e-12 * Math.abs(high))) {
            return List.of();
        }
        double lowest = low;
        return Axis.exactly(low, high, count).ticks().stream()
                .filter(tick -> tick.value() > lowest)
                .toList();
    }

    /** The union, over all small triangles, of the part above {@code level}, as loops. */
    private static List<List<double[]>> outlines(Sample[][] samples, double level) {
        Outline outline = new Outline();
        for (int i = 0; i < N; i++) {
            for (int j = 0; i + j < N; j++) {
                outline.add(above(level, samples[i][j], samples[i + 1][j], samples[i][j + 1]));
                if (i + j + 1 < N) {
                    outline.add(above(level, samples[i + 1][j], samples[i + 1][j + 1], samples[i][j + 1]));
                }
            }
        }
        return outline.loops().stream().map(Contours::probabilities).toList();
    }

    /** The part of a triangle where a linear function with these corners is at least {@code level}. */
    private static List<Corner> above(double level, Sample... triangle) {
        List<Corner> polygon = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            Sample from = triangle[k];
            Sample to = triangle[(k + 1) % 3];
            if (from.value >= level) {
                polygon.add(Corner.at(from.first, from.second));
            }
            if (from.value >= level != to.value >= level) {
                polygon.add(from.value >= level ? crossing(level, from, to) : crossing(level, to, from));
            }
        }
        return polygon;
    }

    private static Corner crossing(double level, Sample high, Sample low) {
        double t = (high.value - level) / (high.value - low.value);
        double weight = Double.isNaN(t) ? 0.5 : Math.min(Math.max(t, 0), 1);
        return Corner.at(
                high.first + weight * (low.first - high.first), high.second + weight * (low.second - high.second));
    }

    private static List<double[]> probabilities(List<double[]> loop) {
        return loop.stream()
                .map(p -> new double[] {p[0], p[1], 1 - (p[0] + p[1])})
                .toList();
    }
}
