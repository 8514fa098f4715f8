package io.github.gradwalk.table;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How a file of separated values is written. Immutable: each setting returns another format.
 *
 * <pre>{@code
 * var excel = CsvFormat.DEFAULT.separator(';').decimalComma().encoding("windows-1252");   // as a German Excel saves it
 * var uci = CsvFormat.DEFAULT.headerless().missing("?");                                  // as in many of UCI's .data files
 * }</pre>
 *
 * @param separator what stands between two values; a space means any number of spaces and tabs
 * @param hasDecimalComma whether numbers are written as 1,5 and not as 1.5
 * @param hasHeader whether the first line has the names of the columns
 * @param missingTexts the texts that stand for a missing value, besides the empty one
 */
public record CsvFormat(
        char separator, boolean hasDecimalComma, Charset encoding, boolean hasHeader, List<String> missingTexts) {
    /** Commas between the values, a decimal point, UTF-8, a header; NA, N/A, NaN, null and * are missing values. */
    public static final CsvFormat DEFAULT =
            new CsvFormat(',', false, StandardCharsets.UTF_8, true, List.of("NA", "N/A", "NaN", "null", "*"));

    /** @throws IllegalArgumentException if the separator is a letter, a digit, a quotation mark, a line break or the character 0 */
    public CsvFormat {
        Require.that(
                !Character.isLetterOrDigit(separator) && "\"\n\r\0".indexOf(separator) < 0,
                "separator must be a character such as a semicolon or a tab, but is \"%s\"",
                Names.isolated(String.valueOf(separator)));
        Require.notNull("encoding", encoding);
        missingTexts = List.copyOf(missingTexts);
    }

    /** Another character between the values: {@code ';'}, {@code '\t'}, {@code '|'}, or {@code ' '} for any number of spaces and tabs. */
    public CsvFormat separator(char separator) {
        return new CsvFormat(separator, hasDecimalComma, encoding, hasHeader, missingTexts);
    }

    /** Numbers with a decimal comma. A number with a decimal point is text then. */
    public CsvFormat decimalComma() {
        return new CsvFormat(separator, true, encoding, hasHeader, missingTexts);
    }

    /**
     * Another encoding, such as windows-1252, ISO-8859-1 or UTF-16.
     *
     * @throws IllegalArgumentException if this Java has no encoding of that name
     */
    public CsvFormat encoding(String name) {
        Require.text("encoding", name);
        try {
            return new CsvFormat(separator, hasDecimalComma, Charset.forName(name), hasHeader, missingTexts);
        } catch (IllegalArgumentException unknown) { // of two kinds: not a name, or nobody's name
            throw new IllegalArgumentException(
                    "encoding must be the name of one, such as windows-1252 or UTF-16, but is \""
                            + Names.inMessage(name) + "\"",
                    unknown);
        }
    }

    /** No header: the first line is data, and the columns are called C0, C1 … */
    public CsvFormat headerless() {
        return new CsvFormat(separator, hasDecimalComma, encoding, false, missingTexts);
    }

    /** These texts in place of the default ones. An empty value is missing in any case. Without any text, NA is text like others. */
    public CsvFormat missing(String... texts) {
        Require.notNull("missing", texts);
        return new CsvFormat(separator, hasDecimalComma, encoding, hasHeader, List.of(texts));
    }
}
