package io.github.gradwalk.table;

import static io.github.gradwalk.Matrices.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.Targets;
import io.github.gradwalk.evaluate.ConfusionMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.ColumnType;

/** The records are private, and in another package than the class that reads them, like those that a notebook declares. */
class RecordTableTest {
    private enum Way {
        UP,
        DOWN
    }

    private record Step(int epoch, long steps, double validationLoss, float share, boolean best, Way way, String L) {}

    private record Other(int epoch) {}

    @Test
    void recordsBecomeRows() {
        final var table = Tables.ofRecords(List.of(
                new Step(1, 40, 0.5, 0.25f, true, Way.DOWN, "one"),
                new Step(2, 80, Double.NaN, 0.5f, false, Way.UP, null)));
        assertThat(table.columnNames())
                .containsExactly("epoch", "steps", "validation loss", "share", "best", "way", "L");
        assertThat(table.typeArray())
                .containsExactly(
                        ColumnType.INTEGER,
                        ColumnType.LONG,
                        ColumnType.DOUBLE,
                        ColumnType.DOUBLE,
                        ColumnType.BOOLEAN,
                        ColumnType.STRING,
                        ColumnType.STRING);
        assertThat(table.intColumn("epoch").asList()).containsExactly(1, 2);
        assertThat(table.longColumn("steps").asList()).containsExactly(40L, 80L);
        assertThat(table.doubleColumn("validation loss").get(0)).isEqualTo(0.5);
        assertThat(table.column("validation loss").isMissing(1)).isTrue();
        assertThat(table.doubleColumn("share").asList()).containsExactly(0.25, 0.5);
        assertThat(table.booleanColumn("best").asList()).containsExactly(true, false);
        assertThat(table.stringColumn("way").asList()).containsExactly("DOWN", "UP");
        assertThat(table.column("L").isMissing(1)).isTrue();
    }

    @Test
    void noRecordsAndMixedRecordsAreRefused() {
        assertRefused(() -> Tables.ofRecords(List.of()), "records is empty: there is nothing that names the columns");
        assertRefused(
                () -> Tables.ofRecords(List.of(new Step(1, 1, 1, 1, true, Way.UP, "x"), new Other(1))),
                "records must all be of one class, Step, but number 1 is of Other");
    }

    @Test
    void aReportByClassIsATable() {
        final var truth = Targets.ofClasses(2, new int[] {0, 0, 1});
        final var report = ConfusionMatrix.of(
                        truth, Targets.ofClasses(2, new int[] {0, 1, 1}).toMatrix())
                .report(List.of("a", "b"));
        final var table = Tables.ofRecords(report.rows());
        assertThat(table.columnNames()).containsExactly("name", "precision", "recall", "f1", "support");
        assertThat(table.stringColumn("name").asList())
                .containsExactly("a", "b", "micro avg", "macro avg", "weighted avg");
        assertThat(table.doubleColumn("recall").asList()).containsExactly(0.5, 1.0, 2.0 / 3, 0.75, 2.0 / 3);
    }
}
