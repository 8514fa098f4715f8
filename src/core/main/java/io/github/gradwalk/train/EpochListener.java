package io.github.gradwalk.train;

import java.util.function.Consumer;

/** Is called after each epoch of a training, also after one that an interrupt has cut short, and at the end of each run. */
@FunctionalInterface
public interface EpochListener extends Consumer<EpochRecord> {
    /** Is called when training ends, or a {@linkplain Training#run(int) part} of it, whether with a history or with an exception. */
    default void end() {}
}
