package io.github.gradwalk.data;

import io.github.gradwalk.Inert;
import io.github.gradwalk.Require;
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
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /** The parser must be told of some character that lines of comment begin with. */
    private static final char NO_COMMENTS = '\0';

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int LONGEST_CELL = 1 << 16;

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
                csv + " is no table (below, the header is row 0): " + Inert.isolated(said.strip()), reason);
    }

    private static String text(Path csv) {
        final var text = decoded(csv);
        Require.that(text.indexOf(NO_COMMENTS) < 0, "%s is not text in UTF-8: it has the character 0", csv);
        requireClosedQuotes(csv, text);
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

    /** The parser would take all that follows for one cell. */
    private static void requireClosedQuotes(Path csv, String text) {
        Require.that(
                text.chars().filter(c -> c == '"').count() % 2 == 0,
                "%s has a quotation mark that is not closed; the last one is in line %d",
                csv,
                text.substring(0, text.lastIndexOf('"') + 1).lines().count());
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
