package io.github.gradwalk;

import static io.github.gradwalk.Matrices.assertClose;
import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights of examples and of classes. */
class WeightsTest {
    private static final double TOLERANCE = 1e-14;

    private final Targets targets = Targets.ofClasses(3, new int[] {0, 2, 1, 1, 2, 2});
    private final DMatrixRMaj logits = gaussian(6, 3, 2, 1);

    static List<Golden.WeightCase> goldenCases() {
        return Golden.weightCases();
    }

    @ParameterizedTest
    @MethodSource("goldenCases")
    void theLossAndItsGradientAreThoseOfPyTorch(Golden.WeightCase c) {
        agrees(c, Reduction.SUM, c.sum(), 1);
        // Of soft labels PyTorch divides the sum by another number than the sum of the weights.
        final double ours = c.sum().loss() / c.targets().totalWeight();
        agrees(c, Reduction.MEAN, c.mean(), c.sameMean() ? 1 : ours / c.mean().loss());
    }

    private static void agrees(
            Golden.WeightCase c, Reduction reduction, Golden.LossAndGradient expected, double factor) {
        final var z = new DMatrixRMaj(c.logits());
        final var P = Softmax.probabilities(z);
        final var gradient = new DMatrixRMaj(0, 0);
        final double loss = CrossEntropy.lossAndGradient(z, c.targets(), reduction, gradient);
        assertThat(loss).isCloseTo(factor * expected.loss(), within(TOLERANCE * loss));
        assertThat(CrossEntropy.loss(z, c.targets(), reduction)).isEqualTo(loss);
        assertThat(CrossEntropy.lossOfProbabilities(P, c.targets(), reduction)).isCloseTo(loss, within(1e-12 * loss));
        final var whole = new DMatrixRMaj(expected.gradient());
        CommonOps_DDRM.scale(factor, whole);
        assertClose(gradient, whole, TOLERANCE * Matrices.largest(whole));
        assertClose(throughProbabilities(P, c.targets(), reduction), whole, 1e-12 * Matrices.largest(whole));
    }

    /** {@code ∂L/∂zᵢ = pᵢ (gᵢ − Σⱼ gⱼ pⱼ)} with {@code g = ∂L/∂p}. */
    private static DMatrixRMaj throughProbabilities(DMatrixRMaj P, Targets targets, Reduction reduction) {
        final var g = CrossEntropy.gradientOfProbabilities(P, targets, reduction);
        for (int n = 0; n < P.numRows; n++) {
            double mean = 0;
            for (int k = 0; k < P.numCols; k++) {
                mean += g.get(n, k) * P.get(n, k);
            }
            for (int k = 0; k < P.numCols; k++) {
                g.set(n, k, P.get(n, k) * (g.get(n, k) - mean));
            }
        }
        return g;
    }

    @Test
    void aWeightOfTwoIsAnExampleThatIsThereTwice() {
        final var twice = targets.select(0, 1, 1, 2, 3, 4, 5);
        final var weighted = targets.weighted(1, 2, 1, 1, 1, 1);
        assertThat(weighted.totalWeight()).isEqualTo(7);
        assertThat(CrossEntropy.loss(logits, weighted))
                .isCloseTo(
                        CrossEntropy.loss(Matrices.rowsOf(logits, new int[] {0, 1, 1, 2, 3, 4, 5}), twice),
                        within(1e-15));
    }

    @Test
    void weightsOfOneChangeNoBit() {
        final var ones = targets.weighted(1, 1, 1, 1, 1, 1).weightedByClass(1, 1, 1);
        assertThat(CrossEntropy.loss(logits, ones)).isEqualTo(CrossEntropy.loss(logits, targets));
        assertIdentical(CrossEntropy.gradient(logits, ones), CrossEntropy.gradient(logits, targets));
    }

    /** scikit-learn's {@code compute_class_weight("balanced", …)}: n_samples / (n_classes * bincount(y)). */
    @Test
    void balancedClassesCountTheSame() {
        final double[] balanced = targets.balancedClassWeights();
        assertThat(balanced).containsExactly(6.0 / 3, 6.0 / 6, 6.0 / 9);
        assertThat(targets.weightedByClass(balanced).totalWeight()).isEqualTo(6);
        assertThat(targets.weightedByClass(balanced).balancedClassWeights()).containsExactly(1, 1, 1);
        assertRefused(
                () -> Targets.ofClasses(3, new int[] {0, 2}).balancedClassWeights(),
                "targets must have an example of each class, but none is of class 1 (counted from 0)");
    }

    @Test
    void weightsDoNotChangeWhatIsRight() {
        final var weighted = targets.weighted(0, 5, 0, 1, 1, 1).weightedByClass(9, 0, 1);
        for (int n = 0; n < 6; n++) {
            assertThat(weighted.classOf(n)).isEqualTo(targets.classOf(n));
        }
        assertThat(weighted.countCorrect(logits)).isEqualTo(targets.countCorrect(logits));
        assertIdentical(weighted.toMatrix(), targets.toMatrix());
        assertThat(weighted.get(1, 2)).isEqualTo(1);
    }

    @Test
    void selectedExamplesKeepTheirWeights() {
        final var some =
                targets.weighted(1, 2, 3, 4, 5, 6).weightedByClass(1, 1, 10).select(5, 0, 0);
        assertThat(some.totalWeight()).isEqualTo(62);
        assertThat(some.select(1).totalWeight()).isEqualTo(1);
    }

    /** A batch may consist of examples with the weight 0, even though the data do not. */
    @Test
    void theMeanOverWeightsThatAreAllZeroIsZero() {
        final var none = targets.weighted(0, 0, 1, 1, 1, 1).select(0, 1);
        final var z = gaussian(2, 3, 1, 1);
        assertThat(none.totalWeight()).isZero();
        assertThat(CrossEntropy.loss(z, none)).isZero();
        assertThat(Matrices.largest(CrossEntropy.gradient(z, none))).isZero();
    }

    @Test
    void whatCannotBeAWeightIsNamed() {
        final var possible = " must be 0 or from 1.0E-100 to 1.0E100, but number ";
        refused(() -> targets.weighted(1, 2), "exampleWeights must have 6 values, but has 2");
        refused(() -> targets.weighted(1, 1, -1, 1, 1, 1), "exampleWeights" + possible + "2 is -1.0");
        refused(() -> targets.weighted(1, 1, 1, 1, 1, Double.NaN), "exampleWeights" + possible + "5 is NaN");
        refused(() -> targets.weightedByClass(1, 1 / 0.0, 1), "classWeights" + possible + "1 is Infinity");
        refused(() -> targets.weightedByClass(1, 1), "classWeights must have 3 values, but has 2");
        final var none = " must leave an example with a weight above 0, but leave none";
        refused(() -> targets.weighted(0, 0, 0, 0, 0, 0), "exampleWeights" + none);
        refused(() -> Targets.ofClasses(3, new int[] {0, 0}).weightedByClass(0, 1, 1), "classWeights" + none);
        refused(
                () -> targets.weighted(1, 1, 1, 1, 1, 2).smoothed(0.1),
                "targets must be smoothed before they are weighted, but have weights");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertRefused(call, message);
    }
}
