package io.github.gradwalk.plot;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.drawing.Palette;
import io.github.gradwalk.drawing.Regions;
import io.github.gradwalk.drawing.Theme;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The class that a classifier chooses at each point of the plane of two features, with the examples on top. */
final class RegionChart {
    private static final int HEIGHT = 540;

    /** The space around the examples, as a share of their range. */
    private static final double PADDING = 0.06;

    private static final int MARKER = 8;

    /** As much as XChart reserves for a marker without a line. */
    private static final int SWATCH = 20;

    /** The inner half is covered by the area. */
    private static final BasicStroke BORDER = new BasicStroke(3.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);

    private static final int NODES = Regions.NODES * Regions.NODES;

    private final Dataset examples;
    private final Range[] ranges;
    private final XYChart chart;

    /** What an axis shows. */
    private record Range(double from, double to) {
        static Range of(Dataset examples, int feature) {
            final double[] values = IntStream.range(0, examples.examples())
                    .mapToDouble(n -> examples.X().get(n, feature))
                    .sorted()
                    .toArray();
            final double span = values[values.length - 1] - values[0];
            final double padding = PADDING * (span == 0 ? 1 : span);
            return new Range(values[0] - padding, values[values.length - 1] + padding);
        }

        double at(double share) {
            return from + share * (to - from);
        }
    }

    private record Area(int winner, List<double[]> border) {
        /** Negative if the border is that of a hole. */
        double size() {
            double twice = 0;
            for (int c = 0; c < border.size(); c++) {
                final double[] from = border.get(c);
                final double[] to = border.get((c + 1) % border.size());
                twice += from[0] * to[1] - to[0] * from[1];
            }
            return twice / 2;
        }
    }

    static XYChart of(String title, Dataset examples, UnaryOperator<DMatrixRMaj> scores) {
        Require.notNull("examples", examples);
        Require.notNull("scores", scores);
        Require.that(
                examples.features() == 2,
                "examples must have 2 features, but have %d: %s",
                examples.features(),
                Names.inMessage(examples.featureNames()));
        Require.that(
                examples.classes() <= Palette.MARKERS.size(),
                "examples must have at most %d classes, but have %d",
                Palette.MARKERS.size(),
                examples.classes());
        final RegionChart regions = new RegionChart(title, examples);
        final DMatrixRMaj output = regions.output(scores);
        regions.areas(Regions.ofSquare(output));
        regions.points(output);
        return regions.chart;
    }

    private RegionChart(String title, Dataset examples) {
        this.examples = examples;
        ranges = new Range[] {Range.of(examples, 0), Range.of(examples, 1)};
        chart = Charts.styled(new XYChartBuilder()
                .width(Theme.WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(examples.featureNames().get(0))
                .yAxisTitle(examples.featureNames().get(1))
                .build());
        chart.getStyler()
                .setXAxisMin(ranges[0].from)
                .setXAxisMax(ranges[0].to)
                .setYAxisMin(ranges[1].from)
                .setYAxisMax(ranges[1].to)
                .setMarkerSize(MARKER)
                .setLegendSeriesLineLength(SWATCH);
    }

    /** The scores of the nodes and, after them, of the examples. */
    private DMatrixRMaj output(UnaryOperator<DMatrixRMaj> scores) {
        final DMatrixRMaj batch = new DMatrixRMaj(NODES + examples.examples(), 2);
        for (int row = 0; row < NODES; row++) {
            batch.set(row, 0, ranges[0].at((double) (row % Regions.NODES) / Regions.N));
            batch.set(row, 1, ranges[1].at((double) (row / Regions.NODES) / Regions.N));
        }
        System.arraycopy(examples.X().data, 0, batch.data, 2 * NODES, 2 * examples.examples());
        final int rows = batch.numRows;
        final DMatrixRMaj output = scores.apply(batch);
        Require.notNull("what scores returns", output);
        Require.shape("what scores returns", output, rows, examples.classes());
        Require.finite("what scores returns", output);
        return output;
    }

    /** Paints the larger areas first. A hole is not left out, as what is in it is smaller and comes later. */
    private void areas(List<List<List<double[]>>> outlines) {
        IntStream.range(0, outlines.size())
                .boxed()
                .flatMap(k -> outlines.get(k).stream().map(loop -> new Area(k, loop)))
                .filter(area -> area.size() > 0)
                .sorted(Comparator.comparingDouble(Area::size).reversed())
                .forEach(area -> area(area.winner, area.border));
    }

    private void area(int k, List<double[]> border) {
        final List<double[]> closed =
                Stream.concat(border.stream(), border.stream().limit(1)).toList();
        final XYSeries area = chart.addSeries(
                "region " + chart.getSeriesCollection().size() + ": "
                        + examples.classNames().get(k),
                closed.stream().mapToDouble(corner -> ranges[0].at(corner[0])).toArray(),
                closed.stream().mapToDouble(corner -> ranges[1].at(corner[1])).toArray());
        area.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea).setMarker(SeriesMarkers.NONE);
        area.setFillColor(Color.decode(Palette.tint(Palette.SERIES.get(k)))).setShowInLegend(false);
        area.setLineColor(Color.decode(Theme.MUTED));
        area.setLineStyle(BORDER);
    }

    /** Hollow points come last, so that they are on top. */
    private void points(DMatrixRMaj output) {
        final Map<Boolean, List<Integer>> rows = IntStream.range(0, examples.examples())
                .boxed()
                .collect(Collectors.partitioningBy(
                        n -> Regions.winner(output, NODES + n) == examples.Y().classOf(n)));
        final List<Integer> wrong = rows.get(false);
        for (int k = 0; k < examples.classes(); k++) {
            points(examples.classNames().get(k), k, rows.get(true), Palette.MARKERS);
        }
        wrong.stream().map(examples.Y()::classOf).distinct().sorted().forEach(k -> points(
                        examples.classNames().get(k) + ", wrong", k, wrong, Palette.HOLLOW_MARKERS)
                .setLabel("wrong (" + wrong.size() + ")")
                .setShowInLegend(k == examples.Y().classOf(wrong.get(0))));
    }

    /** The examples of class {@code k} among some. Without any, the series still stands in the legend. */
    private XYSeries points(String name, int k, List<Integer> some, List<Marker> markers) {
        final List<Integer> rows =
                some.stream().filter(n -> examples.Y().classOf(n) == k).toList();
        final XYSeries points = chart.addSeries(name, column(rows, 0), column(rows, 1));
        points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                .setMarker(markers.get(k))
                .setMarkerColor(Color.decode(Palette.SERIES.get(k)))
                .setLabel(Theme.fit(name, Theme.WIDTH / 2.0, Theme.SMALL));
        return points;
    }

    private double[] column(List<Integer> rows, int feature) {
        return rows.isEmpty()
                ? new double[] {Double.NaN}
                : rows.stream().mapToDouble(n -> examples.X().get(n, feature)).toArray();
    }
}
