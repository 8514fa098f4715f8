package io.github.gradwalk.table;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.predict.Classifier;
import io.github.gradwalk.predict.Prediction;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Finds the features that a classifier takes in the columns of a table. */
final class TablePredictions {
    private TablePredictions() {}

    static Table of(Classifier classifier, Table table) {
        Require.notNull("classifier", classifier);
        Require.notNull("table", table);
        final var predictions = classifier.predictions(TableDataset.X(table, classifier.featureNames()));
        return Table.create(
                StringColumn.create("class", predictions.stream().map(Prediction::className)),
                DoubleColumn.create(
                        "probability",
                        predictions.stream()
                                .mapToDouble(Prediction::probability)
                                .toArray()));
    }

    static Prediction of(Classifier classifier, Row row) {
        Require.notNull("classifier", classifier);
        Require.notNull("row", row);
        final var features = Feature.named(classifier.featureNames(), row.columnNames());
        final var categories = Feature.categories(features);
        return classifier.predict(features.stream()
                .mapToDouble(feature -> value(row, feature, categories))
                .toArray());
    }

    private static double value(Row row, Feature feature, Map<String, List<String>> categories) {
        final var name = feature.column();
        Require.that(
                row.columnNames().contains(name),
                "there is no column %s: the row has %s",
                feature.columnInMessage(),
                Names.inMessage(row.columnNames()));
        Require.that(!row.isMissing(name), "column \"%s\" of the row has no value", Names.inMessage(name));
        final var value = row.getObject(name);
        final var text = String.valueOf(value);
        if (feature.category().isPresent()) {
            Require.that(
                    categories.get(name).contains(text),
                    "column \"%s\" of the row is \"%s\", but there are features only for %s",
                    Names.inMessage(name),
                    Names.inMessage(text),
                    Names.inMessage(categories.get(name)));
            return feature.category().get().equals(text) ? 1 : 0;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw Require.refused(
                "column \"%s\" of the row must be a number, but is \"%s\"%s",
                Names.inMessage(name), Names.inMessage(text), NumberText.advice(text));
    }
}
