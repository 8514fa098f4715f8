package io.github.gradwalk.plot;

import java.util.ArrayList;
import java.util.List;

/** Simplifies a closed line to as few corners as a tolerance allows, with the algorithm of Ramer, Douglas and Peucker. */
final class Simplified {
    private Simplified() {}

    /** Path data of a loop within {@code tolerance} of {@code loop}, or an empty text if the loop is too small to be seen. */
    static String path(List<double[]> loop, double tolerance) {
        int opposite = 0;
        for (int k = 1; k < loop.size(); k++) {
            if (distance(loop.get(k), loop.get(0)) > distance(loop.get(opposite), loop.get(0))) {
                opposite = k;
            }
        }
        List<double[]> closed = new ArrayList<>(loop);
        closed.add(loop.get(0));
        List<double[]> kept = new ArrayList<>();
        keep(closed, 0, opposite, tolerance, kept);
        keep(closed, opposite, loop.size(), tolerance, kept);
        return kept.size() < 3 ? "" : data(kept);
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
        if (farthest != first) {
            keep(line, first, farthest, tolerance, kept);
            keep(line, farthest, last, tolerance, kept);
        } else if (first != last) {
            kept.add(line.get(first));
        }
    }

    private static double distance(double[] p, double[] q) {
        return Math.sqrt((p[0] - q[0]) * (p[0] - q[0]) + (p[1] - q[1]) * (p[1] - q[1]));
    }

    /** The distance of {@code p} from the line segment between {@code a} and {@code b}. */
    private static double distance(double[] p, double[] a, double[] b) {
        double dx = b[0] - a[0];
        double dy = b[1] - a[1];
        double length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length;
        double nearest = Math.min(Math.max(t, 0), 1);
        return distance(p, new double[] {a[0] + nearest * dx, a[1] + nearest * dy});
    }

    private static String data(List<double[]> corners) {
        StringBuilder data = new StringBuilder();
        for (double[] p : corners) {
            data.append(data.isEmpty() ? 'M' : 'L');
            data.append(Svg.number(Math.rint(10 * p[0]) / 10))
                    .append(' ')
                    .append(Svg.number(Math.rint(10 * p[1]) / 10));
        }
        return data.append('Z').toString();
    }
}
