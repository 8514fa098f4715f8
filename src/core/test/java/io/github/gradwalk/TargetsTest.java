package io.github.gradwalk;

import static io.github.gradwalk.Matrices.assertClose;
import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.row;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class TargetsTest {
    @Test
    void aClassIndexIsAOneHotRow() {
        final var targets = Targets.ofClasses(3, 2, 0);
        assertIdentical(targets.toMatrix(), rows(new double[] {0, 0, 1}, new double[] {1, 0, 0}));
        assertThat(targets.examples()).isEqualTo(2);
        assertThat(targets.classes()).isEqualTo(3);
        assertThat(targets.get(0, 2)).isEqualTo(1);
        assertThat(targets.get(1, 2)).isEqualTo(0);
    }

    @Test
    void distributionsAreTakenAsTheyAreAndCannotBeChangedAfterwards() {
        final var rows = rows(new double[] {0.25, 0.75}, new double[] {1, 0}, new double[] {0.5, 0.5 - 9e-10});
        final var expected = rows.copy();
        final var targets = Targets.ofDistributions(rows);
        rows.fill(7);
        assertIdentical(targets.toMatrix(), expected);
        targets.toMatrix().fill(8);
        assertIdentical(targets.toMatrix(), expected);
        assertThat(targets.examples()).isEqualTo(3);
        assertThat(targets.classes()).isEqualTo(2);
    }

    @Test
    void smoothingGivesEveryClassItsShare() {
        final var exact = Targets.ofClasses(4, 1);
        assertClose(exact.smoothed(0.2).toMatrix(), row(0.05, 0.85, 0.05, 0.05), 2e-16);
        assertIdentical(exact.toMatrix(), row(0, 1, 0, 0));
        assertIdentical(exact.smoothed(0).toMatrix(), exact.toMatrix());
        assertIdentical(exact.smoothed(1).toMatrix(), row(0.25, 0.25, 0.25, 0.25));
        assertClose(Targets.ofDistributions(row(0.2, 0.8)).smoothed(0.5).toMatrix(), row(0.35, 0.65), 1e-16);
    }

    @Test
    void classIndicesOutOfRangeAreRefused() {
        assertRefused(() -> Targets.ofClasses(3, 0, 3), "indices must be in 0 … 2, but row 1 is 3");
        assertRefused(() -> Targets.ofClasses(3, -1), "indices must be in 0 … 2, but row 0 is -1");
        assertRefused(() -> Targets.ofClasses(3), "indices is empty");
        assertRefused(() -> Targets.ofClasses(0, 0), "classes must be at least 1, but is 0");
    }

    @Test
    void rowsThatAreNoDistributionsAreRefused() {
        final double tooMuch = 0.5 + 1.1e-9;
        assertSecondRefused("must not be negative, but row 1, column 1 is -0.5", 1.5, -0.5);
        assertSecondRefused("must not be negative, but row 1, column 0 is NaN", Double.NaN, 1);
        final var sum = "must have rows that sum to 1 within 1.0E-9, but row 1 sums to ";
        assertSecondRefused(sum + 0.75, 0.5, 0.25);
        assertSecondRefused(sum + "Infinity", 0.5, Double.POSITIVE_INFINITY);
        assertSecondRefused(sum + (0.5 + tooMuch), 0.5, tooMuch);
        assertRefused(() -> Targets.ofDistributions(new DMatrixRMaj(0, 2)), "targets is empty: its shape is 0×2");
    }

    private static void assertSecondRefused(String message, double... row) {
        assertRefused(() -> Targets.ofDistributions(rows(new double[] {0.5, 0.5}, row)), "targets " + message);
    }

    @Test
    void smoothingOutsideOfZeroToOneIsRefused() {
        for (final double bad : new double[] {-0.1, 1.5, Double.NaN}) {
            assertRefused(() -> Targets.ofClasses(2, 0).smoothed(bad), "epsilon must be in [0, 1], but is " + bad);
        }
    }
}
