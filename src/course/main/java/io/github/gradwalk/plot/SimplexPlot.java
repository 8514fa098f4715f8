package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.plot.Svg.Anchor;
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
    private String scale = "";

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

    /**
     * Draws the plot.
     *
     * @param description what there is to see; the positions of the marked points are added to it
     * @throws IllegalArgumentException if the function gives NaN
     */
    public Figure figure(String title, String description) {
        Contours contours = Contours.of(this::value, LEVELS);
        Svg svg = new Svg();
        triangle(svg, contours);
        corners(svg);
        points.forEach(point -> mark(svg, point));
        scale(svg, contours.levels());
        String words = Require.text("description", description) + inWords();
        return svg.figure(Theme.WIDTH, BOTTOM + (scale.isEmpty() ? 104 : 124), title, words, values());
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
        svg.path(triangle, "fill", colour(0, levels));
        for (int i = 0; i < levels; i++) {
            String outline =
                    contours.above().get(i).stream().map(SimplexPlot::path).collect(Collectors.joining());
            if (!outline.isEmpty()) {
                svg.path(outline, "fill", colour(i + 1, levels), "stroke", Theme.PANEL, "stroke-width", 0.8);
            }
        }
        svg.path(triangle, "fill", "none", "stroke", Theme.INK, "stroke-width", 1.5, "stroke-linejoin", "round");
    }

    private static String path(List<double[]> loop) {
        Path2D path = new Path2D.Double();
        path.moveTo(x(loop.get(0)), y(loop.get(0)));
        loop.stream().skip(1).forEach(p -> path.lineTo(x(p), y(p)));
        path.closePath();
        return Svg.pathData(Thinned.of(path));
    }

    private void corners(Svg svg) {
        double room = Theme.WIDTH - 2.0 * Theme.MARGIN;
        svg.text(Theme.WIDTH / 2.0, TOP - 10, Anchor.MIDDLE, Theme.TEXT, Theme.INK, fit(corners.get(0), room));
        double y = BOTTOM + 24;
        svg.text(Theme.MARGIN, y, Anchor.START, Theme.TEXT, Theme.INK, fit(corners.get(1), room / 2 - 8));
        svg.text(Theme.WIDTH - Theme.MARGIN, y, Anchor.END, Theme.TEXT, Theme.INK, fit(corners.get(2), room / 2 - 8));
    }

    private static void mark(Svg svg, Point point) {
        double x = x(point.p);
        double y = y(point.p);
        svg.element("circle", "cx", x, "cy", y, "r", 6, "fill", Theme.INK, "stroke", Theme.PANEL, "stroke-width", 2.5);
        boolean right = x < 0.62 * Theme.WIDTH;
        String name = fit(point.name, Theme.WIDTH / 3.0);
        svg.haloText(right ? x + 13 : x - 13, y + 6, right ? Anchor.START : Anchor.END, Theme.TEXT, name);
    }

    /** One field per band, with the level that separates two neighbours written below their border. */
    private void scale(Svg svg, List<BigDecimal> levels) {
        double width = SIDE / (levels.size() + 1);
        double top = BOTTOM + (scale.isEmpty() ? 48 : 68);
        svg.text(LEFT, top - 9, Anchor.START, Theme.TEXT, Theme.INK, fit(scale, SIDE), "font-weight", "600");
        for (int i = 0; i <= levels.size(); i++) {
            String colour = colour(i, levels.size());
            svg.rect(LEFT + i * width, top, width, SCALE_HEIGHT, "fill", colour, "stroke", Theme.PANEL);
        }
        svg.rect(LEFT, top, SIDE, SCALE_HEIGHT, "fill", "none", "stroke", Theme.AXIS);
        List<String> labels = levels.stream().map(Numbers::typeset).toList();
        int every = (int) Math.ceil((Theme.widest(labels, Theme.SMALL) + 4) / width);
        for (int i = 0; i < labels.size(); i += every) {
            double x = LEFT + (i + 1) * width;
            svg.text(x, top + SCALE_HEIGHT + 20, Anchor.MIDDLE, Theme.SMALL, Theme.MUTED, labels.get(i));
        }
    }

    /** The marked points, and a coarse lattice over the triangle. */
    private Values values() {
        List<List<String>> rows = new ArrayList<>();
        points.forEach(point -> rows.add(row(point.name, point.p)));
        for (int i = PARTS - 2; i >= 1; i--) {
            for (int j = PARTS - i - 1; j >= 1; j--) {
                rows.add(row("lattice", (double) i / PARTS, (double) j / PARTS, (double) (PARTS - i - j) / PARTS));
            }
        }
        return Values.of(List.of("point", "p₁", "p₂", "p₃", scale.isEmpty() ? "value" : scale), rows);
    }

    private List<String> row(String name, double... p) {
        return List.of(name, Values.cell(p[0]), Values.cell(p[1]), Values.cell(p[2]), Values.cell(value(p)));
    }

    private String inWords() {
        return points.stream()
                .map(point -> Arrays.stream(point.p)
                        .mapToObj(p -> Numbers.typeset(p, 3))
                        .collect(Collectors.joining(", ", " " + Names.isolated(point.name) + " is at (", ").")))
                .collect(Collectors.joining());
    }

    private static String colour(int band, int levels) {
        return Palette.sequential(levels == 0 ? 0 : (double) band / levels);
    }

    private static String fit(String text, double width) {
        return Theme.fit(text, width, Theme.TEXT);
    }

    private static double x(double... p) {
        return Math.rint(10 * (LEFT + SIDE * (1 - p[1] - p[0] / 2))) / 10;
    }

    private static double y(double... p) {
        return Math.rint(10 * (TOP + HEIGHT * (1 - p[0]))) / 10;
    }
}
