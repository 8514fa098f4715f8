package io.github.gradwalk.evaluate;

import io.github.gradwalk.Softmax;
import io.github.gradwalk.Targets;
import io.github.gradwalk.argument.Require;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * How the examples of each class were classified: {@code Cₜₖ} examples are of class {@code t} and were classified as {@code k}.
 *
 * <p>An example is classified as the class with the largest score, the first of several.
 */
public final class ConfusionMatrix {
    private final DMatrixRMaj C;

    private ConfusionMatrix(DMatrixRMaj C) {
        this.C = C;
    }

    /**
     * Counts the examples.
     *
     * @param truth the true classes; of a soft label, the most probable class counts, the first of several
     * @param scores logits or probabilities, N×K
     * @throws IllegalArgumentException if {@code scores} does not have the shape of {@code truth}, or has an entry that is NaN or +∞
     */
    public static ConfusionMatrix of(Targets truth, DMatrixRMaj scores) {
        Require.shape("scores", scores, truth.examples(), truth.classes());
        Require.logits("scores", scores);
        final var C = new DMatrixRMaj(truth.classes(), truth.classes());
        for (int n = 0; n < scores.numRows; n++) {
            C.add(truth.classOf(n), Softmax.argmax(scores, n), 1);
        }
        return new ConfusionMatrix(C);
    }

    /** Returns how many examples of class {@code truth} were classified as {@code predicted}. */
    public int count(int truth, int predicted) {
        requireClass("truth", truth);
        requireClass("predicted", predicted);
        return (int) C.get(truth, predicted);
    }

    /** Returns the share of examples that were classified correctly. */
    public double accuracy() {
        // accuracy = Σₖ Cₖₖ / N
        return CommonOps_DDRM.trace(C) / CommonOps_DDRM.elementSum(C);
    }

    /** Returns the share of the examples classified as {@code k} that are of class {@code k}; NaN if there is none. */
    public double precision(int k) {
        requireClass("k", k);
        // precision = Cₖₖ / Σₜ Cₜₖ, the sum of the column
        return C.get(k, k) / CommonOps_DDRM.elementSum(CommonOps_DDRM.extractColumn(C, k, null));
    }

    /** Returns the share of the examples of class {@code k} that were classified as {@code k}; NaN if there is none. */
    public double recall(int k) {
        requireClass("k", k);
        // recall = Cₖₖ / Σⱼ Cₖⱼ, the sum of the row
        return C.get(k, k) / CommonOps_DDRM.elementSum(CommonOps_DDRM.extractRow(C, k, null));
    }

    /** Returns C as a new K×K matrix, with a row for each true class and a column for each predicted one. */
    public DMatrixRMaj toMatrix() {
        return C.copy();
    }

    private void requireClass(String name, int k) {
        Require.that(0 <= k && k < C.numRows, "%s must be in 0 … %d, but is %d", name, C.numRows - 1, k);
    }
}
