package io.github.gradwalk.train;

import java.util.function.Consumer;

/** Is told of each epoch of a training, and of the end. */
@FunctionalInterface
public interface EpochListener extends Consumer<EpochRecord> {
    /** The training ends, in whichever way: with a history or with an exception. */
    default void end() {}
}
