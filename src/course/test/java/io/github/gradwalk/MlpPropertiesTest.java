package io.github.gradwalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.check.Formulas;
import io.github.gradwalk.check.Oracle;
import io.github.gradwalk.check.ScalarFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

class MlpPropertiesTest {
    /** A network, a batch for it, and how the loss is made of it. */
    record Task(Mlp net, DMatrixRMaj X, Targets targets, Reduction reduction) {
        Gradients gradients() {
            final var pass = net.forward(X);
            final var delta = new DMatrixRMaj(0, 0);
            CrossEntropy.lossAndGradient(pass.logits(), targets, reduction, delta);
            return net.backward(pass, delta);
        }
    }

    enum Kind {
        CLASSES,
        SMOOTHED,
        SOFT;

        Targets targets(int N, int K, long seed) {
            final var classes =
                    Targets.ofClasses(K, new Random(seed).ints(N, 0, K).toArray());
            return switch (this) {
                case CLASSES -> classes;
                case SMOOTHED -> classes.smoothed(0.1);
                case SOFT -> Targets.ofDistributions(Matrices.distributions(N, K, seed));
            };
        }
    }

    @Provide
    Arbitrary<Task> tasks() {
        final var sizes = Arbitraries.integers()
                .between(1, 5)
                .array(int[].class)
                .ofMinSize(2)
                .ofMaxSize(5);
        return Combinators.combine(
                        sizes,
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.of(Activation.class)
                                .array(Activation[].class)
                                .ofSize(4),
                        Arbitraries.of(Kind.class),
                        Arbitraries.of(Reduction.class),
                        Arbitraries.longs())
                .as(MlpPropertiesTest::task);
    }

    /** Each layer has its own activation, the last one too: it is the identity only by custom. */
    private static Task task(int[] sizes, int N, Activation[] activations, Kind kind, Reduction reduction, long seed) {
        final var layers = new ArrayList<Layer>();
        for (int l = 1; l < sizes.length; l++) {
            layers.add(new Layer(
                    Matrices.gaussian(sizes[l], sizes[l - 1], 1, seed + l),
                    Matrices.gaussian(sizes[l], 1, 0.5, seed + 10 + l),
                    activations[l - 1]));
        }
        final var X = Matrices.gaussian(N, sizes[0], 1, seed);
        return new Task(new Mlp(layers), X, kind.targets(N, sizes[sizes.length - 1], seed), reduction);
    }

    @Law
    void backwardGivesWhatEveryOracleFinds(@ForAll("tasks") Task task) {
        Assume.that(farFromKinks(task));
        final var analytic = task.gradients();
        final double largest = largest(analytic);
        // 1e-14: where a unit is saturated, 1 − a² has only the digits of 1 − a that are left, in the oracles as well.
        for (final var oracle : Oracle.values()) {
            final double error =
                    oracle == Oracle.CENTRAL_DIFFERENCES ? 1e-7 * Math.max(1, largest) : 1e-12 * largest + 1e-14;
            for (int l = 0; l < task.net.layers().size(); l++) {
                final var layer = task.net.layers().get(l);
                final var ofW = Formulas.lossOfWeights(task.net, task.X, task.targets, task.reduction, l);
                final var ofb = Formulas.lossOfBias(task.net, task.X, task.targets, task.reduction, l);
                agrees(analytic.W().get(l), oracle, ofW, layer.W(), error);
                agrees(analytic.b().get(l), oracle, ofb, layer.b(), error);
            }
            final var ofX = Formulas.lossOfInput(task.net, task.targets, task.reduction);
            agrees(analytic.X(), oracle, ofX, task.X, error);
        }
    }

    @Law
    void forwardGivesTheLossThatTheFormulasGive(@ForAll("tasks") Task task) {
        final var net = task.net;
        final double loss = CrossEntropy.loss(net.logits(task.X), task.targets, task.reduction);
        final var byFormula = Formulas.lossOfInput(net, task.targets, task.reduction);
        final var seen = new double[1];
        Oracle.DUAL_NUMBERS.gradient(
                X -> {
                    final var result = byFormula.at(X);
                    seen[0] = result.value();
                    return result;
                },
                task.X);
        assertThat(Math.abs(seen[0] - loss)).isLessThanOrEqualTo(1e-13 * (1 + loss));
    }

