package io.github.gradwalk.play;

import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Softmax;
import io.github.gradwalk.Targets;
import io.github.gradwalk.drawing.Figure;
import io.github.gradwalk.drawing.Palette;
import io.github.gradwalk.drawing.Svg;
import io.github.gradwalk.drawing.Svg.Anchor;
import io.github.gradwalk.drawing.Theme;
import io.github.gradwalk.drawing.Values;
import io.github.gradwalk.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A network with one hidden layer, drawn as a circuit for one example: above each wire its value, below it the derivative of the cross-entropy
 * with respect to it, and the parameters in tables below. The script writes other numbers into the same drawing: it finds each of them by its
 * {@code data-number}, such as {@code z1.0.value}, and the background of each vector by its {@code data-band}.
 */
final class Circuit {
    private static final int WIDTH = Theme.WIDTH;
    private static final int PITCH = 64;
    private static final int SUM_RADIUS = 10;
    private static final int GATE = 24;

    /** Where the wires of each vector begin and end, from left to right. */
    private static final Map<String, int[]> WIRES = wires();

    private static final int CELL_WIDTH = 64;
    private static final int CELL_HEIGHT = 48;
    private static final int TARGET_WIDTH = 34;

    private static final String VALUE = Palette.SERIES.get(0);
    private static final String GRADIENT = Palette.SERIES.get(1);

    private final Map<String, Quantity> quantities = new LinkedHashMap<>();
    private final int target;
    private final boolean shapes;
    private final int most;

    /** A vector (a matrix with one column) or a matrix, and the derivative of the loss with respect to it, entry by entry. */
    private record Quantity(String name, DMatrixRMaj value, DMatrixRMaj gradient) {
        String shape() {
            return value.numRows + "×" + value.numCols;
        }
    }

    /**
     * @param net with one hidden layer, whose activation is tanh
     * @param shapes whether to write the shape of each vector and matrix beside its name
     */
    Circuit(Mlp net, double[] x, int target, boolean shapes) {
        this.target = target;
        this.shapes = shapes;
        most = Arrays.stream(net.sizes()).max().orElseThrow();
        final var X = new DMatrixRMaj(1, x.length, true, x);
        final var truth = Targets.ofClass(net.outputs(), target);
        final var pass = net.forward(X);
        final var z = pass.logits();
        final var delta = CrossEntropy.gradient(z, truth);
        final var gradients = net.backward(pass, delta);
        final var hidden = net.layers().get(0);
        final var output = net.layers().get(1);
        final var z1 = new DMatrixRMaj();
        CommonOps_DDRM.mult(hidden.W(), column(X), z1);
        CommonOps_DDRM.addEquals(z1, hidden.b());
        final var ofA1 = new DMatrixRMaj();
        CommonOps_DDRM.multTransA(output.W(), column(delta), ofA1);
        final var p = column(Softmax.probabilities(z));
        final var ofP = new DMatrixRMaj(p.numRows, 1);
        ofP.set(target, 0, -1 / p.get(target));
        put("x", "x", column(X), column(gradients.X()));
        put("W1", "W¹", hidden.W(), gradients.W().get(0));
        put("b1", "b¹", hidden.b(), gradients.b().get(0));
        put("z1", "z¹", z1, gradients.b().get(0));
        put("a1", "a¹", column(pass.A().get(1)), ofA1);
        put("W2", "W²", output.W(), gradients.W().get(1));
        put("b2", "b²", output.b(), gradients.b().get(1));
        put("z", "z", column(z), column(delta));
        put("p", "p", p, ofP);
        put("E", "E", scalar(CrossEntropy.loss(z, truth)), scalar(1));
    }

    private void put(String key, String name, DMatrixRMaj value, DMatrixRMaj gradient) {
        quantities.put(key, new Quantity(name, value, gradient));
    }

    private static Map<String, int[]> wires() {
        final var wires = new LinkedHashMap<String, int[]>();
        wires.put("x", new int[] {12, 74});
        wires.put("z1", new int[] {120, 182});
        wires.put("a1", new int[] {206, 268});
        wires.put("z", new int[] {314, 376});
        wires.put("p", new int[] {400, 462});
        wires.put("E", new int[] {486, 548});
        return wires;
    }

    Figure figure(String title) {
        final var svg = new Svg();
        WIRES.forEach((key, wire) -> band(svg, key, wire[0] - 2, 40, wire[1] - wire[0] + 4.0, bottom() - 36));
        legend(svg);
        affine(svg, "x", "z1");
        affine(svg, "a1", "z");
        for (int i = 0; i < size("z1"); i++) {
            gate(svg, "z1", y("z1", i), y("z1", i), "tanh");
        }
        gate(svg, "z", y("z", 0), y("z", size("z") - 1), "softmax");
        gate(svg, "p", y("p", 0), y("p", size("p") - 1), "−Σ y ln p");
        WIRES.forEach((key, wire) -> wires(svg, key, wire));
        parameters(svg);
        return svg.figure(WIDTH, tableTop() + size("z") * CELL_HEIGHT + 18.0, title, words(), values());
    }

