package io.github.gradwalk;

import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.column;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetTest {
    private static final Targets TRUTH = Targets.ofClasses(3, new int[] {2, 0, 1});

    private static Dataset dataset() {
        return new Dataset(rows(new double[] {1, 2}, new double[] {3, 4}, new double[] {5, 6}), TRUTH);
    }

    @Test
    void columnsAndClassesAreNumberedFromOneUnlessTheyHaveNames() {
        assertThat(dataset().featureNames()).containsExactly("x1", "x2");
        assertThat(dataset().classNames()).containsExactly("class 1", "class 2", "class 3");
        assertThat(dataset().examples()).isEqualTo(3);
        assertThat(dataset().features()).isEqualTo(2);
        assertThat(dataset().classes()).isEqualTo(3);
    }

    @Test
    void rowsAreSelectedInTheOrderAskedForAndAreCopies() {
        final var whole = dataset();
        final var part = whole.select(2, 0, 2);
        whole.X().fill(9);
        assertIdentical(part.X(), rows(new double[] {5, 6}, new double[] {1, 2}, new double[] {5, 6}));
        assertIdentical(
                part.Y().toMatrix(), rows(new double[] {0, 1, 0}, new double[] {0, 0, 1}, new double[] {0, 1, 0}));
        assertThat(part.classNames()).isEqualTo(whole.classNames());
    }

    @Test
    void smoothingChangesTheTargetsOnly() {
        final var smoothed = dataset().smoothed(0.3);
        assertIdentical(smoothed.Y().toMatrix(), TRUTH.smoothed(0.3).toMatrix());
        assertIdentical(smoothed.X(), dataset().X());
        assertThat(smoothed.classNames()).isEqualTo(dataset().classNames());
        assertRefused(() -> dataset().smoothed(1.5), "epsilon must be in [0, 1], but is 1.5");
    }

    @Test
    void rowsThatAreNotThereAreRefused() {
        assertRefused(() -> dataset().select(), "rows is empty");
        assertRefused(() -> dataset().select(0, 3), "rows must be in 0 … 2, but number 1 is 3");
        assertRefused(() -> dataset().select(-1), "rows must be in 0 … 2, but number 0 is -1");
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        final var X = column(1, 2, 3);
        final var x = List.of("x");
        assertRefused(() -> new Dataset(column(1), TRUTH), "Y must have as many examples as X has rows, 1, but has 3");
        assertRefused(
                () -> new Dataset(column(1, Double.NaN, 3), TRUTH),
                "X must be finite, but row 1, column 0 (counted from 0) is NaN");
        assertRefused(
                () -> new Dataset(X, TRUTH, List.of(), List.of("a", "b", "c")),
                "featureNames must be one for each of the 1 columns of X, but are []");
        assertRefused(
                () -> new Dataset(X, TRUTH, x, List.of("a", "b")),
                "classNames must be one for each of the 3 classes of Y, but are [a, b]");
        assertRefused(
                () -> new Dataset(X, TRUTH, x, List.of("a", "b", "a")),
                "classNames must all be different, but are [a, b, a]");
    }

    @Test
    void theClassOfADistributionIsItsMostProbableOne() {
        final var Y = Targets.ofDistributions(rows(new double[] {0.2, 0.3, 0.5}, new double[] {0.4, 0.2, 0.4}));
        assertThat(Y.classOf(0)).isEqualTo(2);
        assertThat(Y.classOf(1)).isEqualTo(0);
    }
}
