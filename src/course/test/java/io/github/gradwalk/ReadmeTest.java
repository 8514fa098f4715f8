package io.github.gradwalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.Test;

/** What the README shows works. */
class ReadmeTest {
    @Test
    void theExamplesCompileRunAndLearn() throws IOException {
        final var examples = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(examples).hasSize(3);

        try (var shell = JShell.builder().executionEngine("local").build()) {
            shell.addToClasspath(System.getProperty("java.class.path"));
            evaluate(
                    shell,
                    "import io.github.gradwalk.*; import io.github.gradwalk.data.*; import io.github.gradwalk.evaluate.*; import io.github.gradwalk.train.*;");
            evaluate(shell, "import org.ejml.data.*; import org.ejml.dense.row.*;");
            evaluate(shell, examples.get(0));
            final var loss = evaluate(shell, "CrossEntropy.loss(net.logits(X), truth)");
            // ln 3 is what a network that knows nothing pays
            assertThat(Double.parseDouble(loss)).isLessThan(0.1 * Math.log(3));
            evaluate(shell, examples.get(1));
            assertThat(Double.parseDouble(evaluate(shell, "accuracy"))).isGreaterThan(0.95);
            evaluate(shell, examples.get(2));
            assertThat(evaluate(shell, "learner.correct()")).isEqualTo("4");
            assertThat(evaluate(shell, "MatrixFeatures_DDRM.isIdentical(net.logits(X), logits, 0)"))
                    .isEqualTo("true");
        }
    }

    @Test
    void everyLocalLinkLeadsSomewhere() throws IOException {
        final var links = Pattern.compile("(?:]\\(|(?:href|src)=\")(?!https?:)([^)#\"]+)")
                .matcher(Files.readString(Path.of("README.md")));
        int count = 0;
        while (links.find()) {
            assertThat(Path.of(links.group(1))).exists();
            count++;
        }
        assertThat(count).isPositive();
    }

    /** {@code make figures} copies them. */
    @Test
    void everyPictureIsTheFigureOfTheCellThatHasItsTag() throws IOException {
        final var figures = new TreeMap<String, String>();
        try (var notebooks = Files.newDirectoryStream(Path.of("notebooks"), "*.ipynb")) {
            for (final var notebook : notebooks) {
                for (final var cell : cells(notebook)) {
                    final var outputs = new StringBuilder();
                    collectText(cell, outputs);
                    for (final var name : picturesOf(cell.getAsJsonObject())) {
                        assertThat(figures.put(name, outputs.toString()))
                                .as(name)
                                .isNull();
                    }
                }
            }
        }
        final var shown = new TreeSet<String>();
        final var pictures =
                Pattern.compile("[(\"](docs/[^)\"]+\\.svg)[)\"]").matcher(Files.readString(Path.of("README.md")));
        while (pictures.find()) {
            final var file = Path.of(pictures.group(1));
            final var picture = Files.readString(file).strip();
            assertThat(picture).as(file.toString()).startsWith("<svg").endsWith("</svg>");
            assertThat(figures.get(nameOf(file)))
                    .as("the cell tagged figure-" + nameOf(file))
                    .contains(picture);
            shown.add(nameOf(file));
        }
        try (var docs = Files.newDirectoryStream(Path.of("docs"), "*.svg")) {
            assertThat(docs).extracting(ReadmeTest::nameOf).containsExactlyInAnyOrderElementsOf(shown);
        }
        assertThat(figures.keySet()).isEqualTo(shown);
    }

    private static List<String> picturesOf(JsonObject cell) {
        final var tags = cell.getAsJsonObject("metadata").getAsJsonArray("tags");
        return Stream.ofNullable(tags)
                .flatMap(all -> all.asList().stream())
                .map(JsonElement::getAsString)
                .filter(tag -> tag.startsWith("figure-"))
                .map(tag -> tag.substring("figure-".length()))
                .toList();
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replace(".svg", "");
    }

    @Test
    void theQuotedCheckIsNotebook04s() throws IOException {
        final var outputs = new StringBuilder();
        for (final var cell : cells(Path.of("notebooks/04-p-minus-y.ipynb"))) {
            collectText(cell, outputs);
        }
        final var quoted = Pattern.compile("> `(04\\.9.*)`").matcher(Files.readString(Path.of("README.md")));
        assertThat(quoted.find()).isTrue();
        assertThat(outputs).contains(quoted.group(1));
    }

    private static JsonArray cells(Path notebook) throws IOException {
        return JsonParser.parseString(Files.readString(notebook))
                .getAsJsonObject()
                .getAsJsonArray("cells");
    }

    /** Appends every string below an element; lists of lines thereby become whole texts. */
    private static void collectText(JsonElement element, StringBuilder text) {
        if (element.isJsonObject()) {
            element.getAsJsonObject().asMap().values().forEach(value -> collectText(value, text));
        } else if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(value -> collectText(value, text));
        } else if (element.isJsonPrimitive()) {
            text.append(element.getAsString());
        }
    }

    /** Evaluates one snippet after the other and returns the last value. */
    private static String evaluate(JShell shell, String code) {
        String value = "";
        String rest = code;
        while (!rest.isBlank()) {
            final CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            for (final var event : shell.eval(next.source())) {
                assertThat(event.status()).as(next.source()).isEqualTo(Snippet.Status.VALID);
                assertThat(event.exception()).as(next.source()).isNull();
                value = event.value();
            }
            rest = next.remaining();
        }
        return value;
    }
}
