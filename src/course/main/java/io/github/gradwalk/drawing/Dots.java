package io.github.gradwalk.drawing;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Thousands of dots in one path. */
final class Dots {
    private static final int MANY = 1000;
    private static final Pattern DOT = Pattern.compile("M([\\d.]+) ([\\d.]+)l0(?:\\.1)? 0(?:\\.1)?");

    /** Coordinates in tenths of a unit. */
    private record Dot(long x, long y) {}

    private Dots() {}

    /** Returns a path that draws the same dots line by line, each relative to the one before, in half the bytes; others as they are. */
    static String shortened(String path) {
        final List<Dot> dots = DOT.matcher(path)
                .results()
                .map(dot -> new Dot(tenths(dot.group(1)), tenths(dot.group(2))))
                .toList();
        if (dots.size() < MANY || !DOT.matcher(path).replaceAll("").isEmpty()) {
            return path;
        }
        final StringBuilder shortened = new StringBuilder();
        Dot pen = new Dot(0, 0);
        for (final Dot dot : dots.stream()
                .sorted(Comparator.comparingLong((Dot dot) -> dot.y / 50)
                        .thenComparingLong(Dot::x)
                        .thenComparingLong(Dot::y))
                .toList()) {
            shortened
                    .append(shortened.isEmpty() ? 'M' : 'm')
                    .append(units(dot.x - pen.x))
                    .append(dot.y < pen.y ? "" : " ")
                    .append(units(dot.y - pen.y))
                    .append("h0");
            pen = dot;
        }
        return shortened.toString();
    }

    private static long tenths(String units) {
        return Math.round(10 * Double.parseDouble(units));
    }

    private static String units(long tenths) {
        return Svg.number(tenths / 10.0).replaceFirst("^(-?)0\\.", "$1.");
    }
}
