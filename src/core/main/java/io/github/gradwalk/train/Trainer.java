package io.github.gradwalk.train;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.argument.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Trains networks: mini-batch gradient descent on the mean cross-entropy. Immutable: each setting returns another trainer,
 * which can train any number of networks.
 *
 * <pre>{@code
 * var history = Trainer.with(new Optimizer.Adam())
 *         .learningRate(0.01)
 *         .epochs(200)
 *         .train(net, data);
 * }</pre>
 *
 * <p>Every method throws {@link IllegalArgumentException}, naming the setting and its value, for one that cannot be.
 */
public final class Trainer {
    final Optimizer optimizer;
    // Set only on a copy that nobody else has yet.
    Optional<Schedule> schedule = Optional.empty();
    int epochs;
    int batchSize = 32;
    long seed;
    int threads = 1;
    double weightDecay;
    double largestNorm = Double.POSITIVE_INFINITY;
    Optional<Integer> patience = Optional.empty();
    List<EpochListener> listeners = List.of();

    private Trainer(Optimizer optimizer) {
        this.optimizer = optimizer;
    }

    /** A trainer that still needs a learning rate (or schedule) and a number of epochs. */
    public static Trainer with(Optimizer optimizer) {
        Require.that(optimizer != null, "optimizer is missing");
        return new Trainer(optimizer);
    }

    /** The same learning rate in all epochs. */
    public Trainer learningRate(double learningRate) {
        return schedule(Schedule.constant(learningRate));
    }

    /** A learning rate for each epoch. */
    public Trainer schedule(Schedule schedule) {
        Require.that(schedule != null, "schedule is missing");
        return changed(copy -> copy.schedule = Optional.of(schedule));
    }

    /** How often training goes through the data, at least once. */
    public Trainer epochs(int epochs) {
        Require.that(epochs >= 1, "epochs must be at least 1, but is %d", epochs);
        return changed(copy -> copy.epochs = epochs);
    }

    /** How many examples a step is made from; the last batch of an epoch may have fewer. The default is 32. */
    public Trainer batchSize(int batchSize) {
        Require.that(batchSize >= 1, "batchSize must be at least 1, but is %d", batchSize);
        return changed(copy -> copy.batchSize = batchSize);
    }

    /** One step an epoch, from all examples in their own order. */
    public Trainer fullBatch() {
        return batchSize(Integer.MAX_VALUE);
    }

    /** What the order of the examples is drawn from, anew in each epoch. The default is 0. */
    public Trainer seed(long seed) {
        return changed(copy -> copy.seed = seed);
    }

    /**
     * How many threads share a step, of those in the common pool: each takes a part of the batch. Steps too small to gain are made by
     * one. The default is 1. The result depends on this number, in the last digits since sums are in another order, and not
     * on timing.
     */
    public Trainer threads(int threads) {
        Require.that(threads >= 1, "threads must be at least 1, but is %d", threads);
        return changed(copy -> copy.threads = threads);
    }

    /**
     * Adds {@code λ‖W‖²/2} to what is minimised, for the weights of all layers and not for the biases, so {@code λW} to the
     * gradient. Clipping sees the whole gradient. The loss that is reported stays the data's alone.
     *
     * <p>PyTorch's {@code weight_decay} adds the same inside the optimizer, so after clipping, and to every parameter it is
     * given: biases as well unless they stand in a group of their own. It is not the decoupled decay of AdamW.
     *
     * @param weightDecay {@code λ}, at least 0, which is the default
     */
    public Trainer weightDecay(double weightDecay) {
        Require.notNegative("weightDecay", weightDecay);
        return changed(copy -> copy.weightDecay = weightDecay);
    }

    /** Shortens gradients by all parameters that are longer than {@code largest}, {@code g ← g · largest/‖g‖₂}. */
    public Trainer clipGradientNorm(double largest) {
        Require.that(largest > 0, "largest must be positive, but is %s", largest);
        return changed(copy -> copy.largestNorm = largest);
    }

    /**
     * Ends training when the validation loss has not become lower for {@code patience} epochs in a row. However training then
     * ends, by patience, by the last epoch or by an interrupt, the network gets the parameters of
     * {@link History#bestEpoch} back.
     */
    public Trainer earlyStopping(int patience) {
        Require.that(patience >= 1, "patience must be at least 1, but is %d", patience);
        return changed(copy -> copy.patience = Optional.of(patience));
    }

