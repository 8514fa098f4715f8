package io.github.gradwalk.drawing;

import io.github.gradwalk.argument.Position;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.html.HtmlTable;
import io.github.gradwalk.text.Numbers;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The data of a figure as a table, for readers who cannot see the figure or want its numbers.
 *
 * @param columns the column names; the first column identifies the row
 * @param rows one cell per column in each
 * @param total the number of all rows, of which {@code rows} may be some, evenly spaced
 */
public record Values(List<String> columns, List<List<String>> rows, int total) {
    /** The number of rows shown of a longer table. */
    private static final int MOST = 100;

    /** The number of rows up to which all are kept. */
    private static final int MOST_KEPT = 10_000;

    private static final int DIGITS = 4;

    /** @throws IllegalArgumentException if there is no column or no row, or a row does not have one cell per column */
    public Values {
        Require.that(!columns.isEmpty(), "a table must have at least one column, but has none");
        Require.that(!rows.isEmpty(), "a table must have at least one row, but has none");
        for (int i = 0; i < rows.size(); i++) {
            Require.size(Position.row(i), columns.size(), rows.get(i).size());
        }
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    public Values(List<String> columns, List<List<String>> rows) {
        this(columns, rows, rows.size());
    }

    /** A table of which only the rows that are shown are made if there are more than 10,000. */
    public static Values of(List<String> columns, int total, IntFunction<List<String>> row) {
        return new Values(
                columns, indices(total, total > MOST_KEPT).mapToObj(row).toList(), total);
    }

    /** All of them, or 100 evenly spaced from the first to the last. */
    private static IntStream indices(int count, boolean onlySome) {
        return onlySome && count > MOST
                ? IntStream.range(0, MOST).map(i -> (int) ((long) i * (count - 1) / (MOST - 1)))
                : IntStream.range(0, count);
    }

    /** A number in a table, to four significant digits. */
    public static String cell(double value) {
        return Numbers.typeset(value, DIGITS);
    }

    /** The numbers of a column in a table, with the same number of decimals. */
    public static List<String> cells(double... column) {
        return Numbers.typeset(column, DIGITS);
    }

    /** Returns the table, hidden until a reader opens it; of more than 100 rows the first, the last, and others evenly spaced between them. */
    public String toHtml() {
        HtmlTable table = new HtmlTable("").onOneLine().rowHeadings().columns(columns);
        indices(rows.size(), true).mapToObj(rows::get).forEach(table::row);
        if (total > MOST) {
            table.caption(MOST + " of " + total + " rows, evenly spaced");
        }
        return "<details class=\"gradwalk-values\"><summary>Data as a table</summary>" + table.toHtml() + "</details>";
    }
}
