package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.evaluate.Calibration;
import io.github.gradwalk.evaluate.Calibration.Bin;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Accuracy against mean confidence in each bin. */
final class ReliabilityChart {
    private static final int HEIGHT = 500;
    private static final double ABOVE = 0.045;

    private ReliabilityChart() {}

    static XYChart of(String title, Calibration calibration) {
        Require.notNull("calibration", calibration);
        final List<Bin> bins =
                calibration.bins().stream().filter(bin -> bin.count() > 0).toList();
        Require.that(!bins.isEmpty(), "calibration must have at least one bin with examples, but has none");
        final XYChart chart = Charts.styled(new XYChartBuilder()
                .width(Theme.WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("mean confidence")
                .yAxisTitle("accuracy")
                .build());
        chart.getStyler()
                .setXAxisMin(-0.02)
                .setXAxisMax(1.02)
                .setYAxisMin(-0.02)
                .setYAxisMax(1.08);
        chart.addSeries("accuracy = confidence", new double[] {0, 1}, new double[] {0, 1})
                .setMarker(SeriesMarkers.NONE);
        chart.addSeries(
                        "gap",
                        each(bins, bin -> DoubleStream.of(bin.confidence(), bin.confidence(), bin.confidence())),
                        each(bins, bin -> DoubleStream.of(bin.confidence(), bin.accuracy(), Double.NaN)))
                .setMarker(SeriesMarkers.NONE);
        chart.addSeries(
                        "bins",
                        each(bins, bin -> DoubleStream.of(bin.confidence())),
                        each(bins, bin -> DoubleStream.of(bin.accuracy())))
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        for (Bin bin : bins) {
            chart.addAnnotation(new AnnotationText(
                    Integer.toString(bin.count()),
                    bin.confidence(),
                    Math.max(bin.accuracy(), bin.confidence()) + ABOVE,
                    false));
        }
        return chart;
    }

    private static double[] each(List<Bin> bins, Function<Bin, DoubleStream> values) {
        return bins.stream().flatMapToDouble(values).toArray();
    }
}
