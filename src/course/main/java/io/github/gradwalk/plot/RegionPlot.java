package io.github.gradwalk.plot;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.plot.Frame.Key;
import io.github.gradwalk.plot.Svg.Anchor;
import io.github.gradwalk.text.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The class that a classifier chooses at each point of the plane of two features, with the examples on top: correctly
 * classified ones as filled markers, the others as hollow ones. Immutable.
 */
public final class RegionPlot {
    private static final int HEIGHT = 420;
    private static final int TICKS = 6;
    private static final int MOST_CLASSES = Glyph.values().length;
    private static final double RADIUS = 4.5;
    private static final double HOLLOW_RADIUS = 5.5;

    private static final String FIGURE_SPACE = "\u2007";

    /** The distance, in lattice steps, between the places tried for a class name. */
    private static final int STEP = Regions.N / 60;

    /** Below this share of the plane there is no room for a name. */
    private static final double SMALLEST_NAMED = 0.01;

    private final Dataset examples;
    private final UnaryOperator<DMatrixRMaj> scores;

    RegionPlot(Dataset examples, UnaryOperator<DMatrixRMaj> scores) {
        Require.notNull("examples", examples);
        Require.notNull("scores", scores);
        Require.that(
                examples.features() == 2,
                "examples must have 2 features, but have %d: %s",
                examples.features(),
                Names.inMessage(examples.featureNames()));
        Require.that(
                examples.classes() <= MOST_CLASSES,
                "examples must have at most %d classes, but have %d",
                MOST_CLASSES,
                examples.classes());
        this.examples = examples;
        this.scores = scores;
    }

    /**
     * Draws the plot.
     *
     * @param description what there is to see; how many examples are classified correctly, and each class's share
     *     of the area, are added to it
     * @throws IllegalArgumentException if the scores are not M×K or not finite
     */
    public Figure figure(String title, String description) {
        Axis x = axis(0);
        Axis y = axis(1);
        DMatrixRMaj output = output(x, y);
        Regions regions = new Regions(output);
        int[] chosen = chosen(output);
        boolean[] right = right(chosen);
        Frame frame = new Frame(
                examples.featureNames().get(0), examples.featureNames().get(1), y, keys(right), 0, HEIGHT);
        frame.horizontalAxis(x);
        frame.openPlot();
        areas(frame, regions);
        points(frame, x, y, right);
        names(frame, x, y, output, regions);
        frame.closePlot();
        frame.svg().rect(frame.x(0), frame.top(), frame.plotWidth(), HEIGHT, "fill", "none", "stroke", Theme.AXIS);
        return frame.figure(title, Require.text("description", description) + inWords(regions, right), values(chosen));
    }

    private Axis axis(int feature) {
        double[] values = IntStream.range(0, examples.examples())
                .mapToDouble(n -> examples.X().get(n, feature))
                .sorted()
                .toArray();
        return Axis.linear(values[0], values[values.length - 1], TICKS);
    }

    /** The scores of the nodes and, after them, of the examples. */
    private DMatrixRMaj output(Axis x, Axis y) {
        int nodes = Regions.NODES * Regions.NODES;
        DMatrixRMaj batch = new DMatrixRMaj(nodes + examples.examples(), 2);
        for (int row = 0; row < nodes; row++) {
            batch.set(row, 0, x.at((double) (row % Regions.NODES) / Regions.N));
            batch.set(row, 1, y.at((double) (row / Regions.NODES) / Regions.N));
        }
        System.arraycopy(examples.X().data, 0, batch.data, 2 * nodes, 2 * examples.examples());
        int rows = batch.numRows;
        DMatrixRMaj output = scores.apply(batch);
        Require.notNull("what scores returns", output);
        Require.shape("what scores returns", output, rows, examples.classes());
        Require.finite("what scores returns", output);
        return output;
    }

    /** The class chosen for each example. */
    private int[] chosen(DMatrixRMaj output) {
        int nodes = Regions.NODES * Regions.NODES;
        return IntStream.range(0, examples.examples())
                .map(n -> Regions.winner(output, nodes + n))
                .toArray();
    }

    private boolean[] right(int[] chosen) {
        boolean[] right = new boolean[chosen.length];
        for (int n = 0; n < right.length; n++) {
            right[n] = chosen[n] == examples.Y().classOf(n);
        }
        return right;
    }

