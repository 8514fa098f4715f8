package io.github.gradwalk;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.argument.Summary;
import org.ejml.data.DMatrixRMaj;

/**
 * A mini-batch: some examples of a data set, copied into matrices that are reused. Taking the next examples overwrites the previous
 * ones, including what {@link #X} and {@link #Y} have returned.
 */
public final class Batch {
    private final DMatrixRMaj X;
    private Targets Y;

    /** An empty batch for examples with this many features and classes, both at least 1. */
    public Batch(int features, int classes) {
        X = new DMatrixRMaj(0, features);
        Y = Targets.ofNoExample(classes, false);
    }

    /**
     * Takes examples {@code rows[from] … rows[to − 1]}, in this order.
     *
     * @throws IllegalArgumentException if a row is out of range
     */
    public void take(DMatrixRMaj X, Targets Y, int[] rows, int from, int to) {
        Require.notNull("X", X);
        Require.notNull("Y", Y);
        Require.notNull("rows", rows);
        Targets.copyRows(X, rows, from, to, this.X);
        if (this.Y.isWeighted() != Y.isWeighted()) {
            this.Y = Targets.ofNoExample(Y.classes(), Y.isWeighted());
        }
        this.Y.take(Y, rows, from, to);
    }

    /** The features, one example per row. */
    public DMatrixRMaj X() {
        return X;
    }

    /** The targets, with their weights. */
    public Targets Y() {
        return Y;
    }

    /** As {@code Batch of 32 examples, 4 features, 3 classes}. */
    @Override
    public String toString() {
        return "Batch of " + Summary.count(X.numRows, "example") + ", " + Summary.count(X.numCols, "feature") + ", "
                + Summary.count(Y.classes(), "class");
    }
}
