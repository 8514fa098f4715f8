package io.github.gradwalk;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A text that may be taken for more than text, from the list that all tests of such texts share. */
public record Hostile(String name, String text) {
    private static final Path LIST = Path.of("src/build/trust/hostile.json");

    public static List<Hostile> all() {
        try {
            return JsonParser.parseString(Files.readString(LIST)).getAsJsonArray().asList().stream()
                    .map(JsonElement::getAsJsonObject)
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

    /** What a reader should see of this text: all of it, with U+FFFD for forbidden characters. */
    public String shown() {
        return text.replaceAll("(?!\r\n)[\\p{Cc}&&[^\t\n\r]]|[\\p{Cs}\\x{FDD0}-\\x{FDEF}\\x{FFFE}\\x{FFFF}]", "\uFFFD")
                .replaceAll("[\\x{202A}-\\x{202E}\\x{2066}\\x{2067}]", "\uFFFD")
                .replaceAll("\r\n?", "\n"); // as all parsers of HTML and XML read it
    }

    /** What a reader should see of it among other words: one line. */
    public String inLine() {
        return text.replaceAll("[\\p{Cc}\\p{Cs}\\x{FDD0}-\\x{FDEF}\\x{FFFE}\\x{FFFF}]", "\uFFFD")
                .replaceAll("[\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}]", "\uFFFD");
    }

    @Override
    public String toString() {
        return name;
    }
}
