package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.plot.Svg.Anchor;
import io.github.gradwalk.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A multilayer perceptron from its input to its loss: every vector with its formula, its shape and a dot for each component,
 * and the parameters beside each layer. It flows downwards and is narrow, so that a phone shows it at full size.
 */
public final class NetworkDiagram {
    private static final int WIDTH = 458;
    private static final int BOX_WIDTH = 262;
    private static final int SIDE_WIDTH = 136;
    private static final int SIDE = WIDTH - Theme.MARGIN - SIDE_WIDTH;
    private static final int BOX_HEIGHT = 58;
    private static final int GAP = 28;
    private static final int MOST_DOTS = 10;

    private static final String VECTOR = "#eef1f5";
    private static final String PARAMETER = "#e3f0fa";
    private static final String LOSS = "#fdeee0";

    private final int[] sizes;

    /** A vector, and what enters it from the side, one line each. */
    private record Node(String formula, int size, String unit, String fill, List<String> side) {
        String shape() {
            return unit.isEmpty() ? Integer.toString(size) : size + " " + unit;
        }
    }

    NetworkDiagram(int... sizes) {
        Require.notNull("sizes", sizes);
        Require.that(
                sizes.length >= 2 && Arrays.stream(sizes).allMatch(size -> size >= 1),
                "sizes must be at least two numbers, each at least 1, but are %s",
                Arrays.toString(sizes));
        this.sizes = sizes.clone();
    }

    /**
     * Draws the diagram.
     *
     * @param description what there is to see; the nodes and their shapes are added to it
     */
    public Figure figure(String title, String description) {
        Svg svg = new Svg();
        List<Node> nodes = nodes();
        for (int i = 0; i < nodes.size(); i++) {
            double y = Theme.MARGIN + i * (BOX_HEIGHT + GAP);
            if (i > 0) {
                double x = Theme.MARGIN + BOX_WIDTH / 2.0;
                arrow(svg, x, y - GAP, x, y);
            }
            draw(svg, nodes.get(i), y);
        }
        double height = 2 * Theme.MARGIN + nodes.size() * (BOX_HEIGHT + GAP) - GAP;
        return svg.figure(
                WIDTH, height, title, Require.text("description", description) + inWords(nodes), values(nodes));
    }

    private List<Node> nodes() {
        int last = sizes.length - 1;
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Node("a⁰ = x", sizes[0], "features", VECTOR, List.of()));
        for (int l = 1; l <= last; l++) {
            String up = Numbers.superscript(l);
            String affine = "z" + up + " = W" + up + "a" + Numbers.superscript(l - 1) + " + b" + up;
            List<String> parameters =
                    List.of("W" + up + "  " + sizes[l] + "×" + sizes[l - 1], "b" + up + "  " + sizes[l]);
            nodes.add(new Node(
                    (l == last ? "z = " : "") + affine, sizes[l], l == last ? "logits" : "", VECTOR, parameters));
            if (l < last) {
                nodes.add(new Node("a" + up + " = σ(z" + up + ")", sizes[l], "", VECTOR, List.of()));
            }
        }
        nodes.add(new Node("p = softmax(z)", sizes[last], "probabilities", VECTOR, List.of()));
        nodes.add(new Node("E = −Σ yₖ ln pₖ", 1, "", LOSS, List.of("target y  " + sizes[last])));
        return nodes;
    }

    private static void draw(Svg svg, Node node, double y) {
        svg.rect(Theme.MARGIN, y, BOX_WIDTH, BOX_HEIGHT, "rx", 8, "fill", node.fill, "stroke", Theme.AXIS);
        svg.text(Theme.MARGIN + 12, y + 24, Anchor.START, Theme.TEXT, Theme.INK, node.formula);
        svg.text(Theme.MARGIN + BOX_WIDTH - 12, y + 49, Anchor.END, Theme.SMALL, Theme.MUTED, node.shape());
        dots(svg, node.size, y + 43);
        if (!node.side.isEmpty()) {
            arrow(svg, SIDE, y + BOX_HEIGHT / 2.0, Theme.MARGIN + BOX_WIDTH, y + BOX_HEIGHT / 2.0);
            String fill = node.fill.equals(LOSS) ? VECTOR : PARAMETER;
            double height = 8 + 25 * node.side.size();
            double top = y + (BOX_HEIGHT - height) / 2;
            svg.rect(SIDE, top, SIDE_WIDTH, height, "rx", 8, "fill", fill, "stroke", Theme.AXIS);
            for (int i = 0; i < node.side.size(); i++) {
                double baseline = top + 22 + 24 * i;
                String text = node.side.get(i);
                svg.text(SIDE + 12, baseline, Anchor.START, Theme.TEXT, Theme.INK, text, "xml:space", "preserve");
            }
        }
    }

    private static void dots(Svg svg, int count, double y) {
        int drawn = count > MOST_DOTS ? MOST_DOTS - 2 : count;
        for (int i = 0; i < drawn; i++) {
            svg.element("circle", "cx", Theme.MARGIN + 17 + 11 * i, "cy", y, "r", 4, "fill", Theme.AXIS);
        }
        if (drawn < count) {
            svg.text(Theme.MARGIN + 17 + 11 * drawn - 5, y + 3, Anchor.START, Theme.SMALL, Theme.AXIS, "…");
        }
    }

    /** An arrow that points down or to the left. */
    private static void arrow(Svg svg, double x1, double y1, double x2, double y2) {
        boolean down = y2 > y1;
        svg.line(x1, y1, down ? x2 : x2 + 6, down ? y2 - 6 : y2, "stroke", Theme.AXIS, "stroke-width", 2);
        String head = down ? "l-5 -9h10z" : "l9 -5v10z";
        svg.path("M" + Svg.number(x2) + " " + Svg.number(y2) + head, "fill", Theme.AXIS);
    }

    private static Values values(List<Node> nodes) {
        return Values.of(
                List.of("vector", "size", "from the side"),
                nodes.stream()
                        .map(node -> List.of(node.formula, node.shape(), String.join(", ", node.side)))
                        .toList());
    }

    private static String inWords(List<Node> nodes) {
        StringBuilder text = new StringBuilder(" From top to bottom:");
        for (Node node : nodes) {
            text.append(' ').append(node.formula).append(", ").append(node.shape());
            node.side.forEach(side -> text.append(", from ").append(side.replace("  ", " of shape ")));
            text.append(';');
        }
        text.setCharAt(text.length() - 1, '.');
        return text.toString();
    }
}
