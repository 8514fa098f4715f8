package io.github.gradwalk.notebook;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.plot.Figure;
import io.github.gradwalk.plot.LinePlot;
import io.github.gradwalk.plot.Plot;
import io.github.gradwalk.text.Numbers;
import io.github.gradwalk.train.History;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Plots the loss and the accuracy of a training run, with a description of the curves. Those of the training data are measured during each
 * epoch, those of the validation data, if there are any, at its end.
 */
public final class Curves {
    /** If the largest value is at least this many times the smallest one, the axis is logarithmic. */
    private static final double WIDE = 50;

    private static final int DIGITS = 3;

    private Curves() {}

    /** Plots the loss over the epochs, on a logarithmic axis if it falls far. */
    public static Figure loss(History history) {
        Require.notNull("history", history);
        final var curves = curves(history, history.losses(), history.validationLosses());
        LinePlot plot = Plot.lines().axes("epoch", "loss");
        final double lowest = curves.stream().mapToDouble(Curve::lowest).min().orElseThrow();
        final double highest = curves.stream().mapToDouble(Curve::highest).max().orElseThrow();
        if (lowest > 0 && highest / lowest >= WIDE) {
            plot = plot.logY();
        }
        if (curves.size() > 1 && history.bestEpoch() < history.last().epoch()) {
            plot = plot.markX(history.bestEpoch(), "lowest validation loss: epoch " + history.bestEpoch());
        }
        return figure(plot, "Loss by epoch", curves, curve -> curve.inWords("loss", "lowest", curve.lowest()));
    }

    /** Plots the accuracy over the epochs. */
    public static Figure accuracy(History history) {
        Require.notNull("history", history);
        return figure(
                Plot.lines().axes("epoch", "accuracy"),
                "Accuracy by epoch",
                curves(history, history.accuracies(), history.validationAccuracies()),
                curve -> curve.inWords("accuracy", "highest", curve.highest()));
    }

    private static List<Curve> curves(History history, double[] training, double[] validation) {
        return Stream.of(
                        Curve.of("training", history.epochNumbers(), training),
                        Curve.of("validation", history.epochNumbers(), validation))
                .filter(curve -> curve.values.length > 0)
                .toList();
    }

    private static Figure figure(LinePlot plot, String title, List<Curve> curves, Function<Curve, String> inWords) {
        LinePlot all = plot;
        for (final var curve : curves) {
            all = all.series(curve.name, curve.epochs, curve.values);
        }
        return all.figure(title, curves.stream().map(inWords).collect(Collectors.joining(" ")));
    }

    /** Known values and their epochs; an epoch without validation has no value. */
    private record Curve(String name, double[] epochs, double[] values) {
        static Curve of(String name, double[] epochs, double[] values) {
            final int[] known = IntStream.range(0, values.length)
                    .filter(i -> !Double.isNaN(values[i]))
                    .toArray();
            return new Curve(name, pick(epochs, known), pick(values, known));
        }

        private static double[] pick(double[] values, int[] indices) {
            return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
        }

        double lowest() {
            return Arrays.stream(values).min().orElseThrow();
        }

        double highest() {
            return Arrays.stream(values).max().orElseThrow();
        }

        /** The first and the last value and the best one, with their epochs. */
        String inWords(String what, String superlative, double best) {
            final int last = values.length - 1;
            final int at = IntStream.rangeClosed(0, last)
                    .filter(i -> values[i] == best)
                    .findFirst()
                    .orElseThrow();
            return "The " + name + " " + what + " is " + digits(values[0]) + " in epoch " + (int) epochs[0] + " and "
                    + digits(values[last]) + " in epoch " + (int) epochs[last] + "; the " + superlative + " is "
                    + digits(best) + " in epoch " + (int) epochs[at] + ".";
        }

        private static String digits(double value) {
            return Numbers.plain(value, DIGITS);
        }
    }
}
