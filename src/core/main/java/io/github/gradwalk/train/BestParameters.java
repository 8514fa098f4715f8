package io.github.gradwalk.train;

import io.github.gradwalk.Mlp;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * The parameters with the lowest validation loss so far, if training may end early. Where they are given to the network, those of the last
 * step are kept to go on from.
 */
final class BestParameters {
    private final Optional<Integer> patience;
    private final Mlp net;
    private final List<DMatrixRMaj> parameters;
    private final double[] best;
    private final double[] last;
    private boolean given;

    /** 0 as long as no epoch was validated. */
    private int bestEpoch;

    private double bestLoss = Double.POSITIVE_INFINITY;

    /** @param patience the number of epochs in a row that the validation loss may fail to decrease; if none, nothing is kept */
    BestParameters(Optional<Integer> patience, Mlp net) {
        this.patience = patience;
        this.net = net;
        parameters = Parameters.of(net);
        final int count = patience.isPresent() ? Parameters.count(parameters) : 0;
        best = new double[count];
        last = new double[count];
    }

    boolean isPatienceExhausted(int epochs) {
        return patience.isPresent() && epochs - bestEpoch >= patience.get();
    }

    /** Keeps the parameters that the network has after this epoch, if they are the best. */
    void consider(EpochRecord record) {
        if (patience.isPresent() && isBest(record)) {
            Parameters.read(parameters, best);
        }
    }

    private boolean isBest(EpochRecord record) {
        if (record.validationLoss() < bestLoss) { // not if it is NaN
            bestLoss = record.validationLoss();
            bestEpoch = record.epoch();
            return true;
        }
        return false;
    }

    /** Gives the network the best parameters. */
    void give() {
        if (bestEpoch > 0 && !given) {
            Parameters.read(parameters, last);
            Parameters.write(best, parameters);
            given = true;
        }
    }

    /** Gives the network the last parameters again. */
    void takeBack() {
        if (given) {
            Parameters.write(last, parameters);
            given = false;
        }
    }

    /** Returns a network with the last parameters. */
    Mlp last() {
        return given ? copy(last) : net.copy();
    }

    /** Returns a network with the best parameters, if they are kept. */
    Optional<Mlp> best() {
        return bestEpoch > 0 ? Optional.of(copy(best)) : Optional.empty();
    }

    private Mlp copy(double[] vector) {
        final var copy = net.copy();
        Parameters.write(vector, Parameters.of(copy));
        return copy;
    }

    /** @param epochs the epochs before, one of which left the network {@code before} if there is one */
    void restore(Optional<Mlp> before, List<EpochRecord> epochs) {
        before.ifPresent(network -> {
            epochs.forEach(this::isBest);
            Parameters.read(Parameters.of(network), best);
        });
    }
}
