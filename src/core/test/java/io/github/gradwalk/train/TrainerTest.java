package io.github.gradwalk.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.Activation;
import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Matrices;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Targets;
import io.github.gradwalk.train.History.Stopped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerTest {
    private static final Trainer SGD = Trainer.with(new Optimizer.Sgd()).learningRate(0.1);

    private final Mlp net = net();
    private final Dataset data = data(10, 1);

    @AfterEach
    void forgetTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void validationDataWithItsClassesInAnotherOrderIsRefused() {
        final var X = Matrices.gaussian(3, 2, 1, 4);
        final var Y = Targets.ofClasses(2, 0, 1, 0);
        final var features = List.of("length", "mass");
        final var named = new Dataset(X, Y, features, List.of("cat", "dog"));
        final var net = Mlp.create(new int[] {2, 2}, Activation.TANH, new Initialisation.Glorot(), 1);
        final var W = net.layers().get(0).W();
        Matrices.assertRefused(
                () -> SGD.epochs(1).train(net, named, new Dataset(X, Y, features, List.of("dog", "cat"))),
                "classNames of validation must be those of data, [cat, dog], but are [dog, cat]",
                W);
        Matrices.assertRefused(
                () -> SGD.epochs(1)
                        .train(net, named, new Dataset(X, Y, List.of("mass", "length"), List.of("cat", "dog"))),
                "featureNames of validation must be those of data, [length, mass], but are [mass, length]",
                W);
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
        assertSame(net, copies(byHand));
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
    void withoutValidationDataNothingIsValidated() {
        final var record = SGD.epochs(1).train(net, data).last();
        assertThat(record.validationLoss()).isNaN();
        assertThat(record.validationAccuracy()).isNaN();
    }

    @Test
    void followsTheSchedule() {
        final var history =
                SGD.schedule(Schedule.exponential(0.4, 0.5)).epochs(3).train(net, data);
        assertThat(history.epochs()).extracting(EpochRecord::learningRate).containsExactly(0.4, 0.2, 0.1);
        assertThat(history.epochNumbers()).containsExactly(1, 2, 3);
        assertThat(history.stopped()).isEqualTo(Stopped.COMPLETED);
    }

    @Test
    void callsListenersAfterEachEpochAndAtTheEnd() {
        final var told = new ArrayList<String>();
        final var listener = new EpochListener() {
            @Override
            public void accept(EpochRecord epoch) {
                told.add("epoch " + epoch.epoch());
            }

            @Override
            public void end() {
                told.add("end");
            }
        };
        SGD.epochs(2).onEpoch(epoch -> told.add("first")).onEpoch(listener).train(net, data);
        assertThat(told).containsExactly("first", "epoch 1", "first", "epoch 2", "end");
        assertThatThrownBy(() -> diverging().onEpoch(listener).train(relu(), data))
                .isInstanceOf(DivergedException.class);
        assertThat(told).endsWith("end", "end");
    }

    @Test
    void whatAListenerThrowsEndsTrainingAndLeavesTheNetworkOfThatEpoch() {
        final var told = new ArrayList<String>();
        final var after = new ArrayList<List<DMatrixRMaj>>();
        final var listener = new EpochListener() {
            @Override
            public void accept(EpochRecord epoch) {
                after.add(copies(net));
                throw new IllegalStateException("enough");
            }

            @Override
            public void end() {
                told.add("end");
            }
        };
        final var once = SGD.epochs(5).onEpoch(listener);
        assertThatThrownBy(() -> once.train(net, data)).hasMessage("enough");
        assertThat(told).containsExactly("end");
        assertThat(after).hasSize(1);
        assertSame(net, after.get(0));
    }

    @ParameterizedTest
    @CsvSource({"50, 3, 0, EARLY", "4, 10, 0, COMPLETED", "9, 10, 3, INTERRUPTED"})
    void givesTheBestParametersBackHoweverTrainingEnds(int epochs, int patience, int interrupted, Stopped stopped) {
        // The network learns the opposite of what is validated, so every step is for the worse.
        final var opposite = new Dataset(data.X(), Targets.ofClasses(3, new int[10]));
        final var validation = new Dataset(
                data.X(), Targets.ofClasses(3, new Random(1).ints(10, 1, 3).toArray()));
        final var after = new ArrayList<List<DMatrixRMaj>>();
        final var history = SGD.epochs(epochs)
                .earlyStopping(patience)
                .onEpoch(epoch -> after.add(copies(net)))
                .onEpoch(interruptAfter(interrupted))
                .train(net, opposite, validation);
        final int best = history.bestEpoch();
        assertThat(history.stopped()).isEqualTo(stopped);
        assertThat(history.last().epoch())
                .isEqualTo(
                        switch (stopped) {
                            case EARLY -> best + 3;
                            case COMPLETED -> 4;
                            case INTERRUPTED -> 3;
                        })
                .isGreaterThan(best);
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
        assertSame(net, copies(other)); // one step
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

    private static Trainer diverging() {
        return Trainer.with(new Optimizer.Sgd())
                .learningRate(1e200)
                .batchSize(4)
                .epochs(10);
    }

    @Test
    void divergenceNamesTheStepAndKeepsFiniteParameters() {
        final var seen = new ArrayList<Integer>();
        final var relu = relu();
        final var diverged = catchThrowableOfType(
                DivergedException.class,
                () -> diverging().onEpoch(e -> seen.add(e.epoch())).train(relu, data));
        assertThat(diverged.learningRate()).isEqualTo(1e200);
        assertThat(diverged.epoch()).isEqualTo(seen.size() + 1);
        assertThat(diverged.step()).isBetween(1, 3);
        assertThat(diverged)
                .hasMessageMatching(".+ is no longer finite in epoch " + diverged.epoch() + ", step " + diverged.step()
                        + ", at learning rate 1.0E200; the network keeps its last finite parameters");
        for (final var parameter : Parameters.of(relu)) {
            assertThat(Arrays.stream(parameter.data)).allMatch(Double::isFinite);
        }
    }

    /** What overflows, of which training, of which network, on which data; and on which validation data, if that is where. */
    static Stream<Arguments> overflows() {
        final var rmsProp = Trainer.with(new Optimizer.RmsProp()).learningRate(0.1);
        // Where the forward pass is still finite, the backward pass multiplies a large weight by a large feature.
        final var deep = new Mlp(List.of(
                new Layer(new DMatrixRMaj(1, 1), new DMatrixRMaj(1, 1), Activation.TANH),
                linear(1e200, -1e200).layers().get(0)));
        final var none = example(0, 0);
        return Stream.of(
                Arguments.of("a logit of the batch", SGD, linear(1e200, -1e200), example(1e200, 1), none), // +∞ and −∞
                Arguments.of("a logit of the batch", SGD, linear(-1e200, 1e200), example(1e200, 1), none),
                Arguments.of("the loss", SGD, linear(Double.MAX_VALUE, -Double.MAX_VALUE), example(1, 1), none),
                Arguments.of("the gradient", SGD, deep, example(1e200, 0), none),
                // The weights could take the step, but the square of the gradient cannot be remembered.
                Arguments.of(
                        "a parameter, or what the optimizer remembers,",
                        rmsProp,
                        linear(0, 0),
                        example(1e200, 1),
                        none),
                Arguments.of("a logit of the validation data", SGD, linear(100, -100), none, example(1e308, 0)),
                Arguments.of(
                        "the validation loss",
                        SGD,
                        linear(Double.MAX_VALUE, -Double.MAX_VALUE),
                        example(1e-300, 0),
                        example(1, 1)));
    }

    @ParameterizedTest
    @MethodSource("overflows")
    void overflowDiverges(String what, Trainer trainer, Mlp net, Dataset data, Dataset validation) {
        final var before = copies(net);
        assertThatThrownBy(() -> trainer.epochs(3).train(net, data, validation))
                .isExactlyInstanceOf(DivergedException.class)
                .hasMessage(what
                        + " is no longer finite in epoch 1, step 1, at learning rate 0.1; the network keeps its last"
                        + " finite parameters");
        if (!what.contains("validation")) {
            assertSame(net, before);
        }
    }

    private static Mlp linear(double... weights) {
        final var W = Matrices.column(weights);
        return new Mlp(List.of(new Layer(W, new DMatrixRMaj(weights.length, 1), Activation.IDENTITY)));
    }

    private static Dataset example(double feature, int trueClass) {
        return new Dataset(Matrices.column(feature), Targets.ofClasses(2, trueClass));
    }

    static Stream<Arguments> badSettings() {
        return Stream.of(
                bad(() -> Trainer.with(null), "optimizer is missing"),
                bad(() -> SGD.learningRate(0), "learningRate must be positive and finite, but is 0.0"),
                bad(() -> SGD.schedule(null), "schedule is missing"),
                bad(() -> SGD.epochs(0), "epochs must be at least 1, but is 0"),
                bad(() -> SGD.batchSize(-1), "batchSize must be at least 1, but is -1"),
                bad(() -> SGD.weightDecay(-0.1), "weightDecay must be finite and at least 0, but is -0.1"),
                bad(() -> SGD.weightDecay(Double.NaN), "weightDecay must be finite and at least 0, but is NaN"),
                bad(() -> SGD.clipGradientNorm(0), "largest must be positive, but is 0.0"),
                bad(() -> SGD.earlyStopping(0), "patience must be at least 1, but is 0"),
                bad(() -> SGD.onEpoch(null), "listener is missing"));
    }

    private static Arguments bad(ThrowingCallable call, String message) {
        return Arguments.of(call, message);
    }

    @ParameterizedTest
    @MethodSource("badSettings")
    void refusesBadSettings(ThrowingCallable call, String message) {
        Matrices.assertRefused(call, message);
    }

    @Test
    void refusesWhatCannotBeTrained() {
        final var narrow = new Dataset(new DMatrixRMaj(2, 1), Targets.ofClasses(3, 0, 1));
        final var few = new Dataset(new DMatrixRMaj(2, 2), Targets.ofClasses(2, 0, 1));
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
        refused(() -> ready.earlyStopping(2).train(net, data), "validation is missing: early stopping needs it");
        refused(
                () -> ready.schedule(epoch -> 2 - epoch).train(net, data),
                "schedule must give learning rates that are finite and at least 0, but that of epoch 3 is -1.0");
        refused(
                () -> ready.schedule(epoch -> 1.0 / (2 - epoch)).train(net, data),
                "schedule must give learning rates that are finite and at least 0, but that of epoch 2 is Infinity");
    }

    private void refused(ThrowingCallable call, String message) {
        Matrices.assertRefused(call, message, Parameters.of(net).toArray(DMatrixRMaj[]::new));
    }

    private static Mlp relu() {
        return Mlp.create(new int[] {2, 4, 4, 3}, Activation.RELU, new Initialisation.He(), 1);
    }

    static List<DMatrixRMaj> copies(Mlp net) {
        return Parameters.of(net).stream().map(DMatrixRMaj::copy).toList();
    }

    static void assertSame(Mlp net, List<DMatrixRMaj> expected) {
        for (int k = 0; k < expected.size(); k++) {
            Matrices.assertIdentical(Parameters.of(net).get(k), expected.get(k));
        }
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
