package io.github.gradwalk.spark;

import io.github.gradwalk.Gradients;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.argument.Summary;
import io.github.gradwalk.train.Checkpoint;
import io.github.gradwalk.train.Checkpoint.OptimizerMemory;
import io.github.gradwalk.train.EpochListener;
import io.github.gradwalk.train.EpochRecord;
import io.github.gradwalk.train.ExampleOrder;
import io.github.gradwalk.train.History;
import io.github.gradwalk.train.Lbfgs;
import io.github.gradwalk.train.Parameters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;

/** One training of a network on the examples of a cluster: with all of them in each step, or with mini-batches. */
final class ClusterTraining {
    private static final String DESCRIPTION = "spark.job.description";

    private final SparkContext context;
    private final TrainingSettings settings;
    private final Examples examples;
    private final List<EpochListener> listeners;
    private final ClusterLoss loss;
    private final List<String> setup;
    private final Optional<CheckpointFolder> checkpoints;

    private Mlp net;
    private final List<EpochRecord> epochs = new ArrayList<>();
    private long begun;
    private double rowsPerSecond = Double.NaN;

    /**
     * @param start the network to begin with, which is not changed
     * @param checkpoints where it goes on from the last checkpoint, if there is one, and saves others
     */
    ClusterTraining(
            SparkContext context,
            TrainingSettings settings,
            Examples examples,
            Shape shape,
            Mlp start,
            Optional<CheckpointFolder> checkpoints,
            List<EpochListener> listeners) {
        this.context = context;
        this.settings = settings;
        this.examples = examples;
        this.checkpoints = checkpoints;
        this.listeners = listeners;
        net = start.copy();
        loss = new ClusterLoss(examples, net.copy(), settings.weightDecay());
        setup = settings.setup(examples, shape);
    }

    /** The network as far as it has been trained. */
    Mlp net() {
        return net;
    }

    /** Trains until the end, or until the thread is interrupted or the jobs are cancelled; from the last checkpoint if there is one. */
    Optional<History> run() throws IOException {
        final var description = context.getLocalProperty(DESCRIPTION);
        final var tag = "gradwalk-" + System.identityHashCode(this);
        context.addJobTag(tag);
        try {
            final var stopped = runUntilStopped(tag);
            return epochs.isEmpty() ? Optional.empty() : Optional.of(new History(epochs, stopped));
        } finally {
            context.removeJobTag(tag);
            context.setLocalProperty(DESCRIPTION, description);
            listeners.forEach(EpochListener::end);
        }
    }

    private History.Stopped runUntilStopped(String tag) throws IOException {
        final var checkpoint = checkpoints.isPresent() ? checkpoints.get().latest(setup) : Optional.<Checkpoint>empty();
        checkpoint.ifPresent(saved -> {
            net = saved.net();
            epochs.addAll(saved.epochs());
        });
        final var memory = checkpoint.map(Checkpoint::memory).orElse(new OptimizerMemory(0, List.of()));
        try {
            return settings.isFullBatch() ? runFullBatches(memory) : runMiniBatches(memory);
        } catch (ClusterLoss.Stopped e) {
            if (e.getCause() instanceof InterruptedException) {
                context.cancelJobsWithTag(tag);
                Thread.currentThread().interrupt();
            }
            return History.Stopped.INTERRUPTED;
        }
    }

    private History.Stopped runFullBatches(OptimizerMemory memory) throws IOException {
        final var lbfgs = settings.lbfgs();
        begin();
        var state = lbfgs.resume(loss, Shape.parametersOf(net), memory);
        rowsPerSecond = examples.rows() / seconds();
        while (state.iterations() < settings.maxIter()) {
            if (lbfgs.isConverged(state)) {
                return History.Stopped.CONVERGED;
            }
            begin();
            final var next = lbfgs.next(loss, state);
            if (next.isEmpty()) {
                return History.Stopped.CONVERGED;
            }
            state = next.get();
            Parameters.write(state.x(), Parameters.of(net));
            finish(record(state), state::memory);
        }
        return lbfgs.isConverged(state) ? History.Stopped.CONVERGED : History.Stopped.COMPLETED;
    }

