package io.github.gradwalk;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.argument.Summary;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The gradient of a loss with respect to the parameters and the input of a network. The matrices are not copied.
 *
 * @param W {@code ∂L/∂Wˡ} of each layer, first to last, in the shape of the weights, outputs × inputs
 * @param b {@code ∂L/∂bˡ} of each layer, outputs × 1
 * @param X {@code ∂L/∂X}, N × features; empty where it is not computed, as in {@link Backprop}
 */
public record Gradients(List<DMatrixRMaj> W, List<DMatrixRMaj> b, DMatrixRMaj X) {
    public Gradients {
        Require.notNull("W", W);
        Require.notNull("b", b);
        Require.notNull("X", X);
        W = List.copyOf(W);
        b = List.copyOf(b);
    }

    /** As {@code Gradients: W1 16×4, W2 3×16; b1 16×1, b2 3×1; X 32×4}. */
    @Override
    public String toString() {
        return "Gradients: " + Summary.shapes("W", 1, W) + "; " + Summary.shapes("b", 1, b) + "; X " + Require.shape(X);
    }
}
