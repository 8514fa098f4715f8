package io.github.gradwalk;

/** How the losses of the examples of a batch become one number. */
public enum Reduction {
    /**
     * {@code L = (1/N) Σₙ Eₙ}: the size of the loss, and so a good learning rate, does not depend on the batch size. If the targets have
     * weights, the sum is divided by {@link Targets#totalWeight}; if these weights are all 0, the loss is 0.
     */
    MEAN,
    /** {@code L = Σₙ Eₙ}: the loss of a batch is the sum of the losses of its parts. */
    SUM;

    /** Returns the factor of each example's loss in a batch with these targets. */
    double scale(Targets targets) {
        final double weight = this == MEAN ? targets.totalWeight() : 1;
        return weight == 0 ? 0 : 1 / weight;
    }
}
