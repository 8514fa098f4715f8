package io.github.gradwalk.table;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.DoubleColumnType;
import tech.tablesaw.columns.numbers.IntColumnType;
import tech.tablesaw.columns.numbers.LongColumnType;

/**
 * Reads a file of separated values into a table of Tablesaw. Tablesaw's own reader guesses the encoding, takes "3,7" for 37, and
 * lets a quotation mark that is never closed swallow the rows below it.
 */
final class CsvTable {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** With which Excel names the separator: {@code sep=;}. */
    private static final Pattern SEPARATOR_LINE =
            Pattern.compile("sep=[^\\n\\p{Alnum}\"]\\n", Pattern.CASE_INSENSITIVE);

    private static final String HEADERLESS =
            "; if the first line is data and not a header, read the file with CsvFormat.DEFAULT.headerless()";

    private final CsvFormat format;
    private final String text;
    private final CsvCells cells;
    private final int firstRow;

    private CsvTable(CsvFormat format, String text, CsvCells cells) {
        this.format = format;
        this.text = text;
        this.cells = cells;
        this.firstRow = format.hasHeader() ? 1 : 0;
    }

    static Table read(Path csv, CsvFormat format) {
        Require.notNull("csv", csv);
        Require.notNull("format", format);
        final var text = text(csv, format);
        if (SEPARATOR_LINE.matcher(text).lookingAt()) {
            final char separator = text.charAt("sep=".length());
            return read(
                    csv, format.separator(separator), text.substring("sep=;".length())); // an empty line counts as one
        }
        return read(csv, format, text);
    }

    private static Table read(Path csv, CsvFormat format, String text) {
        final var cells = new CsvCells(csv, text, format.separator());
        Require.that(
                cells.rows() > 0,
                "%s is empty: expected %s",
                csv,
                format.hasHeader() ? "a header with the names of the columns" : "at least one row");
        if (cells.columns() == 1) {
            final var advice = Separators.advice(text, format.separator());
            Require.that(advice.isEmpty(), "%s has only one column%s", csv, advice);
        }
        return new CsvTable(format, text, cells).table(csv);
    }

    /** The decoded file, in which every line ends with a line feed. */
    private static String text(Path csv, CsvFormat format) {
        final var name = format.encoding().name();
        try {
            final var text = Files.readString(csv, format.encoding());
            Require.that(text.indexOf('\0') < 0, "%s is not text in %s: it contains the character 0", csv, name);
            final int start = text.indexOf(BYTE_ORDER_MARK) == 0 ? 1 : 0;
            return text.substring(start).replace("\r\n", "\n").replace('\r', '\n');
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    csv + " is not text in " + name
                            + ": name its encoding, as in CsvFormat.DEFAULT.encoding(\"windows-1252\")",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(csv + " cannot be read: " + e, e);
        }
    }

    private Table table(Path csv) {
        final var table = Table.create(csv.getFileName().toString());
        final var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (int j = 0; j < cells.columns(); j++) {
            final var header = format.hasHeader() ? cells.get(0, j) : "";
            final var name = header.isEmpty() ? "C" + j : header;
            Require.that(
                    names.add(name),
                    "%s has two columns with the name \"%s\" (upper and lower case are not distinguished)%s",
                    csv,
                    Names.inMessage(name),
                    NumberText.isLike(name) ? HEADERLESS : "");
            table.addColumns(column(name, j));
        }
        return table;
    }

    private Column<?> column(String name, int j) {
        final int rows = cells.rows() - firstRow;
        return switch (kind(j)) {
            case INT -> {
                final int[] values = IntStream.range(0, rows)
                        .map(n -> isMissing(n, j) ? IntColumnType.missingValueIndicator() : (int) wholeNumber(n, j))
                        .toArray();
                yield IntColumn.create(name, values);
            }
            case LONG -> {
                final long[] values = IntStream.range(0, rows)
                        .mapToLong(n -> isMissing(n, j) ? LongColumnType.missingValueIndicator() : wholeNumber(n, j))
                        .toArray();
                yield LongColumn.create(name, values);
            }
            case DOUBLE -> {
                final double[] values = IntStream.range(0, rows)
                        .mapToDouble(n -> isMissing(n, j) ? DoubleColumnType.missingValueIndicator() : number(n, j))
                        .toArray();
                yield DoubleColumn.create(name, values);
            }
            case TEXT -> strings(name, j);
        };
    }

    /** The narrowest kind that all values of a column have, TEXT if there are none. */
    private CellKind kind(int j) {
        final char point = format.hasDecimalComma() ? ',' : '.';
        CellKind kind = null;
        for (int n = 0; n < cells.rows() - firstRow && kind != CellKind.TEXT; n++) {
            if (!isMissing(n, j)) {
                final var cell = cells.isEscaped(firstRow + n, j)
                        ? CellKind.TEXT
                        : CellKind.of(text, start(n, j), end(n, j), point);
                kind = kind == null || cell.compareTo(kind) > 0 ? cell : kind;
            }
        }
        return kind == null ? CellKind.TEXT : kind;
    }

    private boolean isMissing(int n, int j) {
        final int start = start(n, j);
        final int length = end(n, j) - start;
        if (length == 0) {
            return true;
        }
        for (final var missing : format.missingTexts()) {
            if (missing.length() == length && text.startsWith(missing, start)) {
                return true;
            }
        }
        return false;
    }

    private long wholeNumber(int n, int j) {
        return Long.parseLong(text, start(n, j), end(n, j), 10);
    }

    private double number(int n, int j) {
        final var number = cells.get(firstRow + n, j);
        return Double.parseDouble(format.hasDecimalComma() ? number.replace(',', '.') : number);
    }

    private StringColumn strings(String name, int j) {
        final var strings = StringColumn.create(name);
        for (int n = 0; n < cells.rows() - firstRow; n++) {
            if (isMissing(n, j)) {
                strings.appendMissing();
            } else {
                strings.append(cells.get(firstRow + n, j));
            }
        }
        return strings;
    }

    private int start(int n, int j) {
        return cells.start(firstRow + n, j);
    }

    private int end(int n, int j) {
        return cells.end(firstRow + n, j);
    }
}
