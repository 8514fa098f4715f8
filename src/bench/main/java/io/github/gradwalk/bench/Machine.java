package io.github.gradwalk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** What the bench runs on. */
final class Machine {
    private static final Path CPU = Path.of("/proc/cpuinfo");

    private Machine() {}

    static String description() throws IOException {
        return "%s, %d cores, %s %s, JDK %s (%s), %s"
                .formatted(
                        cpu(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        System.getProperty("java.version"),
                        System.getProperty("java.vendor"),
                        LocalDate.now());
    }

    private static String cpu() throws IOException {
        if (!Files.exists(CPU)) {
            return "unknown CPU";
        }
        try (var lines = Files.lines(CPU)) {
            final var line = lines.filter(text -> text.startsWith("model name")).findFirst();
            return line.map(text -> text.substring(text.indexOf(':') + 1).strip())
                            .orElse("unknown CPU")
                    + vectors();
        }
    }

    private static String vectors() throws IOException {
        final var text = Files.readString(CPU);
        return text.contains(" avx512f") ? " (AVX-512)" : text.contains(" avx2") ? " (AVX2)" : "";
    }
}
