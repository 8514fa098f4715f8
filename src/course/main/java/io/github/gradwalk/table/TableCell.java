package io.github.gradwalk.table;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/** What stands in one cell of a table. Its methods refuse a value that is missing, and name its row and column. */
final class TableCell {
    private static final String MISSING_TEXTS = "; an empty value and the texts "
            + String.join(", ", CsvFormat.DEFAULT.missingTexts())
            + " count as missing in a file: CsvFormat.DEFAULT.missing() leaves only the empty one";

    private TableCell() {}

    static String text(Column<?> column, int row) {
        if (column.isMissing(row)) {
            throw missing(column, row);
        }
        return column.getUnformattedString(row);
    }

    private static IllegalArgumentException missing(Column<?> column, int row) {
        final var name = Names.inMessage(column.name());
        if (column.size() > 1 && column.countMissing() == column.size()) {
            return Require.refused("column \"%s\" has no value in any row", name);
        }
        return Require.refused(
                "row %d, column \"%s\" has no value (the header is row 1);"
                        + " dropRowsWithMissingValues() gives a table without such rows%s",
                row + 2, name, column instanceof StringColumn ? MISSING_TEXTS : "");
    }

    /** The finite number in a cell of a column of numbers. Refuses a column of texts. */
    static double number(Column<?> column, int row) {
        if (!(column instanceof NumericColumn<?> numbers)) {
            text(column, row);
            throw new TextColumn(column).notNumbers();
        }
        final double number = numbers.getDouble(row);
        if (!Double.isFinite(number)) {
            throw Require.refused(
                    "features must be finite numbers, but row %d, column \"%s\" is \"%s\" (the header is row 1)",
                    row + 2, Names.inMessage(column.name()), Names.inMessage(text(column, row)));
        }
        return number;
    }
}
