package io.github.gradwalk;

import org.ejml.data.DMatrixRMaj;

/**
 * Some examples of a data set, copied into matrices that are used again: a mini-batch. Taking the next examples overwrites the last
 * ones, also where {@link #X} and {@link #Y} were handed on.
 */
public final class Batch {
    private final DMatrixRMaj X;
    private final Targets Y;

    /** An empty batch for examples with so many features and classes, each at least 1. */
    public Batch(int features, int classes) {
        X = new DMatrixRMaj(0, features);
        Y = Targets.empty(classes);
    }

    /**
     * Takes examples {@code rows[from] … rows[to − 1]}, in this order.
     *
     * @throws IllegalArgumentException if a row is out of range
     */
    public void take(DMatrixRMaj X, Targets Y, int[] rows, int from, int to) {
        Targets.copyRows(X, rows, from, to, this.X);
        this.Y.take(Y, rows, from, to);
    }

    /** The features, one example a row. */
    public DMatrixRMaj X() {
        return X;
    }

    /** The targets. */
    public Targets Y() {
        return Y;
    }
}
