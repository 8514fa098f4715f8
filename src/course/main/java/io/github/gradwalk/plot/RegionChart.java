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
import java.util.stream.Stream;
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
    private static final int HEIGHT = 540;

    /** The space around the examples, as a share of their range. */
    private static final double PADDING = 0.06;

    private static final int MARKER = 8;

    /** As much as XChart reserves for a marker without a line. */
    private static final int SWATCH = 20;

    private static final BasicStroke BORDER = new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    /** The approximate size of the plot, in which borders are simplified. */
    private static final double SIZE = 450;

    private static final Color CLEAR = new Color(0, 0, 0, 0);

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
                .setMarkerSize(MARKER)
                .setLegendSeriesLineLength(SWATCH);
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
                        .map(RegionChart::simplified)
                        .filter(loop -> loop.size() > 3)
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
            // An area without a colour, since a line would be data.
            final XYSeries lines = area("borders", borders, CLEAR);
            lines.setLineColor(Color.decode(Theme.MUTED));
            lines.setLineStyle(BORDER);
        }
    }

    /** A loop without the corners that nobody would miss. It ends where it starts. */
    private static List<double[]> simplified(List<double[]> loop) {
        final List<double[]> closed = Stream.concat(loop.stream(), loop.stream().limit(1))
                .map(corner -> new double[] {SIZE * corner[0], SIZE * corner[1]})
                .toList();
        return Thinned.neededCorners(closed).stream()
                .map(corner -> new double[] {corner[0] / SIZE, corner[1] / SIZE})
                .toList();
    }

    /** One polygon: between its loops it goes forth and back along the same line. */
    private void area(int k, List<List<double[]>> loops) {
        final List<double[]> polygon = new ArrayList<>();
        final double[] start = loops.get(0).get(0);
        for (List<double[]> loop : loops) {
            polygon.addAll(loop);
            polygon.add(start);
        }
        area("region of " + examples.classNames().get(k), polygon, Color.decode(Palette.tint(Palette.SERIES.get(k))))
                .setLineStyle(SeriesLines.NONE);
    }

    private XYSeries area(String name, List<double[]> path, Color colour) {
        final XYSeries area = chart.addSeries(
                name,
                path.stream().mapToDouble(corner -> ranges[0].at(corner[0])).toArray(),
                path.stream().mapToDouble(corner -> ranges[1].at(corner[1])).toArray());
        area.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea).setMarker(SeriesMarkers.NONE);
        area.setFillColor(colour).setShowInLegend(false);
        return area;
    }

    /** Adds the parts of a loop that are not on the edge of the plot. */
    private static void addBorder(List<double[]> loop, List<double[]> borders) {
        for (int c = 0; c < loop.size(); c++) {
            final double[] corner = loop.get(c);
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
            points(examples.classNames().get(k), k, right, Palette.MARKERS);
        }
        IntStream.of(wrong).map(examples.Y()::classOf).distinct().sorted().forEach(k -> points(
                        examples.classNames().get(k) + ", wrong", k, wrong, Palette.HOLLOW_MARKERS)
                .setLabel("wrong (" + wrong.length + ")")
                .setShowInLegend(k == examples.Y().classOf(wrong[0])));
    }

    /** The examples of class {@code k} among some. Without any, the series still stands in the legend. */
    private XYSeries points(String name, int k, int[] some, List<Marker> markers) {
        final int[] rows =
                IntStream.of(some).filter(n -> examples.Y().classOf(n) == k).toArray();
        final XYSeries points = chart.addSeries(name, column(rows, 0), column(rows, 1));
        points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                .setMarker(markers.get(k))
                .setMarkerColor(Color.decode(Palette.SERIES.get(k)))
                .setLabel(Theme.fit(name, Theme.WIDTH / 2.0, Theme.SMALL));
        return points;
    }

    private double[] column(int[] rows, int feature) {
        return rows.length == 0
                ? new double[] {Double.NaN}
                : IntStream.of(rows)
                        .mapToDouble(n -> examples.X().get(n, feature))
                        .toArray();
    }
}
