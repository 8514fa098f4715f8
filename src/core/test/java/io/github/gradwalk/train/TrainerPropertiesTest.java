package io.github.gradwalk.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.Activation;
import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Gradients;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Law;
import io.github.gradwalk.Matrices;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Networks;
import io.github.gradwalk.Targets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.ejml.data.DMatrixRMaj;

class TrainerPropertiesTest {
    record Task(int[] sizes, Dataset data, long seed) {
        Mlp net() {
            final var net = Mlp.create(sizes, Activation.TANH, new Initialisation.Glorot(), seed);
            net.layers().forEach(layer -> layer.b().fill(0.3));
            return net;
        }
    }

    @Provide
    Arbitrary<Task> tasks() {
        final var sizes = Arbitraries.integers()
                .between(1, 4)
                .array(int[].class)
                .ofMinSize(2)
                .ofMaxSize(4);
        return Combinators.combine(sizes, Arbitraries.integers().between(1, 9), Arbitraries.longs())
                .as((some, N, seed) -> {
                    final int[] widths = some.clone();
                    final int K = ++widths[widths.length - 1]; // one class cannot be trained
                    final var classes = new Random(seed).ints(N, 0, K).toArray();
                    return new Task(
                            widths,
                            new Dataset(Matrices.gaussian(N, widths[0], 1, seed), Targets.ofClasses(K, classes)),
                            seed);
                });
    }

    @Provide
    Arbitrary<Optimizer> optimizers() {
        return Arbitraries.of(Optimizers.all().toList());
    }

    @Law
    void theSameSeedGivesTheSameBits(@ForAll("tasks") Task task, @ForAll("optimizers") Optimizer optimizer) {
        final var trainer = Trainer.with(optimizer)
                .learningRate(0.01)
                .batchSize(2)
                .seed(task.seed)
                .weightDecay(optimizer.decay() > 0 ? 0 : 0.01)
                .epochs(3);
        final var first = task.net();
        final var second = task.net();
        final var X = task.data.X().copy();
        final var history = trainer.train(first, task.data);
        final var again = trainer.train(second, task.data);
        Networks.assertSame(first, second);
        assertThat(history.losses()).isEqualTo(again.losses());
        assertThat(history.gradientNorms()).isEqualTo(again.gradientNorms());
        Matrices.assertIdentical(task.data.X(), X);
    }

    /** One step of gradient descent at rate 1 moves the parameters by the gradient. */
    @Law
    void weightDecayIsTheGradientOfThePenalisedLoss(
            @ForAll("tasks") Task task, @ForAll @Scale(6) @DoubleRange(min = 0, max = 2) double decay) {
        final var net = task.net();
        final var before = Parameters.of(net.copy());
        Trainer.with(new Optimizer.Sgd())
                .learningRate(1)
                .fullBatch()
                .weightDecay(decay)
                .epochs(1)
                .train(net, task.data);
        final var start = task.net();
        final var parameters = Parameters.of(start);
        final double h = 1e-5;
        for (int k = 0; k < parameters.size(); k++) {
            final var parameter = parameters.get(k);
            for (int i = 0; i < parameter.getNumElements(); i++) {
                final double value = parameter.data[i];
                parameter.data[i] = value + h;
                final double above = penalisedLoss(start, task.data, decay);
                parameter.data[i] = value - h;
                final double below = penalisedLoss(start, task.data, decay);
                parameter.data[i] = value;
                final double moved = before.get(k).data[i] - Parameters.of(net).get(k).data[i];
                assertThat(moved).isCloseTo((above - below) / (2 * h), within(1e-8));
            }
        }
    }

    private static double penalisedLoss(Mlp net, Dataset data, double decay) {
        double squares = 0;
        for (final var layer : net.layers()) {
            for (int i = 0; i < layer.W().getNumElements(); i++) {
                squares += layer.W().data[i] * layer.W().data[i];
            }
        }
        return CrossEntropy.loss(net.logits(data.X()), data.Y()) + decay * squares / 2;
    }

    @Law
    void clippingShortensAndKeepsTheDirection(
            @ForAll @IntRange(min = 1, max = 4) int rows,
            @ForAll long seed,
            @ForAll @IntRange(min = -290, max = 300) int exponent,
            @ForAll @Scale(6) @DoubleRange(min = 1e-3, max = 10) double share) {
        final double scale = Double.parseDouble("1e" + exponent);
        final var gradients = gradients(rows, scale, seed);
        final var original = gradients(rows, scale, seed);
        final double norm = GradientNorm.of(gradients);
        final double exact = scale * GradientNorm.of(gradients(rows, 1, seed));
        assertThat(norm / exact).isCloseTo(1, within(1e-13)); // squares of most of these overflow, or vanish

        final double largest = share * norm;
        GradientNorm.clip(gradients, norm, largest);
        final double factor = Math.min(share, 1);
        assertThat(GradientNorm.of(gradients) / norm).isCloseTo(factor, within(1e-13));
        for (int k = 0; k < 2; k++) {
            final var clipped = Parameters.of(gradients).get(k);
            final var whole = Parameters.of(original).get(k);
            for (int i = 0; i < whole.getNumElements(); i++) {
                assertThat(clipped.data[i]).isCloseTo(factor * whole.data[i], within(1e-14 * Math.abs(whole.data[i])));
            }
        }
    }

    private static Gradients gradients(int rows, double scale, long seed) {
        return new Gradients(
                List.of(Matrices.gaussian(rows, 3, scale, seed)),
                List.of(Matrices.gaussian(rows, 1, scale, seed + 1)),
                new DMatrixRMaj(1, 3));
    }

    /** Where the data are one batch, clipping bounds how far a step of gradient descent goes. */
    @Law
    void aClippedStepIsAsLongAsAllowed(
            @ForAll("tasks") Task task, @ForAll @Scale(6) @DoubleRange(min = 1e-3, max = 0.1) double largest) {
        final var net = task.net();
        final var record = Trainer.with(new Optimizer.Sgd())
                .learningRate(1)
                .fullBatch()
                .clipGradientNorm(largest)
                .epochs(1)
                .train(net, task.data)
                .last();
        final var before = Parameters.of(task.net());
        final double moved = Math.sqrt(IntStream.range(0, before.size())
                .mapToDouble(
                        k -> squaredDistance(before.get(k), Parameters.of(net).get(k)))
                .sum());
        assertThat(moved).isCloseTo(Math.min(record.gradientNorm(), largest), within(1e-12));
    }

    private static double squaredDistance(DMatrixRMaj a, DMatrixRMaj b) {
        return IntStream.range(0, a.getNumElements())
                .mapToDouble(i -> (a.data[i] - b.data[i]) * (a.data[i] - b.data[i]))
                .sum();
    }

    @Law
    void theOrderOfOneBatchAndTheSizeOfABatchThatIsTooLargeDoNotMatter(
            @ForAll("tasks") Task task, @ForAll @IntRange(min = 0, max = 5) int more) {
        final var trainer =
                Trainer.with(new Optimizer.Adam()).learningRate(0.01).epochs(2);
        final var full = task.net();
        final var sized = task.net();
        trainer.fullBatch().train(full, task.data);
        trainer.batchSize(task.data.examples() + more).seed(more).train(sized, task.data);
        Networks.assertSame(full, sized);
    }
}
