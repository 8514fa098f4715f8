package io.github.gradwalk.check;

import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.gaussian;
import static io.github.gradwalk.Matrices.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.Activation;
import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Reduction;
import io.github.gradwalk.Softmax;
import io.github.gradwalk.Targets;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.hipparchus.util.Binary64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormulasTest {
    private static final double[] Z = {Math.log(3), Math.log(6), 0};
    private static final double[] Y = {0.2, 0.7, 0.1};

    @Test
    void theWorkedExample() {
        final var p = Formulas.softmax(scalars(Z));
        assertThat(values(p)).containsExactly(new double[] {0.3, 0.6, 0.1}, within(1e-16));
        assertThat(Formulas.logSumExp(scalars(Z)).value()).isCloseTo(Math.log(10), within(1e-15));
        final double expected = -0.2 * Math.log(0.3) - 0.7 * Math.log(0.6) - 0.1 * Math.log(0.1);
        assertThat(Formulas.crossEntropy(p, Y).value()).isCloseTo(expected, within(1e-15));
        assertThat(Formulas.crossEntropyOfLogits(scalars(Z), Y).value()).isCloseTo(expected, within(1e-15));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        final var net = Mlp.create(new int[] {2, 3}, Activation.TANH, new Initialisation.He(), 1);
        final var one = Targets.ofClass(3, 0);
        final var x = row(0.3, -0.7);
        final var W = net.layers().get(0).W();
        final var dual = Oracle.DUAL_NUMBERS;
        assertRefused(() -> Formulas.softmax(new Scalar[0]), "z is empty");
        assertRefused(
                () -> Formulas.crossEntropyOfLogits(scalars(Z), 1, 0),
                "y must have 3 entries, one for each of z, but has 2");
        assertRefused(
                () -> Formulas.crossEntropy(scalars(Z), 1, 0, 0, 0),
                "y must have 3 entries, one for each of p, but has 4");
        assertRefused(
                () -> dual.gradient(
                        Formulas.lossOfWeights(net, x, Targets.ofClasses(3, new int[] {0, 1}), Reduction.MEAN, 0), W),
                "targets must have 1 examples, one for each row of X, but has 2");
        assertRefused(
                () -> dual.gradient(Formulas.lossOfWeights(net, row(1), one, Reduction.MEAN, 0), W),
                "W must have 1 columns, one for each input, but has 2");
        assertRefused(
                () -> dual.gradient(Formulas.lossOfBias(net, x, one, Reduction.MEAN, 0), row(1, 2)),
                "b must have 3 rows, one for each row of W, but has 1");
    }

    @Test
    void theyAgreeWithTheLibraryOverManyScales() {
        for (final double scale : new double[] {1e-3, 1, 30, 300}) {
            final var z = gaussian(1, 6, scale, 5);
            final var logits = scalars(z.data);
            final var P = Softmax.probabilities(z);
            assertThat(values(Formulas.softmax(logits))).containsExactly(P.data, within(1e-15));
            assertThat(Formulas.logSumExp(logits).value())
                    .isCloseTo(Softmax.logSumExp(z).get(0), within(1e-15 * (1 + scale)));
            final double loss = CrossEntropy.loss(z, Targets.ofClass(6, 2));
            assertThat(Formulas.crossEntropyOfLogits(logits, 0, 0, 1, 0, 0, 0).value())
                    .isCloseTo(loss, within(1e-14 * (1 + loss)));
        }
    }

    @Test
    void theyDoNotOverflow() {
        final var huge = scalars(1000, 1001, -1000);
        final double q = 1 / (1 + Math.exp(-1));
        assertThat(values(Formulas.softmax(huge))).containsExactly(new double[] {1 - q, q, 0}, within(1e-15));
        assertThat(Formulas.logSumExp(huge).value()).isCloseTo(1001 - Math.log(q), within(1e-12));
        assertThat(Formulas.crossEntropyOfLogits(huge, 0, 0, 1).value()).isCloseTo(2001 - Math.log(q), within(1e-12));
    }

    @ParameterizedTest
    @EnumSource
    void activations(Activation activation) {
        for (final double z : new double[] {-50, -1.3, 0, 0.4, 2, 50}) {
            assertThat(Formulas.activation(activation, scalars(z)[0]).value())
                    .isCloseTo(activation.value(z), within(2e-16));
        }
    }

    @Test
    void atItsKinkReluHasTheDerivativeOfTheLibrary() {
        final ScalarFunction relu = z -> Formulas.activation(Activation.RELU, z[0][0]);
        assertThat(Oracle.DUAL_NUMBERS.gradient(relu, row(0)).get(0)).isEqualTo(Activation.RELU.derivative(0));
        assertThat(Oracle.COMPLEX_STEP.gradient(relu, row(0)).get(0)).isEqualTo(Activation.RELU.derivative(0));
        // the mean of the slopes on both sides
        assertThat(Oracle.CENTRAL_DIFFERENCES.gradient(relu, row(0)).get(0)).isEqualTo(0.5);
    }

    @ParameterizedTest
    @EnumSource
    void theLossOfANetworkIsTheSameWhicheverWayItIsAsked(Reduction reduction) {
        final var net = Mlp.create(new int[] {3, 4, 2, 5}, Activation.TANH, new Initialisation.Normal(0.8), 3);
        net.layers().forEach(layer -> layer.b().setTo(gaussian(layer.outputs(), 1, 0.5, 8)));
        final var X = gaussian(4, 3, 1, 9);
        final var targets = Targets.ofClasses(5, new int[] {4, 0, 3, 1}).smoothed(0.2);
        final double expected = CrossEntropy.loss(net.logits(X), targets, reduction);

        final var ofInput = Formulas.lossOfInput(net, targets, reduction);
        assertThat(ofInput.at(scalars(X)).value()).isCloseTo(expected, within(1e-14));
        for (int l = 0; l < 3; l++) {
            final var layer = net.layers().get(l);
            final var ofW = Formulas.lossOfWeights(net, X, targets, reduction, l);
            final var ofb = Formulas.lossOfBias(net, X, targets, reduction, l);
            assertThat(ofW.at(scalars(layer.W())).value()).isCloseTo(expected, within(1e-14));
            assertThat(ofb.at(scalars(layer.b())).value()).isCloseTo(expected, within(1e-14));
        }
    }

    @Test
    void theLossIsAFunctionOfTheLayerThatWasAskedFor() {
        final var net = Mlp.create(new int[] {2, 2, 2}, Activation.TANH, new Initialisation.Normal(0.8), 3);
        final var X = row(0.3, -0.7);
        final var targets = Targets.ofClass(2, 1);
        final var other = gaussian(2, 2, 1, 4);
        final double[] losses = new double[2];
        for (int l = 0; l < 2; l++) {
            losses[l] = Formulas.lossOfWeights(net, X, targets, Reduction.MEAN, l)
                    .at(scalars(other))
                    .value();
            final var weights = net.layers().get(l).W();
            final var before = weights.copy();
            weights.setTo(other);
            assertThat(losses[l]).isCloseTo(CrossEntropy.loss(net.logits(X), targets), within(1e-15));
            weights.setTo(before);
        }
        assertThat(losses[0]).isNotEqualTo(losses[1]);
    }

    @Test
    void whatTheLayersHoldWhenTheFunctionIsAskedCounts() {
        final var net = Mlp.create(new int[] {2, 3}, Activation.TANH, new Initialisation.Normal(0.8), 3);
        final var f = Formulas.lossOfInput(net, Targets.ofClass(3, 1), Reduction.MEAN);
        final var x = scalars(row(1, 2));
        final double before = f.at(x).value();
        net.layers().get(0).W().set(0, 0, 5);
        assertThat(f.at(x).value()).isNotEqualTo(before);
    }

    private static Scalar[] scalars(double... values) {
        return Arrays.stream(values)
                .mapToObj(value -> new Scalar(new Binary64(value)))
                .toArray(Scalar[]::new);
    }

    private static Scalar[][] scalars(DMatrixRMaj matrix) {
        final var scalars = new Scalar[matrix.numRows][];
        for (int i = 0; i < matrix.numRows; i++) {
            scalars[i] = scalars(Arrays.copyOfRange(matrix.data, i * matrix.numCols, (i + 1) * matrix.numCols));
        }
        return scalars;
    }

    private static double[] values(Scalar[] scalars) {
        return Arrays.stream(scalars).mapToDouble(Scalar::value).toArray();
    }
}
