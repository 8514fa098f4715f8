package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.plot.Frame.Key;
import io.github.gradwalk.plot.Marks.Mark;
import io.github.gradwalk.plot.Svg.Anchor;
import io.github.gradwalk.text.Numbers;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves and points over two numerical axes. Immutable: each method returns another plot. */
public final class LinePlot {
    private static final int X_TICKS = 6;
    private static final int Y_TICKS = 5;
    private static final int MOST_SERIES = Palette.SERIES.size();
    private static final int MARKERS_ON_A_CURVE = 7;
    private static final int FEW_POINTS = 12;

    /** The number of places tried for the label along a horizontal line. */
    private static final int PLACES = 5;

    /** About the width of a plot, for predicting which labels would overlap. */
    private static final double LABEL_ROOM = 440;

    private final String xTitle;
    private final String yTitle;
    private final boolean logX;
    private final boolean logY;
    private final List<Series> series;
    private final List<Reference> references;

    private record Series(String name, double[] x, double[] y, boolean joined) {}

    /** A line across the plot at one value of x (vertical) or y. */
    private record Reference(boolean vertical, double value, String label) {
        Reference {
            Require.that(Double.isFinite(value), "value must be finite, but is %s", value);
            Require.text("label", label);
        }
    }

    LinePlot() {
        this("", "", false, false, List.of(), List.of());
    }

    private LinePlot(
            String xTitle, String yTitle, boolean logX, boolean logY, List<Series> series, List<Reference> references) {
        this.xTitle = xTitle;
        this.yTitle = yTitle;
        this.logX = logX;
        this.logY = logY;
        this.series = List.copyOf(series);
        this.references = List.copyOf(references);
    }

    /** Names the axes. */
    public LinePlot axes(String x, String y) {
        return new LinePlot(Require.text("x", x), Require.text("y", y), logX, logY, series, references);
    }

    /** Makes the horizontal axis logarithmic. */
    public LinePlot logX() {
        return new LinePlot(xTitle, yTitle, true, logY, series, references);
    }

    /** Makes the vertical axis logarithmic. */
    public LinePlot logY() {
        return new LinePlot(xTitle, yTitle, logX, true, series, references);
    }

    /**
     * Adds a curve through the points {@code (x[i], y[i])}, in that order.
     *
     * @throws IllegalArgumentException if the lengths differ or are 0, a value is NaN or infinite, or this
     *     would be the seventh series
     */
    public LinePlot series(String name, double[] x, double[] y) {
        return with(name, x, y, true);
    }

    /** Adds points: like {@link #series}, but without the line. */
    public LinePlot points(String name, double[] x, double[] y) {
        return with(name, x, y, false);
    }

    /** Marks a value of x with a vertical line. */
    public LinePlot markX(double value, String label) {
        return with(new Reference(true, value, label));
    }

    /** Marks a value of y with a horizontal line. */
    public LinePlot markY(double value, String label) {
        return with(new Reference(false, value, label));
    }

    /**
     * Draws the plot.
     *
     * @param description what there is to see; the range of each series is added to it
     * @throws IllegalArgumentException if there is no series, or a logarithmic axis would have to show a value that is
     *     not positive
     */
    public Figure figure(String title, String description) {
        Require.that(!series.isEmpty(), "a plot must have at least one series, but has none");
        Axis x = axis(true, logX, X_TICKS);
        Axis y = axis(false, logY, Y_TICKS);
        Map<Reference, Integer> rows = rows(x);
        int linesAbove = rows.values().stream().mapToInt(row -> row + 1).max().orElse(0);
        Frame frame = new Frame(xTitle, yTitle, y, keys(), linesAbove);
        List<Mark> marks = marks(frame, x, y);
        List<Reference> levels =
                references.stream().filter(reference -> !reference.vertical).toList();
        frame.horizontalAxis(x);
        rows.forEach((reference, row) -> vertical(frame, x, reference, row));
        levels.forEach(reference -> horizontal(frame, reference));
        frame.openPlot();
        marks.forEach(mark -> mark.draw(frame.svg()));
        frame.closePlot();
        levels.forEach(reference -> horizontalLabel(frame, marks, reference));
        return frame.figure(title, Require.text("description", description) + ranges(), values());
    }

