package io.github.gradwalk.table;

import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.column;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.predict.Classifier;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TablePredictionsTest {
    /** The logits are wing and mass. */
    private static final Classifier CLASSIFIER = new Classifier(
            new Mlp(List.of(
                    new Layer(rows(new double[] {1, 0}, new double[] {0, 1}), column(0, 0), Activation.IDENTITY))),
            Optional.empty(),
            List.of("wing", "mass"),
            List.of("winged", "heavy"));

    private static Table birds() {
        return Table.create(
                IntColumn.create("mass", 3, 1, 8),
                StringColumn.create("name", "a", "b", "c"),
                DoubleColumn.create("wing", 1.5, 2, 4));
    }

    @Test
    void columnsAreFoundByTheirNames() {
        final var predictions = Tables.predictions(CLASSIFIER, birds());
        assertThat(predictions.columnNames()).containsExactly("class", "probability");
        assertThat(predictions.stringColumn("class").asList()).containsExactly("heavy", "winged", "heavy");
        for (int n = 0; n < 3; n++) {
            final var prediction = Tables.predict(CLASSIFIER, birds().row(n));
            assertThat(prediction.className())
                    .isEqualTo(predictions.stringColumn("class").get(n));
            assertThat(prediction.probability())
                    .isEqualTo(predictions.doubleColumn("probability").get(n));
        }
        // 1/(1 + exp(-1.5)) = 0.8176
        assertThat(Tables.predict(CLASSIFIER, birds().row(0))).hasToString("heavy 81.8 %, winged 18.2 %");
    }

    @Test
    void textsAreNotParsedAsNumbers() {
        final var texts = Table.create(
                DoubleColumn.create("wing", 1, 2, 3), StringColumn.create("mass", "999", "1.234", "5.678"));
        assertRefused(
                () -> Tables.predictions(CLASSIFIER, texts),
                "features must be finite numbers, but row 3, column \"mass\" is \"1.234\" (the header is row 1)"
                        + TablesTest.NUMBERS);
        assertRefused(
                () -> Tables.predict(CLASSIFIER, texts.row(1)),
                "column \"mass\" of the row must be a number, but is \"1.234\"" + TablesTest.NUMBERS);
    }

    @Test
    void whatIsMissingIsNamed() {
        final var wingless = birds().removeColumns("wing");
        assertRefused(
                () -> Tables.predictions(CLASSIFIER, wingless),
                "there is no column \"wing\": the table has \"mass\", \"name\"");
        assertRefused(
                () -> Tables.predict(CLASSIFIER, wingless.row(1)),
                "there is no column \"wing\": the row has [mass, name]");
        final var holes = birds();
        holes.doubleColumn("wing").setMissing(1);
        assertRefused(
                () -> Tables.predictions(CLASSIFIER, holes),
                "row 3, column \"wing\" has no value (the header is row 1);"
                        + " dropRowsWithMissingValues() gives a table without such rows");
        assertRefused(() -> Tables.predict(CLASSIFIER, holes.row(1)), "column \"wing\" of the row has no value");
        final var words =
                Table.create(StringColumn.create("mass", "two"), DoubleColumn.create("wing", new double[] {1}));
        assertRefused(
                () -> Tables.predict(CLASSIFIER, words.row(0)),
                "column \"mass\" of the row must be a number, but is \"two\"; if it stands for a missing value,"
                        + " read the file with CsvFormat.DEFAULT.missing(\"two\")");
        assertRefused(() -> Tables.predictions(CLASSIFIER, birds().emptyCopy()), "table has no rows");
    }
}