    /**
     * Tells a listener of each epoch, beside those that there are. What a listener throws ends training and is passed on; the
     * network keeps the parameters of that epoch.
     */
    public Trainer onEpoch(EpochListener listener) {
        Require.that(listener != null, "listener is missing");
        final var all = new ArrayList<>(listeners);
        all.add(listener);
        return changed(copy -> copy.listeners = List.copyOf(all));
    }

    /**
     * Begins to train this network in steps of your own choosing. The optimizer, threads, weight decay and clipping are these; the learning
     * rate is named with each step, and what has to do with epochs does not matter.
     */
    public Learner learner(Mlp net) {
        Require.that(net != null, "net is missing");
        return new Learner(this, net);
    }

    /** Trains without validation; see {@link #train(Mlp, Dataset, Dataset)}. */
    public History train(Mlp net, Dataset data) {
        Require.that(patience.isEmpty(), "validation is missing: early stopping needs it");
        return train(net, data, Optional.empty());
    }

    /**
     * Changes the parameters of the network in place until training ends.
     *
     * <p>An interrupt of the thread ends training after the current step. The epoch that it cuts short is in the history with
     * the steps that it made, and without validation. The thread stays interrupted.
     *
     * @param validation what is measured after each epoch and never learned from
     * @return what was measured
     * @throws IllegalArgumentException if the data do not fit the network, anything is missing, the learning rate and the
     *     number of epochs too, or the schedule gives a learning rate that cannot be; the network is as it was
     * @throws DivergedException if a loss, a gradient, a parameter or what the optimizer remembers would no longer be
     *     finite; the network keeps its last finite parameters
     */
    public History train(Mlp net, Dataset data, Dataset validation) {
        Require.that(validation != null, "validation is missing");
        return train(net, data, Optional.of(validation));
    }

    private History train(Mlp net, Dataset data, Optional<Dataset> validation) {
        Require.that(net != null, "net is missing");
        Require.that(data != null, "data is missing");
        Require.that(epochs >= 1, "epochs is missing: call epochs(…)");
        requireFitting("data", data, net);
        validation.ifPresent(dataset -> {
            requireFitting("validation", dataset, net);
            requireSameNames("featureNames", dataset.featureNames(), data.featureNames());
            requireSameNames("classNames", dataset.classNames(), data.classNames());
        });
        requireLearningRates();
        try {
            return new Training(this, net, data, validation).run();
        } finally {
            listeners.forEach(EpochListener::end);
        }
    }

    /** All of them, before anything is changed. */
    private void requireLearningRates() {
        Require.that(schedule.isPresent(), "learningRate is missing: call learningRate(…) or schedule(…)");
        IntStream.rangeClosed(1, epochs).forEach(e -> {
            final double rate = schedule.get().learningRate(e);
            Require.that(
                    rate >= 0 && rate < Double.POSITIVE_INFINITY,
                    "schedule must give learning rates that are finite and at least 0, but that of epoch %d is %s",
                    e,
                    rate);
        });
    }

    /** Columns or classes in another order would fit, and give a wrong accuracy. */
    private static void requireSameNames(String what, List<String> validation, List<String> data) {
        Require.that(
                validation.equals(data),
                "%s of validation must be those of data, %s, but are %s",
                what,
                data,
                validation);
    }

    private static void requireFitting(String name, Dataset data, Mlp net) {
        final int[] sizes = net.sizes();
        Require.that(
                data.features() == sizes[0],
                "%s must have as many features as the network has inputs, %d, but has %d",
                name,
                sizes[0],
                data.features());
        Require.that(
                data.classes() == sizes[sizes.length - 1],
                "%s must have as many classes as the network has outputs, %d, but has %d",
                name,
                sizes[sizes.length - 1],
                data.classes());
    }

    private Trainer changed(Consumer<Trainer> change) {
        final var copy = new Trainer(optimizer);
        copy.schedule = schedule;
        copy.epochs = epochs;
        copy.batchSize = batchSize;
        copy.seed = seed;
        copy.threads = threads;
        copy.weightDecay = weightDecay;
        copy.largestNorm = largestNorm;
        copy.patience = patience;
        copy.listeners = listeners;
        change.accept(copy);
        return copy;
    }
}
