package io.github.gradwalk.train;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** One matrix of parameters in an {@link OptimizerRun}. First its step is prepared; then, if those of all matrices can be, it is made. */
final class ParameterStep {
    /**
     * The number of parameters that are updated at a time, so that they stay in the nearest cache. Not a power of two, since arrays
     * that lie 4 KiB apart compete for the same places there.
     */
    private static final int BLOCK = 448;

    private final UpdateRule rule;
    private final DMatrixRMaj theta;
    private final double[] next;
    private double[][] memory;
    private double[][] nextMemory;

    ParameterStep(UpdateRule rule, DMatrixRMaj theta) {
        this.rule = rule;
        this.theta = theta;
        final int count = theta.getNumElements();
        next = new double[count];
        memory = new double[rule.memories()][count];
        nextMemory = new double[rule.memories()][count];
    }

    /** Prepares step {@code t}; returns false if a result is not finite. */
    boolean prepare(DMatrixRMaj gradient, int t, double learningRate) {
        double sum = 0;
        for (int from = 0; from < next.length; from += BLOCK) {
            final int to = Math.min(from + BLOCK, next.length);
            rule.direction(from, to, gradient.data, t, memory, nextMemory, next);
            descend(from, to, theta.data, 1 - learningRate * rule.decay(), learningRate, next);
            sum += sum(from, to, next);
            for (final double[] vector : nextMemory) {
                sum += sum(from, to, vector);
            }
        }
        // A sum that is finite has finite terms; one of finite terms may overflow.
        return Double.isFinite(sum)
                || Parameters.areFinite(next) && Arrays.stream(nextMemory).allMatch(Parameters::areFinite);
    }

    /** Makes the step that has been prepared. */
    void make() {
        System.arraycopy(next, 0, theta.data, 0, next.length);
        final var previous = memory;
        memory = nextMemory;
        nextMemory = previous;
    }

    /** Copies what is remembered in vector {@code k} to {@code to[at …]}. */
    void read(int k, double[] to, int at) {
        System.arraycopy(memory[k], 0, to, at, next.length);
    }

    /** The reverse of {@link #read}. */
    void write(int k, double[] from, int at) {
        System.arraycopy(from, at, memory[k], 0, next.length);
    }

    /** @param next at first the direction {@code d}, then what the parameters will be */
    private static void descend(int from, int to, double[] theta, double kept, double learningRate, double[] next) {
        for (int i = from; i < to; i++) {
            // θ ← (1 − ηλ) θ − η d
            next[i] = kept * theta[i] - learningRate * next[i];
        }
    }

    /** Eight sums, since an addition need not wait for those of the other sums. */
    private static double sum(int from, int to, double[] vector) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        double sum4 = 0;
        double sum5 = 0;
        double sum6 = 0;
        double sum7 = 0;
        int i = from;
        for (; i < to - 7; i += 8) {
            sum0 += vector[i];
            sum1 += vector[i + 1];
            sum2 += vector[i + 2];
            sum3 += vector[i + 3];
            sum4 += vector[i + 4];
            sum5 += vector[i + 5];
            sum6 += vector[i + 6];
            sum7 += vector[i + 7];
        }
        for (; i < to; i++) {
            sum0 += vector[i];
        }
        return sum0 + sum1 + sum2 + sum3 + (sum4 + sum5 + sum6 + sum7);
    }
}
