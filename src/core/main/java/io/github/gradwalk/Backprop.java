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
    private final Dropout dropout;

    /** Passes without dropout. */
    public Backprop(Mlp net) {
        this(net, 0, 0);
    }

    /**
     * Passes that may leave out hidden activations: {@link #forwardWithDropout}.
     *
     * @param dropout the probability {@code p} with which each is left out, in [0, 1)
     * @param seed the same seed gives the same masks on every machine
     * @throws IllegalArgumentException if {@code dropout} is not in [0, 1)
     */
    public Backprop(Mlp net, double dropout, long seed) {
        Require.notNull("net", net);
        Require.that(0 <= dropout && dropout < 1, "dropout must be in [0, 1), but is %s", dropout);
        this.net = net;
        this.dropout = new Dropout(net.layers(), dropout, seed);
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
        dropout.turnOff();
        return logits(X);
    }

    /**
     * Returns the logits of {@code X} where hidden activations are left out at random, the others being multiplied by {@code 1/(1 − p)}
     * (inverted dropout). {@link #backward} then uses the same masks.
     *
     * <p>\[ \tilde A^l = A^l \odot M^l, \qquad m^l_{nj} = 0 \text{ with probability } p, \text{ else } \frac{1}{1-p} \]
     *
     * <p>Which ones are left out depends on the seed, the step, and an example's number in its batch alone, so that a batch may be shared among
     * threads.
     *
     * @param X N × features, N at least 1; it must not change before {@link #backward}
     * @param step the number of the training step: another number gives other masks
     * @param first the number, in its batch, of the example in the first row of {@code X}; 0 if {@code X} is the whole batch
     * @throws IllegalArgumentException if {@code X} is empty or has another width
     */
    public DMatrixRMaj forwardWithDropout(DMatrixRMaj X, int step, int first) {
        net.requireInput(X);
        dropout.turnOn(step, first);
        return logits(X);
    }

    private DMatrixRMaj logits(DMatrixRMaj X) {
        A.set(0, X);
        net.forward(A, dropout);
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
        net.backward(A, dropout, delta, gradients);
        return gradients;
    }

    /** As {@code Backprop of Mlp 4-16-3, 131 parameters: TANH, IDENTITY}. */
    @Override
    public String toString() {
        return "Backprop of " + net;
    }
}
