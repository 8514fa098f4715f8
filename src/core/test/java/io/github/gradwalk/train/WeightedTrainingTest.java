package io.github.gradwalk.train;

import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.Activation;
import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Networks;
import io.github.gradwalk.Targets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class WeightedTrainingTest {
    private static final Trainer SGD = Trainer.with(new Optimizer.Sgd()).learningRate(0.1);

    private final Dataset data = TrainerTest.data(10, 1);
    private final double[] weights = {0, 0.5, 3, 1, 0, 2, 7, 0.25, 1, 1};

    @Test
    void theLossOfAnEpochIsTheWeightedMeanWhateverTheBatches() {
        final var net = TrainerTest.net();
        final var weighted = data.weighted(weights);
        final double loss = CrossEntropy.loss(net.logits(data.X()), weighted.Y());
        final var still = SGD.schedule(epoch -> 0).epochs(1);
        final var plain = still.train(net, data).last();
        for (final int batchSize : new int[] {1, 3, 10}) {
            final var record = still.batchSize(batchSize).train(net, weighted).last();
            assertThat(record.loss()).isCloseTo(loss, within(1e-14)).isNotCloseTo(plain.loss(), within(1e-3));
            assertThat(record.accuracy()).isEqualTo(plain.accuracy());
        }
    }

    @Test
    void threadsTakeTheWeightedMeanOfTheWholeBatch() {
        final var X = gaussian(200, 30, 1, 1);
        final double[] uneven =
                IntStream.range(0, 200).mapToDouble(n -> n < 100 ? 0 : n).toArray();
        final var Y =
                Targets.ofClasses(4, new Random(2).ints(200, 0, 4).toArray()).weighted(uneven);
        final var one = Mlp.create(new int[] {30, 400, 4}, Activation.TANH, new Initialisation.Glorot(), 3);
        final var two = one.copy();
        final var settings = StepSettings.with(new Optimizer.Sgd());
        final double alone = Learner.of(one, settings).learn(X, Y, 0.5);
        final var learner = Learner.of(two, settings.threads(2)); // the first thread's examples all have the weight 0
        assertThat(learner.learn(X, Y, 0.5)).isCloseTo(alone, within(1e-14));
        assertThat(learner.weight()).isEqualTo(Arrays.stream(uneven).sum());
        Networks.assertClose(two, one, 1e-14);
    }

    @Test
    void classWeightsCountInBothLosses() {
        final var validation = TrainerTest.data(7, 2);
        final double[] balanced = data.Y().balancedClassWeights();
        final var net = TrainerTest.net();
        final var byHand = TrainerTest.net();
        final var trainer = SGD.batchSize(3).epochs(4);
        final var history = trainer.classWeights(balanced).train(net, data, validation);
        final var expected =
                trainer.train(byHand, data.weightedByClass(balanced), validation.weightedByClass(balanced));
        assertThat(history.losses()).isEqualTo(expected.losses());
        assertThat(history.validationLosses()).isEqualTo(expected.validationLosses());
        Networks.assertSame(net, byHand);
        assertThat(history.last().validationLoss())
                .isEqualTo(CrossEntropy.loss(
                        net.logits(validation.X()), validation.Y().weightedByClass(balanced)));
    }

    /** A class of a tenth of the examples, beside one that overlaps it, is never named unless it has a weight. */
    @Test
    void balancedWeightsMakeARareClassFound() {
        final var X = gaussian(200, 1, 1, 4);
        final var classes =
                IntStream.range(0, 200).map(n -> n % 10 == 0 ? 1 : 0).toArray();
        IntStream.range(0, 200).filter(n -> n % 10 == 0).forEach(n -> X.data[n] += 1);
        final var rare = new Dataset(X, Targets.ofClasses(2, classes));
        final var trainer =
                Trainer.with(new Optimizer.Adam()).learningRate(0.05).epochs(50);
        assertThat(found(trainer, rare)).isLessThanOrEqualTo(2);
        assertThat(found(trainer.classWeights(rare.Y().balancedClassWeights()), rare))
                .isGreaterThanOrEqualTo(12);
    }

    private static long found(Trainer trainer, Dataset data) {
        final var net = Mlp.create(new int[] {1, 2}, Activation.TANH, new Initialisation.Zero(), 0);
        trainer.train(net, data);
        final int[] named = net.classify(data.X());
        return IntStream.range(0, named.length)
                .filter(n -> named[n] == 1 && data.Y().classOf(n) == 1)
                .count();
    }

    @Test
    void weightsThatDoNotFitAreRefused() {
        final var net = TrainerTest.net();
        final var parameters = Parameters.of(net).toArray(DMatrixRMaj[]::new);
        assertRefused(
                () -> SGD.epochs(1).classWeights(1, 2).train(net, data),
                "classWeights must have 3 values, but has 2",
                parameters);
        assertRefused(
                () -> SGD.epochs(1).classWeights(1, 2, -3).train(net, data),
                "classWeights must be 0 or from 1.0E-100 to 1.0E100, but number 2 is -3.0",
                parameters);
        final var validation = new Dataset(data.X(), Targets.ofClasses(3, new int[10]));
        assertRefused(
                () -> SGD.epochs(1).classWeights(0, 1, 1).train(net, data, validation),
                "validation: classWeights must leave an example with a weight above 0, but leave none",
                parameters);
    }
}
