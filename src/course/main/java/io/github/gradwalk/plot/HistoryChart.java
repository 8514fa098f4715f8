package io.github.gradwalk.plot;

import io.github.gradwalk.text.Numbers;
import io.github.gradwalk.train.History;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Loss and accuracy by epoch. */
final class HistoryChart {
    /** If the largest loss is at least this many times the smallest one, the axis is logarithmic. */
    private static final double WIDE = 50;

    private static final int HEIGHT = 420;

    private HistoryChart() {}

    static XYChart loss(History history) {
        final XYChart chart = chart("Loss by epoch", "loss", history, history.losses(), history.validationLosses());
        final double[] losses = DoubleStream.concat(
                        Arrays.stream(history.losses()), Arrays.stream(history.validationLosses()))
                .filter(loss -> !Double.isNaN(loss))
                .sorted()
                .toArray();
        if (losses[0] > 0 && losses[losses.length - 1] / losses[0] >= WIDE) {
            chart.getStyler().setYAxisLogarithmic(true);
        }
        final int best = history.bestEpoch();
        if (chart.getSeriesCollection().size() > 1 && best < history.last().epoch()) {
            chart.addSeries("lowest in epoch " + best, new double[] {best}, new double[] {
                        Arrays.stream(history.validationLosses())
                                .filter(loss -> !Double.isNaN(loss))
                                .min()
                                .orElseThrow()
                    })
                    .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        }
        return chart;
    }

    static XYChart accuracy(History history) {
        return chart("Accuracy by epoch", "accuracy", history, history.accuracies(), history.validationAccuracies());
    }

    private static XYChart chart(
            String title, String quantity, History history, double[] training, double[] validation) {
        final XYChart chart = Charts.styled(new XYChartBuilder()
                .title(title)
                .width(Theme.WIDTH)
                .height(HEIGHT)
                .xAxisTitle("epoch")
                .yAxisTitle(quantity)
                .build());
        chart.getStyler()
                .setXAxisTickLabelsFormattingFunction(
                        epoch -> epoch == Math.rint(epoch) ? Numbers.typeset(epoch, 1) : " ");
        add(chart, "training", history.epochNumbers(), training);
        add(chart, "validation", history.epochNumbers(), validation);
        return chart;
    }

    /** Leaves out the epochs that were not validated. */
    private static void add(XYChart chart, String name, double[] epochs, double[] values) {
        final int[] known = IntStream.range(0, values.length)
                .filter(i -> !Double.isNaN(values[i]))
                .toArray();
        if (known.length > 0) {
            final XYSeries series = chart.addSeries(
                    name,
                    Arrays.stream(known).mapToDouble(i -> epochs[i]).toArray(),
                    Arrays.stream(known).mapToDouble(i -> values[i]).toArray());
            if (known.length > 1) {
                series.setMarker(SeriesMarkers.NONE);
            }
        }
    }
}
