package io.github.gradwalk.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The commands of a cell that are not Java: {@code %name argument "argument with spaces"}, or {@code %%name} above a body. */
public final class Magics {
    /** One use of a magic: its arguments, the same as they were written, and the lines below them if it was a {@code %%}. */
    public record Call(String name, List<String> arguments, String written, Optional<String> body) {
        /** Takes apart what a cell has written. */
        public static Call parse(final String text) {
            final boolean ofCell = text.startsWith("%%");
            final var head = text.lines().findFirst().orElse("").substring(ofCell ? 2 : 1);
            final var body = text.substring(Math.min(text.length(), head.length() + (ofCell ? 3 : 2)));
            final var words = words(head);
            return new Call(
                    words.get(0),
                    words.subList(1, words.size()),
                    head.substring(words.get(0).length()).strip(),
                    ofCell ? Optional.of(body) : Optional.empty());
        }
    }

    /** What a magic does. */
    public interface Magic {
        /** Returns what {@code x = %magic} gives; throws {@code IllegalArgumentException} for arguments that make no sense. */
        Object run(Call call) throws Exception;
    }

    private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private final Map<String, Magic> known = new TreeMap<>();

    /** Takes the name with its {@code %} or {@code %%}. */
    public void register(final String name, final Magic magic) {
        known.put(name, magic);
    }

    /** Throws {@code IllegalArgumentException}, naming the known ones, for an unknown magic. */
    public Object run(final Call call) throws Exception {
        final var name = (call.body().isPresent() ? "%%" : "%") + call.name();
        final var magic = known.get(name);
        if (magic == null) {
            throw new IllegalArgumentException(
                    "unknown magic " + name + "; known: " + String.join(", ", known.keySet()));
        }
        return magic.run(call);
    }

    /** Returns the Java expression whose value is the magic's. */
    public static String asJava(final String text) {
        return "io.github.spencerpark.ijava.runtime.Magics.run(\""
                + text.strip().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\");";
    }

    /** Splits at white space; quotes, double or single, keep it. */
    public static List<String> words(final String line) {
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
