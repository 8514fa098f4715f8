package io.github.gradwalk.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Matrices;
import io.github.gradwalk.Targets;
import io.github.gradwalk.evaluate.ConfusionMatrix;
import io.github.gradwalk.file.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that notebook 16 offers reads the digits in ONNX Runtime as well as the notebook says. */
class OfferedDigitsTest {
    private static final Path NOTEBOOK = Path.of("notebooks/16-penguins-and-digits.ipynb");
    private static final Path DIGITS = Path.of("notebooks/data/digits-new-writers.csv");

    @TempDir
    Path folder;

    @Test
    void theOfferedNetworkHasTheAccuracyThatTheNotebookStates() throws Exception {
        final byte[] model = Base64.getDecoder().decode(inNotebook("octet-stream;base64,([A-Za-z0-9+/=]+)"));
        assertThat(model).hasSizeLessThan(25_000);
        final var file = Files.write(folder.resolve("digits.onnx"), model);
        final var test = digits();

        try (var session = Session.of(model)) {
            final var probabilities = session.run("probabilities", test.X(), Precision.FLOAT);

            final double accuracy = ConfusionMatrix.of(test.Y(), probabilities).accuracy();
            assertThat(String.format(Locale.ROOT, "%.1f", 100 * accuracy))
                    .isEqualTo(inNotebook("\"accuracy on the digits of new writers ([0-9.]+) %\\\\n\""));
            final var read = Onnx.readClassifier(file);
            Matrices.assertClose(read.probabilities(test.X()), probabilities, 1e-5);
            assertThat(read.classNames()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        }
    }

    /** The group of the first match in the file of the notebook. */
    private static String inNotebook(String pattern) throws IOException {
        final var found = Pattern.compile(pattern).matcher(Files.readString(NOTEBOOK));
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private static Dataset digits() throws IOException {
        final var lines = Files.readAllLines(DIGITS);
        final int digit = List.of(lines.get(0).split(",")).indexOf("digit");
        final double[][] numbers = lines.stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
        final int[] classes =
                Arrays.stream(numbers).mapToInt(row -> (int) row[digit]).toArray();
        assertThat(digit).as("the last column").isEqualTo(64);
        final var X = new DMatrixRMaj(
                Arrays.stream(numbers).map(row -> Arrays.copyOf(row, digit)).toArray(double[][]::new));
        return new Dataset(X, Targets.ofClasses(10, classes));
    }
}
