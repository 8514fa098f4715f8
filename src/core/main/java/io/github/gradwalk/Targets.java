package io.github.gradwalk;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.engine.Rows;
import org.ejml.data.DMatrixRMaj;

/**
 * The targets of N examples: for each a distribution {@code y} over K classes, one per row.
 *
 * <p>A class index stands for the one-hot distribution. Two classes are two columns. With a single one the probability is always 1 and
 * the loss 0: that is right, but nothing can be learned from it, and training refuses it. Values are checked when targets are made and do not change afterwards, except
 * those of a {@code Batch}, which change with the batch.
 */
public final class Targets {
    private final DMatrixRMaj Y;

    private Targets(DMatrixRMaj Y) {
        this.Y = Y;
    }

    /** One example, of this class: {@link #ofClasses} of one index. */
    public static Targets ofClass(int classes, int index) {
        return ofClasses(classes, new int[] {index});
    }

    /**
     * One class index for each example.
     *
     * @param classes K, at least 1
     * @param indices the true class of each example, in 0 … K − 1
     * @throws IllegalArgumentException naming the example whose index is out of range; or if there is no index, or
     *     {@code classes} is below 1
     */
    public static Targets ofClasses(int classes, int[] indices) {
        Require.that(classes > 0, "classes must be at least 1, but is %d", classes);
        Require.that(indices.length > 0, "indices is empty");
        final var Y = new DMatrixRMaj(indices.length, classes);
        for (int n = 0; n < indices.length; n++) {
            Require.that(
                    0 <= indices[n] && indices[n] < classes,
                    "indices must be in 0 … %d, but row %d is %d%s",
                    classes - 1,
                    n,
                    indices[n],
                    classes == 1 ? ": two classes need two outputs, since softmax of one is always 1" : "");
            Y.set(n, indices[n], 1);
        }
        return new Targets(Y);
    }

    /**
     * Arbitrary distributions: soft labels.
     *
     * @param targets N×K, copied; {@link Softmax#normalised} gives rows that were rounded to {@code float} the sum 1
     * @throws IllegalArgumentException naming the row (and column) with an entry that is negative or NaN, or the row that does not sum to 1 within 1e-9
     */
    public static Targets ofDistributions(DMatrixRMaj targets) {
        Require.distributions("targets", targets);
        return new Targets(targets.copy());
    }

    /**
     * Label smoothing: {@code y ← (1 − ε) y + ε/K}. Every class gets {@code ε/K}, the true one too.
     *
     * @throws IllegalArgumentException if {@code epsilon} is not in [0, 1]
     */
    public Targets smoothed(double epsilon) {
        Require.that(0 <= epsilon && epsilon <= 1, "epsilon must be in [0, 1], but is %s", epsilon);
        final var smooth = Y.copy();
        for (int i = 0; i < smooth.getNumElements(); i++) {
            smooth.data[i] = (1 - epsilon) * smooth.data[i] + epsilon / classes();
        }
        return new Targets(smooth);
    }

    /** N. */
    public int examples() {
        return Y.numRows;
    }

    /** K. */
    public int classes() {
        return Y.numCols;
    }

    /** Returns {@code yₖ} of example {@code n}, the target probability of class {@code k}. */
    public double get(int n, int k) {
        return Y.get(n, k);
    }

    /** {@link #get} without checking the indices. */
    double unsafeGet(int n, int k) {
        return Y.unsafe_get(n, k);
    }

    /** Returns the class of example {@code n}: the most probable one, the first of several. */
    public int classOf(int n) {
        return Softmax.argmax(Y, n);
    }

    /**
     * Counts the examples that are classified correctly: whose {@linkplain #classOf class} has the largest score, as the first of several.
     *
     * @param scores logits or probabilities, N×K
     * @throws IllegalArgumentException if {@code scores} does not have the shape of these targets, or has an entry that is NaN or +∞
     */
    public int countCorrect(DMatrixRMaj scores) {
        Require.shape("scores", scores, examples(), classes());
        Require.logits("scores", scores);
        int correct = 0;
        for (int n = 0; n < scores.numRows; n++) {
            correct += classOf(n) == Softmax.argmax(scores, n) ? 1 : 0;
        }
        return correct;
    }

    /**
     * Returns the targets of these examples, in this order.
     *
     * @param rows 0 … N − 1; an example may be taken more than once
     * @throws IllegalArgumentException if {@code rows} is empty or a row is out of range
     */
    public Targets select(int... rows) {
        Require.that(rows.length > 0, "rows is empty");
        final var selected = new Targets(new DMatrixRMaj(rows.length, Y.numCols));
        copyRows(Y, rows, 0, rows.length, selected.Y);
        return selected;
    }

    /** Returns targets of no example yet, for a batch. */
    static Targets empty(int classes) {
        return new Targets(new DMatrixRMaj(0, classes));
    }

    /** Makes these the targets of {@code rows[from] … rows[to − 1]} of {@code whole}. */
    void take(Targets whole, int[] rows, int from, int to) {
        copyRows(whole.Y, rows, from, to, Y);
    }

    /** Copies {@code rows[from] … rows[to − 1]} of a matrix to another, which is reshaped. */
    static void copyRows(DMatrixRMaj matrix, int[] rows, int from, int to, DMatrixRMaj output) {
        requireRows(matrix, rows, from, to);
        Rows.copy(matrix, rows, from, to, output);
    }

    private static void requireRows(DMatrixRMaj matrix, int[] rows, int from, int to) {
        for (int n = from; n < to; n++) {
            if (rows[n] < 0 || rows[n] >= matrix.numRows) {
                throw Require.refused("rows must be in 0 … %d, but number %d is %d", matrix.numRows - 1, n, rows[n]);
            }
        }
    }

    /** Returns Y, N×K, as a new matrix. */
    public DMatrixRMaj toMatrix() {
        return Y.copy();
    }

    /** {@code Σₖ yₖ} of one example: 1 except for rounding. */
    double sum(int n) {
        double sum = 0;
        for (int k = 0; k < Y.numCols; k++) {
            sum += Y.unsafe_get(n, k);
        }
        return sum;
    }
}
