package io.github.gradwalk;

import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class InitialisationTest {
    @Test
    void theFirstNumbersAreTheSameEverywhere() {
        assertIdentical(
                first(new Initialisation.Normal(2)),
                rows(
                        new double[] {2 * 1.1419053154730547, 2 * 0.9194079489827879},
                        new double[] {2 * -0.9498666368908959, 2 * -1.1069902863993377}));
        // inputs + outputs = 4
        final double limit = Math.sqrt(1.5);
        assertIdentical(
                first(new Initialisation.Glorot()),
                rows(
                        new double[] {limit * (2 * 0.7275636800328681 - 1), limit * (2 * 0.6832234717598454 - 1)},
                        new double[] {limit * (2 * 0.30871945533265976 - 1), limit * (2 * 0.27707849007413665 - 1)}));
        // √(2 / inputs) = 1
        assertIdentical(first(new Initialisation.He()), first(new Initialisation.Normal(1)));
        assertIdentical(first(new Initialisation.Zero()), new DMatrixRMaj(2, 2));
    }

    private static DMatrixRMaj first(Initialisation initialisation) {
        return initialisation.weights(2, 2, new Random(42));
    }

    @Test
    void normal() {
        final var weights = many(new Initialisation.Normal(0.01));
        assertThat(mean(weights)).isCloseTo(0, within(4 * 0.01 / Math.sqrt(weights.length)));
        assertThat(deviation(weights)).isCloseTo(0.01, within(0.01 * 0.02));
    }

    @Test
    void glorotIsUniformAndKnowsBothWidths() {
        final var weights = many(new Initialisation.Glorot());
        final double limit = Math.sqrt(6.0 / 500); // 200 + 300
        assertThat(mean(weights)).isCloseTo(0, within(4 * limit / Math.sqrt(3.0 * weights.length)));
        assertThat(deviation(weights)).isCloseTo(limit / Math.sqrt(3), within(0.01 * limit));
        assertThat(Arrays.stream(weights).max().orElseThrow()).isBetween(0.999 * limit, limit);
        assertThat(Arrays.stream(weights).min().orElseThrow()).isBetween(-limit, -0.999 * limit);
    }

    @Test
    void heIsNormalAndKnowsTheInputs() {
        final var weights = many(new Initialisation.He());
        final double expected = Math.sqrt(2.0 / 300);
        assertThat(mean(weights)).isCloseTo(0, within(4 * expected / Math.sqrt(weights.length)));
        assertThat(deviation(weights)).isCloseTo(expected, within(0.02 * expected));
        assertThat(Matrices.largest(Matrices.row(weights)))
                .isGreaterThan(3.5 * expected); // no uniform law reaches there
    }

    private static double[] many(Initialisation initialisation) {
        return initialisation.weights(200, 300, new Random(7)).data;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(v -> v * v).average().orElseThrow());
    }

    @Test
    void standardDeviationsThatAreNoneAreRefused() {
        for (final double bad : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertRefused(
                    () -> new Initialisation.Normal(bad),
                    "standardDeviation must be finite and at least 0, but is " + bad);
        }
        assertThat(new Initialisation.Normal(0).draw(3, 4, new Random(1))).isEqualTo(0);
    }
}
