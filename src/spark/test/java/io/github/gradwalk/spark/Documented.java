package io.github.gradwalk.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What docs/spark.md shows. */
final class Documented {
    private Documented() {}

    /** Returns the page's first piece of code in a language. */
    static String code(String language) throws IOException {
        final var page = Files.readString(Path.of("docs/spark.md"));
        final var code = Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(page);
        assertThat(code.find()).isTrue();
        return code.group(1);
    }
}
