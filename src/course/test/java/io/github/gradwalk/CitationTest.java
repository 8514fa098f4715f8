package io.github.gradwalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** CITATION.cff says of the project what the project says of itself. */
class CitationTest {
    @Test
    void theCitationIsOfThisVersion() throws IOException {
        final var pom = Files.readString(Path.of("pom.xml"));
        final var citation = Files.readString(Path.of("CITATION.cff"));
        for (final var fact : new String[][] {
            {"(?m)^title: (.*)$", "<name>(.*?)-parent</name>"},
            {"(?m)^version: (.*)$", "<artifactId>gradwalk-parent</artifactId>\\s*<version>(.*?)</version>"},
            {"(?m)^license: (.*)$", "<license>\\s*<name>(.*?)</name>"},
        }) {
            assertThat(first(fact[0], citation)).as(fact[0]).isEqualTo(first(fact[1], pom));
        }
    }

    private static String first(String pattern, String text) {
        final var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }
}
