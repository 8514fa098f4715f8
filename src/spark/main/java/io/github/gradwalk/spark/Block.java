package io.github.gradwalk.spark;

import io.github.gradwalk.Targets;
import java.io.Serializable;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Some rows of a partition: features, classes and weights. */
final class Block implements Serializable {
    private static final long serialVersionUID = 1;

    private final DMatrixRMaj X;
    private final int[] classes;
    private final double[] weights;

    Block(DMatrixRMaj X, int[] classes, double[] weights) {
        this.X = X;
        this.classes = classes;
        this.weights = weights;
    }

    /** An empty block for up to so many rows. */
    Block(int rows, int features) {
        this(new DMatrixRMaj(rows, features), new int[rows], new double[rows]);
    }

    /** The features, one example per row. */
    DMatrixRMaj X() {
        return X;
    }

    /** The class of each example. */
    int[] classes() {
        return classes;
    }

    /** The weight of each example, that of its class included. */
    double[] weights() {
        return weights;
    }

    /** Returns a block of the first rows of this one. */
    Block first(int rows) {
        final var part = new DMatrixRMaj(rows, X.numCols);
        System.arraycopy(X.data, 0, part.data, 0, part.getNumElements());
        return new Block(part, Arrays.copyOf(classes, rows), Arrays.copyOf(weights, rows));
    }

    /** Copies a row of another block to a row of this one. */
    void copy(Block other, int from, int to) {
        System.arraycopy(other.X.data, from * X.numCols, X.data, to * X.numCols, X.numCols);
        classes[to] = other.classes[from];
        weights[to] = other.weights[from];
    }

    /** Whether no row counts. */
    boolean isWithoutWeight() {
        return Arrays.stream(weights).allMatch(weight -> weight == 0);
    }

    /** Returns the targets, without weights if these are all 1, or all 0. */
    Targets targets(int classCount) {
        final var targets = Targets.ofClasses(classCount, classes);
        return isWithoutWeight() || Arrays.stream(weights).allMatch(weight -> weight == 1)
                ? targets
                : targets.weighted(weights);
    }
}
