package io.github.gradwalk.train;

import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.github.gradwalk.Activation;
import io.github.gradwalk.Backprop;
import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Golden;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Matrices;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Networks;
import io.github.gradwalk.Reduction;
import io.github.gradwalk.Targets;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DropoutTest {
    private static final StepSettings SGD = StepSettings.with(new Optimizer.Sgd());

    static List<Golden.DropoutCase> goldenCases() {
        return Golden.dropoutCases();
    }

    @ParameterizedTest
    @MethodSource("goldenCases")
    void stepsAreThoseOfPyTorchWithTheSameMasks(Golden.DropoutCase c) {
        final var net = c.startNetwork();
        final var optimizer = c.optimizer().equals("adam") ? new Optimizer.Adam() : new Optimizer.Sgd();
        final var history = Trainer.with(optimizer)
                .learningRate(c.learningRate())
                .dropout(c.dropout())
                .seed(c.seed())
                .fullBatch()
                .epochs(c.losses().length)
                .train(net, c.data());
        for (int e = 0; e < c.losses().length; e++) {
            assertThat(history.losses()[e]).isCloseTo(c.losses()[e], within(1e-12 * c.losses()[e]));
        }
        Networks.assertClose(net, c.endNetwork(), 1e-12);
    }

    /** The masks of a step are the same for all parameters, so central differences hold them fixed. */
    @ParameterizedTest
    @EnumSource(names = {"TANH", "LOGISTIC", "RELU"})
    void theGradientIsThatOfTheThinnedNetwork(Activation activation) {
        final var net = Mlp.create(new int[] {3, 6, 5, 2}, activation, new Initialisation.He(), 2);
        final var backprop = new Backprop(net, 0.4, 8);
        final var X = gaussian(4, 3, 1, 1);
        final var Y = Targets.ofClasses(2, new int[] {0, 1, 1, 0});
        final var delta = new DMatrixRMaj(0, 0);
        CrossEntropy.lossAndGradient(backprop.forwardWithDropout(X, 3, 10), Y, Reduction.MEAN, delta);
        final var gradients = Parameters.of(backprop.backward(delta)).stream()
                .map(DMatrixRMaj::copy)
                .toList();
        final var parameters = Parameters.of(net);
        final double h = 1e-5;
        for (int k = 0; k < parameters.size(); k++) {
            final var theta = parameters.get(k);
            for (int i = 0; i < theta.getNumElements(); i++) {
                final double value = theta.data[i];
                theta.data[i] = value + h;
                final double above = CrossEntropy.loss(backprop.forwardWithDropout(X, 3, 10), Y);
                theta.data[i] = value - h;
                final double below = CrossEntropy.loss(backprop.forwardWithDropout(X, 3, 10), Y);
                theta.data[i] = value;
                assertThat(gradients.get(k).data[i]).isCloseTo((above - below) / (2 * h), within(1e-9));
            }
        }
    }

    /** One hidden layer of ones, which the last layer hands on as they are: what comes out is the mask. */
    private static DMatrixRMaj mask(double rate, long seed, int examples, int units, int step, int first) {
        final var ones = new DMatrixRMaj(units, 1);
        ones.fill(1);
        final var net = new Mlp(List.of(
                new Layer(new DMatrixRMaj(units, 1), ones, Activation.IDENTITY),
                new Layer(CommonOps_DDRM.identity(units), new DMatrixRMaj(units, 1), Activation.IDENTITY)));
        return new Backprop(net, rate, seed).forwardWithDropout(new DMatrixRMaj(examples, 1), step, first);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 1", "0.5, 2", "0.8, 3"})
    void eachActivationIsLeftOutWithTheGivenProbability(double rate, long seed) {
        final int count = 200 * 100;
        final var M = mask(rate, seed, 200, 100, 0, 0);
        final double[] entries = Arrays.copyOf(M.data, count);
        assertThat(Arrays.stream(entries).distinct()).containsExactlyInAnyOrder(0.0, 1 / (1 - rate));
        final double leftOut =
                (double) Arrays.stream(entries).filter(m -> m == 0).count() / count;
        final double deviation = Math.sqrt(rate * (1 - rate) / count);
        assertThat(leftOut).isCloseTo(rate, within(3 * deviation));
    }

    @Test
    void masksDifferBetweenStepsSeedsExamplesAndUnits() {
        final var M = mask(0.5, 1, 100, 100, 0, 0);
        for (final var other : List.of(mask(0.5, 1, 100, 100, 1, 0), mask(0.5, 2, 100, 100, 0, 0), transposed(M))) {
            final long same = IntStream.range(0, 10_000)
                    .filter(i -> M.data[i] == other.data[i])
                    .count();
            assertThat(same).isBetween(4_800L, 5_200L);
        }
        assertThat(mask(0.5, 1, 40, 100, 0, 60).data[0]).isEqualTo(M.get(60, 0));
        Matrices.assertIdentical(
                mask(0.5, 1, 40, 100, 0, 60),
                Matrices.rowsOf(M, IntStream.range(60, 100).toArray()));
    }

    private static DMatrixRMaj transposed(DMatrixRMaj M) {
        return CommonOps_DDRM.transpose(M, null);
    }

    @Test
    void theMasksDoNotDependOnTheNumberOfThreads() {
        final var X = gaussian(200, 30, 1, 1);
        final var Y = Targets.ofClasses(4, new Random(2).ints(200, 0, 4).toArray());
        final var one = Mlp.create(new int[] {30, 400, 4}, Activation.TANH, new Initialisation.Glorot(), 3);
        final var three = one.copy();
        final var alone = Learner.of(one, SGD.dropout(0.5).seed(6));
        final var shared = Learner.of(three, SGD.dropout(0.5).seed(6).threads(3));
        for (int step = 0; step < 5; step++) {
            assertThat(shared.learn(X, Y, 0.1)).isCloseTo(alone.learn(X, Y, 0.1), within(1e-13));
        }
        Networks.assertClose(three, one, 1e-13);
    }

    @Test
    void nothingIsLeftOutInValidation() {
        final var data = TrainerTest.data(10, 1);
        final var net = TrainerTest.net();
        final var trainer = Trainer.with(new Optimizer.Sgd()).learningRate(0.1).epochs(3);
        final var record = trainer.dropout(0.5).train(net, data, data).last();
        final double loss = CrossEntropy.loss(net.logits(data.X()), data.Y());
        assertThat(record.validationLoss()).isEqualTo(loss);
        assertThat(record.loss()).isNotCloseTo(loss, within(1e-3));
    }

    @Test
    void forwardWithoutDropoutForgetsTheMasks() {
        final var net = TrainerTest.net();
        final var X = gaussian(5, 2, 1, 1);
        final var backprop = new Backprop(net, 0.5, 1);
        backprop.forwardWithDropout(X, 0, 0);
        Matrices.assertIdentical(backprop.forward(X), net.logits(X));
        final var delta = gaussian(5, 3, 1, 2);
        Matrices.assertIdentical(
                backprop.backward(delta).W().get(0),
                net.backward(net.forward(X), delta).W().get(0));
    }

    @Test
    void aRateOfZeroChangesNoBit() {
        final var data = TrainerTest.data(10, 1);
        final var net = TrainerTest.net();
        final var plain = TrainerTest.net();
        final var trainer = Trainer.with(new Optimizer.Adam()).learningRate(0.1).epochs(3);
        trainer.dropout(0).train(net, data);
        trainer.train(plain, data);
        Networks.assertSame(net, plain);
    }

    @Test
    void noMatrixIsAllocatedAfterTheFirstStep() {
        final var X = gaussian(200, 30, 1, 1);
        final var Y = Targets.ofClasses(4, new int[200]);
        final var net = Mlp.create(new int[] {30, 400, 4}, Activation.TANH, new Initialisation.Glorot(), 3);
        final var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final var learner = Learner.of(net, SGD.dropout(0.5));
        learner.learn(X, Y, 0.01);
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int step = 0; step < 10; step++) {
            learner.learn(X, Y, 0.01);
        }
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 10).isLessThan(50_000);
    }

    @Test
    void ratesThatAreNotPossibleAreRefused() {
        assertRefused(() -> SGD.dropout(1), "dropout must be in [0, 1), but is 1.0");
        assertRefused(() -> SGD.dropout(Double.NaN), "dropout must be in [0, 1), but is NaN");
        assertRefused(() -> Trainer.with(new Optimizer.Sgd()).dropout(-0.1), "dropout must be in [0, 1), but is -0.1");
        assertRefused(() -> new Backprop(TrainerTest.net(), 2, 0), "dropout must be in [0, 1), but is 2.0");
    }
}
