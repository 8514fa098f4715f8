package io.github.gradwalk.train;

import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.train.History.Stopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/** One run of training, of one network. */
final class Training {
    private final EpochSettings settings;
    private final Mlp net;
    private final Dataset data;
    private final Optional<Dataset> validation;

    private final Learner learner;
    private final Random random;
    private final int[] order;
    private final int batchSize;
    private final int stepsInAnEpoch;
    private final List<EpochRecord> epochs = new ArrayList<>();

    private int epoch;
    private int step;
    private double learningRate;
    private int bestEpoch;
    private double bestLoss = Double.POSITIVE_INFINITY;
    private final double[] bestParameters;

    Training(StepSettings steps, EpochSettings settings, Mlp net, Dataset data, Optional<Dataset> validation) {
        this.settings = settings;
        this.net = net;
        this.data = data;
        this.validation = validation;
        learner = Learner.of(net, steps);
        random = new Random(steps.seed());
        order = IntStream.range(0, data.examples()).toArray();
        batchSize = Math.min(settings.batchSize(), data.examples());
        stepsInAnEpoch = (data.examples() - 1) / batchSize + 1;
        bestParameters = new double[settings.patience().isPresent() ? Parameters.count(Parameters.of(net)) : 0];
    }

    History run() {
        final var stopped = runEpochs();
        if (bestEpoch > 0) {
            Parameters.write(bestParameters, Parameters.of(net));
        }
        return new History(epochs, stopped);
    }

    private Stopped runEpochs() {
        for (epoch = 1; epoch <= settings.epochs(); epoch++) {
            final var record = runEpoch();
            epochs.add(record);
            if (settings.patience().isPresent()) {
                keepIfBest(record);
            }
            settings.listeners().forEach(listener -> listener.accept(record));
            if (wasCutShort() || epoch < settings.epochs() && isInterrupted()) {
                return Stopped.INTERRUPTED;
            }
            if (settings.patience().isPresent()
                    && epoch - bestEpoch >= settings.patience().get()) {
                return Stopped.EARLY;
            }
        }
        return Stopped.COMPLETED;
    }

    private EpochRecord runEpoch() {
        final long start = System.nanoTime();
        shuffle();
        final var measured = new Measurements();
        learningRate = settings.schedule().learningRate(epoch);
        step = 0;
        do {
            step++;
            makeStep(measured);
        } while (step < stepsInAnEpoch && !isInterrupted());
        final var validated = new Measurements();
        if (!wasCutShort()) {
            validation.ifPresent(dataset -> validate(dataset, validated));
        }
        return new EpochRecord(
                epoch,
                measured.loss / measured.weight,
                measured.correct / measured.examples,
                validated.loss / validated.weight, // 0/0 is NaN
                validated.correct / validated.examples,
                measured.gradientNorm / step,
                learningRate,
                (System.nanoTime() - start) * 1e-9);
    }

    /** Sums over examples; of the gradient norm, over steps. */
    private static final class Measurements {
        private double examples;
        private double weight;
        private double loss;
        private double correct;
        private double gradientNorm;

        void add(int examples, double weight, double meanLoss, int correct) {
            this.examples += examples;
            this.weight += weight;
            this.loss += meanLoss * weight;
            this.correct += correct;
        }
    }

    /** Shuffles by the algorithm of Fisher and Yates: each order is equally probable. A single batch needs no order. */
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

    private void makeStep(Measurements measured) {
        final int from = (step - 1) * batchSize;
        final int to = Math.min(from + batchSize, order.length);
        try {
            final double loss = stepsInAnEpoch == 1
                    ? learner.learn(data.X(), data.Y(), learningRate)
                    : learner.learn(data.X(), data.Y(), order, from, to, learningRate);
            measured.add(to - from, learner.weight(), loss, learner.correct());
            measured.gradientNorm += learner.gradientNorm();
        } catch (ArithmeticException e) {
            throw new DivergedException(e.getMessage(), epoch, step, learningRate);
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
            throw new DivergedException(what + " is no longer finite", epoch, step, learningRate);
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
}
