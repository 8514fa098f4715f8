package io.github.gradwalk.plot;

import io.github.gradwalk.plot.Outline.Corner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The regions of a unit square in which each class has the highest score. The scores are known at the nodes of a lattice and
 * taken as linear on the small triangles between them, so that borders are straight within a triangle and join at its sides.
 */
final class Regions {
    /** Steps along a side of the lattice. */
    static final int N = 240;

    /** Nodes along a side. */
    static final int NODES = N + 1;

    private final DMatrixRMaj scores;
    private final int[] winners;
    private final List<List<List<double[]>>> outlines;

    /** A point of the plane, and the scores there. */
    private record Vertex(double x, double y, double[] scores) {
        double lead(int one, int other) {
            return scores[one] - scores[other];
        }

        Vertex towards(Vertex other, double t) {
            double[] between = new double[scores.length];
            for (int k = 0; k < between.length; k++) {
                between[k] = scores[k] + t * (other.scores[k] - scores[k]);
            }
            return new Vertex(x + t * (other.x - x), y + t * (other.y - y), between);
        }
    }

    /** @param scores one row per node, with x varying fastest; further rows are ignored */
    Regions(DMatrixRMaj scores) {
        this.scores = scores;
        winners = IntStream.range(0, NODES * NODES)
                .map(row -> winner(scores, row))
                .toArray();
        outlines = traced();
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
        return winners[j * NODES + i];
    }

    /** The share of the square where {@code k} wins. */
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

    private List<List<List<double[]>>> traced() {
        List<Outline> regions =
                IntStream.range(0, scores.numCols).mapToObj(k -> new Outline()).toList();
        for (int j = 0; j < N; j++) {
            for (int i = 0; i < N; i++) {
                if (hasOneWinner(i, j)) {
                    addSquare(regions.get(winner(i, j)), i, j);
                } else {
                    addTriangle(regions, i, j, i + 1, j, i, j + 1);
                    addTriangle(regions, i + 1, j, i + 1, j + 1, i, j + 1);
                }
            }
        }
        return regions.stream().map(Outline::loops).toList();
    }

    /** Whether the square to the right of and above a node exists, and the same class wins at all its corners. */
    private boolean hasOneWinner(int i, int j) {
        if (i < 0 || j < 0 || i == N || j == N) {
            return false;
        }
        int first = winner(i, j);
        return first == winner(i + 1, j) && first == winner(i, j + 1) && first == winner(i + 1, j + 1);
    }

    /** Leaves out the edges shared with neighbours that also have one winner, necessarily the same: they would cancel. */
    private void addSquare(Outline region, int i, int j) {
        int[][] corners = {{i, j}, {i + 1, j}, {i + 1, j + 1}, {i, j + 1}};
        int[][] neighbours = {{i, j - 1}, {i + 1, j}, {i, j + 1}, {i - 1, j}};
        for (int k = 0; k < 4; k++) {
            if (!hasOneWinner(neighbours[k][0], neighbours[k][1])) {
                region.add(corner(corners[k]), corner(corners[(k + 1) % 4]));
            }
        }
    }

    private static Corner corner(int[] ij) {
        return Corner.at((double) ij[0] / N, (double) ij[1] / N);
    }

    private void addTriangle(List<Outline> regions, int... ij) {
        int first = winner(ij[0], ij[1]);
        List<Vertex> triangle = List.of(vertex(ij[0], ij[1]), vertex(ij[2], ij[3]), vertex(ij[4], ij[5]));
        if (first == winner(ij[2], ij[3]) && first == winner(ij[4], ij[5])) {
            regions.get(first).add(corners(triangle));
            return;
        }
        for (int k = 0; k < regions.size(); k++) {
            List<Vertex> part = triangle;
            for (int other = 0; other < regions.size() && !part.isEmpty(); other++) {
                part = other == k ? part : winning(part, k, other);
            }
            regions.get(k).add(corners(part));
        }
    }

    /** The part of a convex polygon where {@code k} is ahead of {@code other}. */
    private static List<Vertex> winning(List<Vertex> polygon, int k, int other) {
        List<Vertex> part = new ArrayList<>();
        for (int v = 0; v < polygon.size(); v++) {
            Vertex from = polygon.get(v);
            Vertex to = polygon.get((v + 1) % polygon.size());
            double here = from.lead(k, other);
            double there = to.lead(k, other);
            boolean wins = here > 0 || here == 0 && k < other;
            if (wins) {
                part.add(from);
            }
            if (wins != (there > 0 || there == 0 && k < other)) {
                part.add(from.towards(to, here / (here - there)));
            }
        }
        return part;
    }

    private static List<Corner> corners(List<Vertex> polygon) {
        return polygon.stream().map(v -> Corner.at(v.x, v.y)).toList();
    }

    private Vertex vertex(int i, int j) {
        double[] here = new double[scores.numCols];
        System.arraycopy(scores.data, (j * NODES + i) * here.length, here, 0, here.length);
        return new Vertex((double) i / N, (double) j / N, here);
    }
}