    /** The region with the longest border is drawn as the background; every border also belongs to another region. */
    private void areas(Frame frame, Regions regions) {
        List<String> outlines = regions.outlines().stream()
                .map(loops -> loops.stream().map(loop -> path(frame, loop)).collect(Collectors.joining()))
                .toList();
        int under = IntStream.range(0, outlines.size())
                .boxed()
                .max(Comparator.comparingInt(k -> outlines.get(k).length()))
                .orElseThrow();
        frame.svg().rect(0, 0, frame.plotWidth(), HEIGHT, "fill", tint(under));
        frame.svg().open("g", "stroke", Theme.MUTED, "stroke-width", 1.6, "stroke-linejoin", "round");
        for (int k = 0; k < outlines.size(); k++) {
            if (k != under && !outlines.get(k).isEmpty()) {
                frame.svg().path(outlines.get(k), "fill", tint(k));
            }
        }
        frame.svg().close("g");
    }

    private static String path(Frame frame, List<double[]> loop) {
        java.awt.geom.Path2D path = new java.awt.geom.Path2D.Double();
        path.moveTo(loop.get(0)[0] * frame.plotWidth(), (1 - loop.get(0)[1]) * HEIGHT);
        loop.stream().skip(1).forEach(p -> path.lineTo(p[0] * frame.plotWidth(), (1 - p[1]) * HEIGHT));
        path.closePath();
        return Svg.pathData(Thinned.of(path));
    }

    private void points(Frame frame, Axis x, Axis y, boolean[] right) {
        for (boolean filled : new boolean[] {true, false}) {
            for (int k = 0; k < examples.classes(); k++) {
                StringBuilder path = new StringBuilder();
                for (int n = 0; n < right.length; n++) {
                    if (examples.Y().classOf(n) == k && right[n] == filled) {
                        path.append(marker(
                                k,
                                x.fraction(examples.X().get(n, 0)) * frame.plotWidth(),
                                (1 - y.fraction(examples.X().get(n, 1))) * HEIGHT,
                                filled));
                    }
                }
                if (!path.isEmpty()) {
                    draw(frame.svg(), path.toString(), Palette.SERIES.get(k), filled);
                }
            }
        }
    }

    private static String marker(int k, double x, double y, boolean filled) {
        return Glyph.values()[k].at(x, y, filled ? RADIUS : HOLLOW_RADIUS);
    }

    private static void draw(Svg svg, String path, String colour, boolean filled) {
        if (filled) {
            svg.path(path, "fill", colour, "stroke", Theme.PANEL, "stroke-width", 1);
        } else {
            svg.path(path, "fill", Theme.PANEL, "stroke", colour, "stroke-width", 2.6);
        }
    }

    private void names(Frame frame, Axis x, Axis y, DMatrixRMaj output, Regions regions) {
        List<double[]> points = IntStream.range(0, examples.examples())
                .mapToObj(n -> new double[] {
                    x.fraction(examples.X().get(n, 0)) * Regions.N,
                    y.fraction(examples.X().get(n, 1)) * Regions.N
                })
                .toList();
        double unitX = (double) frame.plotWidth() / Regions.N;
        double unitY = (double) HEIGHT / Regions.N;
        for (int k = 0; k < examples.classes(); k++) {
            if (share(regions, k) >= SMALLEST_NAMED) {
                String name = Theme.fit(examples.classNames().get(k), frame.plotWidth() / 3.0, Theme.TEXT);
                int halfWidth = (int) Math.ceil(Theme.textWidth(name, Theme.TEXT) / 2 / unitX);
                int halfHeight = (int) Math.ceil(Theme.TEXT / 2.0 / unitY);
                int[] place = place(output, points, k, halfWidth, halfHeight);
                frame.svg().haloText(place[0] * unitX, HEIGHT - place[1] * unitY + 6, Anchor.MIDDLE, Theme.TEXT, name);
            }
        }
    }

