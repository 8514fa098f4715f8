package io.github.gradwalk;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** A text that means to be more than text, of the list that all tests of such texts share. */
public record Hostile(String name, String text) {
    private static final Path LIST = Path.of("src/build/trust/hostile.json");

    public static List<Hostile> all() {
        try {
            return StreamSupport.stream(
                            JsonParser.parseString(Files.readString(LIST))
                                    .getAsJsonArray()
                                    .spliterator(),
                            false)
                    .map(element -> element.getAsJsonObject())
                    .map(entry -> new Hostile(
                            entry.get("name").getAsString(),
                            entry.get("text")
                                    .getAsString()
                                    .repeat(
                                            entry.has("times")
                                                    ? entry.get("times").getAsInt()
                                                    : 1)))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What is to be read where this text was shown: all of it, with U+FFFD for what may not be there. */
    public String shown() {
        return text.replaceAll("(?!\r\n)[\\p{Cc}&&[^\t\n\r]]|[\\p{Cs}\\x{FDD0}-\\x{FDEF}\\x{FFFE}\\x{FFFF}]", "\uFFFD")
                .replaceAll("[\\x{202A}-\\x{202E}\\x{2066}\\x{2067}]", "\uFFFD")
                .replaceAll("\r\n?", "\n"); // as every parser of HTML and XML reads it
    }

    /** What is to be read where it was shown among other words: one line. */
    public String inLine() {
        return text.replaceAll("[\\p{Cc}\\p{Cs}\\x{FDD0}-\\x{FDEF}\\x{FFFE}\\x{FFFF}]", "\uFFFD")
                .replaceAll("[\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}]", "\uFFFD");
    }

    @Override
    public String toString() {
        return name;
    }
}
