package io.github.gradwalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.Test;

/** What the README shows works. */
class ReadmeTest {
    @Test
    void theExampleCompilesRunsAndLearns() throws IOException {
        final var readme = Files.readString(Path.of("README.md"));
        final var example =
                Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(readme);
        assertThat(example.find()).isTrue();

        try (var shell = JShell.builder().executionEngine("local").build()) {
            shell.addToClasspath(System.getProperty("java.class.path"));
            evaluate(shell, "import io.github.gradwalk.*; import org.ejml.data.*; import org.ejml.dense.row.*;");
            evaluate(shell, example.group(1));
            final var loss = evaluate(shell, "CrossEntropy.loss(net.logits(X), truth)");
            // ln 3 is what a network that knows nothing pays
            assertThat(Double.parseDouble(loss)).isLessThan(0.1 * Math.log(3));
        }
    }

    @Test
    void everyLocalLinkLeadsSomewhere() throws IOException {
        final var links = Pattern.compile("]\\((?!https?:)([^)#]+)").matcher(Files.readString(Path.of("README.md")));
        int count = 0;
        while (links.find()) {
            assertThat(Path.of(links.group(1))).exists();
            count++;
        }
        assertThat(count).isPositive();
    }

    @Test
    void thePictureAndTheQuotedCheckAreNotebook04s() throws IOException {
        final var picture = Files.readString(Path.of("docs/p-minus-y.svg")).strip();
        final var outputs = new StringBuilder();
        for (final var cell : cells(Path.of("notebooks/04-p-minus-y.ipynb"))) {
            collectText(cell, outputs);
        }
        assertThat(picture).startsWith("<svg");
        assertThat(outputs).contains(picture);
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
