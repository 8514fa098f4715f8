package io.github.gradwalk.plot;

import java.util.Locale;

/** The marker shapes of the classes, as path data, which is short because a figure has hundreds of markers. */
enum Glyph {
    CIRCLE("a%1$s %1$s 0 1 0 %2$s 0a%1$s %1$s 0 1 0-%2$s 0z", 1),
    SQUARE("v-%1$sh%2$sv%2$sh-%2$sz", 0.88),
    TRIANGLE_UP("m0 %3$sl%1$s-%2$sl%1$s %2$sz", 1.12),
    DIAMOND("l%1$s-%1$sl%1$s %1$sl-%1$s %1$sz", 1.22),
    CROSS(
            "m0-%3$sl%3$s-%3$sl%3$s %3$sl%3$s-%3$sl%3$s %3$sl-%3$s %3$sl%3$s %3$sl-%3$s %3$sl-%3$s-%3$sl-%3$s %3$sl-%3$s-%3$sl%3$s-%3$sz",
            1.15),
    TRIANGLE_DOWN("m0-%3$sl%1$s %2$sl%1$s-%2$sz", 1.12);

    /** Relative to the left end of the horizontal axis; 1$ is half the size, 2$ the size, 3$ a part of it. */
    private final String outline;

    private final double scale;

    Glyph(String outline, double scale) {
        this.outline = outline;
        this.scale = scale;
    }

    /** Path data of the shape around (x, y), about as large as a circle of this radius. */
    String at(double x, double y, double radius) {
        double half = tenth(radius * scale);
        double part = this == CROSS ? tenth(half / 2) : tenth(0.75 * half);
        double left = this == CROSS ? 2 * part : half;
        return "M" + Svg.number(tenth(x - left)) + " " + Svg.number(tenth(y))
                + String.format(Locale.ROOT, outline, Svg.number(half), Svg.number(2 * half), Svg.number(part));
    }

    private static double tenth(double value) {
        return Math.rint(10 * value) / 10;
    }
}
