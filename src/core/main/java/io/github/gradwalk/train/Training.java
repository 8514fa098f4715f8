package io.github.gradwalk.train;

import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.argument.Summary;
import io.github.gradwalk.train.History.Stopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/**
 * One training of one network, as {@link Trainer#start} begins it. It can be run in pieces, saved between them, and continued by
 * {@link Trainer#resume}, on another day and another machine: the result is the same to the last bit as without a pause.
 *
 * <pre>{@code
 * var training = trainer.epochs(100).start(net, data, validation);
 * while (!training.isFinished()) {
 *     training.run(10);
 *     CheckpointFile.save(training.checkpoint(), file);
 * }
 * }</pre>
 *
 * <p>Not for use by several threads at once. The network must not be changed by others while it is trained.
 */
public final class Training {
    private final StepSettings steps;
    private final EpochSettings settings;
    private final Mlp net;
    private final Dataset data;
    private final Optional<Dataset> validation;

    private final Learner learner;
    private final ExampleOrder order;
    private final int batchSize;
    private final int stepsInAnEpoch;
    private final BestParameters best;

    /** The epochs that are done. */
    private final List<EpochRecord> epochs = new ArrayList<>();

    /** The epoch that comes next, of which some steps have been made if it was cut short. */
    private Measurements begun = new Measurements();

    private double learningRate;

    /** Made when it is first asked for, since it takes a look at all data. */
    private List<String> setup = List.of();

    Training(StepSettings steps, EpochSettings settings, Mlp net, Dataset data, Optional<Dataset> validation) {
        this.steps = steps;
        this.settings = settings;
        this.net = net;
        this.data = data;
        this.validation = validation;
        learner = Learner.of(net, steps);
        order = new ExampleOrder(data.examples(), steps.seed());
        batchSize = Math.min(settings.batchSize(), data.examples());
        stepsInAnEpoch = (data.examples() - 1) / batchSize + 1;
        best = new BestParameters(settings.patience(), net);
    }

    /** The network that is trained. */
    public Mlp net() {
        return net;
    }

    /**
     * Whether there is nothing left to do: all epochs of the {@link Trainer} are done, or {@linkplain Trainer#earlyStopping patience} is at its
     * end.
     */
    public boolean isFinished() {
        return epochs.size() >= settings.epochs() || best.isPatienceExhausted(epochs.size());
    }

    /**
     * Trains until the end, like {@link Trainer#train(Mlp, Dataset, Dataset)}.
     *
     * @return what was measured since the training was started
     */
    public History run() {
        return run(settings.epochs());
    }

    /**
     * Trains for so many epochs, or until the end if that comes first. An epoch that an interrupt has cut short is done to its end, as one of
     * them. With early stopping the network then has its best parameters so far; a further run goes on from the last ones.
     *
     * @param more at least 1
     * @return what was measured since the training was started
     * @throws IllegalArgumentException if {@code more} is below 1
     * @throws DivergedException as {@link Trainer#train(Mlp, Dataset, Dataset)}
     */
    public History run(int more) {
        Require.that(more >= 1, "more must be at least 1, but is %d", more);
        best.takeBack();
        try {
            final var stopped = runEpochs((int) Math.min((long) epochs.size() + more, settings.epochs()));
            best.give();
            return history(stopped);
        } finally {
            settings.listeners().forEach(EpochListener::end);
        }
    }

    /** Returns all that is needed to go on from here, as a copy. */
    public Checkpoint checkpoint() {
        return new Checkpoint(setup(), best.last(), best.best(), learner.memory(), epochs, begun.snapshot());
    }

    private List<String> setup() {
        if (setup.isEmpty()) {
            setup = List.of(
                    "data " + DataDigest.of(data),
                    "validation " + validation.map(DataDigest::of).orElse("none"),
                    "optimizer " + steps.optimizer(),
                    settings.isFullBatch() ? "full batch" : "batch size " + settings.batchSize(),
                    "seed " + steps.seed(),
                    "early stopping " + (settings.patience().isPresent() ? "on" : "off"));
        }
        return setup;
    }

