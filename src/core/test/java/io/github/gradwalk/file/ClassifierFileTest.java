package io.github.gradwalk.file;

import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.column;
import static io.github.gradwalk.Matrices.row;
import static io.github.gradwalk.Matrices.rows;
import static io.github.gradwalk.Networks.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.gson.Gson;
import io.github.gradwalk.Activation;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Law;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.data.Standardiser;
import io.github.gradwalk.predict.Classifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierFileTest {
    private static final String TEXT = """
            gradwalk-classifier 1
            features 2
            "bill, in mm"
            "the \\u0022mass\\u0022\\u000a\\u005cu000a"
            classes 2
            "Adélie"
            "\uD83D\uDC27\\ud800"
            standardised yes
            mean
            43.9 -0.0
            standard deviation
            4.9E-324 801.5
            layers 1
            layer 1 inputs 2 outputs 2 activation IDENTITY
            W
            1.0E-4 -2.0
            0.5 0.1
            b
            0.0 1.7976931348623157E308
            """;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("classifier.txt");
    }

    private static Classifier classifier() {
        final var layer = new Layer(
                rows(new double[] {1e-4, -2}, new double[] {0.5, 0.1}),
                column(0, Double.MAX_VALUE),
                Activation.IDENTITY);
        return new Classifier(
                new Mlp(List.of(layer)),
                Optional.of(new Standardiser(row(43.9, -0.0), row(Double.MIN_VALUE, 801.5))),
                List.of("bill, in mm", "the \"mass\"\n\\u000a"),
                List.of("Adélie", "\uD83D\uDC27\uD800"));
    }

    private static String signed(String text) throws NoSuchAlgorithmException {
        final var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return text + "sha256 " + HexFormat.of().formatHex(digest) + "\n";
    }

    private static void assertEqual(Classifier actual, Classifier expected) {
        assertThat(actual.featureNames()).isEqualTo(expected.featureNames());
        assertThat(actual.classNames()).isEqualTo(expected.classNames());
        assertSame(actual.net(), expected.net());
        assertThat(actual.standardiser().isPresent())
                .isEqualTo(expected.standardiser().isPresent());
        expected.standardiser().ifPresent(standardiser -> {
            final var loaded = actual.standardiser().orElseThrow();
            assertIdentical(loaded.mean(), standardiser.mean());
            assertIdentical(loaded.standardDeviation(), standardiser.standardDeviation());
        });
    }

    @Test
    void theFormatIsAsDocumented() throws Exception {
        ClassifierFile.save(classifier(), file);
        assertThat(file).hasContent(signed(TEXT));
        final var loaded = ClassifierFile.load(file);
        assertEqual(loaded, classifier());
        assertThat(loaded).isEqualTo(classifier()).hasSameHashCodeAs(classifier());
    }

    @Test
    void withoutAStandardiserThereIsNone() throws Exception {
        final var raw = Classifier.of(Mlp.create(new int[] {2, 3, 2}, Activation.RELU, new Initialisation.He(), 1));
        ClassifierFile.save(raw, file);
        assertThat(Files.readString(file))
                .contains("\n\"x2\"\nclasses 2\n\"class 1\"\n\"class 2\"\nstandardised no\nlayers 2\n");
        assertEqual(ClassifierFile.load(file), raw);
    }

    @Law
    void anyNameComesBack(@ForAll String name) {
        final var line = QuotedName.of(name);
        assertThat(line.lines()).hasSize(1);
        assertThat(QuotedName.read(line)).contains(name);
        assertThat(new Gson().fromJson(line, String.class)).as("as JSON").isEqualTo(name);
        assertThat(new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(line);
    }

    @Test
    void whatIsWrongIsNamedWithItsLine() throws Exception {
        MlpFile.save(classifier().net(), file);
        assertNotLoaded("line 1: expected \"gradwalk-classifier 1\", but found \"gradwalk-mlp 1\"");
        assertMisread("features 2", "features 1", "line 4: expected \"classes …\", but found \"\"the \\u0022mass");
        assertMisread(
                "features 2",
                "features 999999999",
                "line 5: expected a name in quotation marks, but found \"classes 2\"");
        for (final var name : new String[] {
            "\"", "", "Adélie\"", "\"\"\"", "\"\\u0041\"", "\"\\u000A\"", "\"\\u00\"", "\"\\uzzzz\"", "\"\\n\""
        }) {
            assertMisread("\"Adélie\"", name, "line 6: expected a name in quotation marks, but found \"" + name + "\"");
        }
        assertMisread("\"Adélie\"", "\"\uD83D\uDC27\\ud800\"", "classNames must all be different, but are [");
        assertMisread("standardised yes", "standardised 1", "line 8: expected \"standardised …\", but found ");
        assertMisread("801.5", "0.0", "standardDeviation must be above 0, but column 1 (counted from 0) is 0.0");
        assertMisread("801.5", "NaN", "line 12: expected 2 finite decimal numbers, but found ");
        assertMisread("\n1.0E-4 -2.0\n0.5 0.1\nb\n0.0 ", "\n1 2\nb\n", "line 17: expected 2 finite");
        assertMisread("features 2", "features 2 ", "line 2: expected ");
        Files.writeString(file, signed(TEXT).replace("43.9", "43.8"));
        assertNotLoaded("the file is cut short or altered: the last line must be \"sha256 ");
    }

    private void assertMisread(String from, String to, String message) throws Exception {
        assertThat(TEXT).contains(from);
        Files.writeString(file, signed(TEXT.replace(from, to)));
        assertNotLoaded(message);
    }

    private void assertNotLoaded(String message) {
        assertThatIOException()
                .isThrownBy(() -> ClassifierFile.load(file))
                .withMessageStartingWith(file + ": " + message);
    }

    @Test
    void damageIsSaidInPlainWords() throws Exception {
        final var whole = signed(TEXT);
        assertDamaged("", "the file is empty");
        assertDamaged(
                whole.substring(0, whole.length() / 2), "the file is cut short or altered: the last line must be ");
        assertDamaged(
                whole.substring(0, whole.length() - 1), "the file is cut short or altered: the last line must be ");
        assertDamaged(
                whole.replace("\n", "\r\n"),
                "the line ends of the file were converted from LF to CRLF, as git does with ");
    }

    private void assertDamaged(String content, String message) throws Exception {
        Files.writeString(file, content);
        assertNotLoaded(message);
    }

    @Test
    void foldersAreToldFromFiles() {
        assertThatIOException()
                .isThrownBy(() -> ClassifierFile.load(folder))
                .withMessage(folder + ": this is a folder, not a file");
        final var nowhere = folder.resolve("no/such/classifier.txt");
        assertThatIOException()
                .isThrownBy(() -> ClassifierFile.save(classifier(), nowhere))
                .withMessage(nowhere + ": this file cannot be written, since there is no such folder: "
                        + nowhere.getParent());
    }

    @Test
    void aSaveThatFailsLeavesTheOldFile() throws IOException {
        ClassifierFile.save(classifier(), file);
        assertThatIOException()
                .isThrownBy(() -> ClassifierFile.save(classifier(), folder))
                .withMessageStartingWith(folder.toString());
        assertEqual(ClassifierFile.load(file), classifier());
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    }
}
