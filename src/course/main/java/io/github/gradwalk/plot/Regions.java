package io.github.gradwalk.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The regions of a unit square, or of its half below x + y = 1, in which each class has the highest score. The scores are
 * known at the nodes of a lattice and taken as linear on the small triangles between them, so that borders are straight
 * within a triangle and join at its sides.
 */
final class Regions {
    /** Steps along a side of the square. */
    static final int N = 240;

    /** Nodes along a side of the square. */
    static final int NODES = N + 1;

    private final DMatrixRMaj scores;
    private final int steps;
    private final int[] winners;
    private final List<List<List<double[]>>> outlines;

    /** @param scores one row per node, with x varying fastest; further rows are ignored */
    Regions(DMatrixRMaj scores) {
        this(scores, N, 2 * N);
    }

    /** The regions of the triangle: rows for nodes outside it must be there, but do not matter. */
    static Regions ofTriangle(DMatrixRMaj scores, int steps) {
        return new Regions(scores, steps, steps);
    }

    /** @param most the greatest i + j of a node (i, j) */
    private Regions(DMatrixRMaj scores, int steps, int most) {
        this.scores = scores;
        this.steps = steps;
        winners = IntStream.range(0, (steps + 1) * (steps + 1))
                .map(row -> winner(scores, row))
                .toArray();
        List<Outline> regions =
                IntStream.range(0, scores.numCols).mapToObj(k -> new Outline()).toList();
        for (int j = 0; j < steps; j++) {
            for (int i = 0; i < steps; i++) {
                if (i + j + 1 <= most) {
                    addTriangle(regions, i, j, i + 1, j, i, j + 1);
                }
                if (i + j + 2 <= most) {
                    addTriangle(regions, i + 1, j, i + 1, j + 1, i, j + 1);
                }
            }
        }
        outlines = regions.stream().map(Outline::loops).toList();
    }

    /** The class with the highest score in a row, the first among equals. */
    static int winner(DMatrixRMaj scores, int row) {
        int best = 0;
        for (int k = 1; k < scores.numCols; k++) {
            best = scores.get(row, k) > scores.get(row, best) ? k : best;
        }
        return best;
    }

    /** The class that wins at a node. */
    int winner(int i, int j) {
        return winners[j * (steps + 1) + i];
    }

    /** The area where {@code k} wins, of that of the square. */
    double share(int k) {
        double twice = 0;
        for (List<double[]> loop : outlines.get(k)) {
            for (int c = 0; c < loop.size(); c++) {
                double[] from = loop.get(c);
                double[] to = loop.get((c + 1) % loop.size());
                twice += from[0] * to[1] - to[0] * from[1];
            }
        }
        return twice / 2;
    }

    /** The loops around the region of each class, as points (x, y) in [0, 1]². */
    List<List<List<double[]>>> outlines() {
        return outlines;
    }

    private void addTriangle(List<Outline> regions, int... ij) {
        int first = winner(ij[0], ij[1]);
        List<double[]> triangle = List.of(vertex(ij[0], ij[1]), vertex(ij[2], ij[3]), vertex(ij[4], ij[5]));
        if (first == winner(ij[2], ij[3]) && first == winner(ij[4], ij[5])) {
            regions.get(first).add(triangle);
            return;
        }
        for (int k = 0; k < regions.size(); k++) {
            List<double[]> part = triangle;
            for (int other = 0; other < regions.size() && !part.isEmpty(); other++) {
                part = other == k ? part : winning(part, k, other);
            }
            regions.get(k).add(part);
        }
    }

    /** The part of a convex polygon where {@code k} is ahead of {@code other}. */
    private static List<double[]> winning(List<double[]> polygon, int k, int other) {
        List<double[]> part = new ArrayList<>();
        for (int v = 0; v < polygon.size(); v++) {
            double[] from = polygon.get(v);
            double[] to = polygon.get((v + 1) % polygon.size());
            double here = from[2 + k] - from[2 + other];
            double there = to[2 + k] - to[2 + other];
            boolean wins = here > 0 || here == 0 && k < other;
            if (wins) {
                part.add(from);
            }
            if (wins != (there > 0 || there == 0 && k < other)) {
                double t = here / (here - there);
                part.add(IntStream.range(0, from.length)
                        .mapToDouble(c -> from[c] + t * (to[c] - from[c]))
                        .toArray());
            }
        }
        return part;
    }

    /** The position of a node, and the scores there. */
    private double[] vertex(int i, int j) {
        double[] vertex = new double[2 + scores.numCols];
        vertex[0] = (double) i / steps;
        vertex[1] = (double) j / steps;
        System.arraycopy(scores.data, (j * (steps + 1) + i) * scores.numCols, vertex, 2, scores.numCols);
        return vertex;
    }
}
