package io.github.gradwalk.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Golden;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Matrices;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Networks;
import io.github.gradwalk.Targets;
import io.github.gradwalk.data.Toy;
import io.github.gradwalk.file.CheckpointFile;
import io.github.gradwalk.train.Checkpoint.OptimizerMemory;
import io.github.gradwalk.train.History.Stopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LbfgsTest {
    private static final Dataset MOONS = Toy.moons(60, 0.1, 1);

    /** Σ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)², a narrow curved valley with its lowest point at (1, …, 1). */
    private static double rosenbrock(double[] x, double[] g) {
        double sum = 0;
        Arrays.fill(g, 0);
        for (int i = 0; i < x.length - 1; i++) {
            final double u = x[i + 1] - x[i] * x[i];
            final double v = 1 - x[i];
            sum += 100 * u * u + v * v;
            g[i] += -400 * x[i] * u - 2 * v;
            g[i + 1] += 200 * u;
        }
        return sum;
    }

    private static Mlp network(long seed) {
        return Mlp.create(new int[] {2, 8, 2}, Activation.TANH, new Initialisation.Glorot(), seed);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 100})
    void findsTheEndOfRosenbrocksValley(int dimension) {
        final double[] start = new double[dimension];
        Arrays.setAll(start, i -> i % 2 == 0 ? -1.2 : 1);
        final var evaluations = new int[1];
        final Objective counted = (x, g) -> {
            evaluations[0]++;
            return rosenbrock(x, g);
        };
        final var end = new Lbfgs().iterations(1000).tolerance(1e-9).minimise(counted, start);
        assertThat(end.x()[0])
                .isCloseTo(end.x()[0] > 0 ? 1 : -1, within(0.01)); // in some dimensions there is a second minimum
        assertThat(Vectors.largestMagnitude(end.gradient())).isLessThan(1e-9);
        assertThat(evaluations[0]).isLessThan(2 * end.iterations());
        if (dimension <= 3) {
            assertThat(end.x()).containsOnly(new double[] {1, 1, 1}, within(1e-8));
            assertThat(end.iterations()).isLessThan(60);
        }
    }

    /** The minimum of a paraboloid in n dimensions is found in few more than n steps. */
    @Test
    void needsAboutAsManyStepsForAParaboloidAsItHasAxes() {
        final Objective f = (x, g) -> {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                final double curvature = 1 << i;
                g[i] = curvature * (x[i] - i);
                sum += curvature * (x[i] - i) * (x[i] - i) / 2;
            }
            return sum;
        };
        final var end = new Lbfgs().tolerance(1e-6).minimise(f, new double[6]);
        assertThat(end.x()).containsExactly(new double[] {0, 1, 2, 3, 4, 5}, within(1e-6));
        assertThat(end.iterations()).isLessThan(20);
    }

    @Test
    void everyStepSatisfiesTheStrongWolfeConditions() {
        final var lbfgs = new Lbfgs();
        final List<Objective> functions = List.of(
                LbfgsTest::rosenbrock,
                new FullBatchLoss(network(1), MOONS, 1e-3),
                (x, g) -> { // steep on one side, flat on the other: first steps are much too short or too long
                    g[0] = Math.exp(x[0]) - 1e-3;
                    g[1] = 1e6 * x[1];
                    return Math.exp(x[0]) - 1e-3 * x[0] + 5e5 * x[1] * x[1];
                });
        final List<double[]> starts = List.of(new double[] {-1.2, 1}, parametersOf(network(1)), new double[] {3, 2});
        for (int k = 0; k < functions.size(); k++) {
            var state = lbfgs.start(functions.get(k), starts.get(k));
            for (int i = 0; i < 25 && !lbfgs.isConverged(state); i++) {
                final var next = lbfgs.next(functions.get(k), state).orElseThrow();
                final double[] s = Vectors.difference(next.x(), state.x()); // a d
                final double before = Vectors.dot(state.gradient(), s); // a φ′(0)
                assertThat(before).isNegative();
                final double rounding = 1e-14 * Math.abs(state.value());
                assertThat(next.value()).isLessThanOrEqualTo(state.value() + WolfeSearch.C1 * before + rounding);
                assertThat(Math.abs(Vectors.dot(next.gradient(), s)))
                        .isLessThanOrEqualTo((WolfeSearch.C2 + 1e-9) * Math.abs(before));
                state = next;
            }
        }
    }

    /** Where the function is not defined, the step was too long. */
    @Test
    void stepsBackFromWhereTheValueIsNotFinite() {
        final Objective logarithm = (x, g) -> {
            g[0] = 1 - 1 / x[0];
            return x[0] > 0 ? x[0] - Math.log(x[0]) : Double.NaN;
        };
        assertThat(new Lbfgs().tolerance(1e-10).minimise(logarithm, 30).x()[0]).isCloseTo(1, within(1e-9));
        assertThatThrownBy(() -> new Lbfgs().minimise(logarithm, -1))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("value must be finite, but is NaN");
    }

    static List<Golden.MinimumCase> minima() {
        return Golden.minimumCases();
    }

    /** Without hidden layers, and with weight decay, there is one minimum: that which SciPy has found too. */
    @ParameterizedTest
    @MethodSource("minima")
    void findsTheMinimumThatSciPyFinds(Golden.MinimumCase expected) throws IOException {
        final var data = expected.name().equals("digits") ? digits() : data(expected.name());
        final int[] sizes = {data.features(), data.classes()};
        final var net = Mlp.create(sizes, Activation.TANH, new Initialisation.Zero(), 0);
        final var history = new Lbfgs()
                .iterations(1000)
                .tolerance(1e-8)
                .weightDecay(expected.weightDecay())
                .train(net, data);
        assertThat(history.stopped()).isEqualTo(Stopped.CONVERGED);
        final var loss = new FullBatchLoss(net, data, expected.weightDecay());
        final double[] x = parametersOf(net);
        assertThat(loss.evaluate(x, new double[x.length]))
                .isCloseTo(expected.value(), within(1e-12 * expected.value()));
        assertThat(history.last().loss()).isEqualTo(loss.loss());
        assertThat(history.last().accuracy()).isEqualTo(loss.accuracy());
        Matrices.assertClose(net.layers().get(0).W(), new DMatrixRMaj(expected.weight()), 1e-6);
    }

    private static Dataset data(String name) {
        return Golden.mlpCases().stream()
                .filter(golden -> golden.name().equals(name))
                .findFirst()
                .orElseThrow()
                .data();
    }

    private static Dataset digits() throws IOException {
        final double[][] rows = Files.readAllLines(Path.of("notebooks/data/digits.csv")).stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
        final var X = new DMatrixRMaj(rows.length, 64);
        final int[] classes = new int[rows.length];
        for (int n = 0; n < rows.length; n++) {
            for (int j = 0; j < 64; j++) {
                X.set(n, j, rows[n][j] / 16);
            }
            classes[n] = (int) rows[n][64];
        }
        return new Dataset(X, Targets.ofClasses(10, classes));
    }

    /** With hidden layers and without decay, the loss of separable data goes to 0, much faster than by gradient descent. */
    @Test
    void trainsANetworkInAFewIterations() {
        final var net = network(3);
        final var history = new Lbfgs().train(net, MOONS);
        assertThat(history.last().loss()).isLessThan(1e-3);
        assertThat(history.last().accuracy()).isEqualTo(1);
        assertThat(history.losses()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        final var descent = Trainer.with(new Optimizer.Momentum())
                .learningRate(0.5)
                .fullBatch()
                .epochs(100)
                .train(network(3), MOONS);
        assertThat(history.last().loss()).isLessThan(descent.last().loss() / 10);
    }

    @Test
    void goesOnFromACheckpointWithTheSameBits(@TempDir Path folder) throws IOException {
        final var net = network(1);
        final var loss = new FullBatchLoss(net, MOONS, 0.01);
        final var lbfgs = new Lbfgs().memory(5);
        var state = lbfgs.start(loss, parametersOf(net));
        for (int i = 0; i < 12; i++) {
            state = lbfgs.next(loss, state).orElseThrow();
        }
        assertThat(state.pairs()).hasSize(10);
        loss.moveTo(state.x());
        final var begun = new Checkpoint.BegunEpoch(0, 0, 0, 0, 0, 0, 0);
        final var file = folder.resolve("checkpoint.txt");
        CheckpointFile.save(new Checkpoint(List.of(), net, Optional.empty(), state.memory(), List.of(), begun), file);

        final var saved = CheckpointFile.load(file);
        final var again = new FullBatchLoss(saved.net(), MOONS, 0.01);
        var resumed = lbfgs.resume(again, parametersOf(saved.net()), saved.memory());
        for (int i = 0; i < 8; i++) {
            state = lbfgs.next(loss, state).orElseThrow();
            resumed = lbfgs.next(again, resumed).orElseThrow();
        }
        assertThat(resumed.iterations()).isEqualTo(20);
        assertThat(resumed.x()).isEqualTo(state.x());
        assertThat(resumed.value()).isEqualTo(state.value());
    }

    @Test
    void anInterruptEndsTrainingAfterTheIteration() {
        final var net = network(1);
        final var one = network(1);
        Thread.currentThread().interrupt();
        final var history = new Lbfgs().train(net, MOONS);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(history.stopped()).isEqualTo(Stopped.INTERRUPTED);
        assertThat(history.epochs()).hasSize(1);
        assertThat(new Lbfgs().iterations(1).train(one, MOONS).stopped()).isEqualTo(Stopped.COMPLETED);
        Networks.assertSame(net, one);
    }

    @Test
    void atTheMinimumThereIsNothingToDo() {
        final Objective f = (x, g) -> {
            g[0] = 2 * x[0];
            return x[0] * x[0];
        };
        final var lbfgs = new Lbfgs().tolerance(0);
        assertThat(lbfgs.next(f, lbfgs.start(f, 0))).isEmpty();
        assertThat(lbfgs.minimise(f, 5).x()[0]).isZero();
    }

    @Test
    void refusesWhatIsNotPossible() {
        final var messages = new ArrayList<String>();
        for (final Runnable call : List.<Runnable>of(
                () -> new Lbfgs().memory(0),
                () -> new Lbfgs().iterations(0),
                () -> new Lbfgs().tolerance(-1),
                () -> new Lbfgs().weightDecay(Double.NaN),
                () -> new Lbfgs()
                        .resume(LbfgsTest::rosenbrock, new double[2], new OptimizerMemory(1, List.of(new double[2]))),
                () -> new Lbfgs()
                        .train(Mlp.create(new int[] {2, 1}, Activation.TANH, new Initialisation.Zero(), 0), MOONS),
                () -> new FullBatchLoss(network(1), MOONS, 0).evaluate(new double[3], new double[3]))) {
            assertThatThrownBy(call::run)
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .satisfies(e -> messages.add(e.getMessage()));
        }
        assertThat(messages)
                .containsExactly(
                        "memory must be at least 1, but is 0",
                        "iterations must be at least 1, but is 0",
                        "tolerance must be finite and at least 0, but is -1.0",
                        "weightDecay must be finite and at least 0, but is NaN",
                        "pairs must be s and y in turn, but has 1 vectors",
                        "net must have at least two outputs, one for each class, but has 1: softmax of one output is always 1."
                                + " Two classes need two outputs; their difference is the output of a logistic unit",
                        "x must have 42 values, but has 3");
    }

    private static double[] parametersOf(Mlp net) {
        final var matrices = Parameters.of(net);
        final double[] x = new double[Parameters.count(matrices)];
        Parameters.read(matrices, x);
        return x;
    }
}
