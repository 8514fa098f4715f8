package io.github.gradwalk;

import static io.github.gradwalk.Matrices.assertClose;
import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.column;
import static io.github.gradwalk.Matrices.row;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class TargetsTest {
    @Test
    void aClassIndexIsAOneHotRow() {
        final var targets = Targets.ofClasses(3, new int[] {2, 0});
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
        final var exact = Targets.ofClass(4, 1);
        assertClose(exact.smoothed(0.2).toMatrix(), row(0.05, 0.85, 0.05, 0.05), 2e-16);
        assertIdentical(exact.toMatrix(), row(0, 1, 0, 0));
        assertIdentical(exact.smoothed(0).toMatrix(), exact.toMatrix());
        assertIdentical(exact.smoothed(1).toMatrix(), row(0.25, 0.25, 0.25, 0.25));
        assertClose(Targets.ofDistributions(row(0.2, 0.8)).smoothed(0.5).toMatrix(), row(0.35, 0.65), 1e-16);
    }

    @Test
    void classIndicesOutOfRangeAreRefused() {
        assertRefused(
                () -> Targets.ofClasses(3, new int[] {0, 3}),
                "indices must be in 0 … 2, but row 1 (counted from 0) is 3");
        assertRefused(() -> Targets.ofClass(3, -1), "indices must be in 0 … 2, but row 0 (counted from 0) is -1");
        assertRefused(
                () -> Targets.ofClasses(1, new int[] {0, 1}),
                "indices must be in 0 … 0, but row 1 (counted from 0) is 1: two classes need two outputs, since softmax of one is always 1");
        assertRefused(
                () -> Targets.ofDistributions(column(1, 0)),
                "targets must have rows that sum to 1 within 1.0E-9, but row 1 (counted from 0) sums to 0.0; two classes need two columns: 1 − y beside y");
        assertRefused(() -> Targets.ofClasses(3, new int[0]), "indices is empty");
        assertRefused(() -> Targets.ofClass(0, 0), "classes must be at least 1, but is 0");
    }

    @Test
    void rowsThatAreNoDistributionsAreRefused() {
        final double tooMuch = 0.5 + 1.1e-9;
        assertSecondRefused("must not be negative, but row 1, column 1 (counted from 0) is -0.5", 1.5, -0.5);
        assertSecondRefused("must not be negative, but row 1, column 0 (counted from 0) is NaN", Double.NaN, 1);
        final var sum = "must have rows that sum to 1 within 1.0E-9, but row 1 (counted from 0) sums to ";
        final var normalise = "; Softmax.normalised divides each row by its sum, if it is rounding as in float32";
        assertSecondRefused(sum + 0.75 + normalise, 0.5, 0.25);
        assertSecondRefused(sum + "Infinity" + normalise, 0.5, Double.POSITIVE_INFINITY);
        assertSecondRefused(sum + (0.5 + tooMuch) + normalise, 0.5, tooMuch);
        assertRefused(() -> Targets.ofDistributions(new DMatrixRMaj(0, 2)), "targets is empty: its shape is 0×2");
    }

    /** As from a network of another system, whose probabilities are numbers of 32 bits. */
    @Test
    void rowsInSinglePrecisionAreDistributionsOnceTheyAreNormalised() {
        final var P = Softmax.probabilities(Matrices.gaussian(100, 10, 3, 1));
        final var rounded = P.copy();
        for (int i = 0; i < rounded.getNumElements(); i++) {
            rounded.data[i] = (float) rounded.data[i];
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Targets.ofDistributions(rounded));
        final var targets = Targets.ofDistributions(Softmax.normalised(rounded));
        assertClose(targets.toMatrix(), P, 1e-7);
        assertThat(CrossEntropy.lossOfProbabilities(Softmax.normalised(rounded), targets))
                .isCloseTo(CrossEntropy.lossOfProbabilities(P, targets), within(1e-7));
    }

    private static void assertSecondRefused(String message, double... row) {
        assertRefused(() -> Targets.ofDistributions(rows(new double[] {0.5, 0.5}, row)), "targets " + message);
    }

    @Test
    void smoothingOutsideOfZeroToOneIsRefused() {
        for (final double bad : new double[] {-0.1, 1.5, Double.NaN}) {
            assertRefused(() -> Targets.ofClass(2, 0).smoothed(bad), "epsilon must be in [0, 1], but is " + bad);
        }
    }
}
