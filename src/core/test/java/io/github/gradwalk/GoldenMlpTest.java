package io.github.gradwalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.AfterAll;
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
    private static final LargestErrors ERRORS = new LargestErrors();

    static List<Golden.MlpCase> cases() {
        return Golden.mlpCases();
    }

    @AfterAll
    static void writeErrors() throws IOException {
        ERRORS.write("golden-mlp-errors.txt");
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
        holds(c, "logits", pass.logits(), c.logits());
        holds(c, "probabilities", Softmax.probabilities(pass.logits()), c.probabilities());

        final var delta = new DMatrixRMaj(1, 1);
        final double loss = CrossEntropy.lossAndGradient(pass.logits(), c.targets(), Reduction.MEAN, delta);
        holds(c, "loss", Matrices.row(loss), new double[][] {{c.loss()}});

        final var gradients = net.backward(pass, delta);
        for (int l = 0; l < c.gradients().size(); l++) {
            final var expected = c.gradients().get(l);
            holds(c, "∇W", gradients.W().get(l), expected.weight());
            holds(c, "∇b", gradients.b().get(l), column(expected.bias()));
        }
        holds(c, "∇X", gradients.X(), c.inputGradient());
    }

    private static double[][] column(double[] entries) {
        final var column = new double[entries.length][1];
        for (int i = 0; i < entries.length; i++) {
            column[i][0] = entries[i];
        }
        return column;
    }

    private static void holds(Golden.MlpCase c, String kind, DMatrixRMaj actual, double[][] expected) {
        final var reference = new DMatrixRMaj(expected);
        final double largest = Matrices.largest(reference);
        for (int i = 0; i < reference.getNumElements(); i++) {
            final double error = Math.abs(actual.data[i] - reference.data[i]);
            if (error > 0) {
                ERRORS.add(kind + ": largest error beside the largest entry", error / largest, c.name());
                ERRORS.add(
                        kind + ": largest error beside the entry itself",
                        error / Math.abs(reference.data[i]),
                        c.name());
            }
        }
        Matrices.assertClose(actual, reference, TOLERANCE * largest);
    }
}
