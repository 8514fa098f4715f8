package io.github.gradwalk.train;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.Golden;
import io.github.gradwalk.Matrices;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Five steps of each optimizer against another program's: every loss and every parameter. */
class GoldenOptimizerTest {
    private static final double TOLERANCE = 1e-12;

    record Run(Golden.MlpCase start, Golden.OptimizerCase steps) {
        @Override
        public String toString() {
            return start + " " + steps.name();
        }
    }

    static List<Run> runs() {
        final var cases = Golden.mlpCases().stream().collect(toMap(Golden.MlpCase::name, golden -> golden));
        return Stream.concat(
                        Golden.mlpCases().stream().map(golden -> new Run(golden, golden.optimizer())),
                        Golden.furtherOptimizerCases().stream()
                                .map(further -> new Run(cases.get(further.mlpCase()), further.optimizer())))
                .toList();
    }

    @Test
    void everyOptimizerHasACase() {
        assertThat(runs()).hasSize(24 + 9);
        assertThat(runs())
                .extracting(run -> run.steps().name())
                .contains("sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw");
        assertThat(runs()).extracting(run -> run.steps().weightDecay()).contains(0.0, 0.1);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void fiveSteps(Run run) {
        final var net = run.start().network();
        final var history = Trainer.with(optimizer(run.steps()))
                .learningRate(run.steps().learningRate())
                .weightDecay(run.steps().weightDecay())
                .fullBatch()
                .epochs(5)
                .train(net, run.start().data());
        for (int e = 0; e < 5; e++) {
            final double expected = run.steps().losses()[e];
            assertThat(history.losses()[e]).isCloseTo(expected, within(TOLERANCE * expected));
        }
        for (int l = 0; l < net.layers().size(); l++) {
            final var expected = run.steps().parameters().get(l);
            agrees(net.layers().get(l).W(), new DMatrixRMaj(expected.weight()));
            agrees(net.layers().get(l).b(), Matrices.column(expected.bias()));
        }
    }

    private static void agrees(DMatrixRMaj actual, DMatrixRMaj expected) {
        for (int i = 0; i < expected.getNumElements(); i++) {
            assertThat(actual.data[i]).isCloseTo(expected.data[i], within(TOLERANCE * Math.abs(expected.data[i])));
        }
    }

    private static Optimizer optimizer(Golden.OptimizerCase steps) {
        final double[] s = steps.settings();
        final boolean usual = s == null || s.length == 0;
        return switch (steps.name()) {
            case "sgd" -> new Optimizer.Sgd();
            case "momentum" -> usual ? new Optimizer.Momentum() : new Optimizer.Momentum(s[0]);
            case "nesterov" -> usual ? new Optimizer.Nesterov() : new Optimizer.Nesterov(s[0]);
            case "rmsprop" -> usual ? new Optimizer.RmsProp() : new Optimizer.RmsProp(s[0], s[1]);
            case "adam" -> usual ? new Optimizer.Adam() : new Optimizer.Adam(s[0], s[1], s[2]);
            case "adamw" -> usual ? new Optimizer.AdamW() : new Optimizer.AdamW(s[0], s[1], s[2], s[3]);
            default -> throw new IllegalArgumentException(steps.name());
        };
    }
}
