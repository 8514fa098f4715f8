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
}