    private LinePlot with(String name, double[] x, double[] y, boolean joined) {
        Require.text("name", name);
        double[] xs = Require.finite(Names.inMessage(name) + ": x", x);
        double[] ys = Require.finite(Names.inMessage(name) + ": y", y);
        Require.size(Names.inMessage(name) + ": y", xs.length, ys.length);
        Require.that(series.size() < MOST_SERIES, "a plot must have at most %d series", MOST_SERIES);
        List<Series> more = new ArrayList<>(series);
        more.add(new Series(name, xs, ys, joined));
        return new LinePlot(xTitle, yTitle, logX, logY, more, references);
    }

    private LinePlot with(Reference reference) {
        List<Reference> more = new ArrayList<>(references);
        more.add(reference);
        return new LinePlot(xTitle, yTitle, logX, logY, series, more);
    }

    private Axis axis(boolean horizontal, boolean logarithmic, int ticks) {
        for (Series s : series) {
            if (logarithmic) {
                requirePositive(Names.inMessage(s.name) + (horizontal ? ": x" : ": y"), horizontal ? s.x : s.y);
            }
        }
        double[] marked = references.stream()
                .filter(reference -> reference.vertical == horizontal)
                .mapToDouble(Reference::value)
                .toArray();
        if (logarithmic) {
            requirePositive(horizontal ? "markX" : "markY", marked);
        }
        double[] values = DoubleStream.concat(
                        series.stream().flatMapToDouble(s -> Arrays.stream(horizontal ? s.x : s.y)),
                        Arrays.stream(marked))
                .toArray();
        double min = Arrays.stream(values).min().orElseThrow();
        double max = Arrays.stream(values).max().orElseThrow();
        return Axis.of(logarithmic, min, max, ticks);
    }

    private static void requirePositive(String name, double... values) {
        for (double value : values) {
            Require.that(value > 0, "%s must be positive on a logarithmic axis, but is %s", name, value);
        }
    }

    private List<Mark> marks(Frame frame, Axis x, Axis y) {
        int width = frame.plotWidth();
        int height = frame.plotHeight();
        XYChart chart = new XYChart(width, height);
        chart.getStyler().setXAxisMin(0.0).setXAxisMax((double) width);
        chart.getStyler().setYAxisMin(0.0).setYAxisMax((double) height);
        chart.getStyler().setMarkerSize(Theme.MARKER);
        for (int i = 0; i < series.size(); i++) {
            Series s = series.get(i);
            double[] xs = Arrays.stream(s.x).map(v -> x.fraction(v) * width).toArray();
            double[] ys = Arrays.stream(s.y).map(v -> y.fraction(v) * height).toArray();
            if (s.joined) {
                add(chart, "line " + i, xs, ys, i).setMarker(SeriesMarkers.NONE).setLineStyle(Palette.stroke(i));
            }
            int[] marked = s.joined
                    ? sparse(xs.length, i)
                    : IntStream.range(0, xs.length).toArray();
            add(chart, "markers " + i, pick(xs, marked), pick(ys, marked), i)
                    .setMarker(Palette.MARKERS.get(i))
                    .setLineStyle(SeriesLines.NONE);
        }
        return Marks.of(chart, width, height);
    }

    private static XYSeries add(XYChart chart, String name, double[] x, double[] y, int index) {
        Color colour = Color.decode(Palette.SERIES.get(index));
        XYSeries added = chart.addSeries(name, x, y);
        added.setLineColor(colour);
        added.setMarkerColor(colour);
        return added;
    }

    /** The points that get a marker: all of a short curve, a few of a long one, different ones on each curve to avoid overlap. */
    private int[] sparse(int length, int index) {
        if (length <= FEW_POINTS) {
            return IntStream.range(0, length).toArray();
        }
        double offset = (index + 0.5) / series.size();
        return IntStream.range(0, MARKERS_ON_A_CURVE)
                .map(i -> (int) ((i + offset) / MARKERS_ON_A_CURVE * (length - 1)))
                .toArray();
    }

    private static double[] pick(double[] values, int[] indices) {
        return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
    }

    private List<Key> keys() {
        if (series.size() == 1 && series.get(0).name.equals(yTitle)) {
            return List.of();
        }
        return IntStream.range(0, series.size())
                .mapToObj(i -> new Key(series.get(i).name, (svg, x, y) -> swatch(svg, i, x, y)))
                .toList();
    }

    private void swatch(Svg svg, int index, double x, double y) {
        Color colour = Color.decode(Palette.SERIES.get(index));
        Marker marker = Palette.MARKERS.get(index);
        Marks.of(g -> {
                    g.setColor(colour);
                    if (series.get(index).joined) {
                        g.setStroke(Palette.stroke(index));
                        g.draw(new Line2D.Double(x, y, x + 40, y));
                    }
                    marker.paint(g, x + 20, y, Theme.MARKER);
                })
                .forEach(mark -> mark.draw(svg));
    }

