package io.github.gradwalk.table;

import io.github.gradwalk.argument.Require;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Where the cells of a file are in its text.
 *
 * <p>Spaces around a cell are not part of it. A quoted cell may contain separators, line breaks, and quotation marks written
 * twice; a quotation mark that does not stand first in its cell is an ordinary character. Empty lines are skipped.
 */
final class CsvCells {
    private static final int LONGEST = 1 << 16;

    /** Tablesaw compares each column's name with all the others. */
    private static final int MOST_COLUMNS = 1 << 12;

    private final Path file;
    private final String text;
    private final char separator;

    /** The start and the end of each cell, row by row; where quotation marks are doubled, the complement of the start. */
    private int[] bounds = new int[1 << 10];

    private int size;
    private int columns;
    private int firstLine;

    private int position;
    private int line = 1;

    /**
     * @param text with a line feed at the end of each line
     * @throws IllegalArgumentException if a quotation mark is not closed, a row has more or fewer cells than the first one, a cell is too
     *     long, or there are too many columns
     */
    CsvCells(Path file, String text, char separator) {
        this.file = file;
        this.text = text.endsWith("\n") ? text : text + "\n"; // only a quoted cell can run into the end
        this.separator = separator;
        while (skipEmptyLines()) {
            readRow();
        }
    }

    int rows() {
        return columns == 0 ? 0 : size / 2 / columns;
    }

    int columns() {
        return columns;
    }

    String get(int row, int column) {
        final int start = start(row, column);
        return isEscaped(row, column)
                ? text.substring(start, end(row, column)).replace("\"\"", "\"")
                : text.substring(start, end(row, column));
    }

    int start(int row, int column) {
        final int start = bounds[2 * (row * columns + column)];
        return start < 0 ? ~start : start;
    }

    int end(int row, int column) {
        return bounds[2 * (row * columns + column) + 1];
    }

    boolean isEscaped(int row, int column) {
        return bounds[2 * (row * columns + column)] < 0;
    }

    /** Whether there is another line with something in it. */
    private boolean skipEmptyLines() {
        int at = position;
        while (at < text.length() && (text.charAt(at) == '\n' || isSpace(text.charAt(at)))) {
            if (text.charAt(at) == '\n') {
                line++;
                position = at + 1;
            }
            at++;
        }
        return at < text.length();
    }

    private void readRow() {
        final int start = line;
        final int sizeBefore = size;
        do {
            requireRoom(sizeBefore);
            position = afterSpace(position);
            if (text.charAt(position) == '"') {
                readQuotedCell();
            } else {
                readPlainCell();
            }
        } while (takeSeparator());
        position++; // the line feed
        line++;
        final int cells = (size - sizeBefore) / 2;
        if (columns == 0) {
            columns = cells;
            firstLine = start;
        } else if (cells != columns) {
            throw Require.refused(
                    "%s has %d %s in line %d, but %d in line %d%s",
                    file, cells, cells == 1 ? "value" : "values", start, columns, firstLine, advice());
        }
    }

    private void requireRoom(int sizeBefore) {
        if (size - sizeBefore == 2 * MOST_COLUMNS) {
            throw Require.refused("%s has more than %d columns in line %d", file, MOST_COLUMNS, line);
        }
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, Math.multiplyExact(2, size));
        }
    }

    private void readPlainCell() {
        int at = position;
        for (char c = text.charAt(at); c != '\n' && !endsCell(c); c = text.charAt(at)) {
            at++;
        }
        int end = at;
        while (end > position && isSpace(text.charAt(end - 1))) {
            end--;
        }
        add(position, end);
        position = at;
    }

    private void readQuotedCell() {
        final int start = position + 1;
        final int startLine = line;
        boolean isEscaped = false;
        int end = start;
        while (isInQuotes(end, startLine)) {
            final boolean isDoubled = text.startsWith("\"\"", end);
            isEscaped |= isDoubled;
            line += text.charAt(end) == '\n' ? 1 : 0;
            end += isDoubled ? 2 : 1;
        }
        final int after = afterSpace(end + 1);
        final char next = text.charAt(after);
        final boolean isClosed = next == '\n' || next == separator || separator == ' ' && after > end + 1;
        if (!isClosed) {
            throw notClosed(startLine);
        }
        add(start, end);
        bounds[size - 2] = isEscaped ? ~start : start;
        position = after;
    }

    private boolean isInQuotes(int at, int startLine) {
        if (at >= text.length()) {
            throw notClosed(startLine);
        }
        return text.charAt(at) != '"' || text.startsWith("\"\"", at);
    }

    private IllegalArgumentException notClosed(int startLine) {
        return Require.refused(
                "%s has a quotation mark in line %d that is not closed, or one within that cell that is not doubled%s",
                file, startLine, advice());
    }

    private void add(int start, int end) {
        if (end - start > LONGEST) {
            throw Require.refused("%s has a value of more than %d characters in line %d", file, LONGEST, line);
        }
        bounds[size++] = start;
        bounds[size++] = end;
    }

    /** Goes to the next cell of the row, if there is one. */
    private boolean takeSeparator() {
        if (separator == ' ') {
            position = afterSpace(position);
            return text.charAt(position) != '\n';
        }
        final boolean isMore = text.charAt(position) == separator;
        position += isMore ? 1 : 0;
        return isMore;
    }

    private boolean endsCell(char c) {
        return c == separator || separator == ' ' && isSpace(c);
    }

    private int afterSpace(int start) {
        int at = start;
        while (isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private boolean isSpace(char c) {
        return c <= ' ' && c != '\n' && (c != separator || c == ' ');
    }

    private String advice() {
        return Separators.advice(text, separator);
    }
}
