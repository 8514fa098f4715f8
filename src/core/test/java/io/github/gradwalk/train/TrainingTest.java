package io.github.gradwalk.train;

import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Networks.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Targets;
import io.github.gradwalk.train.Checkpoint.OptimizerMemory;
import io.github.gradwalk.train.History.Stopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training in pieces is, to the last bit, the training in one. */
class TrainingTest {
    private static final Trainer SGD =
            Trainer.with(new Optimizer.Sgd()).learningRate(0.1).batchSize(4);

    private final Dataset data = TrainerTest.data(10, 1);
    private final Dataset validation = TrainerTest.data(7, 2);

    @AfterEach
    void forgetTheInterrupt() {
        Thread.interrupted();
    }

    /** Everything that has a state, or depends on the epoch. */
    private static Trainer everything(Optimizer optimizer) {
        return Trainer.with(optimizer)
                .schedule(Schedule.cosine(0.1, 0.01, 10).warmup(2))
                .batchSize(4)
                .seed(3)
                .dropout(0.3)
                .classWeights(1, 2, 0.5)
                .weightDecay(optimizer.decay() > 0 ? 0 : 0.01)
                .clipGradientNorm(0.5)
                .epochs(10);
    }

    @ParameterizedTest
    @MethodSource("io.github.gradwalk.train.Optimizers#all")
    void fiveAndFiveEpochsAreTen(Optimizer optimizer) {
        final var trainer = everything(optimizer);
        final var whole = TrainerTest.net();
        final var expected = trainer.train(whole, data, validation);

        final var inPieces = trainer.start(TrainerTest.net(), data, validation);
        assertThat(inPieces.run(5).stopped()).isEqualTo(Stopped.PAUSED);
        final var checkpoint = inPieces.checkpoint();
        assertSameHistory(inPieces.run(), expected);
        assertSame(inPieces.net(), whole);

        final var resumed = trainer.resume(checkpoint, data, validation);
        assertSameHistory(resumed.run(), expected);
        assertSame(resumed.net(), whole);

        final var first = trainer.epochs(5).start(TrainerTest.net(), data, validation);
        assertThat(first.run().stopped()).isEqualTo(Stopped.COMPLETED);
        final var second = trainer.resume(first.checkpoint(), data, validation);
        assertSameHistory(second.run(), expected);
        assertSame(second.net(), whole);
    }

    private static void assertSameHistory(History actual, History expected) {
        assertThat(actual.stopped()).isEqualTo(expected.stopped());
        assertThat(withoutSeconds(actual)).isEqualTo(withoutSeconds(expected));
    }

    private static List<EpochRecord> withoutSeconds(History history) {
        return history.epochs().stream()
                .map(e -> new EpochRecord(
                        e.epoch(),
                        e.loss(),
                        e.accuracy(),
                        e.validationLoss(),
                        e.validationAccuracy(),
                        e.gradientNorm(),
                        e.learningRate(),
                        0))
                .toList();
    }

    /** The thread is interrupted all the time, so that a run makes one step; after each, the training is resumed from its checkpoint. */
    @Test
    void anEpochThatWasCutShortIsDoneToItsEnd() {
        final var trainer = everything(new Optimizer.Adam()).epochs(3);
        final var whole = TrainerTest.net();
        final var expected = trainer.train(whole, data, validation);

        var training = trainer.start(TrainerTest.net(), data, validation);
        int runs = 0;
        while (!training.isFinished()) {
            training = trainer.resume(training.checkpoint(), data, validation);
            Thread.currentThread().interrupt();
            training.run();
            Thread.interrupted();
            runs++;
        }
        assertThat(runs).isEqualTo(9);
        assertSameHistory(training.run(), expected);
        assertSame(training.net(), whole);
    }

