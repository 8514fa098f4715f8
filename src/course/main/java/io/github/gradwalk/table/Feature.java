package io.github.gradwalk.table;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/**
 * A feature that is made of a column: its numbers or, for one category of a column of texts, 1 where the text is that category
 * and 0 elsewhere. All that is needed to make it again from another table is in its name.
 */
record Feature(String column, Optional<String> category) {
    private static final String IS = " = ";

    /** Each is a column of the matrix of features. */
    private static final int MOST_CATEGORIES = 100;

    /** Returns one feature for a column with numbers, and one for each category of a column of texts, in ascending order. */
    static List<Feature> of(Column<?> column) {
        if (hasNumbers(column)) {
            return List.of(new Feature(column.name(), Optional.empty()));
        }
        final var categories = IntStream.range(0, column.size())
                .mapToObj(row -> TableCell.text(column, row))
                .distinct()
                .sorted()
                .toList();
        Require.that(
                categories.size() <= MOST_CATEGORIES,
                "a feature of texts must have at most %d different ones, but column \"%s\" has %d: leave it out, or join rare ones",
                MOST_CATEGORIES,
                Names.inMessage(column.name()),
                categories.size());
        return categories.stream()
                .map(category -> new Feature(column.name(), Optional.of(category)))
                .toList();
    }

    /** Whether it has a single one: a text among numbers is a mistake, not a category. */
    private static boolean hasNumbers(Column<?> column) {
        return column instanceof NumericColumn<?>
                || IntStream.range(0, column.size())
                        .filter(row -> !column.isMissing(row))
                        .mapToObj(column::getUnformattedString)
                        .anyMatch(text -> CellKind.isNumber(text) || CellKind.isNumber(text.replace(',', '.')));
    }

    /** Returns the feature of this name: a column's own, or that of a category. */
    static Feature named(String name, List<String> columns) {
        return columns.stream()
                .filter(column -> !columns.contains(name) && name.startsWith(column + IS))
                .max(Comparator.comparingInt(String::length))
                .map(column -> new Feature(column, Optional.of(name.substring(column.length() + IS.length()))))
                .orElse(new Feature(name, Optional.empty()));
    }

    String name() {
        return column + category.map(value -> IS + value).orElse("");
    }

    /** The value of this feature in a row of its column. */
    double value(Column<?> column, int row) {
        return category.map(value -> value.equals(TableCell.text(column, row)) ? 1.0 : 0.0)
                .orElseGet(() -> TableCell.number(column, row));
    }
}
