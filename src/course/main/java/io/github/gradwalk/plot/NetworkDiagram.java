package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.drawing.Figure;
import io.github.gradwalk.drawing.Svg;
import io.github.gradwalk.drawing.Svg.Anchor;
import io.github.gradwalk.drawing.Theme;
import io.github.gradwalk.drawing.Values;
import io.github.gradwalk.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A multilayer perceptron from its input to its loss: every vector with its formula, its shape and a dot for each component,
 * and the parameters beside each layer. It flows downwards and is narrow, so that a phone shows it at full size.
 */
public final class NetworkDiagram {
    private static final int LEFT = Theme.MARGIN;
    private static final int RIGHT = LEFT + 256;
    private static final int SIDE_WIDTH = 142;
    private static final int HEIGHT = 58;
    private static final int GAP = 28;
    private static final int WIDTH = RIGHT + GAP + SIDE_WIDTH + Theme.MARGIN;
    private static final int MOST_DOTS = 10;

    private static final String BOX = "rx='8' fill='%s' stroke='%s'";
    private static final String VECTOR = "#eef1f5";
    private static final String PARAMETER = "#e3f0fa";
    private static final String LOSS = "#fdeee0";

    private final List<Node> nodes = new ArrayList<>();

    /** A vector, and what enters it from the side, one line each. */
    private record Node(String formula, int size, String unit, List<String> side) {
        String shape() {
            return (size + " " + unit).strip();
        }
    }

    NetworkDiagram(int... sizes) {
        Require.notNull("sizes", sizes);
        Require.that(
                sizes.length >= 2 && Arrays.stream(sizes).allMatch(size -> size >= 1),
                "sizes must be at least two numbers, each at least 1, but are %s",
                Arrays.toString(sizes));
        add("a⁰ = x", sizes[0], "features");
        int last = sizes.length - 1;
        for (int l = 1; l <= last; l++) {
            String up = Numbers.superscript(l);
            String affine = "z" + up + " = W" + up + "a" + Numbers.superscript(l - 1) + " + b" + up;
            String weights = "W" + up + "  " + sizes[l] + "×" + sizes[l - 1];
            String biases = "b" + up + "  " + sizes[l];
            if (l < last) {
                add(affine, sizes[l], "", weights, biases);
                add("a" + up + " = σ(z" + up + ")", sizes[l], "");
            } else {
                add("z = " + affine, sizes[l], "logits", weights, biases);
            }
        }
        add("p = softmax(z)", sizes[last], "probabilities");
        add("E = −Σ yₖ ln pₖ", 1, "", "target y  " + sizes[last]);
    }

    private void add(String formula, int size, String unit, String... side) {
        nodes.add(new Node(formula, size, unit, List.of(side)));
    }

    /** That {@link #figure} draws it. */
    @Override
    public String toString() {
        return "a diagram of a network, drawn by figure(…)";
    }

    /**
     * Draws the diagram.
     *
     * @param description what there is to see; the nodes and their shapes are added to it
     */
    public Figure figure(String title, String description) {
        Svg svg = new Svg();
        for (int i = 0; i < nodes.size(); i++) {
            draw(svg, nodes.get(i), Theme.MARGIN + i * (HEIGHT + GAP), i == nodes.size() - 1);
        }
        String words = nodes.stream()
                .map(node -> Stream.concat(
                                Stream.of(node.formula, node.shape()),
                                node.side.stream().map(side -> "from " + side.replace("  ", " of shape ")))
                        .collect(Collectors.joining(", ")))
                .collect(Collectors.joining(
                        "; ", Require.text("description", description) + " From top to bottom: ", "."));
        Values values = new Values(
                List.of("vector", "size", "from the side"),
                nodes.stream()
                        .map(node -> List.of(node.formula, node.shape(), String.join(", ", node.side)))
                        .toList());
        double height = nodes.size() * (HEIGHT + GAP) - GAP + 2 * Theme.MARGIN;
        return svg.figure(WIDTH, height, title, words, values);
    }

    private static void draw(Svg svg, Node node, double top, boolean isLoss) {
        svg.rect(LEFT, top, RIGHT - LEFT, HEIGHT, BOX, isLoss ? LOSS : VECTOR, Theme.AXIS);
        svg.text(LEFT + 12, top + 24, Anchor.START, Theme.TEXT, Theme.INK, node.formula);
        svg.text(RIGHT - 12, top + 49, Anchor.END, Theme.SMALL, Theme.MUTED, node.shape());
        int dots = node.size > MOST_DOTS ? MOST_DOTS - 2 : node.size;
        for (int i = 0; i < dots; i++) {
            svg.add("<circle cx='%s' cy='%s' r='4' fill='%s'/>", LEFT + 17 + 11 * i, top + 43, Theme.AXIS);
        }
        if (dots < node.size) {
            svg.text(LEFT + 12 + 11 * dots, top + 46, Anchor.START, Theme.SMALL, Theme.AXIS, "…");
        }
        if (!isLoss) {
            double x = (LEFT + RIGHT) / 2.0 - 1;
            svg.add("<path d='M%s %sv19h-4l5 9 5-9h-4v-19z' fill='%s'/>", x, top + HEIGHT, Theme.AXIS);
        }
        if (!node.side.isEmpty()) {
            drawSide(svg, node.side, top + HEIGHT / 2.0, isLoss ? VECTOR : PARAMETER);
        }
    }

    private static void drawSide(Svg svg, List<String> side, double middle, String fill) {
        double height = 8 + 25 * side.size();
        double top = middle - height / 2;
        svg.add("<path d='M%s %sh-19v-4l-9 5 9 5v-4h19z' fill='%s'/>", RIGHT + GAP, middle - 1, Theme.AXIS);
        svg.rect(RIGHT + GAP, top, SIDE_WIDTH, height, BOX, fill, Theme.AXIS);
        for (int i = 0; i < side.size(); i++) {
            double y = top + 22 + 24 * i;
            svg.text(RIGHT + GAP + 12, y, Anchor.START, Theme.TEXT, Theme.INK, side.get(i), " xml:space='preserve'");
        }
    }
}
