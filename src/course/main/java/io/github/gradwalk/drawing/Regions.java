package io.github.gradwalk.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The regions of a unit square, or of its half below x + y = 1, in which each class has the highest score. The scores are
 * known at the nodes of a lattice and taken as linear on the small triangles between them, so that borders are straight
 * within a triangle and join at its sides.
 */
public final class Regions {
    /** Steps along a side of the square. */
    public static final int N = 240;

    /** Nodes along a side of the square. */
    public static final int NODES = N + 1;

    private Regions() {}

    /**
     * The loops around the region of each class in the square, as points (x, y) in [0, 1]².
     *
     * @param scores one row per node, with x varying fastest; further rows are ignored
     */
    public static List<List<List<double[]>>> ofSquare(DMatrixRMaj scores) {
        return outlines(scores, N, 2 * N);
    }

    /** The loops in the triangle: rows for nodes outside it must be there, but do not matter. */
    public static List<List<List<double[]>>> ofTriangle(DMatrixRMaj scores, int steps) {
        return outlines(scores, steps, steps);
    }

    /** @param most the greatest i + j of a node (i, j) */
    private static List<List<List<double[]>>> outlines(DMatrixRMaj scores, int steps, int most) {
        List<Outline> regions =
                IntStream.range(0, scores.numCols).mapToObj(k -> new Outline()).toList();
        for (int j = 0; j < steps; j++) {
            for (int i = 0; i < steps && i + j < most; i++) {
                double[] right = vertex(scores, steps, i + 1, j);
                double[] above = vertex(scores, steps, i, j + 1);
                addTriangle(regions, List.of(vertex(scores, steps, i, j), right, above));
                if (i + j + 2 <= most) {
                    addTriangle(regions, List.of(right, vertex(scores, steps, i + 1, j + 1), above));
                }
            }
        }
        return regions.stream().map(Outline::loops).toList();
    }

    /** The position of a node, and the scores there. */
    private static double[] vertex(DMatrixRMaj scores, int steps, int i, int j) {
        double[] vertex = new double[2 + scores.numCols];
        vertex[0] = (double) i / steps;
        vertex[1] = (double) j / steps;
        System.arraycopy(scores.data, (j * (steps + 1) + i) * scores.numCols, vertex, 2, scores.numCols);
        return vertex;
    }

    /** The class with the highest score in a row, the first among equals. */
    public static int winner(DMatrixRMaj scores, int row) {
        int best = 0;
        for (int k = 1; k < scores.numCols; k++) {
            best = scores.get(row, k) > scores.get(row, best) ? k : best;
        }
        return best;
    }

    private static void addTriangle(List<Outline> regions, List<double[]> triangle) {
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
}
