package io.github.gradwalk.train;

import io.github.gradwalk.Backprop;
import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Reduction;
import io.github.gradwalk.argument.Require;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/**
 * The mean cross-entropy of a network over all examples of a data set, as a function of all its parameters: {@code W¹ b¹ … Wᴸ bᴸ}, row by
 * row, one after another. An evaluation changes the parameters of the network to those it is asked about.
 *
 * <p>With weight decay {@code λ} the function is that loss plus {@code λ‖W‖²/2} of the weights of all layers, but not of the biases.
 */
public final class FullBatchLoss implements Objective {
    private final Mlp net;
    private final Dataset data;
    private final double weightDecay;
    private final List<DMatrixRMaj> parameters;
    private final Backprop backprop;
    private final DMatrixRMaj delta = new DMatrixRMaj(1, 1);

    private double loss = Double.NaN;
    private int correct;

    /** @throws IllegalArgumentException if the data do not fit the network, or {@code weightDecay} is negative or not finite */
    public FullBatchLoss(Mlp net, Dataset data, double weightDecay) {
        Require.notNull("net", net);
        Require.notNull("data", data);
        Require.notNegative("weightDecay", weightDecay);
        Fitting.requireSizes("data", data, net);
        this.net = net;
        this.data = data;
        this.weightDecay = weightDecay;
        parameters = Parameters.of(net);
        backprop = new Backprop(net);
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        Require.notNull("x", x);
        Require.notNull("gradient", gradient);
        Require.size("x", Parameters.count(parameters), x.length);
        Require.size("gradient", x.length, gradient.length);
        Parameters.write(x, parameters);
        final var logits = backprop.forward(data.X());
        // CrossEntropy must not see them: it takes −∞ for a masked class, and refuses +∞ and NaN as mistakes of its
        // caller.
        if (MatrixFeatures_DDRM.hasUncountable(logits)) {
            loss = Double.NaN;
            return loss;
        }
        correct = data.Y().countCorrect(logits);
        loss = CrossEntropy.lossAndGradient(logits, data.Y(), Reduction.MEAN, delta);
        Parameters.read(Parameters.of(backprop.backward(delta)), gradient);
        return loss + Parameters.addWeightDecay(weightDecay, parameters, gradient);
    }

    /** Makes {@code x} the point of the last evaluation, and the parameters of the network. */
    void moveTo(double[] x) {
        final double[] last = new double[x.length];
        Parameters.read(parameters, last);
        if (!Arrays.equals(last, x)) {
            evaluate(x, last);
        }
    }

    /** The loss of the last evaluation, without weight decay. */
    double loss() {
        return loss;
    }

    /** The share of examples that were classified correctly in the last evaluation. */
    double accuracy() {
        return (double) correct / data.examples();
    }

    /** The network, the number of examples, and the weight decay if there is any. */
    @Override
    public String toString() {
        return "FullBatchLoss of " + net + "; " + data.examples() + " examples"
                + (weightDecay == 0 ? "" : ", weight decay " + weightDecay);
    }
}
