package io.github.gradwalk.train;

import io.github.gradwalk.Gradients;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.argument.Summary;
import io.github.gradwalk.train.Checkpoint.OptimizerMemory;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * An optimizer at work on one network, with what it remembers from step to step. Memory is allocated once.
 *
 * <p>A step is made wholly or not at all: if it is refused, the network and the run stay as they were, and a smaller step may be tried.
 */
public final class OptimizerRun {
    private final UpdateRule rule;
    private final List<DMatrixRMaj> parameters;
    private final List<ParameterStep> matrices;
    private int steps;

    OptimizerRun(UpdateRule rule, Mlp net) {
        this.rule = rule;
        parameters = Parameters.of(net);
        matrices = parameters.stream()
                .map(matrix -> new ParameterStep(rule, matrix))
                .toList();
    }

    /**
     * Changes the parameters of the network in place: {@code θ ← θ − η d}, after {@code θ ← (1 − ηλ) θ} if the optimizer is {@link Optimizer.AdamW}.
     *
     * @param gradients as {@link Mlp#backward} gives them; they are not changed
     * @param learningRate {@code η}, at least 0
     * @throws IllegalArgumentException if the gradients do not have the shapes of the parameters or are not finite, or the
     *     learning rate is negative or not finite
     * @throws ArithmeticException if a parameter, or what the optimizer remembers, would no longer be finite
     */
    public void step(Gradients gradients, double learningRate) {
        requireFitting(gradients);
        Require.notNegative("learningRate", learningRate);
        if (!tryStep(gradients, learningRate)) {
            throw new ArithmeticException("the parameters would not be finite after step " + (steps + 1)
                    + " at learning rate " + learningRate);
        }
    }

    /** The number of steps that have been made. */
    int steps() {
        return steps;
    }

    /** Returns a copy of what is remembered, for a {@link Checkpoint}. */
    public OptimizerMemory memory() {
        return new OptimizerMemory(
                steps,
                IntStream.range(0, rule.memories()).mapToObj(this::memory).toList());
    }

    private double[] memory(int k) {
        final double[] vector = new double[Parameters.count(parameters)];
        int at = 0;
        for (int i = 0; i < matrices.size(); i++) {
            matrices.get(i).read(k, vector, at);
            at += parameters.get(i).getNumElements();
        }
        return vector;
    }

    /**
     * Goes on from what was remembered before: the next steps are the same, to the last bit, as without a pause.
     *
     * @throws IllegalArgumentException if another optimizer has remembered this
     */
    public void restore(OptimizerMemory remembered) {
        Require.notNull("remembered", remembered);
        Require.size("memory", rule.memories(), remembered.vectors().size());
        for (int k = 0; k < rule.memories(); k++) {
            Require.size(
                    "vector " + (k + 1) + " of memory",
                    Parameters.count(parameters),
                    remembered.vectors().get(k).length);
        }
        steps = remembered.steps();
        for (int k = 0; k < rule.memories(); k++) {
            int at = 0;
            for (int i = 0; i < matrices.size(); i++) {
                matrices.get(i).write(k, remembered.vectors().get(k), at);
                at += parameters.get(i).getNumElements();
            }
        }
    }

    /** Makes a {@link #step} with arguments that are known to be valid; returns false if the result would not be finite. */
    boolean tryStep(Gradients gradients, double learningRate) {
        for (int k = 0; k < matrices.size(); k++) {
            final var gradient = (k % 2 == 0 ? gradients.W() : gradients.b()).get(k / 2);
            if (!matrices.get(k).prepare(gradient, steps + 1, learningRate)) {
                return false;
            }
        }
        for (int k = 0; k < matrices.size(); k++) {
            matrices.get(k).make();
        }
        steps++;
        return true;
    }

    /** As {@code Momentum[mu=0.9] after 12 steps}. */
    @Override
    public String toString() {
        return rule + " after " + Summary.count(steps, "step");
    }

    private void requireFitting(Gradients gradients) {
        Require.notNull("gradients", gradients);
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
