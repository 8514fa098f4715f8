package io.github.gradwalk;

import static io.github.gradwalk.Matrices.U;
import static io.github.gradwalk.Matrices.assertClose;
import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.largest;
import static io.github.gradwalk.Matrices.rowOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.Batches.Batch;
import net.jqwik.api.ForAll;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

@Domain(Batches.class)
@Domain(DomainContext.Global.class)
class SoftmaxPropertiesTest {
    @Law
    void rowsAreDistributions(@ForAll Batch batch) {
        final var P = Softmax.probabilities(batch.logits());
        for (int n = 0; n < P.numRows; n++) {
            double sum = 0;
            for (int i = 0; i < P.numCols; i++) {
                assertThat(P.get(n, i)).isBetween(0.0, 1.0);
                sum += P.get(n, i);
            }
            assertThat(Math.abs(sum - 1)).isLessThanOrEqualTo((2 * P.numCols + 4) * U);
        }
    }

    @Law
    void aLargerLogitIsNoLessProbable(@ForAll Batch batch) {
        final var Z = batch.logits();
        final var P = Softmax.probabilities(Z);
        for (int n = 0; n < P.numRows; n++) {
            for (int i = 0; i < P.numCols; i++) {
                for (int j = 0; j < P.numCols; j++) {
                    if (Z.get(n, i) > Z.get(n, j)) {
                        // but for the last bit, if the logits differ in their last one
                        assertThat(P.get(n, i)).isGreaterThanOrEqualTo(Math.nextDown(P.get(n, j)));
                    }
                    if (Z.get(n, i) == Z.get(n, j)) {
                        assertThat(P.get(n, i)).isEqualTo(P.get(n, j));
                    }
                }
            }
        }
    }

    @Law
    void movingARowChangesNothing(@ForAll Batch batch) {
        final var exact = new DMatrixRMaj(batch.logits());
        roundTo(exact, 0x1p-20); // so that adding a whole number is exact
        final var moved = exact.copy();
        for (int n = 0; n < moved.numRows; n++) {
            for (int i = 0; i < moved.numCols; i++) {
                moved.add(n, i, 1000 * (n + 1));
            }
        }
        assertIdentical(Softmax.probabilities(moved), Softmax.probabilities(exact));
        assertIdentical(Softmax.logProbabilities(moved), Softmax.logProbabilities(exact));
    }

    @Law
    void rowsDoNotKnowOfEachOther(@ForAll Batch batch) {
        final var P = Softmax.probabilities(batch.logits());
        final var logP = Softmax.logProbabilities(batch.logits());
        final var lse = Softmax.logSumExp(batch.logits());
        for (int n = 0; n < P.numRows; n++) {
            final var z = rowOf(batch.logits(), n);
            assertIdentical(rowOf(P, n), Softmax.probabilities(z));
            assertIdentical(rowOf(logP, n), Softmax.logProbabilities(z));
            assertIdentical(rowOf(lse, n), Softmax.logSumExp(z));
        }
    }

    @Law
    void permutingClassesPermutesTheResults(@ForAll Batch batch, @ForAll long seed) {
        final int[] order = Matrices.permutation(batch.logits().numCols, seed);
        final var Z = Matrices.columnsOf(batch.logits(), order);
        final var P = Matrices.columnsOf(Softmax.probabilities(batch.logits()), order);
        final var lse = Softmax.logSumExp(batch.logits());
        for (int i = 0; i < P.getNumElements(); i++) {
            // the sum is taken in another order
            assertThat(Softmax.probabilities(Z).data[i]).isCloseTo(P.data[i], within(8 * U * P.data[i]));
        }
        assertClose(Softmax.logSumExp(Z), lse, 4 * U * (1 + largest(lse)));
    }

    @Law
    void permutingExamplesPermutesTheResults(@ForAll Batch batch, @ForAll long seed) {
        final int[] order = Matrices.permutation(batch.logits().numRows, seed);
        final var Z = Matrices.rowsOf(batch.logits(), order);
        assertIdentical(Softmax.probabilities(Z), Matrices.rowsOf(Softmax.probabilities(batch.logits()), order));
        assertIdentical(Softmax.logProbabilities(Z), Matrices.rowsOf(Softmax.logProbabilities(batch.logits()), order));
    }

    @Law
    void logProbabilitiesAreLogitsLessLogSumExp(@ForAll Batch batch) {
        final var logP = Softmax.logProbabilities(batch.logits());
        final var lse = Softmax.logSumExp(batch.logits());
        for (int n = 0; n < logP.numRows; n++) {
            for (int i = 0; i < logP.numCols; i++) {
                final double z = batch.logits().get(n, i);
                assertThat(logP.get(n, i)).isLessThanOrEqualTo(0);
                if (z == Double.NEGATIVE_INFINITY) {
                    assertThat(logP.get(n, i)).isEqualTo(Double.NEGATIVE_INFINITY);
                } else {
                    final double magnitude = Math.abs(z) + Math.abs(lse.get(n)) + 1;
                    assertThat(Math.abs(logP.get(n, i) - (z - lse.get(n)))).isLessThanOrEqualTo(6 * U * magnitude);
                }
            }
        }
    }

    @Law
    void theJacobianIsSymmetricPositiveSemidefiniteAndTakesOnesToZero(@ForAll Batch batch) {
        final var J = Softmax.jacobian(rowOf(Softmax.probabilities(batch.logits()), 0));
        final int K = J.numRows;
        for (int i = 0; i < K; i++) {
            double rowSum = 0;
            for (int j = 0; j < K; j++) {
                assertThat(J.get(i, j)).isEqualTo(J.get(j, i));
                rowSum += J.get(i, j);
            }
            assertThat(Math.abs(rowSum)).isLessThanOrEqualTo(2 * K * U);
        }
        final var eigenvalues = DecompositionFactory_DDRM.eig(K, false, true);
        assertThat(eigenvalues.decompose(J.copy())).isTrue();
        for (int i = 0; i < K; i++) {
            assertThat(eigenvalues.getEigenvalue(i).getReal()).isBetween(-1e-15 * K, 0.5 + 1e-15 * K);
        }
    }

    @Law
    void theProductWithoutTheJacobianIsTheProductWithIt(@ForAll Batch batch) {
        final var P = Softmax.probabilities(batch.logits());
        final var product = Softmax.jacobianTransposeTimes(P, batch.V());
        for (int n = 0; n < P.numRows; n++) {
            final var expected = new DMatrixRMaj(1, P.numCols);
            // (Jᵀ v)ᵀ = vᵀ J
            CommonOps_DDRM.mult(rowOf(batch.V(), n), Softmax.jacobian(rowOf(P, n)), expected);
            assertClose(rowOf(product, n), expected, 4 * P.numCols * U * (1 + largest(batch.V())));
        }
    }

    private static void roundTo(DMatrixRMaj matrix, double grid) {
        for (int i = 0; i < matrix.getNumElements(); i++) {
            matrix.data[i] = Math.rint(matrix.data[i] / grid) * grid;
        }
    }
}
