package io.github.gradwalk.file;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import java.io.IOException;
import java.io.LineNumberReader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The lines of a text, read one after the other. What is wrong with one is said with its number, from 1. */
final class TextLines {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private final LineNumberReader reader;

    TextLines(String text) {
        reader = new LineNumberReader(new StringReader(text));
    }

    /** Appends lines of numbers, which {@link #numbers} reads, with a space between two. */
    static void append(StringBuilder text, double[] numbers, int lines, int inLine) {
        for (int i = 0; i < lines * inLine; i++) {
            // Appended, not formatted, since some locales have digits of their own.
            text.append(numbers[i]).append((i + 1) % inLine == 0 ? '\n' : ' ');
        }
    }

    /** Reads a line that must match a regular expression, whose groups are shown as … in the message if it does not. */
    MatchResult next(String expected) throws IOException {
        final var line = next();
        final var match = Pattern.compile(expected).matcher(line);
        Require.that(
                match.matches(),
                "line %d: expected \"%s\", but found \"%s\"",
                reader.getLineNumber(),
                expected.replaceAll("\\([^)]*\\)", "…"),
                Names.inMessage(line));
        return match;
    }

    /** Reads a line of exactly so many numbers. */
    double[] numbers(int count) throws IOException {
        return numbers(count, false);
    }

    /** Reads a line of exactly so many numbers, of which each may be NaN. */
    double[] numbersOrNaN(int count) throws IOException {
        return numbers(count, true);
    }

    private double[] numbers(int count, boolean mayBeNaN) throws IOException {
        final var words = next().split(" ", -1);
        final double[] numbers = Arrays.stream(words)
                .filter(word -> DECIMAL.matcher(word).matches() || mayBeNaN && word.equals("NaN"))
                .mapToDouble(Double::parseDouble)
                .filter(number -> !Double.isInfinite(number))
                .toArray();
        Require.that(
                words.length == count && numbers.length == count,
                "line %d: expected %d finite decimal numbers%s, but found \"%s\"",
                reader.getLineNumber(),
                count,
                mayBeNaN ? " or NaN" : "",
                Names.inMessage(String.join(" ", words)));
        return numbers;
    }

    /** Reads a line that {@link QuotedName} has written. */
    String name() throws IOException {
        final var line = next();
        return QuotedName.read(line)
                .orElseThrow(() -> Require.refused(
                        "line %d: expected a name in quotation marks, but found \"%s\"",
                        reader.getLineNumber(), Names.inMessage(line)));
    }

    private String next() throws IOException {
        return Objects.requireNonNullElse(reader.readLine(), "");
    }
}
