package io.github.gradwalk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The largest error of each kind that a test has seen; written to {@code target/}, for those who want to know. */
public final class LargestErrors {
    private record Error(double size, String where) {}

    private final Map<String, Error> largest = new TreeMap<>();

    public void add(String kind, double size, String where) {
        largest.merge(kind, new Error(size, where), (old, now) -> now.size > old.size ? now : old);
    }

    public void write(String fileName) throws IOException {
        final var text = new StringBuilder();
        largest.forEach((kind, error) ->
                text.append(String.format(Locale.ROOT, "%-60s %.3g  %s\n", kind, error.size, error.where)));
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target", fileName), text);
    }
}
