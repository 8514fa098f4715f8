package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.plot.Frame.Key;
import io.github.gradwalk.text.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Accuracy against mean confidence in each bin, with the diagonal on which a well-calibrated classifier lies. The gap between
 * the two is drawn, and the number of examples in each bin is written above the plot. Immutable.
 */
public final class ReliabilityPlot {
    private static final int HEIGHT = 380;
    private static final int TICKS = 5;
    private static final int DIGITS = 3;
    private static final double RADIUS = 6;

    /** An upper bound of the width of the plot, for predicting which counts would overlap. */
    private static final double LABEL_ROOM = 470;

    private final List<Bin> bins;

    private record Bin(double confidence, double accuracy, int count) {}

    /** The number of examples in a bin, and the line of text above the plot on which it is written. */
    private record Count(Bin bin, int line) {}

    ReliabilityPlot(double[] confidence, double[] accuracy, int[] counts) {
        Require.notNull("confidence", confidence);
        Require.notNull("accuracy", accuracy);
        Require.notNull("counts", counts);
        Require.size("accuracy", confidence.length, accuracy.length);
        Require.size("counts", confidence.length, counts.length);
        List<Bin> filled = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            Require.that(counts[i] >= 0, "counts must be at least 0, but value %d is %d", i, counts[i]);
            if (counts[i] > 0) {
                filled.add(
                        new Bin(share("confidence", i, confidence[i]), share("accuracy", i, accuracy[i]), counts[i]));
            }
        }
        Require.that(!filled.isEmpty(), "counts must have at least one bin with examples, but has none");
        filled.sort(Comparator.comparingDouble(Bin::confidence));
        bins = List.copyOf(filled);
    }

    /**
     * Draws the plot.
     *
     * @param description what there is to see; the bins, and the expected calibration error (the mean gap, each bin
     *     weighted by its examples), are added to it
     */
    public Figure figure(String title, String description) {
        Axis axis = Axis.exactly(0, 1, TICKS);
        List<Count> counts = counts();
        int lines = counts.stream().mapToInt(Count::line).max().orElseThrow() + 1;
        Frame frame = new Frame("mean confidence", "accuracy", axis, keys(), lines, HEIGHT);
        frame.horizontalAxis(axis);
        frame.svg().line(frame.x(0), frame.y(0), frame.x(1), frame.y(1), diagonal());
        for (Count count : counts) {
            guide(frame, count);
        }
        for (Bin bin : bins) {
            gap(frame.svg(), frame.x(bin.confidence), frame.y(bin.confidence), frame.y(bin.accuracy));
        }
        for (Bin bin : bins) {
            marker(frame.svg(), frame.x(bin.confidence), frame.y(bin.accuracy));
        }
        return frame.figure(title, Require.text("description", description) + inWords(), values());
    }

    private static Object[] diagonal() {
        return new Object[] {"stroke", Theme.INK, "stroke-width", 1.8, "stroke-dasharray", "7 5"};
    }

    private static void gap(Svg svg, double x, double from, double to) {
        svg.line(x, from, x, to, "stroke", Palette.SERIES.get(1), "stroke-width", 7);
    }

    private static void marker(Svg svg, double x, double y) {
        String colour = Palette.SERIES.get(0);
        svg.path(Glyph.CIRCLE.at(x, y, RADIUS), "fill", colour, "stroke", Theme.PANEL, "stroke-width", 1.5);
    }

    private static void guide(Frame frame, Count count) {
        double x = frame.x(count.bin.confidence);
        double top = frame.baselineAbove(count.line) + 4;
        double bottom = frame.y(Math.max(count.bin.accuracy, count.bin.confidence));
        frame.svg().line(x, top, x, bottom, "stroke", Theme.BORDER, "stroke-dasharray", "2 3");
        frame.labelAbove(x, count.line, Integer.toString(count.bin.count));
    }

    /** The counts, on as few lines of text as keep them apart. */
    private List<Count> counts() {
        LabelLines lines = new LabelLines(Theme.MARGIN / 2.0);
        return bins.stream()
                .map(bin -> new Count(bin, lines.next(bin.confidence * LABEL_ROOM, Integer.toString(bin.count))))
                .toList();
    }

    private static List<Key> keys() {
        return List.of(
                new Key("bin, its count above", (svg, x, y) -> marker(svg, x + 20, y)),
                new Key("gap", (svg, x, y) -> gap(svg, x + 20, y - 9, y + 9)),
                new Key("accuracy = confidence", (svg, x, y) -> svg.line(x, y, x + 40, y, diagonal())));
    }

    private Values values() {
        return Values.of(
                List.of("mean confidence", "accuracy", "examples"),
                bins.stream()
                        .map(bin -> List.of(
                                Values.cell(bin.confidence), Values.cell(bin.accuracy), Integer.toString(bin.count)))
                        .toList());
    }

    private String inWords() {
        long all = bins.stream().mapToLong(Bin::count).sum();
        double error = bins.stream()
                        .mapToDouble(bin -> bin.count * Math.abs(bin.accuracy - bin.confidence))
                        .sum()
                / all;
        StringBuilder text = new StringBuilder(" Expected calibration error ")
                .append(Numbers.typeset(error, DIGITS))
                .append(" over ")
                .append(all)
                .append(" examples.");
        for (Bin bin : bins) {
            text.append(" Confidence ").append(Numbers.typeset(bin.confidence, DIGITS));
            text.append(": accuracy ").append(Numbers.typeset(bin.accuracy, DIGITS));
            text.append(" of ").append(bin.count).append('.');
        }
        return text.toString();
    }

    private static double share(String name, int bin, double value) {
        Require.that(value >= 0 && value <= 1, "%s must be in [0, 1], but value %d is %s", name, bin, value);
        return value;
    }
}
