package io.github.gradwalk.plot;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The class that a classifier chooses at each point of the plane of two features, with the examples on top. */
final class RegionChart {
    private static final int HEIGHT = 500;

    /** The space around the examples, as a share of their range. */
    private static final double PADDING = 0.06;

    private static final int MARKER = 8;
    private static final BasicStroke BORDER = new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    /** How far a simplified border may be from the computed one, in widths of the plot. */
    private static final double TOLERANCE = 0.0005;

    private static final double[] NOWHERE = {Double.NaN};

    private static final List<double[]> SQUARE =
            List.of(new double[] {0, 0}, new double[] {1, 0}, new double[] {1, 1}, new double[] {0, 1});

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
        regions.areas(new Regions(output).outlines());
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
                .setMarkerSize(MARKER);
    }

    /** The scores of the nodes and, after them, of the examples. */
    private DMatrixRMaj output(UnaryOperator<DMatrixRMaj> scores) {
        final int nodes = Regions.NODES * Regions.NODES;
        final DMatrixRMaj batch = new DMatrixRMaj(nodes + examples.examples(), 2);
        for (int row = 0; row < nodes; row++) {
            batch.set(row, 0, ranges[0].at((double) (row % Regions.NODES) / Regions.N));
            batch.set(row, 1, ranges[1].at((double) (row / Regions.NODES) / Regions.N));
        }
        System.arraycopy(examples.X().data, 0, batch.data, 2 * nodes, 2 * examples.examples());
        final int rows = batch.numRows;
        final DMatrixRMaj output = scores.apply(batch);
        Require.notNull("what scores returns", output);
        Require.shape("what scores returns", output, rows, examples.classes());
        Require.finite("what scores returns", output);
        return output;
    }

    /** The region with the longest border is drawn as the background; every border also belongs to another region. */
    private void areas(List<List<List<double[]>>> outlines) {
        final List<List<List<double[]>>> simplified = outlines.stream()
                .map(loops -> loops.stream()
                        .map(loop -> Simplified.loop(loop, TOLERANCE))
                        .filter(loop -> loop.size() > 2)
                        .toList())
                .toList();
        final int under = IntStream.range(0, simplified.size())
                .boxed()
                .max(Comparator.comparingInt(
                        k -> simplified.get(k).stream().mapToInt(List::size).sum()))
                .orElseThrow();
        area(under, List.of(SQUARE));
        final List<double[]> borders = new ArrayList<>();
        for (int k = 0; k < simplified.size(); k++) {
            if (k != under && !simplified.get(k).isEmpty()) {
                area(k, simplified.get(k));
                simplified.get(k).forEach(loop -> addBorder(loop, borders));
            }
        }
        if (!borders.isEmpty()) {
            add("borders", borders, Theme.MUTED).setLineStyle(BORDER);
        }
    }

    /** One polygon: between its loops it goes forth and back along the same line. */
    private void area(int k, List<List<double[]>> loops) {
        final List<double[]> polygon = new ArrayList<>();
        final double[] start = loops.get(0).get(0);
        for (List<double[]> loop : loops) {
            polygon.addAll(loop);
            polygon.add(loop.get(0));
            polygon.add(start);
        }
        add("region of " + examples.classNames().get(k), polygon, Palette.tint(Palette.SERIES.get(k)))
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea)
                .setLineStyle(SeriesLines.NONE);
    }

    /** Adds the parts of a loop that are not on the edge of the plot. */
    private static void addBorder(List<double[]> loop, List<double[]> borders) {
        for (int c = 0; c <= loop.size(); c++) {
            final double[] corner = loop.get(c % loop.size());
            if (c > 0 && isOnEdge(loop.get(c - 1), corner)) {
                borders.add(new double[] {corner[0], Double.NaN});
            }
            borders.add(corner);
        }
        borders.add(new double[] {loop.get(0)[0], Double.NaN});
    }

    private static boolean isOnEdge(double[] one, double[] other) {
        return IntStream.range(0, 2).anyMatch(axis -> one[axis] == other[axis] && (one[axis] == 0 || one[axis] == 1));
    }

    /** Hollow points come last, so that they are on top. */
    private void points(DMatrixRMaj output) {
        final int nodes = Regions.NODES * Regions.NODES;
        final int[] right = IntStream.range(0, examples.examples())
                .filter(n -> Regions.winner(output, nodes + n) == examples.Y().classOf(n))
                .toArray();
        final int[] wrong = IntStream.range(0, examples.examples())
                .filter(n -> Regions.winner(output, nodes + n) != examples.Y().classOf(n))
                .toArray();
        for (int k = 0; k < examples.classes(); k++) {
            points(examples.classNames().get(k), k, right, Palette.MARKERS).setShowInLegend(true);
        }
        for (int k = 0; k < examples.classes(); k++) {
            points(examples.classNames().get(k) + ", wrong", k, wrong, Palette.HOLLOW_MARKERS);
        }
        // A series without points, for the legend.
        add("hollow: wrong (" + wrong.length + ")", NOWHERE, NOWHERE, Palette.HOLLOW_MARKERS.get(0), Theme.MUTED)
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                .setShowInLegend(true);
    }

    /** The examples of class {@code k} among some. */
    private XYSeries points(String name, int k, int[] some, List<Marker> markers) {
        final int[] rows =
                IntStream.of(some).filter(n -> examples.Y().classOf(n) == k).toArray();
        final double[] x =
                IntStream.of(rows).mapToDouble(n -> examples.X().get(n, 0)).toArray();
        final double[] y =
                IntStream.of(rows).mapToDouble(n -> examples.X().get(n, 1)).toArray();
        return add(
                        name,
                        x.length == 0 ? NOWHERE : x,
                        y.length == 0 ? NOWHERE : y,
                        markers.get(k),
                        Palette.SERIES.get(k))
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    }

    private XYSeries add(String name, List<double[]> path, String colour) {
        return add(
                name,
                path.stream().mapToDouble(corner -> ranges[0].at(corner[0])).toArray(),
                path.stream().mapToDouble(corner -> ranges[1].at(corner[1])).toArray(),
                SeriesMarkers.NONE,
                colour);
    }

    private XYSeries add(String name, double[] x, double[] y, Marker marker, String colour) {
        final XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(marker).setMarkerColor(Color.decode(colour));
        series.setLineColor(Color.decode(colour))
                .setFillColor(Color.decode(colour))
                .setShowInLegend(false);
        return series;
    }
}
