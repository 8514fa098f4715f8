package io.github.gradwalk.evaluate;

import io.github.gradwalk.Row;
import io.github.gradwalk.Targets;
import io.github.gradwalk.argument.Require;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * How often each class was taken for each: {@code Cₜₖ} examples are of class {@code t} and were classified as {@code k}.
 *
 * <p>An example is classified as the class with the largest score, of equals the first.
 */
public final class ConfusionMatrix {
    private final DMatrixRMaj C;

    private ConfusionMatrix(DMatrixRMaj C) {
        this.C = C;
    }

    /**
     * Counts.
     *
     * @param truth the true classes; of soft labels, the most probable one counts, of equals the first
     * @param scores logits or probabilities, N×K
     * @throws IllegalArgumentException if {@code scores} has not the shape of {@code truth}, or is NaN or +∞ somewhere
     */
    public static ConfusionMatrix of(Targets truth, DMatrixRMaj scores) {
        Require.shape("scores", scores, truth.examples(), truth.classes());
        Require.logits("scores", scores);
        final var C = new DMatrixRMaj(truth.classes(), truth.classes());
        for (int n = 0; n < scores.numRows; n++) {
            C.add(truth.classOf(n), Row.top(scores, n), 1);
        }
        return new ConfusionMatrix(C);
    }

    /** Returns how many examples are classified rightly: the trace of the matrix {@linkplain #of of the same} arguments, without making it. */
    public static int correct(Targets truth, DMatrixRMaj scores) {
        Require.shape("scores", scores, truth.examples(), truth.classes());
        Require.logits("scores", scores);
        int correct = 0;
        for (int n = 0; n < scores.numRows; n++) {
            correct += truth.classOf(n) == Row.top(scores, n) ? 1 : 0;
        }
        return correct;
    }

    /** Returns how many examples of class {@code truth} were classified as {@code predicted}. */
    public int count(int truth, int predicted) {
        requireClass("truth", truth);
        requireClass("predicted", predicted);
        return (int) C.get(truth, predicted);
    }

    /** Returns the share of examples that were classified rightly. */
    public double accuracy() {
        // accuracy = Σₖ Cₖₖ / N
        return CommonOps_DDRM.trace(C) / CommonOps_DDRM.elementSum(C);
    }

    /** Returns the share of the examples classified as {@code k} that are of class {@code k}: NaN, 0/0, if there is none. */
    public double precision(int k) {
        requireClass("k", k);
        // precision = Cₖₖ / Σₜ Cₜₖ, the sum of the column
        return C.get(k, k) / CommonOps_DDRM.elementSum(CommonOps_DDRM.extractColumn(C, k, null));
    }

    /** Returns the share of the examples of class {@code k} that were classified as {@code k}: NaN, 0/0, if there is none. */
    public double recall(int k) {
        requireClass("k", k);
        // recall = Cₖₖ / Σⱼ Cₖⱼ, the sum of the row
        return C.get(k, k) / CommonOps_DDRM.elementSum(CommonOps_DDRM.extractRow(C, k, null));
    }

    /** Returns C, K×K, rows the truth and columns what was predicted, as a new matrix. */
    public DMatrixRMaj toMatrix() {
        return C.copy();
    }

    private void requireClass(String name, int k) {
        Require.that(0 <= k && k < C.numRows, "%s must be in 0 … %d, but is %d", name, C.numRows - 1, k);
    }
}
