package io.github.gradwalk;

import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BackpropTest {
    private final Mlp net = Mlp.create(new int[] {4, 6, 5, 3}, Activation.TANH, new Initialisation.Glorot(), 1);
    private final Backprop backprop = new Backprop(net);

    /** Batches that grow and shrink: nothing of an earlier one is left. */
    @Test
    void agreesWithTheNetworkForBatchesOfAnySize() {
        for (final int examples : new int[] {7, 1, 40, 3}) {
            final var X = gaussian(examples, 4, 1, examples);
            final var dZ = gaussian(examples, 3, 1, examples + 1);
            final var pass = net.forward(X);
            final var expected = net.backward(pass, dZ);

            assertIdentical(backprop.forward(X), pass.logits());
            final var given = dZ.copy();
            final var gradients = backprop.backward(given);
            for (int l = 0; l < 3; l++) {
                assertIdentical(gradients.W().get(l), expected.W().get(l));
                assertIdentical(gradients.b().get(l), expected.b().get(l));
            }
            assertIdentical(given, dZ);
        }
    }

    @Test
    void seesTheParametersAsTheyAre() {
        final var X = gaussian(2, 4, 1, 1);
        backprop.forward(X);
        net.layers().get(0).W().set(0, 0, 9);
        assertIdentical(backprop.forward(X), net.logits(X));
    }

    @Test
    void usesItsMatricesAgain() {
        final var first = backprop.forward(gaussian(8, 4, 1, 1));
        assertThat(backprop.forward(gaussian(2, 4, 1, 1))).isSameAs(first);
        assertThat(first.numRows).isEqualTo(2);
    }

    @Test
    void leavesOutTheGradientByTheInput() {
        backprop.forward(gaussian(8, 4, 1, 1));
        assertThat(backprop.backward(gaussian(8, 3, 1, 1)).X().getNumElements()).isZero();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> backprop.backward(gaussian(2, 3, 1, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("backward needs a call of forward before it");
        assertRefused(() -> backprop.forward(gaussian(2, 5, 1, 1)), "X must have the shape 2×4, but has 2×5");
        backprop.forward(gaussian(2, 4, 1, 1));
        assertRefused(
                () -> backprop.backward(gaussian(2, 4, 1, 1)),
                "gradientOfLogits and the logits must have the same shape, but have 2×4 and 2×3");
    }
}
