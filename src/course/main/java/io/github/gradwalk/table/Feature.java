package io.github.gradwalk.table;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
        Require.that(
                column.countMissing() < column.size(),
                "column \"%s\" has no value at all: leave it out, as table.removeColumns(\"%s\") does",
                Names.inMessage(column.name()),
                Names.inMessage(column.name()));
        if (column instanceof NumericColumn<?>) {
            return List.of(new Feature(column.name(), Optional.empty()));
        }
        new TextColumn(column).requireCategories();
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

    /**
     * Returns the features of these names, each a column's own or that of a category. If there is no column for it, the first equals sign
     * ends the name of the column.
     */
    static List<Feature> named(List<String> names, List<String> columns) {
        return names.stream().map(name -> named(name, columns)).toList();
    }

    private static Feature named(String name, List<String> columns) {
        if (columns.contains(name) || !name.contains(IS)) {
            return new Feature(name, Optional.empty());
        }
        final var column = columns.stream()
                .filter(start -> name.startsWith(start + IS))
                .max(Comparator.comparingInt(String::length))
                .orElse(name.substring(0, name.indexOf(IS)));
        return new Feature(column, Optional.of(name.substring(column.length() + IS.length())));
    }

    /** Returns the categories of each column that has some. */
    static Map<String, List<String>> categories(List<Feature> features) {
        return features.stream()
                .filter(feature -> feature.category().isPresent())
                .collect(Collectors.groupingBy(
                        Feature::column,
                        LinkedHashMap::new,
                        Collectors.mapping(feature -> feature.category().orElseThrow(), Collectors.toList())));
    }

    String name() {
        return column + category.map(value -> IS + value).orElse("");
    }

    /** For the message that there is no such column: its name, and the feature's if it is another. */
    String columnInMessage() {
        return "\"" + Names.inMessage(column) + "\""
                + category.map(value -> " for the feature \"" + Names.inMessage(name()) + "\"")
                        .orElse("");
    }

    /** The value of this feature in a row of its column. */
    double value(Column<?> column, int row) {
        return category.map(value -> value.equals(TableCell.text(column, row)) ? 1.0 : 0.0)
                .orElseGet(() -> TableCell.number(column, row));
    }
}
