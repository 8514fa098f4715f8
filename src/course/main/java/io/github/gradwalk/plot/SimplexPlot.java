package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.plot.Svg.Anchor;
import io.github.gradwalk.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;

/**
 * A function of three probabilities, drawn over the triangle of all their values as bands between round levels. At a corner
 * one probability is 1; the distance of a point from the side opposite corner {@code k} is proportional to {@code p_k}.
 * Immutable.
 */
public final class SimplexPlot {
    private static final double SIDE = 420;
    private static final double HEIGHT = SIDE * Math.sqrt(3) / 2;
    private static final double LEFT = (Theme.WIDTH - SIDE) / 2;
    private static final double TOP = Theme.MARGIN + 28;
    private static final double BOTTOM = TOP + HEIGHT;
    private static final int SCALE_HEIGHT = 18;
    private static final int LEVELS = 8;

    /** The number of parts into which the lattice of the table divides a side. */
    private static final int PARTS = 8;

    private final ToDoubleFunction<double[]> function;
    private final List<String> corners;
    private final List<Point> points;
    private final String scale;

    private record Point(String name, double[] p) {}

    SimplexPlot(ToDoubleFunction<double[]> function) {
        this(checked(function), List.of("p₁ = 1", "p₂ = 1", "p₃ = 1"), List.of(), "");
    }

    private SimplexPlot(ToDoubleFunction<double[]> function, List<String> corners, List<Point> points, String scale) {
        this.function = function;
        this.corners = corners;
        this.points = List.copyOf(points);
        this.scale = scale;
    }

    /** Names the corners (1, 0, 0), at the top, (0, 1, 0), at the left, and (0, 0, 1), at the right. */
    public SimplexPlot corners(String first, String second, String third) {
        return new SimplexPlot(function, Require.texts("corners", first, second, third), points, scale);
    }

    /** Names the values of the function, above the colour scale. */
    public SimplexPlot scale(String name) {
        return new SimplexPlot(function, corners, points, Require.text("name", name));
    }

    /**
     * Marks a point.
     *
     * @param p three probabilities that sum to 1
     */
    public SimplexPlot point(String name, double[] p) {
        Require.text("name", name);
        Require.notNull(Names.inMessage(name), p);
        Require.size(Names.inMessage(name), 3, p.length);
        Require.distributions(Names.inMessage(name), new DMatrixRMaj(1, 3, true, p));
        List<Point> more = new ArrayList<>(points);
        more.add(new Point(name, p.clone()));
        return new SimplexPlot(function, corners, more, scale);
    }

    /**
     * Draws the plot.
     *
     * @param description what there is to see; the positions of the marked points are added to it
     * @throws IllegalArgumentException if the function gives NaN
     */
    public Figure figure(String title, String description) {
        Svg svg = new Svg();
        Contours contours = Contours.of(this::value, LEVELS);
        bands(svg, contours);
        corners(svg);
        points.forEach(point -> mark(svg, point));
        scale(svg, contours);
        String words = Require.text("description", description) + inWords();
        return svg.figure(Theme.WIDTH, BOTTOM + (scale.isEmpty() ? 104 : 124), title, words, values());
    }

    private double value(double[] p) {
        double value = function.applyAsDouble(p.clone());
        if (Double.isNaN(value)) {
            throw Require.refused("function must give a number, but gives NaN at p = %s", Arrays.toString(p));
        }
        return value;
    }

    private static void bands(Svg svg, Contours contours) {
        String triangle = "M" + xy(1, 0, 0) + "L" + xy(0, 1, 0) + "L" + xy(0, 0, 1) + "Z";
        svg.path(triangle, "fill", colour(0, contours));
        for (int i = 0; i < contours.levels().size(); i++) {
            StringBuilder outline = new StringBuilder();
            for (List<double[]> loop : contours.above().get(i)) {
                Iterator<double[]> corner = loop.iterator();
                for (String command = "M"; corner.hasNext(); command = "L") {
                    double[] p = corner.next();
                    outline.append(command).append(xy(p[0], p[1], p[2]));
                }
                outline.append('Z');
            }
            if (!outline.isEmpty()) {
                String fill = colour(i + 1, contours);
                svg.path(outline.toString(), "fill", fill, "stroke", Theme.PANEL, "stroke-width", 0.8);
            }
        }
        svg.path(triangle, "fill", "none", "stroke", Theme.INK, "stroke-width", 1.5, "stroke-linejoin", "round");
    }

