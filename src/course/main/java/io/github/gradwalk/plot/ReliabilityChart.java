package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.drawing.Palette;
import io.github.gradwalk.drawing.Theme;
import io.github.gradwalk.evaluate.Calibration;
import io.github.gradwalk.evaluate.Calibration.Bin;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Accuracy against mean confidence in each bin. */
final class ReliabilityChart {
    private static final int HEIGHT = 500;
    private static final int TICK_SPACING = 60;
    private static final double MARGIN = 0.06;

    /** From a point to the middle of its count, on the side where the diagonal is not. */
    private static final double DISTANCE = 0.05;

    private static final BasicStroke GAP = new BasicStroke(7, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    private static final BasicStroke DIAGONAL =
            new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {7, 5}, 0);

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
                .setXAxisMin(-MARGIN)
                .setXAxisMax(1 + MARGIN)
                .setYAxisMin(-MARGIN)
                .setYAxisMax(1 + MARGIN)
                .setYAxisTickMarkSpacingHint(TICK_SPACING)
                .setLegendPosition(LegendPosition.InsideNW);
        line(chart, "accuracy = confidence", new double[] {0, 1}, new double[] {0, 1}, Theme.INK, DIAGONAL);
        line(
                chart,
                "gap",
                each(bins, bin -> DoubleStream.of(bin.confidence(), bin.confidence(), bin.confidence())),
                each(bins, bin -> DoubleStream.of(bin.confidence(), bin.accuracy(), Double.NaN)),
                Palette.SERIES.get(1),
                GAP);
        chart.addSeries(
                        "bin, with its examples",
                        each(bins, bin -> DoubleStream.of(bin.confidence())),
                        each(bins, bin -> DoubleStream.of(bin.accuracy())))
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                .setMarker(Palette.MARKERS.get(0))
                .setMarkerColor(Color.decode(Palette.SERIES.get(0)));
        for (Bin bin : bins) {
            final double away = bin.accuracy() < bin.confidence() ? -DISTANCE : DISTANCE;
            chart.addAnnotation(
                    new AnnotationText(Integer.toString(bin.count()), bin.confidence(), bin.accuracy() + away, false));
        }
        return chart;
    }

    private static void line(XYChart chart, String name, double[] x, double[] y, String colour, BasicStroke stroke) {
        final XYSeries line = chart.addSeries(name, x, y);
        line.setMarker(SeriesMarkers.NONE);
        line.setLineColor(Color.decode(colour));
        line.setLineStyle(stroke);
    }

    private static double[] each(List<Bin> bins, Function<Bin, DoubleStream> values) {
        return bins.stream().flatMapToDouble(values).toArray();
    }
}
