package io.github.gradwalk.table;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Targets;
import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Turns the rows of a table into examples. */
final class TableDataset {
    /** A label with more distinct values is not a class, and the target matrix has a column for each. */
    private static final int MOST_CLASSES = 1000;

    private TableDataset() {}

    static Dataset of(Table table, String label, String... features) {
        Require.notNull("table", table);
        Require.notNull("label", label);
        Require.notNull("features", features);
        if (features.length > 0) {
            Require.texts("features", features);
        }
        Require.that(table.rowCount() > 0, "table has no rows");
        final var labels = column(table, label);
        final var columns = features.length == 0 ? allBut(labels, table) : columns(table, features);
        Require.that(!columns.isEmpty(), "table has no column but the label \"%s\"", Names.inMessage(label));
        Require.that(!columns.contains(labels), "features must not contain the label \"%s\"", Names.inMessage(label));
        Require.that(
                new HashSet<>(columns).size() == columns.size(),
                "features must all be different, but are %s",
                Names.inMessage(Arrays.asList(features)));

        final var classNames = classNames(labels);
        final var classes =
                IntStream.range(0, classNames.size()).boxed().collect(Collectors.toMap(classNames::get, k -> k));
        final var featureNames = columns.stream()
                .flatMap(column -> Feature.of(column).stream())
                .map(Feature::name)
                .toList();
        Require.that(
                new HashSet<>(featureNames).size() == featureNames.size(),
                "features must have different names, but have %s",
                Names.inMessage(featureNames));
        return new Dataset(
                X(table, featureNames),
                Targets.ofClasses(
                        classNames.size(),
                        IntStream.range(0, labels.size())
                                .map(row -> classes.get(TableCell.text(labels, row)))
                                .toArray()),
                featureNames,
                classNames);
    }

    /** The features of these names, N × n₀. */
    static DMatrixRMaj X(Table table, List<String> featureNames) {
        Require.that(table.rowCount() > 0, "table has no rows");
        final var features = Feature.named(featureNames, table.columnNames());
        features.forEach(feature -> requireColumn(table, feature.column(), feature.columnInMessage()));
        Feature.categories(features)
                .forEach((name, categories) -> new TextColumn(column(table, name)).requireOneOf(categories));
        final var X = new DMatrixRMaj(table.rowCount(), featureNames.size());
        for (int j = 0; j < X.numCols; j++) {
            final var feature = features.get(j);
            final var column = column(table, feature.column());
            for (int n = 0; n < X.numRows; n++) {
                X.set(n, j, feature.value(column, n));
            }
        }
        return X;
    }

    /** In ascending order: numbers by their value, not by their digits. */
    private static List<String> classNames(Column<?> labels) {
        final Comparator<String> order =
                labels instanceof NumericColumn<?> ? Comparator.comparing(Double::valueOf) : Comparator.naturalOrder();
        final var names = IntStream.range(0, labels.size())
                .mapToObj(row -> TableCell.text(labels, row))
                .distinct()
                .sorted(order)
                .toList();
        Require.that(
                names.size() > 1,
                "label must have at least 2 classes, but column \"%s\" has only \"%s\"",
                Names.inMessage(labels.name()),
                Names.inMessage(names.get(0)));
        Require.that(
                names.size() <= MOST_CLASSES,
                "label must have at most %d classes, but column \"%s\" has %d different values",
                MOST_CLASSES,
                Names.inMessage(labels.name()),
                names.size());
        return names;
    }

    private static List<Column<?>> allBut(Column<?> labels, Table table) {
        return table.columns().stream()
                .<Column<?>>filter(column -> column != labels)
                .toList();
    }

    private static List<Column<?>> columns(Table table, String... names) {
        return Arrays.stream(names).<Column<?>>map(name -> column(table, name)).toList();
    }

    /** Case counts, other than in Tablesaw. */
    private static Column<?> column(Table table, String name) {
        requireColumn(table, name, "\"" + Names.inMessage(name) + "\"");
        return table.column(table.columnNames().indexOf(name));
    }

    private static void requireColumn(Table table, String name, String inMessage) {
        Require.that(
                table.columnNames().contains(name),
                "there is no column %s: the table has \"%s\"",
                inMessage,
                String.join("\", \"", Names.inMessage(table.columnNames())));
    }
}
