package io.github.gradwalk.train;

import io.github.gradwalk.Gradients;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.train.Checkpoint.OptimizerMemory;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * An optimizer at work on one network, with what it remembers from step to step. Memory is allocated once.
 *
 * <p>A step is made wholly or not at all: if it is refused, the network and the run stay as they were, and a smaller step may be tried.
 */
public final class OptimizerRun {
    /** Not a power of two, since arrays that lie 4 KiB apart compete for the same places in the caches. */
    private static final int BLOCK = 448;

    private final UpdateRule rule;
    private final List<DMatrixRMaj> parameters;
    private final double[] next;
    private double[][] memory;
    private double[][] nextMemory;
    private int steps;

    /** The block of parameters that is being updated, in arrays that stay in the nearest cache. */
    private final double[] theta = new double[BLOCK];

    private final double[] gradient = new double[BLOCK];
    private final double[] direction = new double[BLOCK];
    private final double[][] remembered;

    /** Stays 0 as long as all results are finite: 0·∞ and 0·NaN are NaN. */
    private final double[] probe = new double[BLOCK];

    OptimizerRun(UpdateRule rule, Mlp net) {
        this.rule = rule;
        parameters = Parameters.of(net);
        final int count = Parameters.count(parameters);
        next = new double[count];
        memory = new double[rule.memories()][count];
        nextMemory = new double[rule.memories()][count];
        remembered = new double[rule.memories()][BLOCK];
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

    /** Returns a copy of what is remembered. */
    OptimizerMemory memory() {
        return new OptimizerMemory(
                steps, Arrays.stream(memory).map(double[]::clone).toList());
    }

    /** @throws IllegalArgumentException if another optimizer has remembered this */
    void restore(OptimizerMemory remembered) {
        Require.size("memory", memory.length, remembered.vectors().size());
        for (int k = 0; k < memory.length; k++) {
            Require.size(
                    "vector " + (k + 1) + " of memory",
                    next.length,
                    remembered.vectors().get(k).length);
        }
        steps = remembered.steps();
        for (int k = 0; k < memory.length; k++) {
            System.arraycopy(remembered.vectors().get(k), 0, memory[k], 0, next.length);
        }
    }

    /** Makes a {@link #step} with arguments that are known to be valid; returns false if the result would not be finite. */
    boolean tryStep(Gradients gradients, double learningRate) {
        Arrays.fill(probe, 0);
        int at = 0;
        for (int k = 0; k < parameters.size(); k++) {
            final var theta = parameters.get(k);
            final var g = (k % 2 == 0 ? gradients.W() : gradients.b()).get(k / 2);
            for (int from = 0; from < theta.getNumElements(); from += BLOCK) {
                final int length = Math.min(BLOCK, theta.getNumElements() - from);
                stepOfBlock(theta.data, g.data, from, length, at, learningRate);
                at += length;
            }
        }
        if (!Parameters.areFinite(probe)) {
            return false;
        }
        Parameters.write(next, parameters);
        final var previous = memory;
        memory = nextMemory;
        nextMemory = previous;
        steps++;
        return true;
    }

    /** Updates entries {@code from … from + length − 1} of a matrix, of which the first is number {@code at} of all parameters. */
    private void stepOfBlock(double[] parameter, double[] g, int from, int length, int at, double learningRate) {
        System.arraycopy(parameter, from, theta, 0, length);
        System.arraycopy(g, from, gradient, 0, length);
        for (int k = 0; k < memory.length; k++) {
            System.arraycopy(memory[k], at, remembered[k], 0, length);
        }
        rule.direction(length, gradient, steps + 1, remembered, direction);
        if (rule.decay() != 0) {
            shrink(length, theta, learningRate * rule.decay());
        }
        descend(length, theta, learningRate, direction, probe);
        System.arraycopy(theta, 0, next, at, length);
        for (int k = 0; k < memory.length; k++) {
            probe(length, remembered[k], probe);
            System.arraycopy(remembered[k], 0, nextMemory[k], at, length);
        }
    }

    private static void shrink(int length, double[] theta, double share) {
        for (int i = 0; i < length; i++) {
            // θ ← (1 − ηλ) θ
            theta[i] *= 1 - share;
        }
    }

    private static void descend(int length, double[] theta, double learningRate, double[] direction, double[] probe) {
        for (int i = 0; i < length; i++) {
            // θ ← θ − η d
            theta[i] -= learningRate * direction[i];
            probe[i] += 0 * theta[i];
        }
    }

    private static void probe(int length, double[] results, double[] probe) {
        for (int i = 0; i < length; i++) {
            probe[i] += 0 * results[i];
        }
    }

    /** As {@code Momentum[mu=0.9] after 12 steps}. */
    @Override
    public String toString() {
        return rule + " after " + steps + " steps";
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
