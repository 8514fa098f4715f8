package io.github.gradwalk.play;

import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Reduction;
import io.github.gradwalk.argument.Require;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Gradient descent on two weights of a network, while all other parameters stay fixed. */
final class TwoWeightDescent {
    private final Mlp net;
    private final Dataset data;
    private final List<Weight> weights;

    /** @throws IllegalArgumentException if a weight is not one of this network, or both are the same one */
    TwoWeightDescent(Mlp net, Dataset data, Weight across, Weight up) {
        this.net = net.copy();
        this.data = data;
        weights = List.of(across, up);
        for (final var weight : weights) {
            requireOf(net, weight);
        }
        Require.that(
                across.layer() != up.layer() || across.output() != up.output() || across.input() != up.input(),
                "across and up must be two weights, but both are W[%d][%d] of layer %d",
                up.output(),
                up.input(),
                up.layer());
    }

    /** @throws IllegalArgumentException if the network has no such weight */
    static void requireOf(Mlp net, Weight weight) {
        final int layers = net.layers().size();
        Require.that(
                0 <= weight.layer() && weight.layer() < layers,
                "layer of a weight must be below %d, but is %d",
                layers,
                weight.layer());
        final var W = net.layers().get(weight.layer()).W();
        Require.that(
                0 <= weight.output()
                        && weight.output() < W.numRows
                        && 0 <= weight.input()
                        && weight.input() < W.numCols,
                "a weight must be an entry of W, %d×%d, but is (%d, %d)",
                W.numRows,
                W.numCols,
                weight.output(),
                weight.input());
    }

    double[] values() {
        return weights.stream()
                .mapToDouble(weight -> of(weight).get(weight.output(), weight.input()))
                .toArray();
    }

    /**
     * Returns the values of the weights at the start and after each step of gradient descent with momentum: 2 × (steps + 1), one row for
     * each weight.
     *
     * <p>\[ v \leftarrow \mu v + g, \qquad \theta \leftarrow \theta - \eta v \]
     */
    double[][] path(double[] start, double eta, double mu, int steps) {
        final double[][] path = new double[2][steps + 1];
        final double[] v = new double[2];
        for (int t = 0; t <= steps; t++) {
            for (int i = 0; i < 2; i++) {
                path[i][t] = t == 0 ? start[i] : path[i][t - 1] - eta * v[i];
                of(weights.get(i)).set(weights.get(i).output(), weights.get(i).input(), path[i][t]);
            }
            final double[] g = gradient();
            for (int i = 0; i < 2; i++) {
                v[i] = mu * v[i] + g[i];
            }
        }
        return path;
    }

    private double[] gradient() {
        final var pass = net.forward(data.X());
        final var delta = new DMatrixRMaj();
        CrossEntropy.lossAndGradient(pass.logits(), data.Y(), Reduction.MEAN, delta);
        final var gradients = net.backward(pass, delta);
        return weights.stream()
                .mapToDouble(weight -> gradients.W().get(weight.layer()).get(weight.output(), weight.input()))
                .toArray();
    }

    private DMatrixRMaj of(Weight weight) {
        return net.layers().get(weight.layer()).W();
    }
}
