package io.github.gradwalk.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.Matrices;
import io.github.gradwalk.train.EpochRecord;
import io.github.gradwalk.train.History;
import io.github.gradwalk.train.History.Stopped;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The table and the curves of a training run. */
class TrainingTest {
    private static final double NONE = Double.NaN;

    @Test
    void tableOfAShortTraining() {
        final var table = HistoryTable.of(falling(3, true));
        assertThat(table.name()).isEqualTo("Training");
        assertThat(table.columnNames())
                .containsExactly(
                        "epoch",
                        "loss",
                        "accuracy",
                        "validation loss",
                        "validation accuracy",
                        "gradient norm",
                        "learning rate");
        assertThat(table.rowCount()).isEqualTo(3);
        assertThat(table.doubleColumn("validation loss").get(2)).isEqualTo(0.5 + 1.0 / 3);
    }

    @Test
    void tableWithoutValidationHasNoEmptyColumns() {
        assertThat(HistoryTable.of(falling(2, false)).columnNames())
                .containsExactly("epoch", "loss", "accuracy", "gradient norm", "learning rate");
    }

    @Test
    void tableOfALongTrainingHasTheFirstAndTheLastEpoch() {
        for (final int epochs : new int[] {20, 21, 37, 38, 61, 89, 90, 95, 500, 12345}) {
            final var numbers =
                    HistoryTable.of(falling(epochs, true)).intColumn("epoch").asList();
            assertThat(numbers).startsWith(1).endsWith(epochs).hasSizeBetween(8, 20);
        }
        final var table = HistoryTable.of(falling(83, true));
        assertThat(table.name()).isEqualTo("Training, every 5th of 83 epochs");
        assertThat(table.intColumn("epoch").asList()).startsWith(1, 5, 10, 15).endsWith(75, 80, 83);
        assertThat(HistoryTable.of(falling(30, true)).name()).isEqualTo("Training, every other of 30 epochs");
    }

    /** Loss 1/e, accuracy 1 − 1/e. */
    private static History falling(int epochs, boolean validated) {
        return new History(
                IntStream.rangeClosed(1, epochs)
                        .mapToObj(e -> new EpochRecord(
                                e,
                                1.0 / e,
                                1 - 1.0 / e,
                                validated ? 0.5 + 1.0 / e : NONE,
                                validated ? 0.9 * (1 - 1.0 / e) : NONE,
                                1,
                                0.1,
                                0.1))
                        .toList(),
                Stopped.COMPLETED);
    }

    @Test
    void refusesNothing() {
        Matrices.assertRefused(() -> Notebook.show((History) null), "history must not be null");
    }
}
