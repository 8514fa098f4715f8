package io.github.gradwalk.train;

/**
 * Thrown when training diverges: a loss, a gradient, a parameter or a value that the optimizer remembers would no longer be finite. The
 * network keeps the parameters that it had before that step.
 */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int epoch;
    private final int step;
    private final double learningRate;

    DivergedException(String what, int epoch, int step, double learningRate) {
        super(what + " in epoch " + epoch + ", step " + step + ", at learning rate " + learningRate
                + "; the network keeps its last finite parameters");
        this.epoch = epoch;
        this.step = step;
        this.learningRate = learningRate;
    }

    /** The number of the epoch, from 1. */
    public int epoch() {
        return epoch;
    }

    /** The number of the mini-batch in the epoch, from 1. */
    public int step() {
        return step;
    }

    /** The learning rate of the epoch. */
    public double learningRate() {
        return learningRate;
    }
}
