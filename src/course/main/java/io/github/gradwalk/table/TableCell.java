package io.github.gradwalk.table;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/** What stands in one cell of a table. Its methods refuse a value that is missing, and name its row and column. */
final class TableCell {
    private TableCell() {}

    static String text(Column<?> column, int row) {
        if (column.isMissing(row)) {
            throw Require.refused(
                    "row %d, column \"%s\" has no value (the header is row 1);"
                            + " dropRowsWithMissingValues() gives a table without such rows",
                    row + 2, Names.inMessage(column.name()));
        }
        return column.getUnformattedString(row);
    }

    /** The finite number in a cell of a column of numbers or texts. */
    static double number(Column<?> column, int row) {
        final double number =
                column instanceof NumericColumn<?> numbers ? numbers.getDouble(row) : number(text(column, row));
        if (!Double.isFinite(number)) {
            throw Require.refused(
                    "features must be finite numbers, but row %d, column \"%s\" is \"%s\" (the header is row 1)",
                    row + 2, Names.inMessage(column.name()), Names.inMessage(text(column, row)));
        }
        return number;
    }

    private static double number(String text) {
        return CellKind.isNumber(text) ? Double.parseDouble(text) : Double.NaN;
    }
}
