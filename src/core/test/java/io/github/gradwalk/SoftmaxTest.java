package io.github.gradwalk;

import static io.github.gradwalk.Matrices.assertClose;
import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.column;
import static io.github.gradwalk.Matrices.row;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiConsumer;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SoftmaxTest {
    private static final String NORMALISE =
            "; Softmax.normalised divides each row by its sum, if it is rounding as in float32";

    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NaN = Double.NaN;

    /** z = (ln 3, ln 6, 0), p = (0.3, 0.6, 0.1), and another row beside it. */
    private static final DMatrixRMaj LOGITS = rows(new double[] {Math.log(3), Math.log(6), 0}, new double[] {1, 1, 1});

    @Test
    void theWorkedExample() {
        final double third = 1.0 / 3;
        final var P = rows(new double[] {0.3, 0.6, 0.1}, new double[] {third, third, third});
        assertClose(Softmax.probabilities(LOGITS), P, 1e-15);
        assertClose(Softmax.logSumExp(LOGITS), column(Math.log(10), 1 + Math.log(3)), 1e-15);
        final var logP = rows(
                new double[] {Math.log(0.3), Math.log(0.6), Math.log(0.1)},
                new double[] {-Math.log(3), -Math.log(3), -Math.log(3)});
        assertClose(Softmax.logProbabilities(LOGITS), logP, 1e-15);
    }

    @Test
    void theJacobianOfTheWorkedExample() {
        final var J = rows(
                new double[] {0.21, -0.18, -0.03}, new double[] {-0.18, 0.24, -0.06}, new double[] {-0.03, -0.06, 0.09
                });
        assertClose(Softmax.jacobian(row(0.3, 0.6, 0.1)), J, 1e-16);
        assertClose(Softmax.jacobian(column(0.3, 0.6, 0.1)), J, 1e-16);
        assertClose(
                Softmax.jacobianTransposeTimes(row(0.3, 0.6, 0.1), row(-1 / 0.3, 0, 0)), row(-0.7, 0.6, 0.1), 1e-15);
    }

    @Test
    void theDiagonalOfTheJacobianKeepsItsDigitsWhenOneClassIsAlmostCertain() {
        final var J = Softmax.jacobian(row(1 - 0x1p-53, 1e-17, 2e-17));
        assertThat(J.get(0, 0)).isEqualTo((1 - 0x1p-53) * (1e-17 + 2e-17));
    }

    @Test
    void oneClassIsCertain() {
        for (final double z : new double[] {0, -1e308, 1e308, 5e-324}) {
            assertIdentical(Softmax.probabilities(row(z)), row(1));
            assertIdentical(Softmax.logSumExp(row(z)), row(z));
            assertThat(Softmax.logProbabilities(row(z)).get(0)).isEqualTo(0);
        }
        assertThat(Softmax.jacobian(row(1)).get(0)).isEqualTo(0);
    }

    @Test
    void hugeLogits() {
        assertIdentical(Softmax.probabilities(row(1e308, -1e308, 1e308)), row(0.5, 0, 0.5));
        assertIdentical(Softmax.probabilities(row(-1e308, -1e308)), row(0.5, 0.5));
        assertIdentical(Softmax.logSumExp(row(1e308, -1e308)), row(1e308));
        assertIdentical(Softmax.logProbabilities(row(1e308, 0)), row(-0.0, -1e308));
        assertIdentical(Softmax.logProbabilities(row(1e308, -1e308)), row(-0.0, -INF)); // −2e308 is no double
        assertIdentical(Softmax.probabilities(row(Double.MAX_VALUE, Math.nextDown(Double.MAX_VALUE))), row(1, 0));
    }

    @Test
    void aMaskedClassHasProbabilityZeroAndLeavesTheOthersAlone() {
        final var masked = row(-INF, 1, -INF, 3, 2);
        final var P = Softmax.probabilities(masked);
        assertIdentical(row(P.get(1), P.get(3), P.get(4)), Softmax.probabilities(row(1, 3, 2)));
        assertThat(P.get(0)).isEqualTo(0);
        assertThat(P.get(2)).isEqualTo(0);
        assertThat(Softmax.logProbabilities(masked).get(0)).isEqualTo(-INF);
        assertIdentical(Softmax.logSumExp(masked), Softmax.logSumExp(row(1, 3, 2)));
        assertIdentical(Softmax.probabilities(row(-1e308, -INF)), row(1, 0));
    }

    @Test
    void subnormalLogitsAndSubnormalProbabilities() {
        assertIdentical(Softmax.probabilities(row(5e-324, -5e-324, 0, -0.0)), row(0.25, 0.25, 0.25, 0.25));
        // e⁻⁷⁴⁵ = 4.9942e-324, and e⁻⁷⁴⁶ is less than half of the smallest double
        assertIdentical(Softmax.probabilities(row(0, -745, -746)), row(1, 5e-324, 0));
        assertThat(Softmax.logProbabilities(row(0, -745)).get(0)).isEqualTo(-5e-324);
    }

    @Test
    void aHundredThousandClasses() {
        final int K = 100_000;
        // 1, and 99999 times e⁻³⁰: what is small adds up
        final var likely = new DMatrixRMaj(1, K);
        likely.set(0, K - 1, 30);
        final double s = (K - 1) * Math.exp(-30);
        assertThat(-Softmax.logProbabilities(likely).get(K - 1) / Math.log1p(s)).isBetween(1 - 1e-11, 1 + 1e-11);
    }

    /** In the place of an argument, or of any shape. */
    @Test
    void theOutputMayBeAnyMatrix() {
        final var P = Softmax.probabilities(LOGITS);
        final var V = rows(new double[] {-3, 0.5, 2}, new double[] {1, -7, 0.25});
        final var product = Softmax.jacobianTransposeTimes(P, V);
        for (final int size : new int[] {0, 1, 7}) {
            final var any = Matrices.gaussian(size, size, 1, 1);
            assertOutput(Softmax::probabilities, LOGITS, any.copy(), P);
            assertOutput(Softmax::logProbabilities, LOGITS, any.copy(), Softmax.logProbabilities(LOGITS));
            assertOutput(Softmax::logSumExp, LOGITS, any.copy(), Softmax.logSumExp(LOGITS));
            assertOutput((p, output) -> Softmax.jacobianTransposeTimes(p, V, output), P, any, product);
        }
        final var logits = LOGITS.copy();
        assertOutput(Softmax::logProbabilities, logits, logits, Softmax.logProbabilities(LOGITS));
        logits.setTo(LOGITS);
        assertOutput(Softmax::probabilities, logits, logits, P);
        assertOutput((p, output) -> Softmax.jacobianTransposeTimes(p, V, output), logits, logits, product);
        assertOutput((v, output) -> Softmax.jacobianTransposeTimes(P, v, output), V, V, product);
    }

    private static void assertOutput(
            BiConsumer<DMatrixRMaj, DMatrixRMaj> function,
            DMatrixRMaj input,
            DMatrixRMaj output,
            DMatrixRMaj expected) {
        function.accept(input, output);
        assertIdentical(output, expected);
    }

    @Test
    void matricesWithRoomToSpareAreReadByTheirShape() {
        final var roomy = Matrices.gaussian(9, 9, 1, 2);
        roomy.reshape(1, 3);
        roomy.setTo(row(0.3, 0.6, 0.1));
        assertIdentical(Softmax.probabilities(roomy), Softmax.probabilities(row(0.3, 0.6, 0.1)));
        assertIdentical(Softmax.jacobian(roomy), Softmax.jacobian(row(0.3, 0.6, 0.1)));
    }

    static List<BiConsumer<DMatrixRMaj, DMatrixRMaj>> functionsOfLogits() {
        return List.of(
                Softmax::probabilities,
                Softmax::logProbabilities,
                Softmax::logSumExp,
                (logits, output) -> Softmax.probabilities(logits),
                (logits, output) -> Softmax.logProbabilities(logits),
                (logits, output) -> Softmax.logSumExp(logits));
    }

    @ParameterizedTest
    @MethodSource("functionsOfLogits")
    void badLogitsAreRefused(BiConsumer<DMatrixRMaj, DMatrixRMaj> function) {
        final var good = new double[] {1, 2, 3, 4};
        final var finite = "logits must be finite or −∞, but row ";
        assertLogitsRefused(
                function, rows(good, new double[] {1, 2, NaN, 4}), finite + "1, column 2 (counted from 0) is NaN");
        assertLogitsRefused(
                function,
                rows(good, good, new double[] {1, 2, 3, INF}),
                finite + "2, column 3 (counted from 0) is Infinity");
        assertLogitsRefused(
                function,
                rows(good, new double[] {-INF, -INF, -INF, -INF}),
                "logits must leave a class possible, but all of row 1 (counted from 0) is −∞");
        assertLogitsRefused(function, new DMatrixRMaj(0, 4), "logits is empty: its shape is 0×4");
        assertLogitsRefused(function, new DMatrixRMaj(4, 0), "logits is empty: its shape is 4×0");
    }

    private static void assertLogitsRefused(
            BiConsumer<DMatrixRMaj, DMatrixRMaj> function, DMatrixRMaj logits, String message) {
        final var output = rows(new double[] {7, 8}, new double[] {9, 10}, new double[] {11, 12});
        assertRefused(() -> function.accept(logits, output), message, logits, output);
    }

    @Test
    void logSumExpHasAnotherShapeThanItsInputAndCannotReplaceIt() {
        final var logits = LOGITS.copy();
        assertRefused(() -> Softmax.logSumExp(logits, logits), "lse must be another matrix than logits", logits);
    }

    @Test
    void badProbabilitiesAreRefusedByTheJacobian() {
        assertRefused(() -> Softmax.jacobian(LOGITS), "p must be a vector, but has the shape 2×3", LOGITS);
        assertRefused(() -> Softmax.jacobian(new DMatrixRMaj(0, 1)), "p is empty: its shape is 0×1");
        assertRefused(
                () -> Softmax.jacobian(row(0.5, -0.25, 0.75)),
                "p must not be negative, but row 0, column 1 (counted from 0) is -0.25");
        assertRefused(
                () -> Softmax.jacobian(row(0.5, NaN)),
                "p must not be negative, but row 0, column 1 (counted from 0) is NaN");
        assertRefused(
                () -> Softmax.jacobian(row(0.5, 0.75)),
                "p must have rows that sum to 1 within 1.0E-9, but row 0 (counted from 0) sums to 1.25" + NORMALISE);
        assertThat(Softmax.jacobian(row(0.5, 0.5 + 9e-10)).numRows).isEqualTo(2);
    }

    @Test
    void badArgumentsAreRefusedByTheProduct() {
        final var output = row(5, 6, 7);
        assertVectorsRefused(Matrices.gaussian(2, 4, 1, 1), "V and P must have the same shape, but have 2×4 and 2×3");
        assertVectorsRefused(Matrices.gaussian(1, 3, 1, 1), "V and P must have the same shape, but have 1×3 and 2×3");
        assertVectorsRefused(
                rows(new double[] {1, 2, 3}, new double[] {1, -INF, 3}),
                "V must be finite, but row 1, column 1 (counted from 0) is -Infinity");
        assertRefused(
                () -> Softmax.jacobianTransposeTimes(LOGITS, LOGITS, output),
                "P must have rows that sum to 1 within 1.0E-9, but row 0 (counted from 0) sums to "
                        + (Math.log(3) + Math.log(6)) + NORMALISE,
                LOGITS,
                output);
        assertRefused(
                () -> Softmax.jacobianTransposeTimes(new DMatrixRMaj(0, 0), LOGITS), "P is empty: its shape is 0×0");
    }

    private static void assertVectorsRefused(DMatrixRMaj V, String message) {
        final var P = Softmax.probabilities(LOGITS);
        final var output = row(5, 6, 7);
        assertRefused(() -> Softmax.jacobianTransposeTimes(P, V, output), message, P, V, output);
    }

    @Test
    void rowsAreNormalised() {
        final var weights = rows(new double[] {1, 3, 0}, new double[] {0, 0, 1e-300});
        assertIdentical(Softmax.normalised(weights), rows(new double[] {0.25, 0.75, 0}, new double[] {0, 0, 1}));
        assertRefused(
                () -> Softmax.normalised(row(2, -1)),
                "weights must not be negative, but row 0, column 1 (counted from 0) is -1.0");
        assertRefused(
                () -> Softmax.normalised(row(2, 1 / 0.0)),
                "weights must be finite, but row 0, column 1 (counted from 0) is Infinity");
        assertRefused(
                () -> Softmax.normalised(row(0, 0)),
                "the sum of row 0 (counted from 0) of weights must be positive and finite, but is 0.0");
    }
}