    private void legend(Svg svg) {
        svg.text(12, 27, Anchor.START, Theme.SMALL, VALUE, "above: value", " font-weight='600'");
        svg.text(146, 27, Anchor.START, Theme.SMALL, GRADIENT, "below: gradient", " font-weight='600'");
        svg.text(WIDTH - 12, 27, Anchor.END, Theme.SMALL, Theme.INK, "", " data-number='step'");
    }

    /** Lines from each wire of one vector to the sums at which the wires of the next begin. */
    private void affine(Svg svg, String from, String to) {
        final double left = WIRES.get(from)[1];
        final double right = WIRES.get(to)[0] - 2.0 * SUM_RADIUS;
        for (int i = 0; i < size(to); i++) {
            for (int j = 0; j < size(from); j++) {
                line(svg, left, y(from, j), right, y(to, i));
            }
        }
        for (int i = 0; i < size(to); i++) {
            svg.add("<circle cx='%s' cy='%s' r='%s' ", right + SUM_RADIUS, y(to, i), SUM_RADIUS)
                    .add("fill='%s' stroke='%s'/>", Theme.PANEL, Theme.AXIS);
            svg.text(right + SUM_RADIUS, y(to, i) + 6, Anchor.MIDDLE, Theme.SMALL, Theme.INK, "Σ");
        }
        final var weights = quantities.get(to.equals("z") ? "W2" : "W1");
        heading(svg, weights, (left + right) / 2 + 4, Theme.MUTED);
    }

    private void gate(Svg svg, String from, double first, double last, String name) {
        final double left = WIRES.get(from)[1];
        svg.rect(
                left,
                first - 24,
                GATE,
                last - first + 48,
                "rx='6' fill='%s' stroke='%s'",
                Palette.blend(List.of(Theme.PANEL, Theme.AXIS), 0.12),
                Theme.AXIS);
        final double x = left + GATE / 2.0 + 5;
        final double y = (first + last) / 2;
        svg.add("<text transform='translate(%s %s) rotate(-90)' text-anchor='middle' ", x, y)
                .add("font-size='%s' fill='%s'>%s</text>", Theme.SMALL, Theme.INK, name);
    }

    private void wires(Svg svg, String key, int... wire) {
        final double middle = (wire[0] + wire[1]) / 2.0;
        heading(svg, quantities.get(key), middle, Theme.INK);
        for (int i = 0; i < size(key); i++) {
            line(svg, wire[0], y(key, i), wire[1], y(key, i));
            number(svg, key, i, true, middle, y(key, i) - 6);
            number(svg, key, i, false, middle, y(key, i) + 19);
        }
    }

    private static void line(Svg svg, double x1, double y1, double x2, double y2) {
        svg.add("<path d='M%s %sL%s %s' stroke='%s' stroke-width='1.5'/>", x1, y1, x2, y2, Theme.AXIS);
    }

    private void heading(Svg svg, Quantity quantity, double middle, String colour) {
        svg.text(middle, 58, Anchor.MIDDLE, Theme.TEXT, colour, quantity.name, " font-weight='600'");
        if (shapes) {
            svg.text(middle, 78, Anchor.MIDDLE, Theme.SMALL, colour, quantity.shape());
        }
    }

    private void parameters(Svg svg) {
        final int columns = size("x") + size("a1") + 2;
        final double gap = (WIDTH - 24 - columns * CELL_WIDTH - 12 - TARGET_WIDTH) / 2.0;
        final double second = 12 + (size("x") + 1) * CELL_WIDTH + 6 + gap;
        band(svg, "W1", 8, tableTop() - 26, (size("x") + 1) * CELL_WIDTH + 14.0, size("z1") * CELL_HEIGHT + 30.0);
        band(
                svg,
                "W2",
                second - 4,
                tableTop() - 26,
                (size("a1") + 1) * CELL_WIDTH + 14.0,
                size("z") * CELL_HEIGHT + 30.0);
        table(svg, "W1", 12);
        table(svg, "b1", 18.0 + size("x") * CELL_WIDTH);
        table(svg, "W2", second);
        table(svg, "b2", second + size("a1") * CELL_WIDTH + 6);
        targets(svg, WIDTH - 12.0 - TARGET_WIDTH);
    }

    private void table(Svg svg, String key, double left) {
        final var quantity = quantities.get(key);
        final int columns = quantity.value.numCols;
        final var name = shapes ? quantity.name + " " + quantity.shape() : quantity.name;
        final double width = (double) columns * CELL_WIDTH;
        svg.text(left + width / 2, tableTop() - 8, Anchor.MIDDLE, Theme.TEXT, Theme.INK, name, " font-weight='600'");
        frame(svg, left, width, quantity.value.numRows);
        for (int k = 0; k < quantity.value.getNumElements(); k++) {
            final double middle = left + (k % columns + 0.5) * CELL_WIDTH;
            final double top = tableTop() + k / columns * (double) CELL_HEIGHT;
            number(svg, key, k, true, middle, top + 20);
            number(svg, key, k, false, middle, top + 40);
        }
    }

