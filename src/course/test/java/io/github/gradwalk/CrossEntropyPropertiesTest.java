package io.github.gradwalk;

import static io.github.gradwalk.Matrices.U;
import static io.github.gradwalk.Matrices.assertClose;
import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.rowOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.Batches.Batch;
import io.github.gradwalk.check.Formulas;
import io.github.gradwalk.check.Oracle;
import io.github.gradwalk.check.ScalarFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

@Domain(Batches.class)
@Domain(DomainContext.Global.class)
class CrossEntropyPropertiesTest {
    @Law
    void theLossIsAtLeastTheEntropyOfTheTarget(@ForAll Batch batch) {
        for (int n = 0; n < batch.logits().numRows; n++) {
            final var y = rowOf(batch.Y(), n);
            double entropy = 0;
            for (int k = 0; k < y.numCols; k++) {
                entropy -= y.get(k) > 0 ? y.get(k) * Math.log(y.get(k)) : 0;
            }
            final double loss = CrossEntropy.loss(rowOf(batch.logits(), n), Targets.ofDistributions(y));
            assertThat(loss).isGreaterThanOrEqualTo(entropy - 8 * y.numCols * U);
        }
    }

    @Law
    void theLossIsTheEntropyWhenTheLogitsAreTheLogarithmsOfTheTarget(@ForAll Batch batch) {
        final var logits = batch.Y().copy();
        double entropy = 0;
        for (int i = 0; i < logits.getNumElements(); i++) {
            final double y = batch.Y().data[i];
            logits.data[i] = Math.log(y); // −∞ masks what the target excludes
            entropy -= y > 0 ? y * Math.log(y) : 0;
        }
        assertThat(CrossEntropy.loss(logits, batch.targets(), Reduction.SUM))
                .isCloseTo(entropy, within(1e-13 * (1 + entropy)));
        final var gradient = CrossEntropy.gradient(logits, batch.targets());
        assertClose(gradient, new DMatrixRMaj(logits.numRows, logits.numCols), 1e-15);
    }

    @Law
    void theGradientIsPMinusYOverN(@ForAll Batch batch) {
        final int N = batch.logits().numRows;
        final var expected = Softmax.probabilities(batch.logits());
        CommonOps_DDRM.subtractEquals(expected, batch.Y());
        CommonOps_DDRM.divide(expected, N);
        assertClose(CrossEntropy.gradient(batch.logits(), batch.targets()), expected, 4 * batch.Y().numCols * U);
    }

    @Law
    void theBatchIsTheMeanOfItsExamples(@ForAll Batch batch) {
        final int N = batch.logits().numRows;
        final var gradient = new DMatrixRMaj(0, 0);
        final double loss = CrossEntropy.lossAndGradient(batch.logits(), batch.targets(), Reduction.MEAN, gradient);
        double sumOfLosses = 0;
        for (int n = 0; n < N; n++) {
            final var y = Targets.ofDistributions(rowOf(batch.Y(), n));
            sumOfLosses += CrossEntropy.loss(rowOf(batch.logits(), n), y);
            final var single = CrossEntropy.gradient(rowOf(batch.logits(), n), y);
            CommonOps_DDRM.divide(single, N);
            assertClose(rowOf(gradient, n), single, 2 * U);
        }
        if (loss != sumOfLosses / N) { // infinite where a masked class has a target
            assertThat(loss).isCloseTo(sumOfLosses / N, within(1e-14 * loss));
        }
    }

    @Law
    void permutingClassesPermutesTheGradient(@ForAll Batch batch, @ForAll long seed) {
        final int[] order = Matrices.permutation(batch.logits().numCols, seed);
        final var permuted = new DMatrixRMaj(0, 0);
        final var targets = Targets.ofDistributions(Matrices.columnsOf(batch.Y(), order));
        final double loss = CrossEntropy.lossAndGradient(
                Matrices.columnsOf(batch.logits(), order), targets, Reduction.MEAN, permuted);
        final double expected = CrossEntropy.loss(batch.logits(), batch.targets());
        if (loss != expected) {
            assertThat(loss).isCloseTo(expected, within(1e-14 * (1 + expected)));
        }
        final var gradient = CrossEntropy.gradient(batch.logits(), batch.targets());
        assertClose(permuted, Matrices.columnsOf(gradient, order), 8 * gradient.numCols * U);
    }

