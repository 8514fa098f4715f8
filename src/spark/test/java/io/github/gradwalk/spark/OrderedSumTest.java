package io.github.gradwalk.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedSumTest {
    /** Whatever partitions meet first, in whatever tree. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 6, 7, 30, 101})
    void hasTheSameBitsInEveryOrder(int partitions) {
        final var random = new Random(1);
        final double[][] vectors = new double[partitions][];
        for (int i = 0; i < partitions; i++) {
            vectors[i] = new double[] {random.nextGaussian() * Math.exp(20 * random.nextGaussian()), i};
        }
        final double[] expected = sum(vectors, new Random(0));
        assertThat(expected[1]).isEqualTo(partitions * (partitions - 1) / 2.0);
        for (int seed = 1; seed < 100; seed++) {
            assertThat(sum(vectors, new Random(seed))).isEqualTo(expected);
        }
    }

    private static double[] sum(double[][] vectors, Random random) {
        final var sums = new ArrayList<OrderedSum>();
        for (int i = 0; i < vectors.length; i++) {
            sums.add(new OrderedSum(vectors.length).add(i, vectors[i].clone()));
        }
        while (sums.size() > 1) {
            final var one = sums.remove(random.nextInt(sums.size()));
            final var other = sums.remove(random.nextInt(sums.size()));
            sums.add(one.merge(other));
        }
        return new OrderedSum(vectors.length).merge(sums.get(0)).total();
    }

    @Test
    void aSumThatLacksAPartitionIsNone() {
        final var sum = new OrderedSum(3).add(0, new double[1]).add(2, new double[1]);
        assertThatThrownBy(sum::total)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("of 3 groups of partitions, only 2 are complete");
    }
}
