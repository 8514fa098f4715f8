package io.github.gradwalk.bench.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which BLAS this process has loaded. */
public final class Blas {
    private static final Path LOADED = Path.of("/proc/self/maps");

    private Blas() {}

    /** Returns the kernel that OpenBLAS has been told to use, if it has. */
    public static String kernel() {
        final var told = System.getenv("OPENBLAS_CORETYPE");
        return told == null ? "" : ", OPENBLAS_CORETYPE=" + told;
    }

    /** Returns the file name of the shared library, as far as the system tells; without one, an empty string. */
    public static String library() {
        if (!Files.exists(LOADED)) {
            return "";
        }
        try (var maps = Files.lines(LOADED)) {
            return maps.map(line -> line.substring(line.lastIndexOf('/') + 1))
                    .filter(file -> file.matches("lib(.*blas|mkl).*\\.so.*") && !file.contains("netlib"))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
