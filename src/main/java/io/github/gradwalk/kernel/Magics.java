package io.github.gradwalk.kernel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The commands of a cell that are not Java: {@code %name argument "argument with spaces"}. */
final class Magics {
    /** What a magic does with its arguments. */
    interface Magic {
        /** Throws {@code IllegalArgumentException} for arguments that make no sense. */
        void run(List<String> arguments) throws IOException;
    }

    private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private final Map<String, Magic> known = new TreeMap<>();

    void register(final String name, final Magic magic) {
        known.put(name, magic);
    }

    /** Throws {@code IllegalArgumentException}, naming the known ones, for an unknown magic. */
    void run(final String line) throws IOException {
        final var words = words(line);
        final var name = words.get(0);
        final var magic = known.get(name.substring(1));
        if (magic == null) {
            throw new IllegalArgumentException(
                    "unknown magic " + name + "; known: %" + String.join(", %", known.keySet()));
        }
        magic.run(words.subList(1, words.size()));
    }

    /** Splits at white space; quotes, double or single, keep it. */
    static List<String> words(final String line) {
        final List<String> words = new ArrayList<>();
        final var matcher = ARGUMENT.matcher(line);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    words.add(matcher.group(group));
                }
            }
        }
        return words;
    }
}
