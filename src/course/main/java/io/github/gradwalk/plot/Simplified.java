package io.github.gradwalk.plot;

import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Simplifies a closed line to as few corners as a tolerance allows, with the algorithm of Ramer, Douglas and Peucker. */
final class Simplified {
    private Simplified() {}

    /** Path data of a loop within {@code tolerance} of {@code loop}, or an empty text if the loop is too small to be seen. */
    static String path(List<double[]> loop, double tolerance) {
        List<double[]> closed = new ArrayList<>(loop);
        closed.add(loop.get(0));
        List<double[]> kept = new ArrayList<>();
        keep(closed, 0, loop.size(), tolerance, kept);
        return kept.size() < 3
                ? ""
                : kept.stream().map(p -> tenth(p[0]) + " " + tenth(p[1])).collect(Collectors.joining("L", "M", "Z"));
    }

    /** Adds the corners that are needed from {@code first} up to, but not including, {@code last}. */
    private static void keep(List<double[]> line, int first, int last, double tolerance, List<double[]> kept) {
        int farthest = first;
        double most = tolerance;
        for (int k = first + 1; k < last; k++) {
            double off = distance(line.get(k), line.get(first), line.get(last));
            if (off > most) {
                most = off;
                farthest = k;
            }
        }
        if (farthest == first) {
            kept.add(line.get(first));
        } else {
            keep(line, first, farthest, tolerance, kept);
            keep(line, farthest, last, tolerance, kept);
        }
    }

    private static double distance(double[] p, double[] from, double[] to) {
        return Line2D.ptSegDist(from[0], from[1], to[0], to[1], p[0], p[1]);
    }

    private static String tenth(double value) {
        return Svg.number(Math.rint(10 * value) / 10);
    }
}
