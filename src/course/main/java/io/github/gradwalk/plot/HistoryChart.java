package io.github.gradwalk.plot;

import io.github.gradwalk.drawing.Palette;
import io.github.gradwalk.drawing.Theme;
import io.github.gradwalk.text.Numbers;
import io.github.gradwalk.train.History;
import java.awt.Color;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Loss and accuracy by epoch. */
final class HistoryChart {
    /** If the largest loss is at least this many times the smallest one, the axis is logarithmic. */
    private static final double WIDE = 50;

    private static final int HEIGHT = 420;

    private HistoryChart() {}

    static XYChart loss(History history) {
        final XYChart chart =
                chart("Loss by epoch", "loss (nats)", history, history.losses(), history.validationLosses());
        final DoubleSummaryStatistics losses =
                known(history.losses(), history.validationLosses()).summaryStatistics();
        final boolean isWide = losses.getMin() > 0 && losses.getMax() / losses.getMin() >= WIDE;
        chart.getStyler().setYAxisLogarithmic(isWide).setLegendPosition(LegendPosition.InsideNE);
        final int best = history.bestEpoch();
        if (chart.getSeriesCollection().size() > 1 && best < history.last().epoch()) {
            final double lowest = known(history.validationLosses()).min().orElseThrow();
            chart.addSeries("lowest: epoch " + best, new double[] {best}, new double[] {lowest})
                    .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                    .setMarker(Palette.HOLLOW_MARKERS.get(0))
                    .setMarkerColor(Color.decode(Palette.SERIES.get(1)));
        }
        return chart;
    }

    static XYChart accuracy(History history) {
        final XYChart chart =
                chart("Accuracy by epoch", "accuracy", history, history.accuracies(), history.validationAccuracies());
        chart.getStyler().setLegendPosition(LegendPosition.InsideSE);
        return chart;
    }

    private static XYChart chart(
            String title, String quantity, History history, double[] training, double[] validation) {
        final XYChart chart = Charts.styled(new XYChartBuilder()
                .width(Theme.WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("epoch")
                .yAxisTitle(quantity)
                .build());
        // There is no half epoch. Unequal labels outside of the data, since XChart leaves all ticks out if the ends
        // have the same label.
        chart.getStyler()
                .setXAxisTickLabelsFormattingFunction(
                        epoch -> epoch == Math.rint(epoch) ? Numbers.typeset(epoch, 1) : epoch < 1 ? "" : " ");
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
            chart.addSeries(
                            name,
                            Arrays.stream(known).mapToDouble(i -> epochs[i]).toArray(),
                            Arrays.stream(known).mapToDouble(i -> values[i]).toArray())
                    .setMarker(known.length > 1 ? SeriesMarkers.NONE : Palette.MARKERS.get(0));
        }
    }

    private static DoubleStream known(double[]... values) {
        return Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(value -> !Double.isNaN(value));
    }
}
