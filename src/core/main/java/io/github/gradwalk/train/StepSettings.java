package io.github.gradwalk.train;

import io.github.gradwalk.argument.Require;

/**
 * How one training step is made. Immutable: {@link #with} gives the usual settings, and each method that changes one returns a copy.
 *
 * @param optimizer what turns gradients into steps
 * @param threads see {@link #threads(int)}; 1 by default
 * @param weightDecay see {@link #weightDecay(double)}; 0 by default
 * @param largestNorm see {@link #clipGradientNorm}; infinite by default
 * @param dropout see {@link #dropout(double)}; 0 by default
 * @param seed see {@link #seed(long)}; 0 by default
 */
public record StepSettings(
        Optimizer optimizer, int threads, double weightDecay, double largestNorm, double dropout, long seed) {
    /** @throws IllegalArgumentException naming the setting that is missing or out of range */
    public StepSettings {
        Require.that(optimizer != null, "optimizer is missing");
        Require.that(threads >= 1, "threads must be at least 1, but is %d", threads);
        Require.notNegative("weightDecay", weightDecay);
        Require.that(
                weightDecay == 0 || !(optimizer instanceof Optimizer.AdamW),
                "weightDecay must be 0 with AdamW, which has its own, new Optimizer.AdamW(%s), but is %s",
                weightDecay,
                weightDecay);
        Require.that(largestNorm > 0, "largest must be positive, but is %s", largestNorm);
        Require.that(0 <= dropout && dropout < 1, "dropout must be in [0, 1), but is %s", dropout);
    }

    /** Steps of this optimizer by one thread, without weight decay, clipping or dropout. */
    public static StepSettings with(Optimizer optimizer) {
        return new StepSettings(optimizer, 1, 0, Double.POSITIVE_INFINITY, 0, 0);
    }

    /**
     * Shares each step among threads of the common pool; each takes a part of the batch. Steps too small to gain from it are made by one
     * thread. The result depends on this number, in the last digits, since sums are taken in another order, but not on timing.
     */
    public StepSettings threads(int threads) {
        return new StepSettings(optimizer, threads, weightDecay, largestNorm, dropout, seed);
    }

    /**
     * Adds {@code λ‖W‖²/2} to what is minimised, and so {@code λW} to the gradient, for the weights of all layers but not for the biases.
     * Clipping sees the whole gradient. The reported loss is that of the data alone.
     *
     * <p>PyTorch's {@code weight_decay} adds the same inside the optimizer, and so after clipping, to every parameter it is given,
     * including biases unless they are in a parameter group of their own. This is not the decoupled decay of {@link Optimizer.AdamW},
     * whose {@code λ} is given to its constructor.
     *
     * @param weightDecay {@code λ}, at least 0; 0 if the optimizer is AdamW
     */
    public StepSettings weightDecay(double weightDecay) {
        return new StepSettings(optimizer, threads, weightDecay, largestNorm, dropout, seed);
    }

    /** Shortens a gradient with respect to all parameters that is longer than {@code largest}: {@code g ← g · largest/‖g‖₂}. */
    public StepSettings clipGradientNorm(double largest) {
        return new StepSettings(optimizer, threads, weightDecay, largest, dropout, seed);
    }

    /**
     * Leaves out each hidden activation with this probability, in each step and for each example anew, and multiplies the others by
     * {@code 1/(1 − p)}: see {@link io.github.gradwalk.Backprop#forwardWithDropout}. The loss and the number of correct examples that a step
     * reports are those of the thinned network. Validation and prediction leave nothing out. The masks do not depend on the number of threads.
     *
     * @param dropout {@code p}, in [0, 1); often 0.2 to 0.5
     */
    public StepSettings dropout(double dropout) {
        return new StepSettings(optimizer, threads, weightDecay, largestNorm, dropout, seed);
    }

    /** The seed of what dropout leaves out. */
    public StepSettings seed(long seed) {
        return new StepSettings(optimizer, threads, weightDecay, largestNorm, dropout, seed);
    }

    /** The optimizer, and what else was set: as {@code steps by Momentum[mu=0.9], weight decay 0.01, seed 7}. */
    @Override
    public String toString() {
        return "steps by " + optimizer
                + (threads == 1 ? "" : ", " + threads + " threads")
                + (weightDecay == 0 ? "" : ", weight decay " + weightDecay)
                + (largestNorm == Double.POSITIVE_INFINITY ? "" : ", gradient norm at most " + largestNorm)
                + (dropout == 0 ? "" : ", dropout " + dropout)
                + (seed == 0 ? "" : ", seed " + seed);
    }
}