    @Law
    void gradientsOfABatchAreTheMeanOfThoseOfItsExamples(@ForAll("tasks") Task task) {
        final var batch = new Task(task.net, task.X, task.targets, Reduction.MEAN).gradients();
        final int N = task.X.numRows;
        final var singles =
                IntStream.range(0, N).mapToObj(n -> ofExample(task, n)).toList();
        for (int k = 0; k < parts(batch).size(); k++) {
            Matrices.assertClose(parts(batch).get(k), mean(singles, k), 1e-14 * (1 + largest(batch)));
        }
    }

    private static Gradients ofExample(Task task, int n) {
        final var y = Targets.ofDistributions(Matrices.rowOf(task.targets.toMatrix(), n));
        return new Task(task.net, Matrices.rowOf(task.X, n), y, Reduction.MEAN).gradients();
    }

    private static DMatrixRMaj mean(List<Gradients> singles, int k) {
        final var sum = parts(singles.get(0)).get(k).createLike();
        singles.forEach(single -> CommonOps_DDRM.addEquals(sum, parts(single).get(k)));
        CommonOps_DDRM.divide(sum, singles.size());
        return sum;
    }

    @Law
    void permutingExamplesPermutesTheirGradientsAndLeavesThoseOfTheParameters(
            @ForAll("tasks") Task task, @ForAll long seed) {
        final int[] order = Matrices.permutation(task.X.numRows, seed);
        final var Y = Matrices.rowsOf(task.targets.toMatrix(), order);
        final var permuted = new Task(
                        task.net, Matrices.rowsOf(task.X, order), Targets.ofDistributions(Y), task.reduction)
                .gradients();
        final var expected = task.gradients();
        final double error = 1e-14 * (1 + largest(expected));
        Matrices.assertClose(permuted.X(), Matrices.rowsOf(expected.X(), order), error);
        for (int k = 0; k < parts(expected).size(); k++) {
            Matrices.assertClose(parts(permuted).get(k), parts(expected).get(k), error);
        }
    }

    @Law
    void forwardAndBackwardChangeNothing(@ForAll("tasks") Task task) {
        final var X = task.X.copy();
        final var net = task.net.copy();
        final var pass = task.net.forward(task.X);
        final var A = pass.A().stream().map(DMatrixRMaj::copy).toList();
        final var delta = CrossEntropy.gradient(pass.logits(), task.targets);
        final var deltaBefore = delta.copy();
        final var first = task.net.backward(pass, delta);
        final var second = task.net.backward(pass, delta);

        Matrices.assertIdentical(task.X, X);
        Matrices.assertIdentical(delta, deltaBefore);
        Matrices.assertIdentical(second.X(), first.X());
        Networks.assertSame(task.net, net);
        for (int l = 0; l < first.W().size(); l++) {
            Matrices.assertIdentical(pass.A().get(l + 1), A.get(l + 1));
        }
        for (int k = 0; k < parts(first).size(); k++) {
            Matrices.assertIdentical(parts(second).get(k), parts(first).get(k));
        }
    }

    private static void agrees(DMatrixRMaj analytic, Oracle oracle, ScalarFunction f, DMatrixRMaj x, double error) {
        Matrices.assertClose(analytic, oracle.gradient(f, x), error);
    }

    /** Beside a kink of ReLU the difference quotient takes the mean of two slopes. */
    private static boolean farFromKinks(Task task) {
        final var A = task.net.forward(task.X).A();
        for (int l = 0; l < task.net.layers().size(); l++) {
            final var layer = task.net.layers().get(l);
            final var linear = new Mlp(List.of(new Layer(layer.W(), layer.b(), Activation.IDENTITY)));
            final var Z = linear.logits(A.get(l));
            for (int i = 0; i < Z.getNumElements(); i++) {
                if (layer.activation() == Activation.RELU && Math.abs(Z.data[i]) < 1e-3) {
                    return false;
                }
            }
        }
        return true;
    }

    private static double largest(Gradients gradients) {
        return Stream.concat(parts(gradients).stream(), Stream.of(gradients.X()))
                .mapToDouble(Matrices::largest)
                .max()
                .orElseThrow();
    }

    /** The gradients with respect to the parameters. */
    private static List<DMatrixRMaj> parts(Gradients gradients) {
        return Stream.of(gradients.W(), gradients.b()).flatMap(List::stream).toList();
    }
}
