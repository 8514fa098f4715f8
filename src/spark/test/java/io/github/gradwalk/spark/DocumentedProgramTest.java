package io.github.gradwalk.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in docs/spark.md is complete, and does what the page says. */
class DocumentedProgramTest {
    @Test
    void readsDigits(@TempDir Path folder) throws IOException, InterruptedException {
        final var page = Files.readString(Path.of("docs/spark.md"));
        final var program = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(program.find()).isTrue();
        assertThat(program.group(1).lines().count()).isLessThan(60);
        final var source = Files.writeString(folder.resolve("ReadDigits.java"), program.group(1));

        final var process = Programs.java(
                        "-Dspark.master=local[2]",
                        "-Dspark.driver.host=127.0.0.1",
                        "-Dspark.ui.enabled=false",
                        source.toString(),
                        "notebooks/data/digits.csv",
                        folder.resolve("model").toString())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        final var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("errors")))
                .isZero();
        assertThat(printed.lines().toList())
                .hasSize(5)
                .contains("Mlp 64-32-10, 2410 parameters: LOGISTIC, IDENTITY")
                .anyMatch(line -> line.startsWith("iteration 60, loss 0."))
                .anyMatch(line -> line.matches("accuracy 0\\.9[3-9].*"));
        assertThat(folder.resolve("model/stages")).isDirectory();
    }
}