    /** @throws IllegalArgumentException naming what is not as it was when the checkpoint was made */
    void restore(Checkpoint checkpoint) {
        Require.size(
                "setup of the checkpoint", setup().size(), checkpoint.setup().size());
        for (int i = 0; i < setup.size(); i++) {
            Require.that(
                    setup.get(i).equals(checkpoint.setup().get(i)),
                    "training must go on as in the checkpoint, with %s, but has %s",
                    checkpoint.setup().get(i),
                    setup.get(i));
        }
        Require.that(
                checkpoint.epochs().size() <= settings.epochs(),
                "epochs must be at least %d, as many as are done, but is %d",
                checkpoint.epochs().size(),
                settings.epochs());
        Require.that(
                checkpoint.begun().steps() <= stepsInAnEpoch,
                "begun epoch of the checkpoint must have at most %d steps, but has %d",
                stepsInAnEpoch,
                checkpoint.begun().steps());
        learner.restore(checkpoint.memory());
        best.restore(checkpoint.best(), checkpoint.epochs());
        epochs.addAll(checkpoint.epochs());
        begun = new Measurements(checkpoint.begun());
    }

    private History history(Stopped stopped) {
        final var all = new ArrayList<>(epochs);
        if (stopped == Stopped.INTERRUPTED && begun.steps() > 0) {
            all.add(record(new Measurements()));
        }
        return new History(all, stopped);
    }

    private Stopped runEpochs(int last) {
        while (!isFinished() && epochs.size() < last) {
            final boolean whole = runEpoch();
            if (!whole || epochs.size() < settings.epochs() && isInterrupted()) {
                return Stopped.INTERRUPTED;
            }
        }
        if (best.isPatienceExhausted(epochs.size())) {
            return Stopped.EARLY;
        }
        return isFinished() ? Stopped.COMPLETED : Stopped.PAUSED;
    }

    /** Returns whether the epoch was done to its end. */
    private boolean runEpoch() {
        final long start = System.nanoTime();
        learningRate = settings.schedule().learningRate(epoch());
        final boolean whole = makeSteps();
        final var validated = new Measurements();
        if (whole) {
            validation.ifPresent(dataset -> validate(dataset, validated));
        }
        begun.addSeconds((System.nanoTime() - start) * 1e-9);
        final var record = record(validated);
        if (whole) {
            best.consider(record);
            epochs.add(record);
            begun = new Measurements();
        }
        settings.listeners().forEach(listener -> listener.accept(record));
        return whole;
    }

    private int epoch() {
        return epochs.size() + 1;
    }

    private EpochRecord record(Measurements validated) {
        return new EpochRecord(
                epoch(),
                begun.loss(),
                begun.accuracy(),
                validated.loss(),
                validated.accuracy(),
                begun.gradientNorm(),
                learningRate,
                begun.seconds());
    }

    /** Makes the steps that the epoch still needs, at least one if there are any; returns whether none is left. */
    private boolean makeSteps() {
        boolean interrupted = false;
        while (begun.steps() < stepsInAnEpoch && !interrupted) {
            makeStep();
            interrupted = isInterrupted();
        }
        return begun.steps() == stepsInAnEpoch;
    }

    private void makeStep() {
        final int from = begun.steps() * batchSize;
        final int to = Math.min(from + batchSize, data.examples());
        try {
            // A single batch needs no order.
            final double loss = stepsInAnEpoch == 1
                    ? learner.learn(data.X(), data.Y(), learningRate)
                    : learner.learn(data.X(), data.Y(), order.ofEpoch(epoch()), from, to, learningRate);
            begun.addStep(to - from, learner.weight(), loss, learner.correct(), learner.gradientNorm());
        } catch (ArithmeticException e) {
            throw new DivergedException(e.getMessage(), epoch(), begun.steps() + 1, learningRate);
        }
    }

    private void validate(Dataset validation, Measurements measured) {
        final var logits = net.logits(validation.X());
        // CrossEntropy must not see them: it takes −∞ for a masked class, and refuses +∞ and NaN as mistakes of its
        // caller.
        requireFinite("a logit of the validation data", !MatrixFeatures_DDRM.hasUncountable(logits));
        final double loss = CrossEntropy.loss(logits, validation.Y());
        requireFinite("the validation loss", Double.isFinite(loss));
        measured.add(
                validation.examples(),
                validation.Y().totalWeight(),
                loss,
                validation.Y().countCorrect(logits));
    }

    private void requireFinite(String what, boolean finite) {
        if (!finite) {
            throw new DivergedException(what + " is no longer finite", epoch(), begun.steps(), learningRate);
        }
    }

    /** The network, and how many epochs of how many are done. */
    @Override
    public String toString() {
        return "Training of " + net + "; " + epochs.size() + " of " + Summary.count(settings.epochs(), "epoch")
                + " done";
    }

    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }
}
