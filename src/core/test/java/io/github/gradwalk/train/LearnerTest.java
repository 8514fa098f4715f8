package io.github.gradwalk.train;

import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.gaussian;
import static io.github.gradwalk.Matrices.rowsOf;
import static io.github.gradwalk.Networks.assertClose;
import static io.github.gradwalk.Networks.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.github.gradwalk.Activation;
import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Targets;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnerTest {
    private static final StepSettings SGD = StepSettings.with(new Optimizer.Sgd());

    private final DMatrixRMaj X = gaussian(200, 30, 1, 1);
    private final Targets Y = Targets.ofClasses(4, new Random(2).ints(200, 0, 4).toArray());
    private final Mlp net = Mlp.create(new int[] {30, 400, 4}, Activation.TANH, new Initialisation.Glorot(), 3);

    @Test
    void aStepIsForwardLossBackwardUpdate() {
        final var slow = net.copy();
        final var pass = slow.forward(X);
        final double loss = CrossEntropy.loss(pass.logits(), Y);
        final var gradients = slow.backward(pass, CrossEntropy.gradient(pass.logits(), Y));
        new Optimizer.Sgd().on(slow).step(gradients, 0.5);

        final var learner = Learner.of(net, SGD);
        assertThat(learner.learn(X, Y, 0.5)).isEqualTo(loss);
        assertSame(net, slow);
        assertThat(learner.gradientNorm()).isCloseTo(GradientNorm.of(gradients), within(1e-15));
    }

    /** It used to take seconds, and gigabytes. */
    @Test
    @Timeout(2)
    void threadsThatNoStepNeedsCostNothing() {
        final var learner = Learner.of(net, SGD.threads(Integer.MAX_VALUE));
        final var one = net.copy();
        assertThat(learner.learn(X, Y, new int[] {5}, 0, 1, 0.5))
                .isEqualTo(Learner.of(one, SGD).learn(X, Y, new int[] {5}, 0, 1, 0.5));
        assertSame(net, one);
    }

    @Test
    void countsTheExamplesThatWereClassifiedCorrectly() {
        final int[] right = net.classify(X);
        final var learner = Learner.of(net, SGD);
        learner.learn(X, Targets.ofClasses(4, right), 0);
        assertThat(learner.correct()).isEqualTo(200);
        right[7] = (right[7] + 1) % 4;
        learner.learn(X, Targets.ofClasses(4, right), 0);
        assertThat(learner.correct()).isEqualTo(199);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void rowsNameExamples(int threads) {
        final int[] rows = new Random(5).ints(180, 0, 200).toArray();
        final int[] some = Arrays.copyOfRange(rows, 20, 175);
        final var copy = net.copy();
        final double expected = Learner.of(copy, SGD.threads(threads)).learn(rowsOf(X, some), Y.select(some), 0.5);
        assertThat(Learner.of(net, SGD.threads(threads)).learn(X, Y, rows, 20, 175, 0.5))
                .isEqualTo(expected);
        assertSame(net, copy);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void threadsShareAStepAndDoNotChangeIt(int threads) {
        final var one = net.copy();
        final var settings = StepSettings.with(new Optimizer.Adam()).weightDecay(0.01);
        final var alone = Learner.of(one, settings);
        final var shared = Learner.of(net, settings.threads(threads));
        for (int step = 0; step < 20; step++) {
            assertThat(shared.learn(X, Y, 0.01)).isCloseTo(alone.learn(X, Y, 0.01), within(1e-12));
            assertThat(shared.correct()).isEqualTo(alone.correct());
            assertThat(shared.gradientNorm()).isCloseTo(alone.gradientNorm(), within(1e-12));
        }
        assertClose(net, one, 1e-12);
    }

    /** Smaller steps are not shared, and the tests above and below would compare one thread with one. */
    @Test
    void theStepsOfTheseTestsAreLargeEnoughToBeShared() {
        assertThat(155L * Parameters.count(Parameters.of(net))).isGreaterThan(Learner.LARGE);
    }

    @Test
    void threadsGiveTheSameBitsEachTime() {
        final var again = net.copy();
        for (final var each : new Mlp[] {net, again}) {
            final var learner = Learner.of(each, SGD.threads(2));
            for (int step = 0; step < 50; step++) {
                learner.learn(X, Y, 0.1);
            }
        }
        assertSame(net, again);
    }

    @Test
    void manyThreadsCanLearnFromOneExample() {
        final var wide = Mlp.create(new int[] {1500, 1500, 2}, Activation.RELU, new Initialisation.He(), 1);
        final var one = gaussian(1, 1500, 1, 1);
        final var learner = Learner.of(wide, SGD.threads(4));
        final double before = learner.learn(one, Targets.ofClass(2, 1), 0.01);
        assertThat(learner.learn(one, Targets.ofClass(2, 1), 0.01)).isLessThan(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aStepWithAResultThatIsNotFiniteChangesNothing(int threads) {
        final var wide = Mlp.create(new int[] {30, 400, 4}, Activation.RELU, new Initialisation.He(), 3);
        final var before = wide.copy();
        final var learner = Learner.of(wide, SGD.threads(threads));
        final var huge = gaussian(200, 30, 1e3, 1);
        final var most = X.copy();
        IntStream.range(0, 30).forEach(j -> most.set(199, j, Double.MAX_VALUE));
        assertThatThrownBy(() -> learner.learn(most, Y, 0.1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("a logit of the batch is no longer finite");
        assertThatThrownBy(() -> learner.learn(huge, Y, Double.MAX_VALUE))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageStartingWith("a parameter");
        assertSame(wide, before);
        learner.learn(X, Y, 0.1);
        assertThat(CrossEntropy.loss(wide.logits(X), Y)).isLessThan(CrossEntropy.loss(before.logits(X), Y));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        final var learner = Learner.of(net, SGD);
        final var narrow = gaussian(200, 29, 1, 1);
        final var other = Targets.ofClasses(3, new int[200]);
        final var two = new int[] {1, 2};
        final var beyond = new int[] {1, 200};
        final var fromAndTo = "from and to must be in 0 … 2, from below to, but are 1 and ";
        final var rate = "learningRate must be finite and at least 0, but is ";
        refused(() -> learner.learn(narrow, Y, 0.1), "X must have the shape 200×30, but has 200×29");
        refused(() -> learner.learn(narrow, Y, two, 0, 2, 0.1), "X must have the shape 200×30, but has 200×29");
        refused(
                () -> learner.learn(X, other, 0.1),
                "Y must have as many classes as the network has outputs, 4, but has 3");
        refused(() -> learner.learn(X, Y, -1), rate + -1.0);
        refused(() -> learner.learn(X, Y, two, 0, 2, Double.NaN), rate + Double.NaN);
        refused(() -> learner.learn(X, Y, two, 1, 3, 0.1), fromAndTo + 3);
        refused(() -> learner.learn(X, Y, two, 1, 1, 0.1), fromAndTo + 1);
        refused(() -> learner.learn(X, Y, beyond, 0, 2, 0.1), "rows must be in 0 … 199, but number 1 is 200");
        refused(() -> SGD.threads(0), "threads must be at least 1, but is 0");
        final var one = Mlp.create(new int[] {2, 1}, Activation.TANH, new Initialisation.Zero(), 0);
        final var twoOutputs =
                "net must have at least two outputs, one for each class, but has 1: softmax of one output is"
                        + " always 1. Two classes need two outputs; their difference is the output of a logistic unit";
        refused(() -> Learner.of(one, new Optimizer.Sgd()), twoOutputs);
        final var oneClass = new Dataset(new DMatrixRMaj(2, 2), Targets.ofClasses(1, new int[2]));
        final var trainer = Trainer.with(new Optimizer.Sgd()).learningRate(1).epochs(1);
        refused(() -> trainer.train(one, oneClass), twoOutputs);
        refused(() -> Learner.of(null, new Optimizer.Sgd()), "net is missing");
        refused(() -> Learner.of(net, (StepSettings) null), "settings is missing");
    }

    private void refused(ThrowingCallable call, String message) {
        assertRefused(call, message, net.layers().get(0).W());
    }

    /** The matrices of a step are 3 MB here; the interpreter allocates a few bytes for each row of logits. */
    @Test
    void noMatrixIsAllocatedAfterTheFirstStep() {
        final var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final var learner = Learner.of(net, SGD);
        learner.learn(X, Y, 0.01);
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int step = 0; step < 10; step++) {
            learner.learn(X, Y, 0.01);
        }
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 10).isLessThan(50_000);
    }
}
