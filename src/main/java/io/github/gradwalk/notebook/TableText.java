package io.github.gradwalk.notebook;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table as HTML that needs no style sheet, and as text. */
final class TableText {
    private static final int MOST_ROWS = 20;
    private static final int SIGNIFICANT = 6;

    private TableText() {}

    static String html(Table table) {
        return "<table class=\"gradwalk-table\">\n<caption>" + escape(caption(table)) + "</caption>\n<thead><tr>"
                + table.columns().stream()
                        .map(column -> "<th scope=\"col\"" + alignment(column) + ">" + escape(column.name()) + "</th>")
                        .collect(Collectors.joining())
                + "</tr></thead>\n<tbody>\n"
                + IntStream.range(0, Math.min(table.rowCount(), MOST_ROWS))
                        .mapToObj(row -> row(table, row))
                        .collect(Collectors.joining())
                + "</tbody>\n</table>";
    }

    static String plain(Table table) {
        final var columns =
                shown(table).columns().stream().map(TableText::withItsDigits).toList();
        return caption(table) + "\n" + Table.create(table.name(), columns).print();
    }

    /** The last digits of a double differ between libraries of products, and say nothing. */
    private static Column<?> withItsDigits(Column<?> column) {
        return isOfFractions(column)
                ? StringColumn.create(
                        column.name(), IntStream.range(0, column.size()).mapToObj(row -> cell(column, row)))
                : column;
    }

    private static String caption(Table table) {
        String shape = count(table.rowCount(), "row") + " × " + count(table.columnCount(), "column");
        String shown = table.rowCount() > MOST_ROWS ? ", the first " + MOST_ROWS + " shown" : "";
        String name = table.name() == null || table.name().isBlank() ? "" : table.name() + ": ";
        return name + shape + shown;
    }

    private static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static Table shown(Table table) {
        return table.rowCount() > MOST_ROWS ? table.first(MOST_ROWS) : table;
    }

    private static String row(Table table, int row) {
        return table.columns().stream()
                .map(column -> "<td" + alignment(column) + ">" + escape(cell(column, row)) + "</td>")
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }

    private static String cell(Column<?> column, int row) {
        if (column.isMissing(row)) {
            return "";
        }
        return isOfFractions(column)
                ? Digits.plain(((NumericColumn<?>) column).getDouble(row), SIGNIFICANT)
                : column.getString(row);
    }

    private static boolean isOfFractions(Column<?> column) {
        return column instanceof DoubleColumn || column instanceof FloatColumn;
    }

    private static String alignment(Column<?> column) {
        return " style=\"text-align:" + (column instanceof NumericColumn<?> ? "right" : "left") + "\"";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
