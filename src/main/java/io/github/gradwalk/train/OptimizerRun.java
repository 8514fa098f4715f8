package io.github.gradwalk.train;

import io.github.gradwalk.Gradients;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Require;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * An optimizer at work on one network: what it remembers from step to step. Memory is allocated once.
 *
 * <p>A step is all or nothing: if it is refused, the network and the run are as they were, and a smaller step may be tried.
 */
public final class OptimizerRun {
    private final Optimizer optimizer;
    private final List<DMatrixRMaj> parameters;
    private final double[] theta;
    private final double[] gradient;
    private final double[] direction;
    private double[][] memory;
    private double[][] nextMemory;
    private int steps;

    OptimizerRun(Optimizer optimizer, Mlp net) {
        this.optimizer = optimizer;
        parameters = Parameters.of(net);
        final int count = Parameters.count(parameters);
        theta = new double[count];
        gradient = new double[count];
        direction = new double[count];
        memory = new double[optimizer.memories()][count];
        nextMemory = new double[optimizer.memories()][count];
    }

    /**
     * Changes the parameters of the network in place: {@code θ ← θ − η d}.
     *
     * @param gradients as {@link Mlp#backward} gives them; they are not changed
     * @param learningRate {@code η}, at least 0
     * @throws IllegalArgumentException if the gradients have not the shapes of the parameters or are not finite, or the
     *     learning rate is negative or not finite
     * @throws ArithmeticException if a parameter, or what the optimizer remembers, would no longer be finite
     */
    public void step(Gradients gradients, double learningRate) {
        if (!tryStep(gradients, learningRate)) {
            throw new ArithmeticException("the parameters would not be finite after step " + (steps + 1)
                    + " at learning rate " + learningRate);
        }
    }

    /** Like {@link #step}, but returns false where the result would not be finite. */
    boolean tryStep(Gradients gradients, double learningRate) {
        requireFitting(gradients);
        Require.notNegative("learningRate", learningRate);
        Parameters.read(Parameters.of(gradients), gradient);
        Parameters.read(parameters, theta);
        for (int k = 0; k < memory.length; k++) {
            System.arraycopy(memory[k], 0, nextMemory[k], 0, memory[k].length);
        }
        optimizer.direction(gradient, steps + 1, nextMemory, direction);
        for (int i = 0; i < theta.length; i++) {
            // θ ← θ − η d
            theta[i] -= learningRate * direction[i];
        }
        if (!Parameters.areFinite(theta) || !Arrays.stream(nextMemory).allMatch(Parameters::areFinite)) {
            return false;
        }
        Parameters.write(theta, parameters);
        final var previous = memory;
        memory = nextMemory;
        nextMemory = previous;
        steps++;
        return true;
    }

    private void requireFitting(Gradients gradients) {
        final int layers = parameters.size() / 2;
        Require.that(
                gradients.W().size() == layers && gradients.b().size() == layers,
                "gradients must be of %d layers, but have W of %d and b of %d",
                layers,
                gradients.W().size(),
                gradients.b().size());
        final var matrices = Parameters.of(gradients);
        for (int k = 0; k < matrices.size(); k++) {
            final var name = "∂L/∂" + (k % 2 == 0 ? "W" : "b") + " of layer " + (k / 2 + 1);
            Require.shape(name, matrices.get(k), parameters.get(k).numRows, parameters.get(k).numCols);
            Require.finite(name, matrices.get(k));
        }
    }
}