    /** The network learns the opposite of what is validated, so that one of the first epochs is the best. */
    @Test
    void patienceAndTheBestParametersGoOn() {
        final var opposite = new Dataset(data.X(), Targets.ofClasses(3, new int[10]));
        final var other = new Dataset(
                data.X(), Targets.ofClasses(3, new Random(1).ints(10, 1, 3).toArray()));
        final var trainer = SGD.epochs(50).earlyStopping(6);
        final var whole = TrainerTest.net();
        final var expected = trainer.train(whole, opposite, other);
        assertThat(expected.stopped()).isEqualTo(Stopped.EARLY);

        var training = trainer.start(TrainerTest.net(), opposite, other);
        while (!training.isFinished()) {
            training.run(1);
            training = trainer.resume(training.checkpoint(), opposite, other);
        }
        assertSameHistory(training.run(), expected);
        assertSame(training.net(), whole);

        final var more = trainer.earlyStopping(9).resume(training.checkpoint(), opposite, other);
        assertThat(more.run().epochs()).hasSize(expected.epochs().size() + 3);
        assertSame(more.net(), whole);
    }

    @Test
    void withEarlyStoppingTheNetworkIsTheBestAfterEachRunAndGoesOnFromTheLast() {
        final var trainer = SGD.epochs(6).earlyStopping(6);
        final var whole = TrainerTest.net();
        final var expected = trainer.train(whole, data, validation);
        final var training = trainer.start(TrainerTest.net(), data, validation);
        while (!training.isFinished()) {
            final var history = training.run(1);
            final double loss = CrossEntropy.loss(training.net().logits(validation.X()), validation.Y());
            assertThat(loss).isEqualTo(history.validationLosses()[history.bestEpoch() - 1]);
        }
        assertSameHistory(training.run(), expected);
    }

    @Test
    void afterDivergenceASmallerLearningRateGoesOnFromTheLastFiniteParameters() {
        final var huge = SGD.weightDecay(100)
                .schedule(epoch -> epoch == 1 ? 0.001 : Double.MAX_VALUE)
                .epochs(3);
        final var training = huge.start(TrainerTest.net(), data);
        assertThatThrownBy(training::run)
                .isInstanceOf(DivergedException.class)
                .hasMessageContaining("in epoch 2, step 1,");
        final var kept = training.net().copy();
        final var resumed = SGD.epochs(3).resume(training.checkpoint(), data);
        assertSame(resumed.net(), kept);
        assertThat(resumed.run().epochs()).hasSize(3);
    }

    @Test
    void aCheckpointIsACopy() {
        final var training = SGD.epochs(2).start(TrainerTest.net(), data);
        training.run(1);
        final var checkpoint = training.checkpoint();
        final var before = checkpoint.net().copy();
        training.run();
        SGD.epochs(2).resume(checkpoint, data).run();
        assertSame(checkpoint.net(), before);
        assertThat(checkpoint.epochs()).hasSize(1);
    }

    @Test
    void aFinishedTrainingDoesNothingMore() {
        final var training = SGD.epochs(2).start(TrainerTest.net(), data);
        final var history = training.run();
        final var after = training.net().copy();
        assertThat(training.isFinished()).isTrue();
        assertThat(training.run(7)).isEqualTo(history);
        assertSame(training.net(), after);
        final var message = "epochs must be at least 2, as many as are done, but is 1";
        assertRefused(() -> SGD.epochs(1).resume(training.checkpoint(), data), message);
    }

