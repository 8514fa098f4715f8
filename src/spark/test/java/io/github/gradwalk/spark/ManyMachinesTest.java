package io.github.gradwalk.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables at the end of docs/spark.md are those that the program prints from docs/bench.md. */
class ManyMachinesTest {
    @Test
    void thePageShowsWhatTheProgramPrints() throws IOException, InterruptedException {
        final var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        final var process = new ProcessBuilder(java, "docs/ManyMachines.java")
                .redirectErrorStream(true)
                .start();
        final var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(Files.readString(Path.of("docs/spark.md")))
                .contains(printed.strip().split("\n\n"));
    }
}
