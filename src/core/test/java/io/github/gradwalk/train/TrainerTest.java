package io.github.gradwalk.train;

import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Networks.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.Activation;
import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Matrices;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Targets;
import io.github.gradwalk.train.History.Stopped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainerTest {
    private static final Trainer SGD = Trainer.with(new Optimizer.Sgd()).learningRate(0.1);

    private final Mlp net = net();
    private final Dataset data = data(10, 1);

    @AfterEach
    void forgetTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void overfitsTwentyPoints() {
        final var twenty = data(20, 3);
        final var wide = Mlp.create(new int[] {2, 32, 32, 3}, Activation.TANH, new Initialisation.Glorot(), 1);
        final var history = Trainer.with(new Optimizer.Adam())
                .learningRate(0.01)
                .batchSize(8)
                .epochs(1000)
                .train(wide, twenty);
        assertThat(history.losses()[0]).isCloseTo(Math.log(3), within(0.5));
        assertThat(history.last().loss()).isLessThan(1e-3);
        assertThat(history.last().accuracy()).isEqualTo(1);
        assertThat(CrossEntropy.loss(wide.logits(twenty.X()), twenty.Y())).isLessThan(1e-3);
    }

    /** A seed gives the same order in each release: that of Fisher and Yates, shuffled further from epoch to epoch. */
    @Test
    void theOrderOfASeedStaysTheSame() {
        SGD.batchSize(3).seed(7).epochs(3).train(net, data);
        final var byHand = net();
        final var learner = Learner.of(byHand, new Optimizer.Sgd());
        final var random = new Random(7);
        final int[] order = IntStream.range(0, data.examples()).toArray();
        for (int epoch = 0; epoch < 3; epoch++) {
            shuffle(order, random);
            for (int from = 0; from < order.length; from += 3) {
                learner.learn(data.X(), data.Y(), order, from, Math.min(from + 3, order.length), 0.1);
            }
        }
        assertSame(net, byHand);
    }

    @Test
    void everyEpochTakesEachExampleOnceInAnotherOrder() {
        final Schedule still = epoch -> 0;
        final var history = SGD.schedule(still).batchSize(3).epochs(6).train(net, data);
        final double loss = CrossEntropy.loss(net.logits(data.X()), data.Y());
        assertThat(history.losses()).hasSize(6).satisfies(losses -> {
            for (final double mean : losses) {
                assertThat(mean).isCloseTo(loss, within(1e-14)); // the last batch, of one example, counts for one
            }
        });
        // Which examples meet in a batch shows in the lengths of the gradients.
        assertThat(history.gradientNorms()).doesNotHaveDuplicates();
    }

    @Test
    void measuresEachBatchBeforeItsStepAndValidationAfterTheEpoch() {
        final double before = CrossEntropy.loss(net.logits(data.X()), data.Y());
        final var validation = data(5, 2);
        final long start = System.nanoTime();
        final var record =
                SGD.fullBatch().epochs(1).train(net, data, validation).last();
        assertThat(record.epoch()).isEqualTo(1);
        assertThat(record.loss()).isCloseTo(before, within(1e-15));
        assertThat(record.validationLoss())
                .isCloseTo(CrossEntropy.loss(net.logits(validation.X()), validation.Y()), within(1e-15));
        assertThat(record.validationAccuracy()).isBetween(0.0, 1.0);
        assertThat(record.learningRate()).isEqualTo(0.1);
        assertThat(record.gradientNorm()).isPositive();
        assertThat(record.seconds()).isPositive().isLessThan((System.nanoTime() - start) * 1e-9);
    }

    @Test
    void theGradientNormIsTheMeanOverTheSteps() {
        final var alike = data.select(0, 0, 0, 0);
        final var still = SGD.schedule(epoch -> 0).epochs(1);
        assertThat(still.batchSize(1).train(net, alike).last().gradientNorm())
                .isCloseTo(still.fullBatch().train(net, alike).last().gradientNorm(), within(1e-15));
    }

    @Test
    void followsTheScheduleAndValidatesOnlyWhatItIsGiven() {
        final var history =
                SGD.schedule(Schedule.exponential(0.4, 0.5)).epochs(3).train(net, data);
        assertThat(history.epochs()).extracting(EpochRecord::learningRate).containsExactly(0.4, 0.2, 0.1);
        assertThat(history.epochNumbers()).containsExactly(1, 2, 3);
        assertThat(history.stopped()).isEqualTo(Stopped.COMPLETED);
        assertThat(history.last().validationLoss()).isNaN();
        assertThat(history.last().validationAccuracy()).isNaN();
    }

    /** Listens, and writes down what it is told. */
    private record Diary(List<String> entries) implements EpochListener {
        @Override
        public void accept(EpochRecord epoch) {
            entries.add("epoch " + epoch.epoch());
        }

        @Override
        public void end() {
            entries.add("end");
        }
    }

    @Test
    void callsListenersAfterEachEpochAndAtTheEnd() {
        final var told = new ArrayList<String>();
        final var diary = new Diary(told);
        SGD.epochs(2).onEpoch(epoch -> told.add("first")).onEpoch(diary).train(net, data);
        assertThat(told).containsExactly("first", "epoch 1", "first", "epoch 2", "end");
        assertThatThrownBy(() -> DivergenceTest.diverging().onEpoch(diary).train(DivergenceTest.relu(), data))
                .isInstanceOf(DivergedException.class);
        assertThat(told).endsWith("end", "end");
    }

    @Test
    void whatAListenerThrowsEndsTrainingAndLeavesTheNetworkOfThatEpoch() {
        final var told = new ArrayList<String>();
        final var after = new ArrayList<Mlp>();
        final var once = SGD.epochs(5).onEpoch(new Diary(told)).onEpoch(epoch -> {
            after.add(net.copy());
            throw new IllegalStateException("enough");
        });
        assertThatThrownBy(() -> once.train(net, data)).hasMessage("enough");
        assertThat(told).containsExactly("epoch 1", "end");
        assertSame(net, after.get(0));
    }

    @ParameterizedTest
    @CsvSource({"50, 3, 0, EARLY", "4, 10, 0, COMPLETED", "9, 10, 3, INTERRUPTED"})
    void givesTheBestParametersBackHoweverTrainingEnds(int epochs, int patience, int interrupted, Stopped stopped) {
        // The network learns the opposite of what is validated, so every step is for the worse.
        final var opposite = new Dataset(data.X(), Targets.ofClasses(3, new int[10]));
        final var validation = new Dataset(
                data.X(), Targets.ofClasses(3, new Random(1).ints(10, 1, 3).toArray()));
        final var after = new ArrayList<Mlp>();
        final var history = SGD.epochs(epochs)
                .earlyStopping(patience)
                .onEpoch(epoch -> after.add(net.copy()))
                .onEpoch(interruptAfter(interrupted))
                .train(net, opposite, validation);
        final int best = history.bestEpoch();
        assertThat(history.stopped()).isEqualTo(stopped);
        assertThat(history.last().epoch()).isGreaterThan(best);
        assertSame(net, after.get(best - 1));
        assertThat(CrossEntropy.loss(net.logits(validation.X()), validation.Y()))
                .isEqualTo(history.validationLosses()[best - 1]);
    }

    private static EpochListener interruptAfter(int epoch) {
        return record -> {
            if (record.epoch() == epoch) {
                Thread.currentThread().interrupt();
            }
        };
    }

    @Test
    void anEqualLossIsNoImprovement() {
        final var history = SGD.schedule(epoch -> 0).epochs(9).earlyStopping(1).train(net, data, data);
        assertThat(history.stopped()).isEqualTo(Stopped.EARLY);
        assertThat(history.epochs()).hasSize(2);
        assertThat(history.bestEpoch()).isEqualTo(1);
    }

    @Test
    void anInterruptEndsTrainingAfterTheStep() {
        Thread.currentThread().interrupt();
        final var history = SGD.batchSize(4).epochs(5).train(net, data, data);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(history.stopped()).isEqualTo(Stopped.INTERRUPTED);
        assertThat(history.epochs()).hasSize(1);
        assertThat(history.last().loss()).isPositive();
        assertThat(history.last().validationLoss()).isNaN();

        Thread.interrupted();
        final var other = net();
        final var first = SGD.batchSize(4).epochs(1);
        final int[] order = IntStream.range(0, 10).toArray();
        shuffle(order, new Random(0));
        first.fullBatch().train(other, data.select(Arrays.copyOf(order, 4)));
        assertSame(net, other); // one step
    }

    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            final int j = random.nextInt(i + 1);
            final int other = order[j];
            order[j] = order[i];
            order[i] = other;
        }
    }

    @ParameterizedTest
    @CsvSource({"5, INTERRUPTED", "2, COMPLETED"})
    void anInterruptAfterAnEpochKeepsWholeEpochs(int epochs, Stopped stopped) {
        final var history = SGD.epochs(epochs).onEpoch(interruptAfter(2)).train(net, data, data);
        assertThat(history.stopped()).isEqualTo(stopped);
        assertThat(history.validationLosses()).hasSize(2).doesNotContain(Double.NaN);
    }

    @Test
    void refusesBadSettings() {
        refused(() -> Trainer.with(null), "optimizer is missing");
        refused(() -> SGD.learningRate(0), "learningRate must be positive and finite, but is 0.0");
        refused(() -> SGD.schedule(null), "schedule is missing");
        refused(() -> SGD.epochs(0), "epochs must be at least 1, but is 0");
        refused(() -> SGD.batchSize(-1), "batchSize must be at least 1, but is -1");
        refused(() -> SGD.weightDecay(-0.1), "weightDecay must be finite and at least 0, but is -0.1");
        refused(() -> SGD.weightDecay(Double.NaN), "weightDecay must be finite and at least 0, but is NaN");
        refused(() -> SGD.clipGradientNorm(0), "largest must be positive, but is 0.0");
        refused(() -> SGD.earlyStopping(0), "patience must be at least 1, but is 0");
        refused(() -> SGD.onEpoch(null), "listener is missing");
    }

    @Test
    void refusesWhatCannotBeTrained() {
        final var narrow = new Dataset(new DMatrixRMaj(2, 1), Targets.ofClasses(3, new int[] {0, 1}));
        final var few = new Dataset(new DMatrixRMaj(2, 2), Targets.ofClasses(2, new int[] {0, 1}));
        final var named = named("length", "mass", "cat", "dog", "hen");
        final var ready = SGD.epochs(3);
        refused(() -> ready.train(null, data), "net is missing");
        refused(() -> ready.train(net, null), "data is missing");
        refused(() -> ready.train(net, data, null), "validation is missing");
        refused(() -> SGD.train(net, data), "epochs is missing: call epochs(…)");
        refused(
                () -> Trainer.with(new Optimizer.Sgd()).epochs(1).train(net, data),
                "learningRate is missing: call learningRate(…) or schedule(…)");
        refused(
                () -> ready.train(net, narrow),
                "data must have as many features as the network has inputs, 2, but has 1");
        refused(
                () -> ready.train(net, data, few),
                "validation must have as many classes as the network has outputs, 3, but has 2");
        refused(
                () -> ready.train(net, named, named("length", "mass", "dog", "cat", "hen")),
                "classNames of validation must be those of data, [cat, dog, hen], but are [dog, cat, hen]");
        refused(
                () -> ready.train(net, named, named("mass", "length", "cat", "dog", "hen")),
                "featureNames of validation must be those of data, [length, mass], but are [mass, length]");
        refused(() -> ready.earlyStopping(2).train(net, data), "validation is missing: early stopping needs it");
        refused(
                () -> ready.schedule(epoch -> 2 - epoch).train(net, data),
                "schedule must give learning rates that are finite and at least 0, but that of epoch 3 is -1.0");
        refused(
                () -> ready.schedule(epoch -> 1.0 / (2 - epoch)).train(net, data),
                "schedule must give learning rates that are finite and at least 0, but that of epoch 2 is Infinity");
    }

    private Dataset named(String... names) {
        return new Dataset(
                data.X(), data.Y(), List.of(names).subList(0, 2), List.of(names).subList(2, 5));
    }

    private void refused(ThrowingCallable call, String message) {
        assertRefused(call, message, Parameters.of(net).toArray(DMatrixRMaj[]::new));
    }

    static Mlp net() {
        return Mlp.create(new int[] {2, 4, 3}, Activation.TANH, new Initialisation.Glorot(), 5);
    }

    static Dataset data(int examples, long seed) {
        return new Dataset(
                Matrices.gaussian(examples, 2, 1, seed),
                Targets.ofClasses(3, new Random(seed).ints(examples, 0, 3).toArray()));
    }
}
