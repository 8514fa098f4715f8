package io.github.gradwalk.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.Matrices;
import io.github.gradwalk.train.History.Stopped;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final double NONE = Double.NaN;

    @Test
    void columns() {
        final var history = new History(
                List.of(
                        new EpochRecord(1, 0.7, 0.5, 0.8, 0.4, 2, 0.1, 0.01),
                        new EpochRecord(2, 0.6, 0.75, 0.7, 0.6, 1, 0.1, 0.01)),
                Stopped.COMPLETED);
        assertThat(history.epochNumbers()).containsExactly(1, 2);
        assertThat(history.losses()).containsExactly(0.7, 0.6);
        assertThat(history.accuracies()).containsExactly(0.5, 0.75);
        assertThat(history.validationLosses()).containsExactly(0.8, 0.7);
        assertThat(history.validationAccuracies()).containsExactly(0.4, 0.6);
        assertThat(history.gradientNorms()).containsExactly(2, 1);
        assertThat(history.last()).isEqualTo(history.epochs().get(1));
    }

    @Test
    void bestEpochIsTheFirstWithTheLowestValidationLoss() {
        assertThat(history(new double[] {3, 2, 1, 0.5}, new double[] {5, 4, 4, 6})
                        .bestEpoch())
                .isEqualTo(2);
        // The last was interrupted.
        assertThat(history(new double[] {3, 2, 1}, new double[] {5, 4, NONE}).bestEpoch())
                .isEqualTo(2);
        assertThat(history(new double[] {3, 1, 1}, new double[] {NONE, NONE, NONE})
                        .bestEpoch())
                .isEqualTo(2);
    }

    @Test
    void keepsItsEpochs() {
        Matrices.assertRefused(() -> new History(List.of(), Stopped.EARLY), "epochs is empty");
        final var records = new ArrayList<>(
                history(new double[] {1, 2}, new double[] {1, 2}).epochs());
        final var history = new History(records, Stopped.EARLY);
        records.clear();
        assertThat(history.epochs()).hasSize(2);
    }

    private static History history(double[] losses, double[] validationLosses) {
        final var epochs = new ArrayList<EpochRecord>();
        for (int i = 0; i < losses.length; i++) {
            epochs.add(new EpochRecord(i + 1, losses[i], 0, validationLosses[i], 0, 0, 0.1, 0));
        }
        return new History(epochs, Stopped.COMPLETED);
    }
}
