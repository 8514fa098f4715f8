package io.github.gradwalk.table;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.io.AddCellToColumnException;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * Reads a file of comma-separated values through Tablesaw, and makes up for what Tablesaw's reader gets wrong: it guesses
 * the encoding, takes "3,7" for 37, and lets a quotation mark that is never closed swallow the rows below it.
 */
final class CsvTable {
    /** At most nine digits, so that every match fits into an {@code int}. */
    private static final Pattern INT = Pattern.compile("[+-]?\\d{1,9}");

    private static final Pattern LONG = Pattern.compile("[+-]?\\d{1,18}");

    /** Possessive quantifiers, here and below, keep the time proportional to the length of the text. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d++(\\.\\d*+)?|\\.\\d++)([eE][+-]?\\d++)?");

    /** The characters that Tablesaw's parser drops around a cell. */
    private static final String SPACE = "[\\x00-\\x20&&[^\\n]]*+";

    /** One cell and the comma or line feed after it. In a quoted cell, a quotation mark is written twice. */
    private static final Pattern CELL =
            Pattern.compile(SPACE + "(?:\"[^\"]*+(?:\"\"[^\"]*+)*+\"" + SPACE + "|(?!\")[^,\\n]*+)(?<end>[,\\n]|\\z)");

    /** The parser insists on a prefix for comment lines; this character is refused beforehand. */
    private static final char NO_COMMENTS = '\0';

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int LONGEST_CELL = 1 << 16;

    /** Tablesaw compares each column's name with all the others. */
    private static final int MOST_COLUMNS = 1 << 12;

    private CsvTable() {}

    static Table read(Path csv) {
        final var text = text(csv);
        requireWellFormedCells(csv, text);
        final var strings = strings(csv, text);
        Require.that(strings.columnCount() > 0, "%s is empty: expected a header with the names of the columns", csv);
        final var table = Table.create(strings.name());
        strings.columns().forEach(column -> table.addColumns(typed((StringColumn) column)));
        return table;
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** The decoded file; every line ends with a line feed, since the parser takes the first line's ending for that of all. */
    private static String text(Path csv) {
        try {
            final var text = Files.readString(csv, StandardCharsets.UTF_8);
            Require.that(text.indexOf(NO_COMMENTS) < 0, "%s is not text in UTF-8: it contains the character 0", csv);
            final int start = text.indexOf(BYTE_ORDER_MARK) == 0 ? 1 : 0;
            return text.substring(start).replace("\r\n", "\n").replace('\r', '\n');
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(csv + " is not text in UTF-8", e);
        } catch (IOException e) {
            throw new UncheckedIOException(csv + " cannot be read: " + e, e);
        }
    }

    private static void requireWellFormedCells(Path csv, String text) {
        final var cell = CELL.matcher(text);
        int column = 1;
        for (int start = 0; start < text.length(); start = cell.end()) {
            if (!cell.region(start, text.length()).lookingAt()) {
                throw Require.refused(
                        "%s has a quotation mark in line %d that is not closed, or one within that cell that is not doubled",
                        csv, line(text, start));
            }
            column = cell.group("end").equals(",") ? column + 1 : 1;
            if (column > MOST_COLUMNS) {
                throw Require.refused("%s has more than %d columns in line %d", csv, MOST_COLUMNS, line(text, start));
            }
        }
    }

    private static long line(String text, int position) {
        return 1 + text.chars().limit(position).filter(c -> c == '\n').count();
    }

    private static Table strings(Path csv, String text) {
        final var options = CsvReadOptions.builder(new StringReader(text))
                .tableName(csv.getFileName().toString())
                .columnTypes(name -> ColumnType.STRING)
                .separator(',')
                .commentPrefix(NO_COMMENTS)
                .maxCharsPerColumn(LONGEST_CELL)
                .maxNumberOfColumns(MOST_COLUMNS)
                .build();
        try {
            return Table.read().usingOptions(options);
        } catch (RuntimeException e) { // Tablesaw and its parser throw several kinds
            final var reason = e instanceof AddCellToColumnException ? e.getCause() : e;
            // The lines below the first are the parser's settings.
            final var message =
                    String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
            throw new IllegalArgumentException(
                    csv + " is not a table (here the header is row 0): " + Names.inMessage(message.strip()), reason);
        }
    }

    private static Column<?> typed(StringColumn strings) {
        if (everyValueMatches(INT, strings)) {
            return strings.map(Integer::valueOf, name -> IntColumn.create(name));
        }
        if (everyValueMatches(LONG, strings)) {
            return strings.map(Long::valueOf, name -> LongColumn.create(name));
        }
        if (everyValueMatches(NUMBER, strings)) {
            return strings.map(Double::valueOf, name -> DoubleColumn.create(name));
        }
        return strings;
    }

    private static boolean everyValueMatches(Pattern pattern, StringColumn strings) {
        final var values = strings.unique().removeMissing();
        return !values.isEmpty() && values.asList().stream().allMatch(pattern.asMatchPredicate());
    }
}
