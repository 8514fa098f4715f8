package io.github.gradwalk.notebook;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.html.Html;
import io.github.gradwalk.html.HtmlTable;
import io.github.gradwalk.text.Numbers;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Writes a table as HTML that needs no style sheet, and as text. The fractions in a column have the same number of decimals. */
final class TableText {
    private static final int MOST_ROWS = 20;
    private static final int SIGNIFICANT = 6;

    private TableText() {}

    static String html(Table table) {
        final var html = new HtmlTable("gradwalk-table " + Html.NO_MATHEMATICS)
                .caption(caption(table))
                .aligned(table.columns().stream()
                        .map(column -> column instanceof NumericColumn<?> ? "right" : "left")
                        .toList())
                .columns(table.columnNames());
        final var columns =
                shown(table).columns().stream().map(TableText::cells).toList();
        for (int i = 0; i < Math.min(table.rowCount(), MOST_ROWS); i++) {
            final int row = i;
            html.row(columns.stream().map(column -> column.get(row)).toList());
        }
        return html.toHtml();
    }

    static String plain(Table table) {
        final var names = new HashSet<String>();
        final var columns = shown(table).columns().stream()
                .<Column<?>>map(column -> plain(column, nameNotIn(names, column)))
                .toList();
        final var name = table.name() == null ? null : Names.isolated(table.name());
        return caption(table) + "\n" + Table.create(columns).setName(name).print();
    }

    /** Cells as text, each on one line. Fractions are rounded: their last digits depend on the library that multiplies matrices, and mean nothing. */
    private static Column<?> plain(Column<?> column, String name) {
        return column instanceof NumericColumn<?> && !isOfFractions(column)
                ? column.copy().setName(name)
                : StringColumn.create(name, cells(column).stream().map(Names::isolated));
    }

    /** Names that differ only in characters that are not shown are numbered, since Tablesaw refuses equal names; it ignores case. */
    private static String nameNotIn(Set<String> names, Column<?> column) {
        final var name = Names.isolated(column.name());
        var different = name;
        for (int number = 2; !names.add(different.toLowerCase(Locale.ROOT)); number++) {
            different = name + " (" + number + ")";
        }
        return different;
    }

    private static String caption(Table table) {
        String shape = count(table.rowCount(), "row") + " × " + count(table.columnCount(), "column");
        String shown = table.rowCount() > MOST_ROWS ? ", the first " + MOST_ROWS + " shown" : "";
        String name = table.name() == null || table.name().isBlank() ? "" : Names.isolated(table.name()) + ": ";
        return name + shape + shown;
    }

    private static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static Table shown(Table table) {
        return table.rowCount() > MOST_ROWS ? table.first(MOST_ROWS) : table;
    }

    private static List<String> cells(Column<?> column) {
        final var fractions =
                isOfFractions(column) ? Numbers.plain(((NumericColumn<?>) column).asDoubleArray(), SIGNIFICANT) : null;
        return IntStream.range(0, column.size())
                .mapToObj(row ->
                        column.isMissing(row) ? "" : fractions == null ? column.getString(row) : fractions.get(row))
                .toList();
    }

    private static boolean isOfFractions(Column<?> column) {
        return column instanceof DoubleColumn || column instanceof FloatColumn;
    }
}
