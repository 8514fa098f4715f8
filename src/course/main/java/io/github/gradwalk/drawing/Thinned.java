package io.github.gradwalk.drawing;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** A line, open or closed, without the points that nobody would miss. */
public final class Thinned {
    /** The distance, in units of a figure, by which a curve may be off. */
    private static final double TOLERANCE = 0.1;

    private Thinned() {}

    /** Returns {@code path} itself if it does not consist of one line through at least four points. */
    public static Path2D of(Path2D path) {
        final List<double[]> points = new ArrayList<>();
        final double[] p = new double[6];
        boolean closed = false;
        for (PathIterator i = path.getPathIterator(null); !i.isDone(); i.next()) {
            final int type = i.currentSegment(p);
            final boolean expected =
                    type == (points.isEmpty() ? PathIterator.SEG_MOVETO : PathIterator.SEG_LINETO) && !closed;
            closed = type == PathIterator.SEG_CLOSE;
            if (closed) {
                points.add(points.get(0));
            } else if (expected) {
                points.add(new double[] {p[0], p[1]});
            } else {
                return path;
            }
        }
        if (points.size() < 4) {
            return path;
        }
        final Path2D thinned = joined(neededCorners(closed ? points : columns(points)));
        if (closed) {
            thinned.closePath();
        }
        return thinned;
    }

    /** The first, the lowest, the highest and the last of successive points in the same column, a unit wide: thinner than a line. */
    private static List<double[]> columns(List<double[]> points) {
        final List<double[]> kept = new ArrayList<>();
        for (int from = 0, to; from < points.size(); from = to) {
            final double column = Math.floor(points.get(from)[0]);
            int low = from;
            int high = from;
            for (to = from; to < points.size() && Math.floor(points.get(to)[0]) == column; to++) {
                low = points.get(to)[1] < points.get(low)[1] ? to : low;
                high = points.get(to)[1] > points.get(high)[1] ? to : high;
            }
            final BitSet needed = new BitSet();
            for (int index : new int[] {from, low, high, to - 1}) {
                needed.set(index);
            }
            needed.stream().mapToObj(points::get).forEach(kept::add);
        }
        return kept;
    }

    /** The corners of Ramer, Douglas and Peucker: without any one of them the line would be off by more than the tolerance. */
    private static List<double[]> neededCorners(List<double[]> points) {
        final BitSet kept = new BitSet();
        kept.set(0);
        kept.set(points.size() - 1);
        final Deque<int[]> open = new ArrayDeque<>(List.of(new int[] {0, points.size() - 1}));
        while (!open.isEmpty()) {
            final int[] part = open.pop();
            final int farthest = farthest(points, part[0], part[1]);
            if (farthest > 0) {
                kept.set(farthest);
                open.push(new int[] {part[0], farthest});
                open.push(new int[] {farthest, part[1]});
            }
        }
        return kept.stream().mapToObj(points::get).toList();
    }

    /** The point between two others that is farthest from the line between them, 0 if none is beyond the tolerance. */
    private static int farthest(List<double[]> points, int from, int to) {
        final double[] a = points.get(from);
        final double[] b = points.get(to);
        double most = TOLERANCE;
        int farthest = 0;
        for (int i = from + 1; i < to; i++) {
            final double[] p = points.get(i);
            final double distance = Line2D.ptSegDist(a[0], a[1], b[0], b[1], p[0], p[1]);
            if (distance > most) {
                most = distance;
                farthest = i;
            }
        }
        return farthest;
    }

    private static Path2D joined(List<double[]> points) {
        final Path2D path = new Path2D.Double();
        path.moveTo(points.get(0)[0], points.get(0)[1]);
        points.stream().skip(1).forEach(p -> path.lineTo(p[0], p[1]));
        return path;
    }
}