    @Test
    void whatIsNotAsItWasIsNamed() {
        final var ready = SGD.epochs(2);
        final var training = ready.start(TrainerTest.net(), data, validation);
        training.run(1);
        final var checkpoint = training.checkpoint();
        final var goOn = "training must go on as in the checkpoint, with ";
        refused(checkpoint, ready.seed(1), data, validation, goOn + "seed 0, but has seed 1");
        refused(checkpoint, ready.batchSize(3), data, validation, goOn + "batch size 4, but has batch size 3");
        refused(
                checkpoint,
                Trainer.with(new Optimizer.Adam())
                        .learningRate(0.1)
                        .batchSize(4)
                        .epochs(2),
                data,
                validation,
                goOn + "optimizer Sgd[], but has optimizer Adam[beta1=0.9, beta2=0.999, epsilon=1.0E-8]");
        refused(
                checkpoint,
                ready.earlyStopping(3),
                data,
                validation,
                goOn + "early stopping off, but has early stopping on");
        final var digests = DataDigest.of(validation) + ", but has validation " + DataDigest.of(data);
        refused(checkpoint, ready, data, data, goOn + "validation " + digests);
        for (final var other : List.of(data.weighted(1, 2, 1, 1, 1, 1, 1, 1, 1, 1), data.select(0, 1, 2))) {
            final var differ = DataDigest.of(data) + ", but has data " + DataDigest.of(other);
            refused(checkpoint, ready, other, validation, goOn + "data " + differ);
        }
        assertRefused(() -> ready.resume(null, data), "checkpoint is missing");
        assertRefused(() -> training.run(0), "more must be at least 1, but is 0");
    }

    private static void refused(
            Checkpoint checkpoint, Trainer trainer, Dataset data, Dataset validation, String message) {
        assertRefused(() -> trainer.resume(checkpoint, data, validation), message);
    }

    @Test
    void theDigestOfDataSeesEveryValueAndName() {
        final var digest = DataDigest.of(data);
        assertThat(digest).startsWith("10 × 2, 3 classes, digest ");
        assertThat(DataDigest.of(data.select(0, 1, 2, 3, 4, 5, 6, 7, 8, 9))).isEqualTo(digest);
        final var changed = data.X().copy();
        changed.set(9, 1, Math.nextUp(changed.get(9, 1)));
        final var names = List.of("a", "b", "c");
        assertThat(List.of(
                        DataDigest.of(new Dataset(changed, data.Y())),
                        DataDigest.of(data.smoothed(0.1)),
                        DataDigest.of(data.select(1, 0, 2, 3, 4, 5, 6, 7, 8, 9)),
                        DataDigest.of(new Dataset(data.X(), data.Y(), data.featureNames(), names))))
                .doesNotContain(digest)
                .doesNotHaveDuplicates();
    }

    @Test
    void memoryOfAnotherOptimizerIsRefused() {
        final var ready = SGD.epochs(2);
        final var c = ready.start(TrainerTest.net(), data).checkpoint();
        final var memory = new OptimizerMemory(3, List.of(new double[27]));
        final var altered = new Checkpoint(c.setup(), c.net(), c.best(), memory, c.epochs(), c.begun());
        assertRefused(() -> ready.resume(altered, data), "memory must have 0 values, but has 1");
    }

    @Test
    void saysHowFarItIs() {
        final var training = SGD.epochs(3).start(TrainerTest.net(), data);
        training.run(2);
        final var net = "Mlp 2-4-3, 27 parameters: TANH, IDENTITY";
        assertThat(training).hasToString("Training of " + net + "; 2 of 3 epochs done");
        assertThat(training.checkpoint()).hasToString("Checkpoint of " + net + "; after 2 epochs, 6 steps");
        assertThat(training.checkpoint().memory()).hasToString("OptimizerMemory of 0 vectors after 6 steps");
    }

    @Test
    void listenersHearOfEachEpochAndOfTheEndOfEachRun() {
        final var heard = new ArrayList<String>();
        final var listener = new EpochListener() {
            @Override
            public void accept(EpochRecord epoch) {
                heard.add("epoch " + epoch.epoch());
            }

            @Override
            public void end() {
                heard.add("end");
            }
        };
        final var net = TrainerTest.net();
        final var training = SGD.epochs(3).onEpoch(listener).start(net, data);
        assertThat(heard).isEmpty();
        training.run(2);
        training.run();
        assertThat(heard).containsExactly("epoch 1", "epoch 2", "end", "epoch 3", "end");
    }
}
