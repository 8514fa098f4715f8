package io.github.gradwalk;

/** How the losses of the examples of a batch become one number. */
public enum Reduction {
    /** {@code L = (1/N) Σₙ Eₙ}: the size of the loss, and so a good learning rate, does not depend on the batch size. */
    MEAN,
    /** {@code L = Σₙ Eₙ}: the loss of a batch is the sum of the losses of its parts. */
    SUM;

    /** Returns the factor of each example's loss in a batch of {@code examples}. */
    double scale(int examples) {
        return this == MEAN ? 1.0 / examples : 1.0;
    }
}
