package io.github.gradwalk.train;

import java.util.function.Consumer;

/** Is called after each epoch of a training, and at its end. */
@FunctionalInterface
public interface EpochListener extends Consumer<EpochRecord> {
    /** Is called when training ends, whether with a history or with an exception. */
    default void end() {}
}
