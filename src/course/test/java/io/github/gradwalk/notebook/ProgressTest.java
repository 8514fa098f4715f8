package io.github.gradwalk.notebook;

import static io.github.gradwalk.notebook.NotebookTest.printed;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.Matrices;
import io.github.gradwalk.train.EpochRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The time is in the records of the epochs. */
class ProgressTest {
    @Test
    void aShortTrainingIsQuiet() {
        final var progress = new Progress(9);
        assertThat(printed(() -> {
                    for (int e = 1; e <= 9; e++) {
                        progress.accept(epoch(e, 0.1));
                    }
                    progress.end();
                }))
                .isEmpty();
    }

    @Test
    void aLongTrainingShowsALineThatDisappearsInTheEnd() {
        final var progress = new Progress(100);
        final List<String> texts = new ArrayList<>();
        for (int e = 1; e <= 100; e++) {
            final int now = e;
            final var text = printed(() -> progress.accept(epoch(now, 0.125)));
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        assertThat(texts.get(0)).isEqualTo("\repoch 8 of 100, loss 0.125, accuracy 87.5 %, 1 s, about 12 s left");
        assertThat(texts.get(1)).startsWith("\repoch 11 of 100, loss 0.0909, accuracy 90.9 %, 1 s, about 11 s left");
        assertThat(texts).hasSize(31).allMatch(text -> text.startsWith("\r") && !text.contains("\n"));
        final var end = printed(progress::end);
        assertThat(end).matches("\r +\r");
        assertThat(afterOverwriting(String.join("", texts) + end)).isBlank();
    }

    @Test
    void aShorterLineCoversTheLongerOne() {
        final var progress = new Progress(2);
        final var text = printed(() -> {
            progress.accept(new EpochRecord(1, 0.123, 0.5, 0, 0, 0, 0.1, 200));
            progress.accept(new EpochRecord(2, 1, 0.5, 0, 0, 0, 0.1, 40));
        });
        assertThat(text).contains("3 min 20 s, about 3 min 20 s left");
        assertThat(afterOverwriting(text).stripTrailing())
                .isEqualTo("epoch 2 of 2, loss 1, accuracy 50.0 %, 4 min 0 s, about 0 s left");
    }

    @Test
    void eachTrainingStartsFromZero() {
        final var progress = new Progress(5);
        printed(() -> progress.accept(epoch(1, 10)));
        printed(progress::end);
        assertThat(printed(() -> progress.accept(epoch(1, 0.5)))).isEmpty();
        assertThat(printed(progress::end)).isEmpty();
    }

    @Test
    void refusesNoEpochs() {
        Matrices.assertRefused(() -> Notebook.progress(0), "epochs must be at least 1, but is 0");
    }

    /** What a terminal or a notebook shows. */
    private static String afterOverwriting(String text) {
        final var shown = new StringBuilder();
        for (final var piece : text.split("\r")) {
            shown.replace(0, Math.min(piece.length(), shown.length()), piece);
        }
        return shown.toString();
    }

    private static EpochRecord epoch(int e, double seconds) {
        return new EpochRecord(e, 1.0 / e, 1 - 1.0 / e, 0, 0, 1, 0.1, seconds);
    }
}
