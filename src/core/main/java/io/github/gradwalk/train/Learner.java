package io.github.gradwalk.train;

import io.github.gradwalk.Gradients;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Targets;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.train.Checkpoint.OptimizerMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Makes training steps on one network: forward, loss, backward, update. It is for training loops of one's own.
 *
 * <pre>{@code
 * var learner = Learner.of(net, new Optimizer.Adam());
 * double loss = learner.learn(X, Y, 0.01);
 * }</pre>
 *
 * <p>Work matrices are allocated once, for the largest batch. A step is made wholly or not at all: if a result would no longer be
 * finite, the network and what the optimizer remembers stay as they were. Not for use by several threads at once.
 */
public final class Learner {
    /** The number of multiplications below which sharing a step with another thread costs more than it saves. */
    static final long LARGE = 2_000_000;

    private final Mlp net;
    private final StepSettings settings;
    private final OptimizerRun optimizer;
    private final double weightDecay;
    private final double largestNorm;
    private final int parameters;
    private final List<BatchPart> parts = new ArrayList<>();
    private final List<ForkJoinTask<?>> tasks = new ArrayList<>();
    private int[] inOrder = {};

    private double weight;
    private double gradientNorm;
    private int correct;

    private Learner(Mlp net, StepSettings settings) {
        this.net = net;
        this.settings = settings;
        optimizer = settings.optimizer().on(net);
        weightDecay = settings.weightDecay();
        largestNorm = settings.largestNorm();
        parameters = Parameters.count(Parameters.of(net));
        makeParts(1);
    }

    /** Makes those that are still missing: most steps need fewer than there may be threads. */
    private void makeParts(int count) {
        while (parts.size() < count) {
            final var part = new BatchPart(net, settings);
            parts.add(part);
            tasks.add(ForkJoinTask.adapt(part::compute));
        }
    }

    /** Returns a learner that trains this network by one thread, without weight decay, clipping or dropout. */
    public static Learner of(Mlp net, Optimizer optimizer) {
        return of(net, StepSettings.with(optimizer));
    }

    /**
     * Returns a learner that trains this network with these settings.
     *
     * @throws IllegalArgumentException if an argument is missing, or the network has only one output
     */
    public static Learner of(Mlp net, StepSettings settings) {
        Require.that(net != null, "net is missing");
        Require.that(settings != null, "settings is missing");
        Fitting.requireTwoOutputs(net);
        return new Learner(net, settings);
    }

    /**
     * Makes one step from all of these examples.
     *
     * @param X N × features
     * @param learningRate at least 0
     * @return the mean loss of the examples before the step, weighted if the targets have {@linkplain Targets#weighted weights}
     * @throws IllegalArgumentException if the shapes do not fit the network, the learning rate is negative or not finite, or the result is
     *     not finite because {@code X} is not
     * @throws ArithmeticException if a logit, the loss, the gradient or a new parameter is not finite
     */
    public double learn(DMatrixRMaj X, Targets Y, double learningRate) {
        Require.notNull("Y", Y);
        if (partsFor(Y.examples()) > 1) {
            if (inOrder.length < Y.examples()) {
                inOrder = IntStream.range(0, Y.examples()).toArray();
            }
            return learn(X, Y, inOrder, 0, Y.examples(), learningRate);
        }
        requireFitting(X, Y, learningRate);
        parts.get(0).take(X, Y);
        return step(X, 1, learningRate);
    }

    /**
     * Makes one step from examples {@code rows[from] … rows[to − 1]}, at least one, like {@link #learn(DMatrixRMaj, Targets, double)}.
     *
     * @throws IllegalArgumentException also if a row is out of range
     */
    public double learn(DMatrixRMaj X, Targets Y, int[] rows, int from, int to, double learningRate) {
        Require.notNull("Y", Y);
        Require.notNull("rows", rows);
        requireFitting(X, Y, learningRate);
        if (from < 0 || from >= to || to > rows.length) {
            throw Require.refused(
                    "from and to must be in 0 … %d, from below to, but are %d and %d", rows.length, from, to);
        }
        final int examples = to - from;
        final int count = partsFor(examples);
        makeParts(count);
        for (int k = 0; k < count; k++) {
            final int first = from + (int) ((long) examples * k / count);
            final int end = from + (int) ((long) examples * (k + 1) / count);
            parts.get(k).take(X, Y, rows, first, end);
        }
        return step(X, count, learningRate);
    }

