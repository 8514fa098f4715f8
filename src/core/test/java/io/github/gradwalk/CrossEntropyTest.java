package io.github.gradwalk;

import static io.github.gradwalk.Matrices.assertClose;
import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.row;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CrossEntropyTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    /** p = (0.3, 0.6, 0.1) and (0.2, 0.2, 0.6). */
    private static final DMatrixRMaj LOGITS =
            rows(new double[] {Math.log(3), Math.log(6), 0}, new double[] {5, 5, 5 + Math.log(3)});

    private static final Targets TARGETS = Targets.ofClasses(3, new int[] {0, 2});

    @Test
    void theWorkedExample() {
        final var z = row(Math.log(3), Math.log(6), 0);
        final var y = Targets.ofClass(3, 0);
        assertThat(CrossEntropy.loss(z, y)).isCloseTo(1.2039728043259361, within(1e-15));
        assertClose(CrossEntropy.gradient(z, y), row(-0.7, 0.6, 0.1), 2e-16);
        assertThat(CrossEntropy.lossOfProbabilities(row(0.3, 0.6, 0.1), y)).isEqualTo(-Math.log(0.3));
        assertIdentical(
                CrossEntropy.gradientOfProbabilities(row(0.3, 0.6, 0.1), y, Reduction.MEAN), row(-1 / 0.3, 0, 0));
    }

    /** As far as targets are allowed to be off; equal logits, so that only the logarithm of the sum counts. */
    @Test
    void theSumOfTheTargetsIsTakenAsItIs() {
        final var y = row(0.5, 0.5 + 9e-10);
        assertThat(CrossEntropy.loss(row(0, 0), Targets.ofDistributions(y)))
                .isCloseTo((y.get(0) + y.get(1)) * Math.log(2), within(1e-15));
    }

    @ParameterizedTest
    @EnumSource
    void theMeanAndTheSum(Reduction reduction) {
        final double N = reduction == Reduction.MEAN ? 2 : 1;
        final double loss = (-Math.log(0.3) - Math.log(0.6)) / N;
        final var P = Softmax.probabilities(LOGITS);
        final var gradient = new DMatrixRMaj(0, 0);
        assertThat(CrossEntropy.loss(LOGITS, TARGETS, reduction)).isCloseTo(loss, within(1e-15));
        assertThat(CrossEntropy.lossAndGradient(LOGITS, TARGETS, reduction, gradient))
                .isCloseTo(loss, within(1e-15));
        assertThat(CrossEntropy.lossOfProbabilities(P, TARGETS, reduction)).isCloseTo(loss, within(1e-15));
        assertClose(
                gradient,
                rows(new double[] {-0.7 / N, 0.6 / N, 0.1 / N}, new double[] {0.2 / N, 0.2 / N, -0.4 / N}),
                3e-16);
        assertClose(
                CrossEntropy.gradientOfProbabilities(P, TARGETS, reduction),
                rows(new double[] {-1 / 0.3 / N, 0, 0}, new double[] {0, 0, -1 / 0.6 / N}),
                1e-15);
    }

    @Test
    void theMeanIsTakenUnlessTheSumIsAskedFor() {
        final var P = Softmax.probabilities(LOGITS);
        final var gradient = new DMatrixRMaj(0, 0);
        assertThat(CrossEntropy.lossAndGradient(LOGITS, TARGETS, Reduction.MEAN, gradient))
                .isEqualTo(CrossEntropy.loss(LOGITS, TARGETS));
        assertIdentical(CrossEntropy.gradient(LOGITS, TARGETS), gradient);
        assertThat(CrossEntropy.lossOfProbabilities(P, TARGETS))
                .isEqualTo(CrossEntropy.lossOfProbabilities(P, TARGETS, Reduction.MEAN));
    }

    @Test
    void softTargetsThatDoNotQuiteSumToOne() {
        // In general the gradient is pᵢ Σₖ yₖ − yᵢ.
        final double excess = 8e-10;
        final var y = Targets.ofDistributions(row(0.25 + excess, 0.25, 0.5));
        final var expected =
                row(0.3 * (1 + excess) - 0.25 - excess, 0.6 * (1 + excess) - 0.25, 0.1 * (1 + excess) - 0.5);
        assertClose(CrossEntropy.gradient(row(Math.log(3), Math.log(6), 0), y), expected, 2e-16);
    }

    @ParameterizedTest
    @EnumSource
    void aMaskedClassCostsNothingUnlessItIsTheTarget(Reduction reduction) {
        final var z = rows(new double[] {-INF, 0, 0}, new double[] {0, 0, -INF});
        final var gradient = new DMatrixRMaj(0, 0);
        final double scale = reduction == Reduction.MEAN ? 0.5 : 1;

        final double loss =
                CrossEntropy.lossAndGradient(z, Targets.ofClasses(3, new int[] {1, 0}), reduction, gradient);
        assertThat(loss).isEqualTo(scale * 2 * Math.log(2));
        assertClose(
                gradient, rows(new double[] {0, -scale / 2, scale / 2}, new double[] {-scale / 2, scale / 2, 0}), 0);

        final var onTheMask = Targets.ofClasses(3, new int[] {1, 2});
        assertThat(CrossEntropy.loss(z, onTheMask, reduction)).isEqualTo(INF);
        assertThat(CrossEntropy.lossAndGradient(z, onTheMask, reduction, gradient))
                .isEqualTo(INF);
        assertClose(Matrices.rowOf(gradient, 1), row(scale / 2, scale / 2, -scale), 0);
        assertThat(CrossEntropy.loss(z, onTheMask.smoothed(0.1), reduction)).isEqualTo(INF);
    }

    @Test
    void theSmallestTargetOnAMaskedClassIsStillAnInfiniteLoss() {
        // ½ · 4.9e-324 is 0, and 0 · ∞ would be NaN
        final var y = Targets.ofDistributions(rows(new double[] {1, 5e-324}, new double[] {1, 5e-324}));
        final var z = rows(new double[] {0, -INF}, new double[] {0, -INF});
        final var P = rows(new double[] {1, 0}, new double[] {1, 0});
        assertThat(CrossEntropy.loss(z, y)).isEqualTo(INF);
        assertThat(CrossEntropy.lossOfProbabilities(P, y)).isEqualTo(INF);
        assertIdentical(
                CrossEntropy.gradientOfProbabilities(P, y, Reduction.MEAN),
                rows(new double[] {-0.5, -INF}, new double[] {-0.5, -INF}));
    }

    @Test
    void aClassWithoutProbability() {
        final var y = Targets.ofClass(3, 1);
        assertThat(CrossEntropy.lossOfProbabilities(row(0, 1, 0), y)).isEqualTo(0);
        assertThat(CrossEntropy.lossOfProbabilities(row(1, 0, 0), y)).isEqualTo(INF);
        assertIdentical(CrossEntropy.gradientOfProbabilities(row(0, 1, 0), y, Reduction.SUM), row(0, -1, 0));
        assertIdentical(CrossEntropy.gradientOfProbabilities(row(1, 0, 0), y, Reduction.SUM), row(0, -INF, 0));
        // −1 / (2 · 4e-309) is representable, −1 / 4e-309 is not
        final var P = rows(new double[] {4e-309, 1}, new double[] {4e-309, 1});
        assertThat(CrossEntropy.gradientOfProbabilities(P, Targets.ofClasses(2, new int[] {0, 0}), Reduction.MEAN)
                        .get(0, 0))
                .isEqualTo(-1 / (2 * 4e-309));
    }

    @Test
    void hugeLogits() {
        final var gradient = new DMatrixRMaj(0, 0);
        assertThat(CrossEntropy.lossAndGradient(row(1e308, 0), Targets.ofClass(2, 1), Reduction.MEAN, gradient))
                .isEqualTo(1e308);
        assertClose(gradient, row(1, -1), 0);
        assertThat(CrossEntropy.loss(row(1e308, -1e308), Targets.ofClass(2, 0))).isEqualTo(0);
        assertThat(CrossEntropy.loss(row(1e308, -1e308), Targets.ofClass(2, 1))).isEqualTo(INF); // truly 2e308
    }

    @Test
    void aFiniteMeanOfLossesThatOverflow() {
        // the first loss is 2e308, which is no double; a third of it is one
        final var z = rows(new double[] {1e308, -1e308}, new double[] {0, 0}, new double[] {0, 0});
        assertThat(CrossEntropy.loss(z, Targets.ofClasses(2, new int[] {1, 0, 0})))
                .isCloseTo(1e308 / 3 * 2, within(1e293));
        // each loss is 1.5e308, their sum is no double
        final var two = rows(new double[] {1.5e308, 0}, new double[] {0, 1.5e308});
        assertThat(CrossEntropy.loss(two, Targets.ofClasses(2, new int[] {1, 0})))
                .isEqualTo(1.5e308);
        assertThat(CrossEntropy.loss(two, Targets.ofClasses(2, new int[] {1, 0}), Reduction.SUM))
                .isEqualTo(INF);
    }

    @Test
    void aFiniteLossOfASmallTargetOnAHugeGap() {
        // 0.25 · 2e308
        final var y = Targets.ofDistributions(row(0.75, 0.25));
        final var gradient = new DMatrixRMaj(0, 0);
        assertThat(CrossEntropy.lossAndGradient(row(1e308, -1e308), y, Reduction.SUM, gradient))
                .isEqualTo(0.5e308);
        assertClose(gradient, row(0.25, -0.25), 0);
        // 4.9e-324 · 1e308, halved: small, and not 0
        final var tiny = Targets.ofDistributions(rows(new double[] {1, 5e-324}, new double[] {1, 5e-324}));
        final var z = rows(new double[] {1e308, 0}, new double[] {1e308, 0});
        assertThat(CrossEntropy.loss(z, tiny)).isEqualTo(Double.MIN_VALUE * 1e308);
    }

    @Test
    void aLossFarBelowTheRoundingOfOneKeepsItsDigits() {
        // ln(1 + e⁻¹⁰⁰) = e⁻¹⁰⁰ to 43 digits
        final var z = row(100, 0);
        assertThat(CrossEntropy.loss(z, Targets.ofClass(2, 0))).isEqualTo(Math.exp(-100));
        assertClose(CrossEntropy.gradient(z, Targets.ofClass(2, 0)), row(-Math.exp(-100), Math.exp(-100)), 0);
        assertThat(CrossEntropy.loss(row(744, 0), Targets.ofClass(2, 0))).isEqualTo(1e-323);
    }

    @Test
    void theGradientMayReplaceTheLogits() {
        final var both = LOGITS.copy();
        final double loss = CrossEntropy.lossAndGradient(both, TARGETS, Reduction.MEAN, both);
        assertThat(loss).isEqualTo(CrossEntropy.loss(LOGITS, TARGETS));
        assertIdentical(both, CrossEntropy.gradient(LOGITS, TARGETS));
    }

    @Test
    void aLargeGradientIsReshaped() {
        final var gradient = Matrices.gaussian(7, 7, 1, 1);
        CrossEntropy.lossAndGradient(LOGITS, TARGETS, Reduction.MEAN, gradient);
        assertIdentical(gradient, CrossEntropy.gradient(LOGITS, TARGETS));
    }

    /** One of the library's losses or gradients, with its argument's name. */
    record Call(String argument, Function function) {
        interface Function {
            void apply(DMatrixRMaj matrix, Targets targets, DMatrixRMaj output);
        }

        @Override
        public String toString() {
            return argument;
        }
    }

    static List<Call> calls() {
        return List.of(
                new Call("logits", (Z, y, output) -> CrossEntropy.loss(Z, y)),
                new Call("logits", (Z, y, output) -> CrossEntropy.loss(Z, y, Reduction.SUM)),
                new Call("logits", (Z, y, output) -> CrossEntropy.gradient(Z, y)),
                new Call("logits", (Z, y, output) -> CrossEntropy.lossAndGradient(Z, y, Reduction.MEAN, output)),
                new Call("P", (P, y, output) -> CrossEntropy.lossOfProbabilities(P, y)),
                new Call("P", (P, y, output) -> CrossEntropy.lossOfProbabilities(P, y, Reduction.SUM)),
                new Call("P", (P, y, output) -> CrossEntropy.gradientOfProbabilities(P, y, Reduction.MEAN)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void badArgumentsAreRefusedAndNothingIsWritten(Call call) {
        assertCallRefused(call, new DMatrixRMaj(0, 3), " is empty: its shape is 0×3");
        assertCallRefused(call, row(0.5, 0.25, 0.25), " must have the shape of targets, 2×3, but has 1×3");
        final var fine = new double[] {0.5, 0.25, 0.25};
        final var half = new double[] {0.5, 0.5};
        assertCallRefused(call, rows(half, half), " must have the shape of targets, 2×3, but has 2×2");
        final var messages = call.argument.equals("P")
                ? Map.of(
                        new double[] {0.5, -0.5, 1},
                                " must not be negative, but row 1, column 1 (counted from 0) is -0.5",
                        new double[] {0.5, 0.5, 0.5},
                                " must have rows that sum to 1 within 1.0E-9, but row 1 (counted from 0) sums to 1.5; Softmax.normalised divides each row by its sum, if it is rounding as in float32")
                : Map.of(
                        new double[] {0, Double.NaN, 0},
                                " must be finite or −∞, but row 1, column 1 (counted from 0) is NaN",
                        new double[] {INF, 0, 0},
                                " must be finite or −∞, but row 1, column 0 (counted from 0) is Infinity",
                        new double[] {-INF, -INF, -INF},
                                " must leave a class possible, but all of row 1 (counted from 0) is −∞");
        messages.forEach((second, message) -> assertCallRefused(call, rows(fine, second), message));
    }

    private static void assertCallRefused(Call call, DMatrixRMaj matrix, String message) {
        final var output = row(7, 8);
        assertRefused(() -> call.function.apply(matrix, TARGETS, output), call.argument + message, matrix, output);
    }
}
