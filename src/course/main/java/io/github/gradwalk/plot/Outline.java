package io.github.gradwalk.plot;

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
final class Outline {
    private final Map<Corner, Deque<Corner>> next = new LinkedHashMap<>();

    /** A point of a fine lattice, so that two polygons agree on a common corner in spite of rounding. */
    record Corner(long x, long y) {
        private static final double UNIT = 1e6;

        /** The lattice point nearest to (x, y), both from 0 to 1. */
        static Corner at(double x, double y) {
            return new Corner(Math.round(x * UNIT), Math.round(y * UNIT));
        }

        double[] xy() {
            return new double[] {x / UNIT, y / UNIT};
        }
    }

    void add(List<Corner> polygon) {
        for (int k = 0; k < polygon.size(); k++) {
            add(polygon.get(k), polygon.get((k + 1) % polygon.size()));
        }
    }

    /** Adds one edge of a polygon. An inner edge may be left out, provided that it is left out for both of its polygons. */
    void add(Corner from, Corner to) {
        boolean isInner = next.containsKey(to) && next.get(to).remove(from);
        if (!isInner && !from.equals(to)) {
            next.computeIfAbsent(from, any -> new ArrayDeque<>()).add(to);
        }
    }

    /** The closed lines around the union, with the opposite orientation around a hole. Empties this outline. */
    List<List<double[]>> loops() {
        List<List<double[]>> loops = new ArrayList<>();
        for (Corner start : next.keySet()) {
            while (!next.get(start).isEmpty()) {
                loops.add(loop(start));
            }
        }
        return loops;
    }

    /** As many edges leave a corner as arrive there, so the walk ends where it began. */
    private List<double[]> loop(Corner start) {
        List<double[]> loop = new ArrayList<>();
        Corner corner = start;
        do {
            loop.add(corner.xy());
            corner = next.get(corner).remove();
        } while (!corner.equals(start));
        return loop;
    }
}
