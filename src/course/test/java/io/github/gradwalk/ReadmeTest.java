package io.github.gradwalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.Test;

/**
 * The README's examples work, and CITATION.cff says of the project what the project says of itself. test_notebooks.py tests the README's
 * links, its figures with the example that makes one of them, and what it quotes.
 */
class ReadmeTest {
    @Test
    void theExamplesCompileRunAndLearn() throws IOException {
        final var examples = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(examples).hasSize(4);

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
            evaluate(shell, examples.get(3));
            assertThat(evaluate(shell, "learner.correct()")).isEqualTo("4");
            assertThat(evaluate(shell, "MatrixFeatures_DDRM.isIdentical(net.logits(X), logits, 0)"))
                    .isEqualTo("true");
        }
    }

    @Test
    void theCitationIsOfThisVersion() throws IOException {
        final var pom = Files.readString(Path.of("pom.xml"));
        final var citation = Files.readString(Path.of("CITATION.cff"));
        assertThat(first("(?m)^title: (.*)$", citation)).isEqualTo(first("<name>(.*?)-parent</name>", pom));
        assertThat(first("(?m)^version: (.*)$", citation))
                .isEqualTo(first("<artifactId>gradwalk-parent</artifactId>\\s*<version>(.*?)</version>", pom));
        assertThat(first("(?m)^license: (.*)$", citation)).isEqualTo(first("<license>\\s*<name>(.*?)</name>", pom));
    }

    private static String first(String pattern, String text) {
        final var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
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
