package io.github.gradwalk.drawing;

import java.awt.Point;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The outline of a union of adjacent polygons, all with the same orientation. An inner edge then belongs to two of them, in
 * opposite directions, and cancels; the outer edges remain.
 */
public final class Outline {
    /** Corners are points of a fine lattice, so that two polygons agree on a common one in spite of rounding. */
    private static final double UNIT = 1e6;

    private final Map<Point, Deque<Point>> next = new LinkedHashMap<>();

    /** Adds a polygon, given by its corners; of each, the first two numbers are x and y, both from 0 to 1. */
    public void add(List<double[]> polygon) {
        for (int k = 0; k < polygon.size(); k++) {
            Point from = corner(polygon.get(k));
            Point to = corner(polygon.get((k + 1) % polygon.size()));
            boolean isInner = next.containsKey(to) && next.get(to).remove(from);
            if (!isInner && !from.equals(to)) {
                next.computeIfAbsent(from, any -> new ArrayDeque<>(2)).add(to);
            }
        }
    }

    private static Point corner(double[] p) {
        return new Point((int) Math.round(p[0] * UNIT), (int) Math.round(p[1] * UNIT));
    }

    /** The closed lines around the union, with the opposite orientation around a hole. Empties this outline. */
    public List<List<double[]>> loops() {
        List<List<double[]>> loops = new ArrayList<>();
        for (Point start : next.keySet()) {
            while (!next.get(start).isEmpty()) {
                loops.add(loop(start));
            }
        }
        return loops;
    }

    /** As many edges leave a corner as arrive there, so the walk ends where it began. */
    private List<double[]> loop(Point start) {
        List<double[]> loop = new ArrayList<>();
        Point corner = start;
        do {
            loop.add(new double[] {corner.x / UNIT, corner.y / UNIT});
            corner = next.get(corner).remove();
        } while (!corner.equals(start));
        return loop;
    }
}