    private void frame(Svg svg, double left, double width, int rows) {
        svg.rect(left, tableTop(), width, (double) rows * CELL_HEIGHT, "rx='6' fill='none' stroke='%s'", Theme.AXIS);
        for (int i = 1; i < rows; i++) {
            final double y = tableTop() + (double) i * CELL_HEIGHT;
            svg.add("<path d='M%s %sh%s' stroke='%s'/>", left, y, width, Theme.GRID);
        }
    }

    private void targets(Svg svg, double left) {
        final double middle = left + TARGET_WIDTH / 2.0;
        svg.text(middle, tableTop() - 8, Anchor.MIDDLE, Theme.TEXT, Theme.INK, "y", " font-weight='600'");
        frame(svg, left, TARGET_WIDTH, size("z"));
        for (int k = 0; k < size("z"); k++) {
            final double y = tableTop() + k * (double) CELL_HEIGHT + 30;
            write(svg, "y." + k + ".value", k == target ? "1" : "0", middle, y, VALUE);
        }
    }

    private void number(Svg svg, String key, int index, boolean isValue, double x, double y) {
        final var quantity = quantities.get(key);
        final double number = (isValue ? quantity.value : quantity.gradient).get(index);
        write(
                svg,
                key + "." + index + (isValue ? ".value" : ".gradient"),
                isValue && isGiven(key)
                        ? given(quantity.value).get(index)
                        : computed(number, key.equals("E") && isValue ? 4 : 3),
                x,
                y,
                isValue ? VALUE : GRADIENT);
    }

    private static void write(Svg svg, String name, String text, double x, double y, String colour) {
        svg.text(x, y, Anchor.MIDDLE, Theme.SMALL, colour, text, " data-number='" + name + "'");
    }

    private static void band(Svg svg, String key, double x, double y, double width, double height) {
        svg.rect(x, y, width, height, "rx='6' fill='%s' visibility='hidden' data-band='%s'", Theme.PANEL, key);
    }

    private double y(String key, int index) {
        return firstWire() + PITCH * ((most - 1) / 2.0 + index - (size(key) - 1) / 2.0);
    }

    private double firstWire() {
        return shapes ? 120 : 100;
    }

    private double bottom() {
        return firstWire() + PITCH * (most - 1) + 28.0;
    }

    private double tableTop() {
        return bottom() + 44;
    }

    private int size(String key) {
        return quantities.get(key).value.numRows;
    }

    private static boolean isGiven(String key) {
        return key.equals("x") || key.startsWith("W") || key.startsWith("b");
    }

    /** At most three decimals, and the same number of them throughout. */
    private static List<String> given(DMatrixRMaj matrix) {
        return Numbers.typeset(
                Arrays.stream(matrix.data, 0, matrix.getNumElements())
                        .map(value -> Math.rint(1000 * value) / 1000)
                        .toArray(),
                4);
    }

    /** Three decimals, or fewer for large numbers, so that it fits on a wire. */
    private static String computed(double value, int decimals) {
        final double size = Math.abs(value);
        if (size >= 1e5) {
            return Numbers.typeset(value, 1);
        }
        final int fitting = size < 10 ? decimals : size < 1000 ? 1 : 0;
        final var text = String.format(Locale.ROOT, "%." + fitting + "f", size);
        return (value < 0 && Double.parseDouble(text) != 0 ? "−" : "") + text;
    }

    private String words() {
        return WIRES.keySet().stream()
                .map(key -> quantities.get(key).name + " = " + list(quantities.get(key).value))
                .collect(Collectors.joining(
                        ", ",
                        "A network as a circuit. Forwards, from left to right: ",
                        "; the true class is class " + (target + 1)
                                + ". Backwards, the derivative of E with respect to z is "
                                + list(quantities.get("z").gradient) + "."));
    }

    private static String list(DMatrixRMaj column) {
        final var numbers = Arrays.stream(column.data, 0, column.getNumElements())
                .mapToObj(value -> computed(value, 3))
                .collect(Collectors.joining(", "));
        return column.getNumElements() == 1 ? numbers : "(" + numbers + ")";
    }

    private Values values() {
        final var rows = new ArrayList<List<String>>();
        for (final var quantity : quantities.values()) {
            final int columns = quantity.value.numCols;
            IntStream.range(0, quantity.value.getNumElements())
                    .mapToObj(k -> List.of(
                            quantity.value.getNumElements() == 1
                                    ? quantity.name
                                    : quantity.name
                                            + subscript(k / columns + 1)
                                            + (columns == 1 ? "" : subscript(k % columns + 1)),
                            Values.cell(quantity.value.get(k)),
                            Values.cell(quantity.gradient.get(k))))
                    .forEach(rows::add);
        }
        return new Values(List.of("quantity", "value", "derivative of E"), rows);
    }

    private static String subscript(int digit) {
        return "₀₁₂₃₄₅₆₇₈₉".substring(digit, digit + 1);
    }

    private static DMatrixRMaj column(DMatrixRMaj row) {
        return CommonOps_DDRM.transpose(row, null);
    }

    private static DMatrixRMaj scalar(double value) {
        return new DMatrixRMaj(1, 1, true, value);
    }
}
