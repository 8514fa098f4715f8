package io.github.gradwalk.data;

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
 * A file of comma-separated values as a table.
 *
 * <p>Tablesaw splits the text into cells, and no more: left to guess, it takes "3,7" for 37, "1:30" for a time of day, and
 * a line that begins with # for a comment.
 */
final class CsvTable {
    /** Fewer digits than the largest number of that type has, so that every one fits. */
    private static final Pattern INT = Pattern.compile("[+-]?\\d{1,9}");

    private static final Pattern LONG = Pattern.compile("[+-]?\\d{1,18}");
    /** Possessive: a long cell of digits that is no number is read once, not once from each digit. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d++(\\.\\d*+)?|\\.\\d++)([eE][+-]?\\d++)?");

    /** The parser must be told of some character that lines of comment begin with. */
    private static final char NO_COMMENTS = '\0';

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int LONGEST_CELL = 1 << 16;

    /** Tablesaw compares the name of each column with all others. */
    private static final int MOST_COLUMNS = 1 << 12;

    private CsvTable() {}

    static Table read(Path csv) {
        final var strings = strings(csv);
        Require.that(strings.columnCount() > 0, "%s is empty: expected a header with the names of the columns", csv);
        final var table = Table.create(strings.name());
        for (final var column : strings.columns()) {
            table.addColumns(typed((StringColumn) column));
        }
        return table;
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    private static Table strings(Path csv) {
        final var options = CsvReadOptions.builder(new StringReader(text(csv)))
                .tableName(csv.getFileName().toString())
                .columnTypes(name -> ColumnType.STRING)
                .separator(',')
                .commentPrefix(NO_COMMENTS)
                .maxCharsPerColumn(LONGEST_CELL)
                .maxNumberOfColumns(MOST_COLUMNS)
                .build();
        try {
            return Table.read().usingOptions(options);
        } catch (AddCellToColumnException e) { // a row that is too short: the cause says so
            throw noTable(csv, e.getCause());
        } catch (RuntimeException e) { // anything else that Tablesaw or its parser says about the text
            throw noTable(csv, e);
        }
    }

    private static IllegalArgumentException noTable(Path csv, Throwable reason) {
        // The lines below the first are the parser's settings.
        final var said = String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
        return new IllegalArgumentException(
                csv + " is no table (below, the header is row 0): " + Names.inMessage(said.strip()), reason);
    }

    private static String text(Path csv) {
        final var text = decoded(csv);
        Require.that(text.indexOf(NO_COMMENTS) < 0, "%s is not text in UTF-8: it has the character 0", csv);
        requireSoundCells(csv, text);
        // The parser takes the end of the first line for that of all.
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static String decoded(Path csv) {
        try {
            final var text = Files.readString(csv, StandardCharsets.UTF_8);
            return text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(csv + " is not text in UTF-8", e);
        } catch (IOException e) {
            throw new UncheckedIOException(csv + " cannot be read: " + e, e);
        }
    }

    /** Refuses a quoted cell that goes on after its end, or has none, as it would swallow the rows that follow, and a row without end. */
    private static void requireSoundCells(Path csv, String text) {
        int column = 1;
        for (int start = 0; start <= text.length(); ) {
            final int end = endOfCell(csv, text, start);
            if (column > MOST_COLUMNS) {
                throw Require.refused("%s has more than %d columns in line %d", csv, MOST_COLUMNS, line(text, start));
            }
            column = end < text.length() && text.charAt(end) == ',' ? column + 1 : 1;
            start = end + 1;
        }
    }

    private static int endOfCell(Path csv, String text, int start) {
        int end = afterSpaces(text, start);
        if (text.startsWith("\"", end)) {
            final int quote = closingQuote(text, end);
            end = afterSpaces(text, quote + 1);
            if (quote == text.length() || end < text.length() && !endsCell(text.charAt(end))) {
                throw Require.refused(
                        "%s has a quotation mark in line %d that is not closed, or one within that cell that is not doubled",
                        csv, line(text, start));
            }
        }
        while (end < text.length() && !endsCell(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static long line(String text, int at) {
        return text.substring(0, at).lines().count() + (at == 0 || endsLine(text.charAt(at - 1)) ? 1 : 0);
    }

    /** Where the cell that is quoted from {@code start} ends: at the next mark that is not one of two; the end of the text if there is none. */
    private static int closingQuote(String text, int start) {
        int at = start + 1;
        while (at < text.length() && (text.charAt(at) != '"' || text.startsWith("\"\"", at))) {
            at += text.charAt(at) == '"' ? 2 : 1;
        }
        return at;
    }

    /** What the parser leaves out around a quoted cell. */
    private static int afterSpaces(String text, int at) {
        int after = at;
        while (after < text.length() && text.charAt(after) <= ' ' && !endsCell(text.charAt(after))) {
            after++;
        }
        return after;
    }

    private static boolean endsCell(char c) {
        return c == ',' || endsLine(c);
    }

    private static boolean endsLine(char c) {
        return c == '\n' || c == '\r';
    }

    private static Column<?> typed(StringColumn strings) {
        if (everyValueOf(strings, INT)) {
            return strings.map(Integer::valueOf, name -> IntColumn.create(name));
        }
        if (everyValueOf(strings, LONG)) {
            return strings.map(Long::valueOf, name -> LongColumn.create(name));
        }
        if (everyValueOf(strings, NUMBER)) {
            return strings.map(Double::valueOf, name -> DoubleColumn.create(name));
        }
        return strings;
    }

    private static boolean everyValueOf(StringColumn strings, Pattern pattern) {
        final var unique = strings.unique().removeMissing();
        return !unique.isEmpty() && unique.asList().stream().allMatch(pattern.asMatchPredicate());
    }
}
