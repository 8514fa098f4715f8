package io.github.gradwalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/** What tests say about networks. */
public final class Networks {
    private Networks() {}

    /** Asserts the same sizes, activations and, bit for bit, the same parameters. */
    public static void assertSame(Mlp actual, Mlp expected) {
        assertThat(actual.sizes()).isEqualTo(expected.sizes());
        assertThat(actual.layers()).extracting(Layer::activation).isEqualTo(activations(expected));
        for (int k = 0; k < parameters(expected).size(); k++) {
            Matrices.assertIdentical(
                    parameters(actual).get(k), parameters(expected).get(k));
        }
    }

    /** Asserts the same sizes, and parameters that differ by at most {@code error}. */
    public static void assertClose(Mlp actual, Mlp expected, double error) {
        assertThat(actual.sizes()).isEqualTo(expected.sizes());
        for (int k = 0; k < parameters(expected).size(); k++) {
            Matrices.assertClose(parameters(actual).get(k), parameters(expected).get(k), error);
        }
    }

    private static List<Activation> activations(Mlp net) {
        return net.layers().stream().map(Layer::activation).toList();
    }

    /** W and b of each layer, in order. */
    public static List<DMatrixRMaj> parameters(Mlp net) {
        return net.layers().stream()
                .flatMap(layer -> Stream.of(layer.W(), layer.b()))
                .toList();
    }
}