    private void corners(Svg svg) {
        double room = Theme.WIDTH - 2.0 * Theme.MARGIN;
        svg.text(Theme.WIDTH / 2.0, TOP - 10, Anchor.MIDDLE, Theme.TEXT, Theme.INK, fit(corners.get(0), room));
        double y = BOTTOM + 24;
        svg.text(Theme.MARGIN, y, Anchor.START, Theme.TEXT, Theme.INK, fit(corners.get(1), room / 2 - 8));
        svg.text(Theme.WIDTH - Theme.MARGIN, y, Anchor.END, Theme.TEXT, Theme.INK, fit(corners.get(2), room / 2 - 8));
    }

    private static void mark(Svg svg, Point point) {
        double x = x(point.p[0], point.p[1], point.p[2]);
        double y = y(point.p[0]);
        svg.element("circle", "cx", x, "cy", y, "r", 6, "fill", Theme.INK, "stroke", Theme.PANEL, "stroke-width", 2.5);
        boolean right = x < 0.62 * Theme.WIDTH;
        svg.haloText(
                right ? x + 13 : x - 13,
                y + 6,
                right ? Anchor.START : Anchor.END,
                Theme.TEXT,
                fit(point.name, Theme.WIDTH / 3.0));
    }

    /** One field per band, with the level that separates two neighbours written below their border. */
    private void scale(Svg svg, Contours contours) {
        int bands = contours.levels().size() + 1;
        double width = SIDE / bands;
        double top = BOTTOM + (scale.isEmpty() ? 48 : 68);
        svg.text(LEFT, top - 9, Anchor.START, Theme.TEXT, Theme.INK, fit(scale, SIDE), "font-weight", "600");
        for (int i = 0; i < bands; i++) {
            svg.rect(LEFT + i * width, top, width, SCALE_HEIGHT, "fill", colour(i, contours), "stroke", Theme.PANEL);
        }
        svg.rect(LEFT, top, SIDE, SCALE_HEIGHT, "fill", "none", "stroke", Theme.AXIS);
        double widest =
                Theme.widest(contours.levels().stream().map(Axis.Tick::label).toList(), Theme.SMALL);
        int every = (int) Math.ceil((widest + 4) / width);
        for (int i = 1; i < bands; i += every) {
            String label = contours.levels().get(i - 1).label();
            svg.text(LEFT + i * width, top + SCALE_HEIGHT + 20, Anchor.MIDDLE, Theme.SMALL, Theme.MUTED, label);
        }
    }

    /** The marked points, and a coarse lattice over the triangle. */
    private Values values() {
        List<List<String>> rows = new ArrayList<>();
        points.forEach(point -> rows.add(row(point.name, point.p)));
        for (int i = PARTS - 2; i >= 1; i--) {
            for (int j = PARTS - i - 1; j >= 1; j--) {
                int k = PARTS - i - j;
                rows.add(row("lattice", new double[] {(double) i / PARTS, (double) j / PARTS, (double) k / PARTS}));
            }
        }
        return Values.of(List.of("point", "p₁", "p₂", "p₃", scale.isEmpty() ? "value" : scale), rows);
    }

    private List<String> row(String name, double[] p) {
        return List.of(name, Values.cell(p[0]), Values.cell(p[1]), Values.cell(p[2]), Values.cell(value(p)));
    }

    private String inWords() {
        StringBuilder text = new StringBuilder();
        for (Point point : points) {
            String p = Numbers.typeset(point.p[0], 3) + ", " + Numbers.typeset(point.p[1], 3) + ", "
                    + Numbers.typeset(point.p[2], 3);
            text.append(" " + Names.isolated(point.name) + " is at (" + p + ").");
        }
        return text.toString();
    }

    private static String colour(int band, Contours contours) {
        int bands = contours.levels().size() + 1;
        return Palette.sequential(bands == 1 ? 0 : (double) band / (bands - 1));
    }

    private static String fit(String text, double width) {
        return Theme.fit(text, width, Theme.TEXT);
    }

    private static String xy(double p1, double p2, double p3) {
        return Svg.number(x(p1, p2, p3)) + " " + Svg.number(y(p1));
    }

    private static double x(double p1, double p2, double p3) {
        return LEFT + SIDE * (p3 + p1 / 2) / (p1 + p2 + p3);
    }

    private static double y(double p1) {
        return TOP + HEIGHT * (1 - p1);
    }

    private static ToDoubleFunction<double[]> checked(ToDoubleFunction<double[]> function) {
        Require.notNull("function", function);
        return function;
    }
}