    @Law
    void permutingExamplesPermutesTheGradient(@ForAll Batch batch, @ForAll long seed) {
        final int[] order = Matrices.permutation(batch.logits().numRows, seed);
        final var permuted = CrossEntropy.gradient(
                Matrices.rowsOf(batch.logits(), order), Targets.ofDistributions(Matrices.rowsOf(batch.Y(), order)));
        assertIdentical(permuted, Matrices.rowsOf(CrossEntropy.gradient(batch.logits(), batch.targets()), order));
    }

    @Law
    void theSumIsNTimesTheMean(@ForAll Batch batch) {
        final int N = batch.logits().numRows;
        final var ofMean = new DMatrixRMaj(0, 0);
        final var ofSum = new DMatrixRMaj(0, 0);
        final double mean = CrossEntropy.lossAndGradient(batch.logits(), batch.targets(), Reduction.MEAN, ofMean);
        final double sum = CrossEntropy.lossAndGradient(batch.logits(), batch.targets(), Reduction.SUM, ofSum);
        if (sum != mean * N) {
            assertThat(sum).isCloseTo(mean * N, within(1e-14 * sum));
        }
        CommonOps_DDRM.scale(N, ofMean);
        assertClose(ofSum, ofMean, 2 * U);
    }

    @Law
    void everyWayToTheLossIsTheSame(@ForAll Batch batch) {
        for (final var reduction : Reduction.values()) {
            final var targets = batch.targets();
            final double loss = CrossEntropy.loss(batch.logits(), targets, reduction);
            assertThat(CrossEntropy.lossAndGradient(batch.logits(), targets, reduction, new DMatrixRMaj(1, 1)))
                    .isEqualTo(loss);
            final var P = Softmax.probabilities(batch.logits());
            if (allDigitsAreThere(P, batch.Y())) {
                assertThat(CrossEntropy.lossOfProbabilities(P, targets, reduction))
                        .isCloseTo(loss, within(1e-13 * (1 + loss)));
            }
        }
        assertThat(CrossEntropy.loss(batch.logits(), batch.targets()))
                .isEqualTo(CrossEntropy.loss(batch.logits(), batch.targets(), Reduction.MEAN));
    }

    @Law
    void theFusedGradientIsTheChainRuleThroughTheProbabilities(@ForAll Batch batch) {
        final var P = Softmax.probabilities(batch.logits());
        for (final var reduction : Reduction.values()) {
            final var byP = CrossEntropy.gradientOfProbabilities(P, batch.targets(), reduction);
            Assume.that(Matrices.largest(byP) < 1e300); // the composition fails where a probability underflows
            final var byZ = new DMatrixRMaj(0, 0);
            CrossEntropy.lossAndGradient(batch.logits(), batch.targets(), reduction, byZ);
            assertClose(Softmax.jacobianTransposeTimes(P, byP), byZ, 8 * P.numCols * U);
        }
    }

    @Law
    void theGradientIsWhatEveryOracleFinds(@ForAll Batch batch) {
        final var z = rowOf(batch.logits(), 0);
        Assume.that(Matrices.largest(z) < 100); // as far as the loss, less its rounding, shows its slope to differences
        final double[] y = rowOf(batch.Y(), 0).data;
        final var analytic = CrossEntropy.gradient(z, Targets.ofDistributions(rowOf(batch.Y(), 0)));
        for (final var oracle : Oracle.values()) {
            final var found = oracle.gradient(ScalarFunction.ofVector(v -> Formulas.crossEntropyOfLogits(v, y)), z);
            assertClose(analytic, found, oracle == Oracle.CENTRAL_DIFFERENCES ? 1e-8 : 1e-14);
        }
    }

    @Law
    void argumentsAreNotChanged(@ForAll Batch batch) {
        final var logits = batch.logits().copy();
        final var Y = batch.Y().copy();
        CrossEntropy.lossAndGradient(batch.logits(), batch.targets(), Reduction.MEAN, new DMatrixRMaj(0, 0));
        Softmax.probabilities(batch.logits());
        assertIdentical(batch.logits(), logits);
        assertIdentical(batch.Y(), Y);
    }

    /** A subnormal probability has lost digits; it matters where there is a target. */
    private static boolean allDigitsAreThere(DMatrixRMaj P, DMatrixRMaj Y) {
        return IntStream.range(0, P.getNumElements()).allMatch(i -> Y.data[i] == 0 || P.data[i] >= Double.MIN_NORMAL);
    }
}
