package io.github.gradwalk.plot;

import io.github.gradwalk.html.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a figure shows, as a table: for who does not see the figure, or wants its numbers.
 *
 * @param columns their names; the first column tells the rows apart
 * @param rows as many cells in each as there are columns; of many rows some, see {@link #of}
 * @param total how many rows there are
 */
public record Values(List<String> columns, List<List<String>> rows, int total) {
    /** More rows than this nobody reads. */
    private static final int MOST = 100;

    private static final int DIGITS = 4;

    /** @throws IllegalArgumentException if there is no column or no row, a row has not one cell a column, or there are more rows than in all */
    public Values {
        if (columns == null || columns.isEmpty()) {
            throw new IllegalArgumentException("columns: expected at least one, got none");
        }
        if (rows == null || rows.isEmpty()) {
            throw new IllegalArgumentException("rows: expected at least one, got none");
        }
        for (int i = 0; i < rows.size(); i++) {
            Input.size(
                    "rows[" + i + "], one for each column,",
                    columns.size(),
                    rows.get(i).size());
        }
        if (total < rows.size()) {
            throw new IllegalArgumentException("total: expected at least the " + rows.size() + " rows, got " + total);
        }
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** All rows, or of more than 100 that many: the first, the last, and others evenly between them. */
    public static Values of(List<String> columns, List<List<String>> rows) {
        return thinned(columns, rows, rows.size());
    }

    private static Values thinned(List<String> columns, List<List<String>> rows, int total) {
        if (rows.size() <= MOST) {
            return new Values(columns, rows, total);
        }
        List<List<String>> some = IntStream.range(0, MOST)
                .map(i -> (int) ((long) i * (rows.size() - 1) / (MOST - 1)))
                .mapToObj(rows::get)
                .toList();
        return new Values(columns, some, total);
    }

    /** The tables of several figures in one, each row with its figure's label before it; all have the same columns. */
    static Values joined(String column, List<String> labels, List<Values> parts) {
        List<String> columns = with(column, parts.get(0).columns);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String label = labels.get(i);
            parts.get(i).rows.forEach(row -> rows.add(with(label, row)));
        }
        return thinned(columns, rows, parts.stream().mapToInt(Values::total).sum());
    }

    private static List<String> with(String first, List<String> others) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(others);
        return all;
    }

    /** How a table writes a number: to four significant digits. */
    static String cell(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        return Numbers.format(value, DIGITS);
    }

    /** Returns the table, folded away until a reader asks for it. */
    String toHtml() {
        StringBuilder html =
                new StringBuilder("<details class=\"gradwalk-values\"><summary>Data as a table</summary><table>");
        if (total > rows.size()) {
            html.append("<caption>")
                    .append(rows.size())
                    .append(" of ")
                    .append(total)
                    .append(" rows, evenly spaced</caption>");
        }
        html.append("<thead><tr>");
        columns.forEach(column -> cell(html, "th", " scope=\"col\"", column));
        html.append("</tr></thead><tbody>");
        for (List<String> row : rows) {
            html.append("<tr>");
            cell(html, "th", " scope=\"row\"", row.get(0));
            row.stream().skip(1).forEach(text -> cell(html, "td", "", text));
            html.append("</tr>");
        }
        return html.append("</tbody></table></details>").toString();
    }

    private static void cell(StringBuilder html, String element, String attributes, String text) {
        html.append('<').append(element).append(attributes).append('>');
        html.append(Html.escape(text)).append("</").append(element).append('>');
    }
}
