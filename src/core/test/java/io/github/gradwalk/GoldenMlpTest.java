package io.github.gradwalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole networks against another program's values.
 *
 * <p>Errors are relative to the largest entry of the matrix: an entry that is a small difference of large ones has no
 * twelve digits of its own, in either program.
 */
class GoldenMlpTest {
    private static final double TOLERANCE = 1e-12;

    static List<Golden.MlpCase> cases() {
        return Golden.mlpCases();
    }

    @Test
    void allCasesAreRead() {
        assertThat(cases()).hasSize(24);
        assertThat(cases()).extracting(Golden.MlpCase::targetKind).contains("index", "soft");
        assertThat(cases()).extracting(Golden.MlpCase::labelSmoothing).contains(0.0, 0.1);
        assertThat(cases()).extracting(Golden.MlpCase::activation).contains("sigmoid", "tanh", "relu");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void forwardAndBackward(Golden.MlpCase c) {
        final var net = c.network();
        assertThat(net.sizes()).isEqualTo(c.sizes());
        final var pass = net.forward(new DMatrixRMaj(c.input()));
        holds(pass.logits(), new DMatrixRMaj(c.logits()));
        holds(Softmax.probabilities(pass.logits()), new DMatrixRMaj(c.probabilities()));

        final var delta = new DMatrixRMaj(1, 1);
        final double loss = CrossEntropy.lossAndGradient(pass.logits(), c.targets(), Reduction.MEAN, delta);
        holds(Matrices.row(loss), Matrices.row(c.loss()));

        final var gradients = net.backward(pass, delta);
        for (int l = 0; l < c.gradients().size(); l++) {
            final var expected = c.gradients().get(l);
            holds(gradients.W().get(l), new DMatrixRMaj(expected.weight()));
            holds(gradients.b().get(l), Matrices.column(expected.bias()));
        }
        holds(gradients.X(), new DMatrixRMaj(c.inputGradient()));
    }

    private static void holds(DMatrixRMaj actual, DMatrixRMaj expected) {
        Matrices.assertClose(actual, expected, TOLERANCE * Matrices.largest(expected));
    }
}
