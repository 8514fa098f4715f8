package io.github.gradwalk;

import io.github.gradwalk.argument.Require;
import org.ejml.data.DMatrixRMaj;

/**
 * One layer, {@code a = σ(W x + b)}. The matrices are not copied: an optimizer changes them in place.
 *
 * @param W weights, outputs × inputs
 * @param b bias, outputs × 1
 * @param activation {@code σ}
 */
public record Layer(DMatrixRMaj W, DMatrixRMaj b, Activation activation) {
    /** @throws IllegalArgumentException if {@code W} is empty, {@code b} is not outputs × 1, either is not finite, or the activation is missing */
    public Layer {
        Require.nonEmpty("W", W);
        Require.shape("b", b, W.numRows, 1);
        Require.finite("W", W);
        Require.finite("b", b);
        Require.that(activation != null, "activation is missing");
    }

    /** Returns the number of inputs, n<sub>l−1</sub>. */
    public int inputs() {
        return W.numCols;
    }

    /** Returns the number of outputs, n<sub>l</sub>. */
    public int outputs() {
        return W.numRows;
    }

    /** As {@code Layer 4 → 16, TANH}. */
    @Override
    public String toString() {
        return "Layer " + inputs() + " → " + outputs() + ", " + activation;
    }
}