    private EpochRecord record(Lbfgs.State state) {
        final double[] gradient = state.gradient();
        final double penalty = Parameters.addWeightDecay(settings.weightDecay(), Parameters.of(net), gradient.clone());
        return record(state.value() - penalty, (double) loss.correct() / examples.rows(), norm(gradient), Double.NaN);
    }

    private History.Stopped runMiniBatches(OptimizerMemory memory) throws IOException {
        Require.that(
                examples.rows() <= Integer.MAX_VALUE,
                "dataset must have at most %d rows for mini-batches, but has %d; solver l-bfgs takes any number",
                Integer.MAX_VALUE,
                examples.rows());
        final var optimizer = settings.optimizer().on(net);
        if (memory.steps() > 0) {
            optimizer.restore(memory);
        }
        final int rows = (int) examples.rows();
        final int batchSize = Math.min(settings.batchSize(), rows);
        final var order = new ExampleOrder(rows, settings.seed());
        final double[] gradient = new double[Parameters.count(Parameters.of(net))];
        final var gradients = gradientsLike(net);
        while (epochs.size() < settings.maxIter()) {
            begin();
            final int[] rowsInOrder = order.ofEpoch(epochs.size() + 1);
            double sumOfLosses = 0;
            double weight = 0;
            double correct = 0;
            double sumOfNorms = 0;
            int steps = 0;
            for (int from = 0; from < rows; from += batchSize) {
                final int[] batch = Arrays.copyOfRange(rowsInOrder, from, Math.min(rows, from + batchSize));
                final double value = loss.evaluate(Shape.parametersOf(net), gradient, batch);
                requireFinite("the loss", Double.isFinite(value));
                Parameters.write(gradient, Parameters.of(gradients));
                requireFinite("the gradient", Double.isFinite(norm(gradient)));
                optimizer.step(gradients, settings.stepSize());
                sumOfLosses += loss.loss();
                weight += loss.weight();
                correct += loss.correct();
                sumOfNorms += norm(gradient);
                steps++;
            }
            rowsPerSecond = rows / seconds();
            finish(
                    record(sumOfLosses / weight, correct / rows, sumOfNorms / steps, settings.stepSize()),
                    optimizer::memory);
        }
        return History.Stopped.COMPLETED;
    }

    private static Gradients gradientsLike(Mlp net) {
        return new Gradients(
                net.layers().stream().map(layer -> new DMatrixRMaj(layer.W())).toList(),
                net.layers().stream().map(layer -> new DMatrixRMaj(layer.b())).toList(),
                new DMatrixRMaj(0, net.inputs()));
    }

    private void requireFinite(String what, boolean finite) {
        if (!finite) {
            throw new ArithmeticException(what + " is no longer finite in epoch " + (epochs.size() + 1)
                    + ", at stepSize " + settings.stepSize());
        }
    }

    /** Starts the clock of an epoch, and says in Spark's own pages how far training is. */
    private void begin() {
        begun = System.nanoTime();
        final int epoch = epochs.size();
        context.setJobDescription("gradwalk: epoch " + (epoch + 1) + " of " + settings.maxIter()
                + (epoch == 0
                        ? ""
                        : ", loss " + Summary.number(epochs.get(epoch - 1).loss()))
                + (Double.isNaN(rowsPerSecond) ? "" : ", " + Math.round(rowsPerSecond) + " rows/s"));
    }

    private double seconds() {
        return (System.nanoTime() - begun) * 1e-9;
    }

    private EpochRecord record(double meanLoss, double accuracy, double norm, double learningRate) {
        return new EpochRecord(
                epochs.size() + 1, meanLoss, accuracy, Double.NaN, Double.NaN, norm, learningRate, seconds());
    }

    private void finish(EpochRecord record, Supplier<OptimizerMemory> memory) throws IOException {
        epochs.add(record);
        if (checkpoints.isPresent()
                && (epochs.size() % settings.checkpointInterval() == 0 || epochs.size() == settings.maxIter())) {
            final var none = new Checkpoint.BegunEpoch(0, 0, 0, 0, 0, 0, 0);
            checkpoints.get().save(new Checkpoint(setup, net, Optional.empty(), memory.get(), epochs, none));
        }
        listeners.forEach(listener -> listener.accept(record));
    }

    private static double norm(double[] gradient) {
        return NormOps_DDRM.fastNormF(DMatrixRMaj.wrap(gradient.length, 1, gradient));
    }
}
