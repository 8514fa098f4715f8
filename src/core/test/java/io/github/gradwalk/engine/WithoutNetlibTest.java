package io.github.gradwalk.engine;

import static io.github.gradwalk.Matrices.gaussian;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Processes that have EJML and no netlib on their class path. */
class WithoutNetlibTest {
    /** Multiplies, and prints which class has done so, or why none could. */
    static final class Multiplication {
        public static void main(String[] arguments) {
            try {
                Products.times(gaussian(2, 3, 1, 1), gaussian(3, 2, 1, 2), new DMatrixRMaj(1, 1));
                Products.times(gaussian(20, 30, 1, 1), gaussian(30, 20, 1, 2), new DMatrixRMaj(1, 1));
                System.out.print(Products.large(System.getProperty("gradwalk.products", ""))
                        .getClass()
                        .getSimpleName());
            } catch (IllegalStateException e) {
                System.out.print(e.getMessage());
            }
        }
    }

    @Test
    void productsAreThoseOfPlainJava() throws Exception {
        assertThat(outputOf()).isEqualTo("PanelProduct");
        assertThat(outputOf("-Dgradwalk.products=java")).isEqualTo("PanelProduct");
        assertThat(outputOf("-Dgradwalk.products=ejml")).isEqualTo("EjmlProduct");
    }

    @Test
    void aPinnedBlasSaysWhatIsMissing() throws Exception {
        for (final var pinned : List.of("native", "vector")) {
            assertThat(outputOf("-Dgradwalk.products=" + pinned))
                    .isEqualTo("gradwalk.products is " + pinned
                            + ", which needs netlib: add the artifact dev.ludovic.netlib:blas to the class path");
        }
    }

    /** All that the process prints, on stdout and stderr. */
    private static String outputOf(String... options) throws IOException, InterruptedException {
        final var classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("netlib"))
                .collect(Collectors.joining(File.pathSeparator));
        final var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath));
        command.addAll(List.of(options));
        command.add(Multiplication.class.getName());
        final var process =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        final var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
