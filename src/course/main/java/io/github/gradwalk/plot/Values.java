package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.html.HtmlTable;
import io.github.gradwalk.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The data of a figure as a table, for readers who cannot see the figure or want its numbers.
 *
 * @param columns the column names; the first column identifies the row
 * @param rows one cell per column in each; a selection if there are many, see {@link #of}
 * @param total how many rows there are before the selection
 */
public record Values(List<String> columns, List<List<String>> rows, int total) {
    /** The number of rows to which a longer table is reduced. */
    private static final int MOST = 100;

    private static final int DIGITS = 4;

    /** @throws IllegalArgumentException if there is no column or no row, a row does not have one cell per column, or {@code total} is too small */
    public Values {
        Require.that(!columns.isEmpty(), "a table must have at least one column, but has none");
        Require.that(!rows.isEmpty(), "a table must have at least one row, but has none");
        for (int i = 0; i < rows.size(); i++) {
            Require.size("row " + i, columns.size(), rows.get(i).size());
        }
        Require.that(total >= rows.size(), "total must be at least the %d rows given, but is %d", rows.size(), total);
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** A table of all rows or, if there are more than 100, of 100: the first, the last, and others evenly spaced between them. */
    public static Values of(List<String> columns, List<List<String>> rows) {
        return thinned(columns, rows, rows.size());
    }

    private static Values thinned(List<String> columns, List<List<String>> rows, int total) {
        int kept = Math.min(rows.size(), MOST);
        return new Values(
                columns,
                IntStream.range(0, kept)
                        .mapToObj(i -> rows.get((int) ((long) i * (rows.size() - 1) / Math.max(kept - 1, 1))))
                        .toList(),
                total);
    }

    /** A number for each row and column. */
    interface Entries {
        double at(int row, int column);
    }

    /** A table of numbers whose first column, under {@code corner}, has the names of the rows. */
    static Values of(String corner, List<String> rows, List<String> columns, Entries entries) {
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            int row = i;
            IntStream all = IntStream.range(0, columns.size());
            cells.add(with(
                    rows.get(i), all.mapToObj(j -> cell(entries.at(row, j))).toList()));
        }
        return of(with(corner, columns), cells);
    }

    /** Joins tables with the same columns into one, whose first column says which table a row comes from. */
    static Values joined(String column, List<String> labels, List<Values> parts) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String label = labels.get(i);
            parts.get(i).rows.forEach(row -> rows.add(with(label, row)));
        }
        int total = parts.stream().mapToInt(Values::total).sum();
        return thinned(with(column, parts.get(0).columns), rows, total);
    }

    private static List<String> with(String first, List<String> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }

    /** A number in a table, to four significant digits. */
    static String cell(double value) {
        return Numbers.typeset(value, DIGITS);
    }

    /** Returns the table, hidden until a reader opens it. */
    String toHtml() {
        HtmlTable table = new HtmlTable("").onOneLine().rowHeadings().columns(columns);
        rows.forEach(table::row);
        if (total > rows.size()) {
            table.caption(rows.size() + " of " + total + " rows, evenly spaced");
        }
        return "<details class=\"gradwalk-values\"><summary>Data as a table</summary>" + table.toHtml() + "</details>";
    }
}
