package io.github.gradwalk.table;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Recognises a file whose values are separated by another character than the one that it is read with. */
final class Separators {
    private static final String USUAL = ",;\t|";
    private static final int FEW_LINES = 5;

    private Separators() {}

    /**
     * How to read the file, for the end of a message, if another separator occurs in each of the first lines, as often in all of them,
     * and in the first no less often than the given one; otherwise empty.
     */
    static String advice(String text, char separator) {
        final var lines =
                text.lines().filter(line -> !line.isBlank()).limit(FEW_LINES).toList();
        return Stream.of(USUAL.split(""))
                .map(other -> other.charAt(0))
                .filter(other -> other != separator && isConstant(other, lines))
                .filter(other -> count(other, lines.get(0)) >= Math.max(1, count(separator, lines.get(0))))
                .max(Comparator.comparing(other -> count(other, lines.get(0))))
                .map(other -> "; it seems to be separated by " + inWords(other) + ": try CsvFormat.DEFAULT.separator('"
                        + (other == '\t' ? "\\t" : other) + "')")
                .orElse("");
    }

    private static boolean isConstant(char separator, List<String> lines) {
        return lines.stream()
                        .mapToLong(line -> count(separator, line))
                        .distinct()
                        .count()
                == 1;
    }

    /** How often it occurs outside of quotation marks. */
    private static long count(char separator, String line) {
        boolean isQuoted = false;
        long count = 0;
        for (int i = 0; i < line.length(); i++) {
            isQuoted ^= line.charAt(i) == '"';
            count += line.charAt(i) == separator && !isQuoted ? 1 : 0;
        }
        return count;
    }

    private static String inWords(char separator) {
        return switch (separator) {
            case ';' -> "semicolons";
            case '\t' -> "tabs";
            case '|' -> "vertical bars";
            default -> "commas";
        };
    }
}
