package io.github.gradwalk.train;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Targets;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.argument.Summary;
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
 * <p>A training that is to be saved and continued is begun with {@link #start(Mlp, Dataset, Dataset)}. Every method throws {@link IllegalArgumentException}, naming the setting and its value, if the value is not possible.
 */
public final class Trainer {
    private final StepSettings steps;
    // Set only on a copy that nobody else has yet.
    private Optional<Schedule> schedule = Optional.empty();
    private int epochs;
    private int batchSize = 32;
    private Optional<double[]> classWeights = Optional.empty();
    private Optional<Integer> patience = Optional.empty();
    private List<EpochListener> listeners = List.of();

    private Trainer(StepSettings steps) {
        this.steps = steps;
    }

    /** A trainer that still needs a learning rate (or schedule) and a number of epochs. */
    public static Trainer with(Optimizer optimizer) {
        return new Trainer(StepSettings.with(optimizer));
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

    /** How many times training goes through the data, at least once. */
    public Trainer epochs(int epochs) {
        Require.that(epochs >= 1, "epochs must be at least 1, but is %d", epochs);
        return changed(copy -> copy.epochs = epochs);
    }

    /** The number of examples for a step; the last batch of an epoch may have fewer. The default is 32. */
    public Trainer batchSize(int batchSize) {
        Require.that(batchSize >= 1, "batchSize must be at least 1, but is %d", batchSize);
        return changed(copy -> copy.batchSize = batchSize);
    }

    /** One step per epoch, from all examples in their own order. */
    public Trainer fullBatch() {
        return batchSize(Integer.MAX_VALUE);
    }

    /** The seed of the order of the examples, which is drawn anew in each epoch, and of what dropout leaves out. The default is 0. */
    public Trainer seed(long seed) {
        return copy(steps.seed(seed));
    }

    /**
     * Weighs the classes, as {@link Targets#weightedByClass} does, in the training loss and in the validation loss, so that both can be
     * compared. For all classes to count the same, however rare they are:
     *
     * <pre>{@code
     * trainer.classWeights(data.Y().balancedClassWeights())
     * }</pre>
     *
     * <p>Weights of single examples belong to the data: {@link Dataset#weighted}; so do weights of classes that validation is to be without.
     *
     * @param classWeights one for each class, 0 or from 1e-100 to 1e100; training refuses others
     */
    public Trainer classWeights(double... classWeights) {
        Require.notNull("classWeights", classWeights);
        final double[] weights = classWeights.clone();
        return changed(copy -> copy.classWeights = Optional.of(weights));
    }

    /** Shares each step among threads: see {@link StepSettings#threads(int)}. The default is 1. */
    public Trainer threads(int threads) {
        return copy(steps.threads(threads));
    }

    /** Adds weight decay: see {@link StepSettings#weightDecay(double)}. The default is 0. */
    public Trainer weightDecay(double weightDecay) {
        return copy(steps.weightDecay(weightDecay));
    }

    /** Shortens long gradients: see {@link StepSettings#clipGradientNorm}. The default is not to. */
    public Trainer clipGradientNorm(double largest) {
        return copy(steps.clipGradientNorm(largest));
    }

    /** Leaves out hidden activations at random: see {@link StepSettings#dropout(double)}. The default is 0. */
    public Trainer dropout(double dropout) {
        return copy(steps.dropout(dropout));
    }

    /**
     * Ends training when the validation loss has not decreased for {@code patience} epochs in a row. Whether training then
     * ends by patience, by the last epoch or by an interrupt, the network gets the parameters of {@link History#bestEpoch} back.
     */
    public Trainer earlyStopping(int patience) {
        Require.that(patience >= 1, "patience must be at least 1, but is %d", patience);
        return changed(copy -> copy.patience = Optional.of(patience));
    }

    /**
     * Adds a listener, which is called after each epoch. An exception that a listener throws ends training and is passed on; the
     * network keeps the parameters of that epoch.
     */
    public Trainer onEpoch(EpochListener listener) {
        Require.that(listener != null, "listener is missing");
        final var all = new ArrayList<>(listeners);
        all.add(listener);
        return changed(copy -> copy.listeners = List.copyOf(all));
    }

    /** Trains without validation; see {@link #train(Mlp, Dataset, Dataset)}. */
    public History train(Mlp net, Dataset data) {
        return start(net, data).run();
    }

    /**
     * Changes the parameters of the network in place until training ends.
     *
     * <p>An interrupt of the thread ends training after the current step. The epoch that it cuts short is in the history with
     * the steps that were made, and without validation. The thread stays interrupted.
     *
     * @param validation data on which the network is measured after each epoch, and from which it does not learn
     * @return what was measured
     * @throws IllegalArgumentException if the data do not fit the network, an argument, the learning rate or the number
     *     of epochs is missing, or the schedule gives an impossible learning rate; the network is as it was
     * @throws DivergedException if a loss, a gradient, a parameter or a value that the optimizer remembers would no longer
     *     be finite; the network keeps its last finite parameters
     */
    public History train(Mlp net, Dataset data, Dataset validation) {
        return start(net, data, validation).run();
    }

    /** Begins a training without validation; see {@link #start(Mlp, Dataset, Dataset)}. */
    public Training start(Mlp net, Dataset data) {
        return start(net, data, withoutValidation());
    }

    /**
     * Begins a training that can be run in pieces, saved, and continued. Nothing is done until {@link Training#run}.
     *
     * @throws IllegalArgumentException as {@link #train(Mlp, Dataset, Dataset)}
     */
    public Training start(Mlp net, Dataset data, Dataset validation) {
        return start(net, data, given(validation));
    }

    /** Continues a training without validation; see {@link #resume(Checkpoint, Dataset, Dataset)}. */
    public Training resume(Checkpoint checkpoint, Dataset data) {
        return resume(checkpoint, data, withoutValidation());
    }

    /**
     * Continues a training from where it was when the checkpoint was made, on a network of its own: {@link Training#net}. With the same settings
     * the result is the same, to the last bit, as without a pause. {@link #epochs} counts from the beginning: 5 epochs are followed
     * by 5 more if it is 10.
     *
     * <p>Optimizer, batch size, seed, data and validation must be the same, and there must be early stopping or none, as before. All else may be
     * changed: the number of epochs, learning rate, patience, weight decay, clipping, dropout, threads.
     *
     * @throws IllegalArgumentException naming what is not as it was; if more epochs are done; or as {@link #train(Mlp, Dataset, Dataset)}
     */
    public Training resume(Checkpoint checkpoint, Dataset data, Dataset validation) {
        return resume(checkpoint, data, given(validation));
    }

    private Training resume(Checkpoint checkpoint, Dataset data, Optional<Dataset> validation) {
        Require.that(checkpoint != null, "checkpoint is missing");
        final var training = start(checkpoint.net().copy(), data, validation);
        training.restore(checkpoint);
        return training;
    }

    private Optional<Dataset> withoutValidation() {
        Require.that(patience.isEmpty(), "validation is missing: early stopping needs it");
        return Optional.empty();
    }

    private static Optional<Dataset> given(Dataset validation) {
        Require.that(validation != null, "validation is missing");
        return Optional.of(validation);
    }

    private Training start(Mlp net, Dataset data, Optional<Dataset> validation) {
        Require.that(net != null, "net is missing");
        Require.that(data != null, "data is missing");
        Require.that(epochs >= 1, "epochs is missing: call epochs(…)");
        Fitting.requireSizes("data", data, net);
        validation.ifPresent(dataset -> {
            Fitting.requireSizes("validation", dataset, net);
            Fitting.requireSameNames(dataset, data);
        });
        final var settings = new EpochSettings(checkedSchedule(), epochs, batchSize, patience, listeners);
        return new Training(steps, settings, net, weighted(data), validation.map(this::weightedValidation));
    }

    private Dataset weighted(Dataset data) {
        return classWeights.map(data::weightedByClass).orElse(data);
    }

    private Dataset weightedValidation(Dataset validation) {
        try {
            return weighted(validation);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("validation: " + e.getMessage(), e);
        }
    }

    /** Checks the learning rates of all epochs, before anything is changed. */
    private Schedule checkedSchedule() {
        Require.that(schedule.isPresent(), "learningRate is missing: call learningRate(…) or schedule(…)");
        final var given = schedule.get();
        IntStream.rangeClosed(1, epochs).forEach(e -> {
            final double rate = given.learningRate(e);
            Require.that(
                    rate >= 0 && rate < Double.POSITIVE_INFINITY,
                    "schedule must give learning rates that are finite and at least 0, but that of epoch %d is %s",
                    e,
                    rate);
        });
        return given;
    }

    /** The settings. */
    @Override
    public String toString() {
        return "Trainer: " + steps
                + schedule.map(rate -> ", learning rate " + rate.learningRate(1)
                                + (epochs > 1 ? " to " + rate.learningRate(epochs) : ""))
                        .orElse(", no learning rate yet")
                + (epochs == 0 ? ", no epochs yet" : ", " + Summary.count(epochs, "epoch"))
                + (batchSize == Integer.MAX_VALUE ? ", all examples in a step" : ", batches of " + batchSize)
                + classWeights
                        .map(weights ->
                                ", class weights " + Summary.list(weights.length, k -> String.valueOf(weights[k])))
                        .orElse("")
                + patience.map(epochs -> ", early stopping after " + Summary.count(epochs, "epoch"))
                        .orElse("");
    }

    private Trainer changed(Consumer<Trainer> change) {
        final var copy = copy(steps);
        change.accept(copy);
        return copy;
    }

    private Trainer copy(StepSettings steps) {
        final var copy = new Trainer(steps);
        copy.schedule = schedule;
        copy.epochs = epochs;
        copy.batchSize = batchSize;
        copy.classWeights = classWeights;
        copy.patience = patience;
        copy.listeners = listeners;
        return copy;
    }
}
