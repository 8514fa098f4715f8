package io.github.gradwalk.train;

import java.util.List;
import java.util.Optional;

/**
 * How the epochs of a training are run, as {@link Trainer} has checked it.
 *
 * @param patience the number of epochs in a row that the validation loss may fail to improve, if training may end early
 */
record EpochSettings(
        Schedule schedule, int epochs, int batchSize, Optional<Integer> patience, List<EpochListener> listeners) {
    /** Whether a step takes all examples, however many there are. */
    boolean isFullBatch() {
        return batchSize == Integer.MAX_VALUE;
    }
}
