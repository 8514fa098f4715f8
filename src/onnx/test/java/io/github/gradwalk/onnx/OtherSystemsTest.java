package io.github.gradwalk.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.github.gradwalk.Matrices;
import io.github.gradwalk.Softmax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks that PyTorch and scikit-learn trained and wrote give here the probabilities that they gave there: see test/python/other_systems.py. */
class OtherSystemsTest {
    private static final Path FOLDER = Path.of("src/onnx/test/resources/io/github/gradwalk/onnx");

    @ParameterizedTest
    @CsvSource({
        "pytorch-double, 1e-15",
        "pytorch-float, 1e-6",
        "pytorch-older, 1e-15",
        "sklearn-three-classes, 1e-14",
        "sklearn-two-classes, 1e-14",
        "sklearn-float, 1e-6"
    })
    void theProbabilitiesAreThoseOfTheSystem(String name, double error) throws IOException {
        final var expected = new Gson().fromJson(Files.readString(FOLDER.resolve("expected.json")), JsonObject.class);
        final var ofModel = expected.getAsJsonObject("models").getAsJsonObject(name);
        final var model = FOLDER.resolve(name + ".onnx");
        final var X = matrix(expected, "rows");

        final var probabilities = matrix(ofModel, "probabilities");
        Matrices.assertClose(Onnx.readClassifier(model).probabilities(X), probabilities, error);
        Matrices.assertClose(Softmax.probabilities(Onnx.readMlp(model).logits(X)), probabilities, error);
    }

    private static DMatrixRMaj matrix(JsonObject json, String name) {
        return new DMatrixRMaj(new Gson().fromJson(json.get(name), double[][].class));
    }

    @ParameterizedTest
    @CsvSource({"sklearn-three-classes, 3", "sklearn-two-classes, 2", "sklearn-float, 3"})
    void theClassNamesOfScikitLearnAreRead(String name, int classes) throws IOException {
        assertThat(Onnx.readClassifier(FOLDER.resolve(name + ".onnx")).classNames())
                .isEqualTo(List.of("setosa", "versicolor", "virginica").subList(0, classes));
    }
}
