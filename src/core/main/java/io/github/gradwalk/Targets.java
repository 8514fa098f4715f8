package io.github.gradwalk;

import io.github.gradwalk.argument.Require;
import org.ejml.data.DMatrixRMaj;

/**
 * What the network should have said: for each of N examples a distribution {@code y} over K classes, one a row.
 *
 * <p>A class index stands for the one-hot distribution. Values are checked once, here, and cannot change afterwards; only those
 * of a {@link Batch} do, with the batch.
 */
public final class Targets {
    private final DMatrixRMaj Y;

    private Targets(DMatrixRMaj Y) {
        this.Y = Y;
    }

    /**
     * One class index for each example.
     *
     * @param classes K, at least 1
     * @param indices the true class of each example, in 0 … K − 1
     * @throws IllegalArgumentException naming the example whose index is out of range, or if there is none, or
     *     {@code classes} is below 1
     */
    public static Targets ofClasses(int classes, int... indices) {
        Require.that(classes > 0, "classes must be at least 1, but is %d", classes);
        Require.that(indices.length > 0, "indices is empty");
        final var Y = new DMatrixRMaj(indices.length, classes);
        for (int n = 0; n < indices.length; n++) {
            Require.that(
                    0 <= indices[n] && indices[n] < classes,
                    "indices must be in 0 … %d, but row %d is %d",
                    classes - 1,
                    n,
                    indices[n]);
            Y.set(n, indices[n], 1);
        }
        return new Targets(Y);
    }

    /**
     * Any distributions: soft labels.
     *
     * @param targets N×K, copied
     * @throws IllegalArgumentException naming the row (and column) that is negative, NaN, or does not sum to 1 within 1e-9
     */
    public static Targets ofDistributions(DMatrixRMaj targets) {
        Require.distributions("targets", targets);
        return new Targets(targets.copy());
    }

    /**
     * Label smoothing: {@code y ← (1 − ε) y + ε/K}. Each class, the true one too, gets {@code ε/K}.
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

    /** Returns {@code y}, the probability that example {@code n} is meant to have of class {@code k}. */
    public double get(int n, int k) {
        return Y.get(n, k);
    }

    /** {@link #get} for loops over all of them, which need no check. */
    double unsafeGet(int n, int k) {
        return Y.unsafe_get(n, k);
    }

    /** Returns the class that example {@code n} is most probably meant to have: of equals, the first. */
    public int classOf(int n) {
        return Row.top(Y, n);
    }

    /**
     * Returns the targets of these examples, in this order.
     *
     * @param rows 0 … N − 1; an example may be taken more than once
     * @throws IllegalArgumentException if there is no row, or one is out of range
     */
    public Targets select(int... rows) {
        Require.that(rows.length > 0, "rows is empty");
        final var selected = new Targets(new DMatrixRMaj(rows.length, Y.numCols));
        copyRows(Y, rows, 0, rows.length, selected.Y);
        return selected;
    }

    /** No targets yet, for a batch. */
    static Targets empty(int classes) {
        return new Targets(new DMatrixRMaj(0, classes));
    }

    /** Makes these the targets of {@code rows[from] … rows[to − 1]} of {@code whole}. */
    void take(Targets whole, int[] rows, int from, int to) {
        copyRows(whole.Y, rows, from, to, Y);
    }

    /** Copies {@code rows[from] … rows[to − 1]} of a matrix, which must have them, to another, which is reshaped. */
    static void copyRows(DMatrixRMaj matrix, int[] rows, int from, int to, DMatrixRMaj output) {
        requireRows(matrix, rows, from, to);
        output.reshape(to - from, matrix.numCols);
        // Rows far apart in a large matrix have to come from memory. One entry of each first: so it waits for all of
        // them at once.
        double touched = 0;
        for (int n = from; n < to; n++) {
            touched += matrix.data[rows[n] * matrix.numCols];
        }
        output.data[0] = touched;
        for (int n = from; n < to; n++) {
            System.arraycopy(
                    matrix.data, rows[n] * matrix.numCols, output.data, (n - from) * matrix.numCols, matrix.numCols);
        }
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

    /** {@code Σₖ yₖ} of one example: 1, but for rounding. */
    double sum(int n) {
        double sum = 0;
        for (int k = 0; k < Y.numCols; k++) {
            sum += Y.unsafe_get(n, k);
        }
        return sum;
    }
}
