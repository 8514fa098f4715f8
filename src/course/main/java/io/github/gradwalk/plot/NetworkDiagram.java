package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.plot.Svg.Anchor;
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
    private static final int WIDTH = 458;
    private static final int LEFT = Theme.MARGIN;
    private static final int RIGHT = LEFT + 256;
    private static final int SIDE_WIDTH = 142;
    private static final int SIDE = WIDTH - Theme.MARGIN - SIDE_WIDTH;
    private static final int HEIGHT = 58;
    private static final int GAP = 28;
    private static final int MOST_DOTS = 10;

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

    /**
     * Draws the diagram.
     *
     * @param description what there is to see; the nodes and their shapes are added to it
     */
    public Figure figure(String title, String description) {
        Svg svg = new Svg();
        double top = Theme.MARGIN;
        for (Node node : nodes) {
            boolean isLoss = node == nodes.get(nodes.size() - 1);
            draw(svg, node, top, isLoss ? LOSS : VECTOR, isLoss ? VECTOR : PARAMETER);
            if (!isLoss) {
                double middle = (LEFT + RIGHT) / 2.0;
                svg.line(middle, top + HEIGHT, middle, top + HEIGHT + GAP - 6, "stroke", Theme.AXIS, "stroke-width", 2);
                arrowhead(svg, middle, top + HEIGHT + GAP, "l-5 -9h10z");
            }
            top += HEIGHT + GAP;
        }
        String words = nodes.stream()
                .map(node -> Stream.concat(
                                Stream.of(node.formula, node.shape()),
                                node.side.stream().map(side -> "from " + side.replace("  ", " of shape ")))
                        .collect(Collectors.joining(", ")))
                .collect(Collectors.joining(
                        "; ", Require.text("description", description) + " From top to bottom: ", "."));
        Values values = Values.of(
                List.of("vector", "size", "from the side"),
                nodes.stream()
                        .map(node -> List.of(node.formula, node.shape(), String.join(", ", node.side)))
                        .toList());
        return svg.figure(WIDTH, top - GAP + Theme.MARGIN, title, words, values);
    }

    private static void draw(Svg svg, Node node, double top, String fill, String sideFill) {
        svg.rect(LEFT, top, RIGHT - LEFT, HEIGHT, "rx", 8, "fill", fill, "stroke", Theme.AXIS);
        svg.text(LEFT + 12, top + 24, Anchor.START, Theme.TEXT, Theme.INK, node.formula);
        svg.text(RIGHT - 12, top + 49, Anchor.END, Theme.SMALL, Theme.MUTED, node.shape());
        int dots = node.size > MOST_DOTS ? MOST_DOTS - 2 : node.size;
        for (int i = 0; i < dots; i++) {
            svg.element("circle", "cx", LEFT + 17 + 11 * i, "cy", top + 43, "r", 4, "fill", Theme.AXIS);
        }
        if (dots < node.size) {
            svg.text(LEFT + 12 + 11 * dots, top + 46, Anchor.START, Theme.SMALL, Theme.AXIS, "…");
        }
        if (node.side.isEmpty()) {
            return;
        }
        double middle = top + HEIGHT / 2.0;
        svg.line(SIDE, middle, RIGHT + 6, middle, "stroke", Theme.AXIS, "stroke-width", 2);
        arrowhead(svg, RIGHT, middle, "l9 -5v10z");
        double height = 8 + 25 * node.side.size();
        double first = middle - height / 2;
        svg.rect(SIDE, first, SIDE_WIDTH, height, "rx", 8, "fill", sideFill, "stroke", Theme.AXIS);
        for (int i = 0; i < node.side.size(); i++) {
            String text = node.side.get(i);
            double baseline = first + 22 + 24 * i;
            svg.text(SIDE + 12, baseline, Anchor.START, Theme.TEXT, Theme.INK, text, "xml:space", "preserve");
        }
    }

    private static void arrowhead(Svg svg, double x, double y, String outline) {
        svg.path("M" + Svg.number(x) + " " + Svg.number(y) + outline, "fill", Theme.AXIS);
    }
}
