package io.github.gradwalk.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.Matrices;
import io.github.gradwalk.train.EpochRecord;
import io.github.gradwalk.train.History;
import io.github.gradwalk.train.History.Stopped;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void curvesAreDescribed() {
        final var history = falling(4, true);
        assertThat(Curves.loss(history).description())
                .startsWith("The training loss is 1 in epoch 1 and 0.25 in epoch 4; the lowest is 0.25 in epoch 4. "
                        + "The validation loss is 1.5 in epoch 1 and 0.75 in epoch 4; the lowest is 0.75 in epoch 4.");
        assertThat(Curves.accuracy(history).description())
                .startsWith(
                        "The training accuracy is 0 in epoch 1 and 0.75 in epoch 4; the highest is 0.75 in epoch 4. "
                                + "The validation accuracy is 0 in epoch 1");
    }

    @Test
    void curvesWithoutValidationHaveOneSeries() {
        assertThat(Curves.loss(falling(4, false)).description()).doesNotContain("validation");
        assertThat(Curves.accuracy(falling(1, false)).description())
                .startsWith("The training accuracy is 0 in epoch 1 and 0 in epoch 1");
    }

    @Test
    void theBestEpochIsMarkedWhereItIsNotTheLast() {
        assertThat(Curves.loss(fallingAndThen(2, 0.5)).description())
                .contains("Marked: lowest validation loss: epoch 3 at x = 3.");
        assertThat(Curves.loss(falling(3, true)).description()).doesNotContain("Marked");
    }

    @Test
    void anEpochThatWasInterruptedHasNoValidationToPlot() {
        assertThat(Curves.loss(fallingAndThen(NONE, NONE)).description())
                .contains(
                        "in epoch 4; the lowest is 0.2 in epoch 4. The validation loss is 1.5 in epoch 1 and 0.833 in epoch 3");
    }

    @Test
    void aLossThatFallsFarIsOnALogarithmicAxis() {
        assertThat(Curves.loss(falling(200, false)).drawing()).contains("10⁻²");
        assertThat(Curves.loss(falling(10, false)).drawing()).doesNotContain("10⁻");
    }

    @Test
    void aLossOfZeroIsOnALinearAxis() {
        final var history = new History(
                List.of(
                        new EpochRecord(1, 1, 0.5, NONE, NONE, 1, 0.1, 0.1),
                        new EpochRecord(2, 0, 1, NONE, NONE, 0, 0.1, 0.1)),
                Stopped.COMPLETED);
        assertThat(Curves.loss(history).description()).contains("the lowest is 0 in epoch 2.");
    }

    /** Three epochs and a last one with this validation. */
    private static History fallingAndThen(double validationLoss, double validationAccuracy) {
        final var records = new ArrayList<>(falling(3, true).epochs());
        records.add(new EpochRecord(4, 0.2, 0.8, validationLoss, validationAccuracy, 1, 0.1, 0.1));
        return new History(records, Stopped.INTERRUPTED);
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
        Matrices.assertRefused(() -> Curves.loss(null), "history must not be null");
        Matrices.assertRefused(() -> Curves.accuracy(null), "history must not be null");
    }
}