    /** The sum of the weights of the examples of the last step, their number if they have none: what the mean loss was divided by. */
    public double weight() {
        return weight;
    }

    /** The norm {@code ‖g‖₂} of the gradient of the last step, before it was clipped. */
    public double gradientNorm() {
        return gradientNorm;
    }

    /** The number of examples of the last step that were classified correctly before it. */
    public int correct() {
        return correct;
    }

    /** The network, and how it is trained. */
    @Override
    public String toString() {
        return "Learner of " + net + "; " + optimizer;
    }

    /** Returns a copy of what the optimizer remembers. */
    OptimizerMemory memory() {
        return optimizer.memory();
    }

    void restore(OptimizerMemory memory) {
        optimizer.restore(memory);
    }

    /** The number of threads for a step, always the same for the same shapes, so that results do not depend on timing. */
    private int partsFor(int examples) {
        return (long) examples * parameters < LARGE ? 1 : Math.min(settings.threads(), examples);
    }

    private double step(DMatrixRMaj X, int count, double learningRate) {
        try {
            return step(count, learningRate);
        } catch (ArithmeticException e) {
            // X may be the reason. It is looked at only now, since that takes time.
            Require.finite("X", X);
            throw e;
        }
    }

    private double step(int count, double learningRate) {
        joinParts(count);
        for (int k = 1; k < count; k++) {
            tasks.get(k).reinitialize();
            tasks.get(k).fork();
        }
        parts.get(0).compute();
        for (int k = 1; k < count; k++) {
            tasks.get(k).join();
        }
        final double loss = sumOfParts(count);
        final var gradients = parts.get(0).gradients();
        addWeightDecay(gradients);
        gradientNorm = GradientNorm.of(gradients);
        requireFinite("the gradient", Double.isFinite(gradientNorm));
        GradientNorm.clip(gradients, gradientNorm, largestNorm);
        requireFinite("a parameter, or what the optimizer remembers,", optimizer.tryStep(gradients, learningRate));
        return loss;
    }

    private void joinParts(int count) {
        weight = 0;
        for (int k = 0; k < count; k++) {
            weight += parts.get(k).weight();
        }
        for (int k = 0, first = 0; k < count; k++) {
            parts.get(k).belongTo(optimizer.steps(), first, weight);
            first += parts.get(k).examples();
        }
    }

    /** Returns the loss, and adds the gradients of the other parts to those of the first, always in the same order. */
    private double sumOfParts(int count) {
        double loss = 0;
        correct = 0;
        for (int k = 0; k < count; k++) {
            final var part = parts.get(k);
            requireFinite("a logit of the batch", part.finiteLogits());
            requireFinite("the loss", Double.isFinite(part.loss()));
            loss += part.loss();
            correct += part.correct();
            if (k > 0) {
                addTo(parts.get(0).gradients(), part.gradients());
            }
        }
        return loss;
    }

    private static void addTo(Gradients sum, Gradients more) {
        for (int l = 0; l < sum.W().size(); l++) {
            CommonOps_DDRM.addEquals(sum.W().get(l), more.W().get(l));
            CommonOps_DDRM.addEquals(sum.b().get(l), more.b().get(l));
        }
    }

    /** The gradient of {@code λ‖W‖²/2} is {@code λW}. */
    private void addWeightDecay(Gradients gradients) {
        if (weightDecay == 0) {
            return;
        }
        for (int l = 0; l < gradients.W().size(); l++) {
            // ∇W ← ∇W + λW
            CommonOps_DDRM.addEquals(
                    gradients.W().get(l), weightDecay, net.layers().get(l).W());
        }
    }

    private void requireFitting(DMatrixRMaj X, Targets Y, double learningRate) {
        final var layers = net.layers();
        Require.shape("X", X, Y.examples(), layers.get(0).inputs());
        final int classes = layers.get(layers.size() - 1).outputs();
        if (Y.classes() != classes) {
            throw Require.refused(
                    "Y must have as many classes as the network has outputs, %d, but has %d", classes, Y.classes());
        }
        Require.notNegative("learningRate", learningRate);
    }

    private static void requireFinite(String what, boolean finite) {
        if (!finite) {
            throw new ArithmeticException(what + " is no longer finite");
        }
    }
}
