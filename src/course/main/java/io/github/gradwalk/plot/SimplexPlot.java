package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.drawing.Figure;
import io.github.gradwalk.drawing.Palette;
import io.github.gradwalk.drawing.Svg;
import io.github.gradwalk.drawing.Svg.Anchor;
import io.github.gradwalk.drawing.Theme;
import io.github.gradwalk.drawing.Thinned;
import io.github.gradwalk.drawing.Values;
import io.github.gradwalk.text.Numbers;
import java.awt.geom.Path2D;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;

/**
 * A function of three probabilities, drawn over the triangle of all their values as bands between round levels. At a corner
 * one probability is 1; the distance of a point from the side opposite corner {@code k} is proportional to {@code p_k}.
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
    private final List<Point> points = new ArrayList<>();
    private List<String> corners = List.of("p₁ = 1", "p₂ = 1", "p₃ = 1");
    private String scale = "value";

    private record Point(String name, double[] p) {}

    SimplexPlot(ToDoubleFunction<double[]> function) {
        Require.notNull("function", function);
        this.function = function;
    }

    /** Names the corners (1, 0, 0), at the top, (0, 1, 0), at the left, and (0, 0, 1), at the right. */
    public SimplexPlot corners(String first, String second, String third) {
        corners = Require.texts("corners", first, second, third);
        return this;
    }

    /** Names the values of the function, above the colour scale. */
    public SimplexPlot scale(String name) {
        scale = Require.text("name", name);
        return this;
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
        points.add(new Point(name, p.clone()));
        return this;
    }

    /** How many points, and that {@link #figure} draws them. */
    @Override
    public String toString() {
        return "a plot of the simplex with " + points.size() + " points, drawn by figure(…)";
    }

    /**
     * Draws the plot.
     *
     * @param description what there is to see; the positions of the marked points are added to it
     * @throws IllegalArgumentException if the function gives NaN
     */
    public Figure figure(String title, String description) {
        Contours contours = Contours.of(this::value, LEVELS);
        double room = Theme.WIDTH - 2.0 * Theme.MARGIN;
        Svg svg = new Svg();
        triangle(svg, contours);
        write(svg, Theme.WIDTH / 2.0, TOP - 10, Anchor.MIDDLE, corners.get(0), room);
        write(svg, Theme.MARGIN, BOTTOM + 24, Anchor.START, corners.get(1), room / 2 - 8);
        write(svg, Theme.MARGIN + room, BOTTOM + 24, Anchor.END, corners.get(2), room / 2 - 8);
        points.forEach(point -> mark(svg, point));
        scale(svg, contours.levels());
        String words = points.stream().map(SimplexPlot::inWords).collect(Collectors.joining());
        return svg.figure(Theme.WIDTH, BOTTOM + 124, title, Require.text("description", description) + words, values());
    }

    private double value(double... p) {
        double value = function.applyAsDouble(p.clone());
        if (Double.isNaN(value)) {
            throw Require.refused("function must give a number, but gives NaN at p = %s", Arrays.toString(p));
        }
        return value;
    }

    private static void triangle(Svg svg, Contours contours) {
        String triangle = path(List.of(new double[] {1, 0}, new double[] {0, 1}, new double[] {0, 0}));
        int levels = contours.levels().size();
        svg.add("<path d='%s' fill='%s'/>", triangle, colour(0, levels));
        for (int i = 0; i < levels; i++) {
            String outline =
                    contours.above().get(i).stream().map(SimplexPlot::path).collect(Collectors.joining());
            svg.add("<path d='%s' fill='%s'", outline, colour(i + 1, levels))
                    .add(" stroke='%s' stroke-width='0.8'/>", Theme.PANEL);
        }
        svg.add("<path d='%s' fill='none' stroke='%s'", triangle, Theme.INK)
                .add(" stroke-width='1.5' stroke-linejoin='round'/>");
    }

    private static String path(List<double[]> loop) {
        Path2D path = new Path2D.Double();
        path.moveTo(x(loop.get(0)), y(loop.get(0)));
        loop.stream().skip(1).forEach(p -> path.lineTo(x(p), y(p)));
        path.closePath();
        return Svg.pathData(Thinned.of(path));
    }

    private static void mark(Svg svg, Point point) {
        double x = x(point.p);
        double y = y(point.p);
        svg.add("<circle cx='%s' cy='%s' r='6' fill='%s'", x, y, Theme.INK)
                .add(" stroke='%s' stroke-width='2.5'/>", Theme.PANEL);
        boolean right = x < 0.62 * Theme.WIDTH;
        write(
                svg,
                right ? x + 13 : x - 13,
                y + 6,
                right ? Anchor.START : Anchor.END,
                point.name,
                Theme.WIDTH / 3.0,
                Svg.HALO);
    }

    private static void write(Svg svg, double x, double y, Anchor anchor, String text, double room, String... more) {
        svg.text(x, y, anchor, Theme.TEXT, Theme.INK, Theme.fit(text, room, Theme.TEXT), more);
    }

    /** One field per band, with the level that separates two neighbours written below their border. */
    private void scale(Svg svg, List<BigDecimal> levels) {
        double width = SIDE / (levels.size() + 1);
        double top = BOTTOM + 68;
        write(svg, LEFT, top - 9, Anchor.START, scale, SIDE, " font-weight='600'");
        for (int i = 0; i <= levels.size(); i++) {
            String look = "fill='%s' stroke='%s'";
            svg.rect(LEFT + i * width, top, width, SCALE_HEIGHT, look, colour(i, levels.size()), Theme.PANEL);
        }
        svg.rect(LEFT, top, SIDE, SCALE_HEIGHT, "fill='none' stroke='%s'", Theme.AXIS);
        List<String> labels = levels.stream().map(Numbers::typeset).toList();
        int every = (int) Math.ceil((Theme.widest(labels, Theme.SMALL) + 4) / width);
        for (int i = 0; i < labels.size(); i += every) {
            double x = LEFT + (i + 1) * width;
            svg.text(x, top + SCALE_HEIGHT + 20, Anchor.MIDDLE, Theme.SMALL, Theme.MUTED, labels.get(i));
        }
    }

    /** The marked points, and a coarse lattice over the triangle. */
    private Values values() {
        List<Point> all = new ArrayList<>(points);
        for (double i = PARTS - 2; i >= 1; i--) {
            for (double j = PARTS - i - 1; j >= 1; j--) {
                all.add(new Point("lattice", new double[] {i / PARTS, j / PARTS, (PARTS - i - j) / PARTS}));
            }
        }
        return new Values(
                List.of("point", "p₁", "p₂", "p₃", scale),
                all.stream().map(this::row).toList());
    }

    private List<String> row(Point point) {
        double[] p = point.p;
        return List.of(point.name, Values.cell(p[0]), Values.cell(p[1]), Values.cell(p[2]), Values.cell(value(p)));
    }

    private static String inWords(Point point) {
        return Arrays.stream(point.p)
                .mapToObj(p -> Numbers.typeset(p, 3))
                .collect(Collectors.joining(", ", " " + Names.isolated(point.name) + " is at (", ")."));
    }

    private static String colour(int band, int levels) {
        return Palette.sequential((double) band / Math.max(levels, 1));
    }

    private static double x(double... p) {
        return Math.rint(10 * (LEFT + SIDE * (1 - p[1] - p[0] / 2))) / 10;
    }

    private static double y(double... p) {
        return Math.rint(10 * (TOP + HEIGHT * (1 - p[0]))) / 10;
    }
}
