package io.github.gradwalk;

import io.github.gradwalk.argument.Position;
import io.github.gradwalk.argument.Require;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** What {@link Targets} do with weights of examples, {@code wₙ}, and of classes, {@code vₖ}. */
final class Weights {
    private static final double SMALLEST = 1e-100;
    private static final double LARGEST = 1e100;

    private Weights() {}

    static void require(String name, double[] weights, int count) {
        Require.notNull(name, weights);
        Require.size(name, count, weights.length);
        for (int i = 0; i < count; i++) {
            Require.that(
                    weights[i] == 0 || SMALLEST <= weights[i] && weights[i] <= LARGEST, // not if NaN
                    "%s must be 0 or from %s to %s, but number %d is %s",
                    name,
                    SMALLEST,
                    LARGEST,
                    i,
                    weights[i]);
        }
    }

    /** Returns {@code wₙ yₙₖ} as a new matrix. */
    static DMatrixRMaj timesRows(double[] w, DMatrixRMaj Y) {
        final var weighted = Y.copy();
        for (int n = 0; n < Y.numRows; n++) {
            CommonOps_DDRM.scaleRow(w[n], weighted, n);
        }
        return weighted;
    }

    /** Returns {@code vₖ yₙₖ} as a new matrix. */
    static DMatrixRMaj timesColumns(double[] v, DMatrixRMaj Y) {
        final var weighted = Y.copy();
        for (int k = 0; k < Y.numCols; k++) {
            CommonOps_DDRM.scaleCol(v[k], weighted, k);
        }
        return weighted;
    }

    /** Returns {@code N/(K Nₖ)} for each class, with {@code Nₖ = Σₙ yₙₖ} and {@code N = Σₖ Nₖ}. */
    static double[] balanced(DMatrixRMaj Y) {
        final double[] weights = new double[Y.numCols];
        final double N = CommonOps_DDRM.elementSum(Y);
        for (int k = 0; k < Y.numCols; k++) {
            double Nk = 0;
            for (int n = 0; n < Y.numRows; n++) {
                Nk += Y.unsafe_get(n, k);
            }
            Require.that(
                    Nk > 0, "targets must have an example of each class, but none is of %s", Position.of("class", k));
            weights[k] = N / (Y.numCols * Nk);
        }
        return weights;
    }

    /** Returns {@code Σₙ wₙ Σₖ vₖ yₙₖ / Σₖ yₙₖ}. */
    static double total(DMatrixRMaj Y, DMatrixRMaj weightedY) {
        double total = 0;
        for (int n = 0; n < Y.numRows; n++) {
            total += sum(weightedY, n) / sum(Y, n);
        }
        return total;
    }

    static double sum(DMatrixRMaj Y, int n) {
        double sum = 0;
        for (int k = 0; k < Y.numCols; k++) {
            sum += Y.unsafe_get(n, k);
        }
        return sum;
    }
}
