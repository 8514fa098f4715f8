package io.github.gradwalk.train;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.argument.Summary;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was measured in a training, epoch by epoch.
 *
 * @param epochs at least one; the last one may be shorter if it was interrupted
 * @param stopped why there was no further epoch
 */
public record History(List<EpochRecord> epochs, Stopped stopped) {
    /** Why a training ended. */
    public enum Stopped {
        /** All epochs are done. */
        COMPLETED,
        /** {@link Lbfgs} has found a minimum, as exactly as it was asked to or as rounding allows. */
        CONVERGED,
        /** The validation loss has not decreased for as many epochs as patience allows. */
        EARLY,
        /** The epochs that {@link Training#run(int)} was asked for are done; there are more to come. */
        PAUSED,
        /** The thread was interrupted, as by the stop button of a notebook. */
        INTERRUPTED
    }

    /** @throws IllegalArgumentException if there is no epoch */
    public History {
        Require.notNull("epochs", epochs);
        Require.notNull("stopped", stopped);
        Require.that(!epochs.isEmpty(), "epochs is empty");
        epochs = List.copyOf(epochs);
    }

    /** Returns the last epoch. */
    public EpochRecord last() {
        return epochs.get(epochs.size() - 1);
    }

    /**
     * Returns the number of the epoch with the lowest validation loss, or, if nothing was validated, with the lowest training
     * loss; the first of several.
     */
    public int bestEpoch() {
        final boolean validated = epochs.stream().anyMatch(epoch -> !Double.isNaN(epoch.validationLoss()));
        // NaN, of an epoch that was not validated, compares as greater than all numbers.
        return epochs.stream()
                .min(Comparator.comparingDouble(validated ? EpochRecord::validationLoss : EpochRecord::loss))
                .orElseThrow()
                .epoch();
    }

    /** 1, 2, 3 …, for plotting. */
    public double[] epochNumbers() {
        return column(EpochRecord::epoch);
    }

    public double[] losses() {
        return column(EpochRecord::loss);
    }

    public double[] accuracies() {
        return column(EpochRecord::accuracy);
    }

    /** NaN where nothing was validated. */
    public double[] validationLosses() {
        return column(EpochRecord::validationLoss);
    }

    /** NaN where nothing was validated. */
    public double[] validationAccuracies() {
        return column(EpochRecord::validationAccuracy);
    }

    public double[] gradientNorms() {
        return column(EpochRecord::gradientNorm);
    }

    /** How training went: how many epochs, the first loss and the last, and the best epoch. */
    @Override
    public String toString() {
        final int number = bestEpoch();
        final var best = epochs.stream()
                .filter(epoch -> epoch.epoch() == number)
                .findFirst()
                .orElseThrow();
        return "History of " + Summary.count(epochs.size(), "epoch") + ", " + stopped + ": loss "
                + Summary.number(epochs.get(0).loss()) + " in the first, " + Summary.number(last().loss())
                + " in the last; best epoch " + best.epoch() + " with "
                + (Double.isNaN(best.validationLoss())
                        ? "loss " + Summary.number(best.loss())
                        : "validation loss " + Summary.number(best.validationLoss()));
    }

    private double[] column(ToDoubleFunction<EpochRecord> value) {
        return epochs.stream().mapToDouble(value).toArray();
    }
}
