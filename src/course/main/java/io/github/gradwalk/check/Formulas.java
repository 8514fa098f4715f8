package io.github.gradwalk.check;

import static io.github.gradwalk.check.Scalar.sum;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Reduction;
import io.github.gradwalk.Targets;
import io.github.gradwalk.argument.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The forward formulas a second time, as one would write them on paper, for the oracles to differentiate. This class has no derivatives and
 * uses nothing of the library's own forward code.
 */
public final class Formulas {
    private Formulas() {}

    /**
     * {@code pᵢ = exp(zᵢ) / Σₖ exp(zₖ)}. The largest real part is subtracted first, which does not change the softmax.
     *
     * @throws IllegalArgumentException if {@code z} is empty
     */
    public static Scalar[] softmax(Scalar[] z) {
        final var e = exponentials(z);
        final var total = sum(e);
        return Arrays.stream(e).map(term -> term.divide(total)).toArray(Scalar[]::new);
    }

    /**
     * {@code ln Σₖ exp(zₖ)}.
     *
     * @throws IllegalArgumentException if {@code z} is empty
     */
    public static Scalar logSumExp(Scalar[] z) {
        return sum(exponentials(z)).log().plus(max(z));
    }

    /**
     * {@code E = −Σₖ yₖ ln pₖ}.
     *
     * @throws IllegalArgumentException if {@code y} does not have one entry per class
     */
    public static Scalar crossEntropy(Scalar[] p, double... y) {
        return crossEntropy("p", p, Scalar::log, y);
    }

    /**
     * {@code E} as a function of the logits, {@code E(softmax(z), y)}.
     *
     * @throws IllegalArgumentException if {@code y} does not have one entry per class
     */
    public static Scalar crossEntropyOfLogits(Scalar[] z, double... y) {
        final var lse = logSumExp(z);
        return crossEntropy("z", z, zk -> zk.minus(lse), y);
    }

    /** {@code −Σₖ yₖ ln pₖ}, given how {@code ln pₖ} is computed from the entries of {@code x}. */
    private static Scalar crossEntropy(String name, Scalar[] x, UnaryOperator<Scalar> logarithm, double[] y) {
        Require.that(
                y.length == x.length,
                "y must have %d entries, one for each of %s, but has %d",
                x.length,
                name,
                y.length);
        return sum(IntStream.range(0, y.length)
                .mapToObj(k -> logarithm.apply(x[k]).times(-y[k]))
                .toArray(Scalar[]::new));
    }

    /** {@code σ(z)}. */
    public static Scalar activation(Activation activation, Scalar z) {
        return switch (activation) {
            case IDENTITY -> z;
            // 1 / (1 + e⁻ᶻ) = ½ (1 + tanh(z/2))
            case LOGISTIC -> z.times(0.5).tanh().plus(1).times(0.5);
            case TANH -> z.tanh();
            case RELU -> z.value() > 0 ? z : z.times(0);
        };
    }

    /**
     * The loss of a network as a function of the weights of layer {@code l}, outputs × inputs.
     *
     * @param X N × features
     * @param l counted from 0
     * @throws IllegalArgumentException when it is evaluated, if the shapes do not fit
     */
    public static ScalarFunction lossOfWeights(Mlp net, DMatrixRMaj X, Targets targets, Reduction reduction, int l) {
        return W -> {
            final var parameters = parameters(net, W[0][0]);
            parameters.set(l, new Parameters(W, parameters.get(l).b()));
            return loss(net, parameters, constants(X, W[0][0]), targets, reduction);
        };
    }

    /**
     * The loss of a network as a function of the bias of layer {@code l}, outputs × 1.
     *
     * @param X N × features
     * @param l counted from 0
     * @throws IllegalArgumentException when it is evaluated, if the shapes do not fit
     */
    public static ScalarFunction lossOfBias(Mlp net, DMatrixRMaj X, Targets targets, Reduction reduction, int l) {
        return b -> {
            final var parameters = parameters(net, b[0][0]);
            parameters.set(l, new Parameters(parameters.get(l).W(), b));
            return loss(net, parameters, constants(X, b[0][0]), targets, reduction);
        };
    }

    /**
     * The loss of a network as a function of its input, N × features.
     *
     * @throws IllegalArgumentException when it is evaluated, if the shapes do not fit
     */
    public static ScalarFunction lossOfInput(Mlp net, Targets targets, Reduction reduction) {
        return X -> loss(net, parameters(net, X[0][0]), X, targets, reduction);
    }

    private record Parameters(Scalar[][] W, Scalar[][] b) {}

    private static List<Parameters> parameters(Mlp net, Scalar kind) {
        return net.layers().stream()
                .map(layer -> new Parameters(constants(layer.W(), kind), constants(layer.b(), kind)))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Scalar loss(
            Mlp net, List<Parameters> parameters, Scalar[][] X, Targets targets, Reduction reduction) {
        Require.that(
                targets.examples() == X.length,
                "targets must have %d examples, one for each row of X, but has %d",
                X.length,
                targets.examples());
        final var losses = new Scalar[X.length];
        for (int n = 0; n < X.length; n++) {
            Scalar[] a = X[n];
            for (int l = 0; l < parameters.size(); l++) {
                a = layer(parameters.get(l), net.layers().get(l).activation(), a);
            }
            losses[n] = crossEntropyOfLogits(a, row(targets, n));
        }
        return reduction == Reduction.MEAN ? sum(losses).times(1.0 / X.length) : sum(losses);
    }

    /** {@code aᵢ = σ(Σⱼ Wᵢⱼ xⱼ + bᵢ)}. */
    private static Scalar[] layer(Parameters parameters, Activation activation, Scalar[] x) {
        final int inputs = parameters.W()[0].length;
        final int outputs = parameters.W().length;
        Require.that(inputs == x.length, "W must have %d columns, one for each input, but has %d", x.length, inputs);
        Require.that(
                parameters.b().length == outputs,
                "b must have %d rows, one for each row of W, but has %d",
                outputs,
                parameters.b().length);
        final var a = new Scalar[outputs];
        for (int i = 0; i < a.length; i++) {
            Scalar z = parameters.b()[i][0];
            for (int j = 0; j < x.length; j++) {
                z = z.plus(parameters.W()[i][j].times(x[j]));
            }
            a[i] = activation(activation, z);
        }
        return a;
    }

    private static Scalar[] exponentials(Scalar[] z) {
        final double max = max(z);
        return Arrays.stream(z).map(zk -> zk.minus(max).exp()).toArray(Scalar[]::new);
    }

    private static double max(Scalar[] z) {
        Require.that(z.length > 0, "z is empty");
        return Arrays.stream(z).mapToDouble(Scalar::value).max().getAsDouble();
    }

    private static double[] row(Targets targets, int n) {
        return IntStream.range(0, targets.classes())
                .mapToDouble(k -> targets.get(n, k))
                .toArray();
    }

    private static Scalar[][] constants(DMatrixRMaj matrix, Scalar kind) {
        final var constants = new Scalar[matrix.numRows][matrix.numCols];
        for (int i = 0; i < matrix.numRows; i++) {
            for (int j = 0; j < matrix.numCols; j++) {
                constants[i][j] = kind.constant(matrix.unsafe_get(i, j));
            }
        }
        return constants;
    }
}
