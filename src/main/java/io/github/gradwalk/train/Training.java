package io.github.gradwalk.train;

import io.github.gradwalk.ConfusionMatrix;
import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Gradients;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Reduction;
import io.github.gradwalk.Targets;
import io.github.gradwalk.train.History.Stopped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/** One training of one network. */
final class Training {
    private final Trainer settings;
    private final Mlp net;
    private final Dataset data;
    private final Optional<Dataset> validation;

    private final OptimizerRun optimizer;
    private final Random random;
    private final int[] order;
    private final int batchSize;
    private final int stepsInAnEpoch;
    private final DMatrixRMaj delta = new DMatrixRMaj(1, 1);
    private final List<EpochRecord> epochs = new ArrayList<>();

    private int epoch;
    private int step;
    private double learningRate;
    private int bestEpoch;
    private double bestLoss = Double.POSITIVE_INFINITY;
    private final double[] bestParameters;

    Training(Trainer settings, Mlp net, Dataset data, Optional<Dataset> validation) {
        this.settings = settings;
        this.net = net;
        this.data = data;
        this.validation = validation;
        optimizer = settings.optimizer.on(net);
        random = new Random(settings.seed);
        order = IntStream.range(0, data.examples()).toArray();
        batchSize = Math.min(settings.batchSize, data.examples());
        stepsInAnEpoch = (data.examples() - 1) / batchSize + 1;
        bestParameters = new double[settings.patience.isPresent() ? Parameters.count(Parameters.of(net)) : 0];
    }

    History run() {
        final var stopped = runEpochs();
        if (bestEpoch > 0) {
            Parameters.write(bestParameters, Parameters.of(net));
        }
        return new History(epochs, stopped);
    }

    private Stopped runEpochs() {
        for (epoch = 1; epoch <= settings.epochs; epoch++) {
            final var record = runEpoch();
            epochs.add(record);
            if (settings.patience.isPresent()) {
                keepIfBest(record);
            }
            settings.listeners.forEach(listener -> listener.accept(record));
            if (wasCutShort() || epoch < settings.epochs && isInterrupted()) {
                return Stopped.INTERRUPTED;
            }
            if (settings.patience.isPresent() && epoch - bestEpoch >= settings.patience.get()) {
                return Stopped.EARLY;
            }
        }
        return Stopped.COMPLETED;
    }

    private EpochRecord runEpoch() {
        final long start = System.nanoTime();
        shuffle();
        final var measured = new Measurements();
        learningRate = settings.schedule.orElseThrow().learningRate(epoch);
        step = 0;
        do {
            step++;
            learnFrom(batch(), measured);
        } while (step < stepsInAnEpoch && !isInterrupted());
        final var validated = new Measurements();
        if (!wasCutShort()) {
            validation.ifPresent(dataset -> validate(dataset, validated));
        }
        return new EpochRecord(
                epoch,
                measured.loss / measured.examples,
                measured.correct / measured.examples,
                validated.loss / validated.examples, // 0/0 is NaN
                validated.correct / validated.examples,
                measured.gradientNorm / step,
                learningRate,
                (System.nanoTime() - start) * 1e-9);
    }

    /** Sums over examples, and of the gradient norm over steps. */
    private static final class Measurements {
        private double examples;
        private double loss;
        private double correct;
        private double gradientNorm;

        void add(double meanLoss, DMatrixRMaj logits, Targets targets) {
            examples += targets.examples();
            loss += meanLoss * targets.examples();
            correct += ConfusionMatrix.of(targets, logits).accuracy() * targets.examples();
        }
    }

    /** Fisher and Yates: each order is equally probable. One batch needs none. */
    private void shuffle() {
        if (stepsInAnEpoch == 1) {
            return;
        }
        for (int i = order.length - 1; i > 0; i--) {
            final int j = random.nextInt(i + 1);
            final int other = order[j];
            order[j] = order[i];
            order[i] = other;
        }
    }

    private Dataset batch() {
        if (stepsInAnEpoch == 1) {
            return data;
        }
        final int from = (step - 1) * batchSize;
        return data.select(Arrays.copyOfRange(order, from, Math.min(from + batchSize, order.length)));
    }

    private void learnFrom(Dataset batch, Measurements measured) {
        final var pass = net.forward(batch.X());
        requireFinite("a logit of the batch", pass.logits());
        final double loss = CrossEntropy.lossAndGradient(pass.logits(), batch.Y(), Reduction.MEAN, delta);
        requireFinite("the loss", loss);
        measured.add(loss, pass.logits(), batch.Y());

        final var gradients = net.backward(pass, delta);
        addWeightDecay(gradients);
        final double norm = GradientNorm.of(gradients);
        requireFinite("the gradient", norm);
        measured.gradientNorm += norm;

        GradientNorm.clip(gradients, norm, settings.largestNorm);
        if (!optimizer.tryStep(gradients, learningRate)) {
            throw diverged("a parameter, or what the optimizer remembers,");
        }
    }

    private void validate(Dataset validation, Measurements measured) {
        final var logits = net.logits(validation.X());
        requireFinite("a logit of the validation data", logits);
        final double loss = CrossEntropy.loss(logits, validation.Y());
        requireFinite("the validation loss", loss);
        measured.add(loss, logits, validation.Y());
    }

    /** The gradient of {@code λ‖W‖²/2} is {@code λW}. */
    private void addWeightDecay(Gradients gradients) {
        if (settings.weightDecay == 0) {
            return;
        }
        for (int l = 0; l < gradients.W().size(); l++) {
            // ∇W ← ∇W + λW
            CommonOps_DDRM.addEquals(
                    gradients.W().get(l),
                    settings.weightDecay,
                    net.layers().get(l).W());
        }
    }

    private void keepIfBest(EpochRecord record) {
        if (record.validationLoss() < bestLoss) { // not if it is NaN
            bestLoss = record.validationLoss();
            bestEpoch = epoch;
            Parameters.read(Parameters.of(net), bestParameters);
        }
    }

    private boolean wasCutShort() {
        return step < stepsInAnEpoch;
    }

    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }

    // Before CrossEntropy sees the logits: to it, −∞ is a masked class, and the others are a mistake of the caller.
    private void requireFinite(String what, DMatrixRMaj matrix) {
        if (MatrixFeatures_DDRM.hasUncountable(matrix)) {
            throw diverged(what);
        }
    }

    private void requireFinite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw diverged(what);
        }
    }

    private DivergedException diverged(String what) {
        return new DivergedException(what, epoch, step, learningRate);
    }
}
