package io.github.gradwalk.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

public class RegionsTest {
    /** Nodes along the side of the corner where every node may be another class's. */
    private static final int MESSY = 50;

    @Test
    void endWhereTwoLinearScoresAreEqual() {
        List<List<List<double[]>>> regions = regions((x, y) -> new double[] {x + y, 1.13});
        assertThat(share(regions, 1)).isEqualTo(1 - 0.87 * 0.87 / 2, within(1e-5));
        assertThat(regions.get(0).get(0))
                .as("the corner, and points on the border")
                .allSatisfy(p -> assertThat(p[0] + p[1]).isGreaterThan(1.13 - 1e-5));
    }

    @Test
    void haveHoles() {
        double radius = 0.3;
        List<List<List<double[]>>> regions = regions((x, y) -> new double[] {Math.hypot(x - 0.5, y - 0.5), radius});
        assertThat(regions.get(0)).as("outside and hole").hasSize(2);
        assertThat(share(regions, 1)).isEqualTo(Math.PI * radius * radius, within(1e-3));
        assertThat(share(regions, 0)).isEqualTo(1 - Math.PI * radius * radius, within(1e-3));
    }

    @Test
    void fillTheSquareTogether() {
        Random random = new Random(1);
        for (int classes = 1; classes <= 6; classes++) {
            DMatrixRMaj scores = new DMatrixRMaj(Regions.NODES * Regions.NODES, classes);
            for (int row = 0; row < MESSY * Regions.NODES; row++) {
                for (int k = 0; k < classes && row % Regions.NODES < MESSY; k++) {
                    scores.set(row, k, random.nextGaussian());
                }
            }
            List<List<List<double[]>>> regions = Regions.ofSquare(scores);
            double share = 0;
            for (int k = 0; k < classes; k++) {
                share += share(regions, k);
            }
            assertThat(share).isEqualTo(1, within(1e-4));
        }
    }

    @Test
    void giveEqualScoresToTheFirstClass() {
        List<List<List<double[]>>> regions = regions((x, y) -> new double[] {0, 0, 0});
        assertThat(share(regions, 0)).isEqualTo(1, within(1e-9));
        assertThat(share(regions, 1)).isZero();
        assertThat(regions.get(2)).isEmpty();
    }

    private static double share(List<List<List<double[]>>> regions, int k) {
        return area(regions.get(k));
    }

    /** The area inside of loops; holes turn the other way and count negative. */
    public static double area(List<List<double[]>> loops) {
        double twice = 0;
        for (List<double[]> loop : loops) {
            for (int k = 0; k < loop.size(); k++) {
                double[] from = loop.get(k);
                double[] to = loop.get((k + 1) % loop.size());
                twice += from[0] * to[1] - to[0] * from[1];
            }
        }
        return twice / 2;
    }

    private static List<List<List<double[]>>> regions(BiFunction<Double, Double, double[]> function) {
        double[][] scores = new double[Regions.NODES * Regions.NODES][];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = function.apply(
                    (double) (row % Regions.NODES) / Regions.N, (double) (row / Regions.NODES) / Regions.N);
        }
        return Regions.ofSquare(new DMatrixRMaj(scores));
    }
}
