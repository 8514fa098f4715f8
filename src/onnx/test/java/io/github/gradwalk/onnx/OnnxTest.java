package io.github.gradwalk.onnx;

import static io.github.gradwalk.Matrices.assertClose;
import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.gaussian;
import static io.github.gradwalk.Networks.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Softmax;
import io.github.gradwalk.data.Standardiser;
import io.github.gradwalk.file.Precision;
import io.github.gradwalk.predict.Classifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** ONNX Runtime gives the same probabilities, and what is read is what was written. */
class OnnxTest {
    @TempDir
    Path folder;

    private static Mlp net(Activation hidden) {
        return Mlp.create(new int[] {5, 7, 6, 3}, hidden, new Initialisation.Glorot(), 4);
    }

    @ParameterizedTest
    @CsvSource({
        "TANH, DOUBLE, 1e-14",
        "RELU, DOUBLE, 1e-14",
        "LOGISTIC, DOUBLE, 1e-14",
        "IDENTITY, DOUBLE, 1e-14",
        "TANH, FLOAT, 1e-6",
        "RELU, FLOAT, 1e-6",
        "LOGISTIC, FLOAT, 1e-6"
    })
    void onnxRuntimeGivesTheSameForBatchesOfAnySize(Activation hidden, Precision precision, double error)
            throws Exception {
        final var net = net(hidden);
        try (var session = Session.of(Onnx.bytes(net, precision))) {
            for (final int N : new int[] {1, 2, 33}) {
                final var X = gaussian(N, 5, 2, N);
                final var logits = net.logits(X);
                assertClose(session.run("logits", X, precision), logits, 20 * error);
                assertClose(session.run("probabilities", X, precision), Softmax.probabilities(logits), error);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void aClassifierIsWrittenWithItsStandardiserAndNames(Precision precision) throws Exception {
        final double error = precision == Precision.DOUBLE ? 1e-14 : 1e-5;
        final var X = gaussian(40, 5, 30, 9);
        final var features = List.of("length", "width", "back\\slash", "two\nlines", "\u05d0");
        final var classes = List.of("a", "b", "");
        final var classifier = new Classifier(net(Activation.TANH), Optional.of(Standardiser.of(X)), features, classes);
        final var file = folder.resolve("net.onnx");
        Onnx.write(classifier, precision, file);

        try (var session = Session.of(Files.readAllBytes(file))) {
            assertClose(session.run("probabilities", X, precision), classifier.probabilities(X), error);
            assertThat(session.session().getMetadata().getCustomMetadata())
                    .isEqualTo(Map.of(
                            "feature_names",
                            "length\nwidth\nback\\\\slash\ntwo\\nlines\n\u05d0",
                            "class_names",
                            "a\nb\n"));
        }
        final var read = Onnx.readClassifier(file);
        assertThat(read.featureNames()).isEqualTo(features);
        assertThat(read.classNames()).isEqualTo(classes);
        assertClose(read.probabilities(X), classifier.probabilities(X), precision == Precision.DOUBLE ? 0 : error);
        assertClose(Onnx.readMlp(file).logits(X), classifier.folded().logits(X), 10 * error);
    }

    @Test
    void aNetworkWithoutNamesBecomesAClassifierWithNumbers() throws Exception {
        final var file = folder.resolve("net.onnx");
        Onnx.write(net(Activation.RELU), Precision.DOUBLE, file);
        final var read = Onnx.readClassifier(file);
        assertThat(read.featureNames()).containsExactly("x1", "x2", "x3", "x4", "x5");
        assertThat(read.classNames()).containsExactly("class 1", "class 2", "class 3");
        assertThat(read.standardiser()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void doublesComeBackToTheLastBit(Activation hidden) throws Exception {
        final var file = folder.resolve("net.onnx");
        Onnx.write(net(hidden), Precision.DOUBLE, file);
        assertSame(Onnx.readMlp(file), net(hidden));
        assertThat(Onnx.bytes(Onnx.readMlp(file), Precision.DOUBLE)).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void floatsAreRoundedOnceAndWidenedExactly() throws Exception {
        final var file = folder.resolve("net.onnx");
        Onnx.write(net(Activation.RELU), Precision.FLOAT, file);
        final var read = Onnx.readMlp(file);
        assertThat(read.layers().get(0).W().get(1, 2))
                .isEqualTo((float) net(Activation.RELU).layers().get(0).W().get(1, 2));
        assertThat(Onnx.bytes(read, Precision.FLOAT)).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void numbersThatDoNotFitIntoThePrecisionAreRefused() {
        final var net = net(Activation.TANH);
        net.layers().get(0).W().set(0, 0, 1e39);
        assertRefused(() -> Onnx.bytes(net, Precision.FLOAT), "W1 must fit into the precision FLOAT, but has 1.0E39");
        net.layers().get(0).W().set(0, 0, Double.NaN);
        assertRefused(
                () -> Onnx.bytes(net, Precision.DOUBLE),
                "W must be finite, but row 0, column 0 (counted from 0) is NaN");
    }
}