    /** The node around which a name is within its region and covers the least. */
    private static int[] place(DMatrixRMaj output, List<double[]> points, int k, int halfWidth, int halfHeight) {
        int[] best = {Regions.N / 2, Regions.N / 2};
        int least = Integer.MAX_VALUE;
        for (int j = halfHeight + STEP; j <= Regions.N - halfHeight - STEP; j += STEP) {
            for (int i = halfWidth + STEP; i <= Regions.N - halfWidth - STEP; i += STEP) {
                int cost = Regions.winner(output, j * Regions.NODES + i) == k ? 0 : 10_000;
                for (int[] margin : new int[][] {{0, 10}, {2 * STEP, 1}}) {
                    cost += margin[1]
                            * nodesOfOtherClasses(output, k, i, j, halfWidth + margin[0], halfHeight + margin[0]);
                    cost += 4 * margin[1] * covered(points, i, j, halfWidth + margin[0], halfHeight + margin[0]);
                }
                if (cost < least) {
                    least = cost;
                    best = new int[] {i, j};
                }
            }
        }
        return best;
    }

    private static int nodesOfOtherClasses(DMatrixRMaj output, int k, int i, int j, int halfWidth, int halfHeight) {
        int count = 0;
        for (int b = Math.max(j - halfHeight, 0); b <= Math.min(j + halfHeight, Regions.N); b += STEP) {
            for (int a = Math.max(i - halfWidth, 0); a <= Math.min(i + halfWidth, Regions.N); a += STEP) {
                count += Regions.winner(output, b * Regions.NODES + a) == k ? 0 : 1;
            }
        }
        return count;
    }

    private static int covered(List<double[]> points, int i, int j, int halfWidth, int halfHeight) {
        int count = 0;
        for (double[] p : points) {
            count += Math.abs(p[0] - i) <= halfWidth && Math.abs(p[1] - j) <= halfHeight + STEP / 2 ? 1 : 0;
        }
        return count;
    }

    private List<Key> keys(boolean[] right) {
        List<Key> keys = new ArrayList<>();
        for (int k = 0; k < examples.classes(); k++) {
            int index = k;
            keys.add(new Key(examples.classNames().get(k), (svg, x, y) -> {
                svg.rect(x, y - 9, 40, 18, "fill", tint(index), "stroke", Theme.MUTED);
                draw(svg, marker(index, x + 20, y, true), Palette.SERIES.get(index), true);
            }));
        }
        keys.add(new Key(hollow(right), (svg, x, y) -> draw(svg, marker(0, x + 20, y, false), Theme.MUTED, false)));
        return keys;
    }

    /** Has the same width for any number of mistakes, so that the plot does not move between the frames of an animation. */
    private static String hollow(boolean[] right) {
        String wrong = Integer.toString(wrong(right));
        String room = FIGURE_SPACE.repeat(Integer.toString(right.length).length() - wrong.length());
        return "hollow: classified wrongly (" + wrong + ")" + room;
    }

    private Values values(int[] chosen) {
        List<String> columns = new ArrayList<>(examples.featureNames());
        columns.add("class");
        columns.add("chosen class");
        return Values.of(
                columns,
                IntStream.range(0, chosen.length)
                        .mapToObj(n -> List.of(
                                Values.cell(examples.X().get(n, 0)),
                                Values.cell(examples.X().get(n, 1)),
                                examples.classNames().get(examples.Y().classOf(n)),
                                examples.classNames().get(chosen[n])))
                        .toList());
    }

    private String inWords(Regions regions, boolean[] right) {
        int correct = right.length - wrong(right);
        StringBuilder text = new StringBuilder(" " + correct + " of " + right.length + " examples get their class, "
                + percent((double) correct / right.length) + ". Share of the area shown: ");
        for (int k = 0; k < examples.classes(); k++) {
            String name = Names.isolated(examples.classNames().get(k));
            text.append((k == 0 ? "" : ", ") + name + " " + percent(share(regions, k)));
        }
        return text.append('.').toString();
    }

    private static int wrong(boolean[] right) {
        return (int) IntStream.range(0, right.length).filter(n -> !right[n]).count();
    }

    private static double share(Regions regions, int k) {
        double twice = 0;
        for (List<double[]> loop : regions.outlines().get(k)) {
            for (int c = 0; c < loop.size(); c++) {
                double[] from = loop.get(c);
                double[] to = loop.get((c + 1) % loop.size());
                twice += from[0] * to[1] - to[0] * from[1];
            }
        }
        return twice / 2;
    }

    private static String percent(double share) {
        return Numbers.typeset(100 * share, 3) + " %";
    }

    private static String tint(int k) {
        return Palette.tint(Palette.SERIES.get(k));
    }
}
