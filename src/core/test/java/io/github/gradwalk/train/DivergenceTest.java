package io.github.gradwalk.train;

import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Networks.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Matrices;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Targets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training that overflows. */
class DivergenceTest {
    static Trainer diverging() {
        return Trainer.with(new Optimizer.Sgd())
                .learningRate(1e200)
                .batchSize(4)
                .epochs(10);
    }

    static Mlp relu() {
        return Mlp.create(new int[] {2, 4, 4, 3}, Activation.RELU, new Initialisation.He(), 1);
    }

    @Test
    void divergenceNamesTheStepAndKeepsFiniteParameters() {
        final var seen = new ArrayList<Integer>();
        final var relu = relu();
        final var data = TrainerTest.data(10, 1);
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
        final var sgd = Trainer.with(new Optimizer.Sgd());
        final var rmsProp = Trainer.with(new Optimizer.RmsProp());
        final double most = Double.MAX_VALUE;
        // Where the forward pass is still finite, the backward pass multiplies a large weight by a large feature.
        final var deep = new Mlp(List.of(
                new Layer(new DMatrixRMaj(1, 1), new DMatrixRMaj(1, 1), Activation.TANH),
                linear(1e200, -1e200).layers().get(0)));
        final var none = example(0, 0);
        return Stream.of(
                arguments("a logit of the batch", sgd, linear(1e200, -1e200), example(1e200, 1), none), // +∞ and −∞
                arguments("a logit of the batch", sgd, linear(-1e200, 1e200), example(1e200, 1), none),
                arguments("the loss", sgd, linear(most, -most), example(1, 1), none),
                arguments("the gradient", sgd, deep, example(1e200, 0), none),
                // The weights could take the step, but the square of the gradient cannot be remembered.
                arguments(
                        "a parameter, or what the optimizer remembers,",
                        rmsProp,
                        linear(0, 0),
                        example(1e200, 1),
                        none),
                arguments("a logit of the validation data", sgd, linear(100, -100), none, example(1e308, 0)),
                arguments("the validation loss", sgd, linear(most, -most), example(1e-300, 0), example(1, 1)));
    }

    @ParameterizedTest
    @MethodSource("overflows")
    void overflowDiverges(String what, Trainer trainer, Mlp net, Dataset data, Dataset validation) {
        final var before = net.copy();
        assertThatThrownBy(() -> trainer.learningRate(0.1).epochs(3).train(net, data, validation))
                .isExactlyInstanceOf(DivergedException.class)
                .hasMessage(what
                        + " is no longer finite in epoch 1, step 1, at learning rate 0.1; the network keeps its last"
                        + " finite parameters");
        if (!what.contains("validation")) {
            assertSame(net, before);
        }
    }

    /** A data set does not copy its features. */
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void featuresThatHaveBecomeNotFiniteAreNamed(double value) {
        final var data = TrainerTest.data(10, 1);
        final var net = relu();
        final var before = net.copy();
        data.X().set(3, 1, value);
        final var message = "X must be finite, but row 3, column 1 (counted from 0) is " + value;
        assertRefused(() -> diverging().fullBatch().train(net, data), message);
        assertRefused(() -> Learner.of(net, new Optimizer.Sgd()).learn(data.X(), data.Y(), 0.1), message);
        assertSame(net, before);
    }

    private static Mlp linear(double... weights) {
        final var W = Matrices.column(weights);
        return new Mlp(List.of(new Layer(W, new DMatrixRMaj(weights.length, 1), Activation.IDENTITY)));
    }

    private static Dataset example(double feature, int trueClass) {
        return new Dataset(Matrices.column(feature), Targets.ofClass(2, trueClass));
    }
}
