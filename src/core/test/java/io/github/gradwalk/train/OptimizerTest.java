package io.github.gradwalk.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Gradients;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Matrices;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Networks;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {
    private final DMatrixRMaj W = Matrices.rows(new double[] {1, -2}, new double[] {0.5, 0});
    private final DMatrixRMaj b = Matrices.column(0.1, -0.1);
    private final Mlp net = new Mlp(List.of(new Layer(W, b, Activation.IDENTITY)));

    /** Worked by hand: g = 1, then g = −1. */
    static Stream<Arguments> twoSteps() {
        return Stream.of(
                Arguments.of(new Optimizer.Sgd(), 1, -1),
                Arguments.of(new Optimizer.Momentum(0.5), 1, -0.5),
                Arguments.of(new Optimizer.Nesterov(0.5), 1.5, -1.25),
                // v = 0.25, then 0.4375
                Arguments.of(new Optimizer.RmsProp(0.75, 0.5), 1, -1 / (Math.sqrt(0.4375) + 0.5)),
                // m = 0.5, then −0.25, corrected by 1/2 and 3/4; v corrected is 1 both times
                Arguments.of(new Optimizer.Adam(0.5, 0.75, 1), 0.5, -1.0 / 6));
    }

    @ParameterizedTest
    @MethodSource("twoSteps")
    void directionOfTwoSteps(Optimizer optimizer, double first, double second) {
        final var memory = new double[optimizer.memories()][1];
        final var d = new double[1];
        optimizer.direction(0, 1, new double[] {1}, 1, memory, memory, d);
        assertThat(d[0]).isCloseTo(first, within(1e-15));
        optimizer.direction(0, 1, new double[] {-1}, 2, memory, memory, d);
        assertThat(d[0]).isCloseTo(second, within(1e-15));
    }

    @ParameterizedTest
    @MethodSource("io.github.gradwalk.train.Optimizers#all")
    void stepsDownAndLeavesTheGradientsAlone(Optimizer optimizer) {
        final var gradients = gradients(1, -1);
        final var copy = gradients(1, -1);
        final var run = optimizer.on(net);
        run.step(gradients, 0.01);
        run.step(gradients, 0.01);
        assertThat(W.get(0, 0)).isLessThan(1);
        assertThat(b.get(1, 0)).isGreaterThan(-0.1);
        assertThat(W.get(1, 1)).isZero(); // its gradient is 0
        Matrices.assertIdentical(gradients.W().get(0), copy.W().get(0));
        Matrices.assertIdentical(gradients.b().get(0), copy.b().get(0));
    }

    @ParameterizedTest
    @MethodSource("io.github.gradwalk.train.Optimizers#all")
    void aRefusedStepChangesNothingAndCanBeTriedAgain(Optimizer optimizer) {
        final var other = net.copy();
        final var run = optimizer.on(net);
        final var otherRun = optimizer.on(other);
        run.step(gradients(1, 1), 0.1);
        otherRun.step(gradients(1, 1), 0.1);

        // The step or the memory of a square overflows.
        assertThatThrownBy(() -> run.step(gradients(1e200, 1e200), 1e150))
                .isExactlyInstanceOf(ArithmeticException.class)
                .hasMessage("the parameters would not be finite after step 2 at learning rate 1.0E150");
        Networks.assertSame(net, other);
        refused(
                () -> run.step(gradients(1, Double.NaN), 0.1),
                "∂L/∂b of layer 1 must be finite, but row 1, column 0 (counted from 0) is NaN");

        run.step(gradients(2, 3), 0.1);
        otherRun.step(gradients(2, 3), 0.1);
        Networks.assertSame(net, other);
    }

    /** All results are finite, but their sum is not. */
    @Test
    void aStepOfTheLargestParametersIsMade() {
        W.fill(Double.MAX_VALUE);
        new Optimizer.Momentum().on(net).step(gradients(1, 1), 0.1);
        assertThat(W.get(1, 1)).isEqualTo(Double.MAX_VALUE);
        assertThat(b.get(0, 0)).isCloseTo(0.1 - 0.1, within(1e-15));
    }

    @Test
    void refusesWhatDoesNotFit() {
        final var run = new Optimizer.Sgd().on(net);
        final var one = new DMatrixRMaj(1, 1);
        refused(
                () -> run.step(new Gradients(List.of(), List.of(), one), 0.1),
                "gradients must be of 1 layers, but have W of 0 and b of 0");
        refused(
                () -> run.step(new Gradients(List.of(one), List.of(b.copy()), one), 0.1),
                "∂L/∂W of layer 1 must have the shape 2×2, but has 1×1");
        final var deep = Mlp.create(new int[] {2, 2, 2}, Activation.TANH, new Initialisation.Glorot(), 1);
        final var g = gradients(1, 1);
        final var partly = new Gradients(List.of(g.W().get(0), one), List.of(g.b().get(0), g.b().get(0)), one);
        refused(
                () -> new Optimizer.Sgd().on(deep).step(partly, 0.1),
                "∂L/∂W of layer 2 must have the shape 2×2, but has 1×1");
        for (final double rate : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            refused(() -> run.step(g, rate), "learningRate must be finite and at least 0, but is " + rate);
        }
    }

    private void refused(ThrowingCallable call, String message) {
        Matrices.assertRefused(call, message, W, b);
    }

    @Test
    void withoutMemoryMomentumIsPlainDescent() {
        final var plain = net.copy();
        new Optimizer.Sgd().on(plain).step(gradients(1, 2), 0.1);
        new Optimizer.Momentum(0).on(net).step(gradients(1, 2), 0.1);
        Networks.assertSame(net, plain);
    }

    @Test
    void refusesBadSettings() {
        refused(() -> new Optimizer.Momentum(1), "mu must be in [0, 1), but is 1.0");
        refused(() -> new Optimizer.Nesterov(-0.1), "mu must be in [0, 1), but is -0.1");
        refused(() -> new Optimizer.RmsProp(Double.NaN, 1e-8), "alpha must be in [0, 1), but is NaN");
        refused(() -> new Optimizer.RmsProp(0.9, 0), "epsilon must be positive and finite, but is 0.0");
        refused(() -> new Optimizer.Adam(1, 0.9, 1e-8), "beta1 must be in [0, 1), but is 1.0");
        refused(() -> new Optimizer.Adam(0.9, 1.5, 1e-8), "beta2 must be in [0, 1), but is 1.5");
        refused(
                () -> new Optimizer.Adam(0.9, 0.9, Double.POSITIVE_INFINITY),
                "epsilon must be positive and finite, but is Infinity");
    }

    /** Where the gradient is 0, only the decay is left. */
    @Test
    void adamWShrinksWeightsAndBiasesByTheirShare() {
        final var run = new Optimizer.AdamW(0.5).on(net);
        final var none = new Gradients(List.of(new DMatrixRMaj(2, 2)), List.of(new DMatrixRMaj(2, 1)), W);
        run.step(none, 0.1);
        Matrices.assertClose(W, Matrices.rows(new double[] {0.95, -1.9}, new double[] {0.475, 0}), 1e-15);
        Matrices.assertClose(b, Matrices.column(0.095, -0.095), 1e-15);
    }

    @Test
    void withoutDecayAdamWIsAdam() {
        final var other = net.copy();
        new Optimizer.Adam(0.8, 0.9, 1e-3).on(other).step(gradients(1, 2), 0.1);
        new Optimizer.AdamW(0.8, 0.9, 1e-3, 0).on(net).step(gradients(1, 2), 0.1);
        Networks.assertSame(net, other);
    }

    @Test
    void weightDecayIsNotGivenTwice() {
        refused(
                () -> Trainer.with(new Optimizer.AdamW()).weightDecay(0.1),
                "weightDecay must be 0 with AdamW, which has its own, new Optimizer.AdamW(0.1), but is 0.1");
        refused(() -> new Optimizer.AdamW(-1), "weightDecay must be finite and at least 0, but is -1.0");
        refused(() -> new Optimizer.AdamW(1, 0.9, 1e-8, 0), "beta1 must be in [0, 1), but is 1.0");
    }

    private static Gradients gradients(double first, double last) {
        return new Gradients(
                List.of(Matrices.rows(new double[] {first, 2}, new double[] {-1, 0})),
                List.of(Matrices.column(1, last)),
                new DMatrixRMaj(1, 2));
    }
}