    /** The line of text above the plot on which each vertical reference has its label, so that no two labels overlap. */
    private Map<Reference, Integer> rows(Axis x) {
        LabelLines lines = new LabelLines(Theme.MARGIN);
        Map<Reference, Integer> rows = new LinkedHashMap<>();
        references.stream()
                .filter(Reference::vertical)
                .sorted(Comparator.comparingDouble(Reference::value))
                .forEach(reference ->
                        rows.put(reference, lines.next(x.fraction(reference.value) * LABEL_ROOM, reference.label)));
        return rows;
    }

    private static void vertical(Frame frame, Axis x, Reference reference, int row) {
        double at = frame.x(x.fraction(reference.value));
        dotted(frame.svg(), at, frame.baselineAbove(row) + 4, at, frame.bottom());
        frame.labelAbove(at, row, reference.label);
    }

    private static void horizontal(Frame frame, Reference reference) {
        double at = frame.y(reference.value);
        dotted(frame.svg(), frame.x(0), at, frame.x(1), at);
    }

    /** Writes the label of a horizontal line next to it, where it covers the least of the data. */
    private static void horizontalLabel(Frame frame, List<Mark> marks, Reference reference) {
        double at = frame.y(reference.value);
        double width = Theme.textWidth(reference.label, Theme.SMALL);
        double room = Math.max(frame.plotWidth() - width - 12, 0);
        Rectangle2D best = IntStream.range(0, 2 * PLACES)
                .mapToObj(k -> new Rectangle2D.Double(
                        frame.x(0) + 6 + room * (PLACES - 1 - k / 2) / (PLACES - 1),
                        k % 2 == 0 ? at - Theme.SMALL - 6 : at + 4,
                        width,
                        Theme.SMALL + 2))
                .filter(box -> box.y >= frame.top() && box.getMaxY() <= frame.bottom())
                .min(Comparator.comparingLong(box -> marks.stream()
                        .filter(mark -> mark.touches(shifted(box, -frame.x(0), -frame.top())))
                        .count()))
                .orElseThrow();
        frame.svg().haloText(best.getX(), best.getMaxY() - 4, Anchor.START, Theme.SMALL, reference.label);
    }

    private static Rectangle2D shifted(Rectangle2D box, double x, double y) {
        return new Rectangle2D.Double(box.getX() + x, box.getY() + y, box.getWidth(), box.getHeight());
    }

    private static void dotted(Svg svg, double x1, double y1, double x2, double y2) {
        svg.line(x1, y1, x2, y2, "stroke", Theme.AXIS, "stroke-width", 1.5, "stroke-dasharray", "2 4");
    }

    /** One column per series if all series have the same x, otherwise one row per point. */
    private Values values() {
        double[] x = series.get(0).x;
        if (series.stream().allMatch(s -> Arrays.equals(s.x, x))) {
            return Values.of(
                    xName(),
                    Arrays.stream(x).mapToObj(Values::cell).toList(),
                    series.stream().map(Series::name).toList(),
                    (point, column) -> series.get(column).y[point]);
        }
        return Values.of(
                List.of("series", xName(), yName()),
                series.stream()
                        .flatMap(s -> IntStream.range(0, s.x.length)
                                .mapToObj(i -> List.of(s.name, Values.cell(s.x[i]), Values.cell(s.y[i]))))
                        .toList());
    }

    private String xName() {
        return xTitle.isEmpty() ? "x" : xTitle;
    }

    private String yName() {
        return yTitle.isEmpty() ? "y" : yTitle;
    }

    private String ranges() {
        StringBuilder ranges = new StringBuilder();
        for (Series s : series) {
            String points = s.x.length + (s.joined ? "-point curve, " : " points, ");
            ranges.append(" " + Names.isolated(s.name) + ": " + points);
            ranges.append(range(xName(), s.x) + ", " + range(yName(), s.y) + ".");
        }
        for (Reference r : references) {
            String place = (r.vertical ? "x = " : "y = ") + Numbers.typeset(r.value, 3);
            ranges.append(" Marked: " + Names.isolated(r.label) + " at " + place + ".");
        }
        return ranges.toString();
    }

    private static String range(String name, double[] values) {
        double min = Arrays.stream(values).min().orElseThrow();
        double max = Arrays.stream(values).max().orElseThrow();
        return Names.isolated(name) + " from " + Numbers.typeset(min, 3) + " to " + Numbers.typeset(max, 3);
    }
}
