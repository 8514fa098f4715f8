package io.github.gradwalk;

import io.github.gradwalk.argument.Require;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Forward and backward passes through one network that reuse their matrices: for training loops, and for inference that must not
 * allocate. Once the largest batch has been processed, nothing more is allocated.
 *
 * <p>What the methods return is overwritten by the next call. The parameters are those that the network has at the time of the call.
 * Not for use by several threads at once.
 */
public final class Backprop {
    private final Mlp net;
    private final List<DMatrixRMaj> A = new ArrayList<>();
    private final List<DMatrixRMaj> delta = new ArrayList<>();
    private final Gradients gradients;

    public Backprop(Mlp net) {
        this.net = net;
        A.add(new DMatrixRMaj(0, 0)); // the place of X
        for (final var layer : net.layers()) {
            A.add(new DMatrixRMaj(1, layer.outputs()));
            delta.add(new DMatrixRMaj(1, layer.outputs()));
        }
        gradients = new Gradients(
                net.layers().stream().map(layer -> new DMatrixRMaj(layer.W())).toList(),
                net.layers().stream().map(layer -> new DMatrixRMaj(layer.b())).toList(),
                new DMatrixRMaj(0, net.layers().get(0).inputs()));
    }

    /**
     * Returns the logits of {@code X}, N×K: those of {@link Mlp#forward}, which also checks that {@code X} is finite.
     *
     * @param X N × features, N at least 1; it must not change before {@link #backward}
     * @throws IllegalArgumentException if {@code X} is empty or has another width
     */
    public DMatrixRMaj forward(DMatrixRMaj X) {
        net.requireInput(X);
        A.set(0, X);
        net.forward(A);
        return A.get(A.size() - 1);
    }

    /**
     * Returns the gradients with respect to the parameters, as {@link Mlp#backward} does. {@code ∂L/∂X} is left out: it would
     * cost as much as the gradient of the first layer's weights.
     *
     * @param gradientOfLogits {@code ∂L/∂Z}, N×K; it is not changed
     * @throws IllegalStateException if there was no {@link #forward} before
     * @throws IllegalArgumentException if it does not have the shape of the logits
     */
    public Gradients backward(DMatrixRMaj gradientOfLogits) {
        if (A.get(0).numRows == 0) {
            throw new IllegalStateException("backward needs a call of forward before it");
        }
        Require.sameShape("gradientOfLogits", gradientOfLogits, "the logits", A.get(A.size() - 1));
        delta.get(delta.size() - 1).setTo(gradientOfLogits);
        net.backward(A, delta, gradients);
        return gradients;
    }
}
