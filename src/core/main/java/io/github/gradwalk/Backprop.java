package io.github.gradwalk;

import io.github.gradwalk.argument.Require;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Forward and backward through one network in matrices that are used again: for training loops, and for inference that must not
 * allocate. Once it has seen its largest batch, nothing is allocated any more.
 *
 * <p>What the methods return is overwritten by the next call. The parameters are the network's own, as they are at each call. One
 * thread at a time.
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
     * Returns the logits of {@code X}, N×K: those of {@link Mlp#forward}, which also looks for what is not finite in {@code X}.
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
     * Returns the gradients by the parameters, as {@link Mlp#backward} does. {@code ∂L/∂X} is not among them: it would cost as
     * much as the gradient of the first layer's weights.
     *
     * @param gradientOfLogits {@code ∂L/∂Z}, N×K; it is not changed
     * @throws IllegalStateException if there was no {@link #forward} before
     * @throws IllegalArgumentException if it has not the shape of the logits
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
