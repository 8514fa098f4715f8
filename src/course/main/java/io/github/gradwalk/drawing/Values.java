package io.github.gradwalk.drawing;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.html.HtmlTable;
import io.github.gradwalk.text.Numbers;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The data of a figure as a table, for readers who cannot see the figure or want its numbers.
 *
 * @param columns the column names; the first column identifies the row
 * @param rows one cell per column in each
 */
public record Values(List<String> columns, List<List<String>> rows) {
    /** The number of rows shown of a longer table. */
    private static final int MOST = 100;

    private static final int DIGITS = 4;

    /** @throws IllegalArgumentException if there is no column or no row, or a row does not have one cell per column */
    public Values {
        Require.that(!columns.isEmpty(), "a table must have at least one column, but has none");
        Require.that(!rows.isEmpty(), "a table must have at least one row, but has none");
        for (int i = 0; i < rows.size(); i++) {
            Require.size("row " + i, columns.size(), rows.get(i).size());
        }
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** A number in a table, to four significant digits. */
    public static String cell(double value) {
        return Numbers.typeset(value, DIGITS);
    }

    /** Returns the table, hidden until a reader opens it; of more than 100 rows the first, the last, and others evenly spaced between them. */
    public String toHtml() {
        HtmlTable table = new HtmlTable("").onOneLine().rowHeadings().columns(columns);
        int shown = Math.min(rows.size(), MOST);
        IntStream.range(0, shown)
                .mapToObj(i -> rows.get((int) ((long) i * (rows.size() - 1) / Math.max(shown - 1, 1))))
                .forEach(table::row);
        if (shown < rows.size()) {
            table.caption(shown + " of " + rows.size() + " rows, evenly spaced");
        }
        return "<details class=\"gradwalk-values\"><summary>Data as a table</summary>" + table.toHtml() + "</details>";
    }
}
