package io.github.gradwalk.evaluate;

import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.row;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.Batches;
import io.github.gradwalk.Batches.Batch;
import io.github.gradwalk.Law;
import io.github.gradwalk.Softmax;
import io.github.gradwalk.Targets;
import net.jqwik.api.ForAll;
import net.jqwik.api.domains.Domain;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

@Domain(Batches.class)
class ConfusionMatrixTest {
    private static final Targets TRUTH = Targets.ofClasses(3, new int[] {0, 0, 0, 1, 1});

    /** Class 2 is neither true nor predicted anywhere. */
    private static ConfusionMatrix confusion() {
        return ConfusionMatrix.of(
                TRUTH,
                rows(
                        new double[] {3, 1, 0},
                        new double[] {-1, -2, -3},
                        new double[] {0, 1, 0.5},
                        new double[] {5, 9, -2},
                        new double[] {1, 1, -7}));
    }

    @Test
    void rowsAreTheTruthAndColumnsWhatWasPredicted() {
        final var confusion = confusion();
        final var counts = rows(new double[] {2, 1, 0}, new double[] {1, 1, 0}, new double[] {0, 0, 0});
        assertIdentical(confusion.toMatrix(), counts);
        confusion.toMatrix().fill(7); // a copy
        assertThat(confusion.count(0, 1)).isEqualTo(1);
        assertThat(confusion.count(0, 0)).isEqualTo(2);
    }

    @Test
    void accuracyPrecisionAndRecallAreShares() {
        assertThat(confusion().accuracy()).isEqualTo(3.0 / 5);
        assertThat(confusion().precision(0)).isEqualTo(2.0 / 3);
        assertThat(confusion().recall(0)).isEqualTo(2.0 / 3);
        assertThat(confusion().precision(1)).isEqualTo(1.0 / 2);
        assertThat(confusion().recall(1)).isEqualTo(1.0 / 2);
        assertThat(confusion().precision(2)).as("of nothing").isNaN();
        assertThat(confusion().recall(2)).as("of nothing").isNaN();
    }

    @Law
    void everyExampleIsCountedOnceInTheRowOfItsClass(@ForAll Batch batch) {
        final var confusion =
                ConfusionMatrix.of(batch.targets(), batch.logits()).toMatrix();
        final var sums = CommonOps_DDRM.sumRows(confusion, null);
        for (int k = 0; k < confusion.numRows; k++) {
            int ofClass = 0;
            for (int n = 0; n < batch.logits().numRows; n++) {
                ofClass += batch.targets().classOf(n) == k ? 1 : 0;
            }
            assertThat(sums.get(k)).isEqualTo(ofClass);
        }
    }

    @Law
    void logitsAndTheirProbabilitiesAreClassifiedAlike(@ForAll Batch batch) {
        assertIdentical(
                ConfusionMatrix.of(batch.targets(), Softmax.probabilities(batch.logits()))
                        .toMatrix(),
                ConfusionMatrix.of(batch.targets(), batch.logits()).toMatrix());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        final var one = Targets.ofClass(2, 0);
        final var wide = row(1, 2, 3);
        final var none = row(1, Double.NaN);
        assertRefused(() -> ConfusionMatrix.of(TRUTH, wide), "scores must have the shape 5×3, but has 1×3");
        assertRefused(() -> TRUTH.countCorrect(wide), "scores must have the shape 5×3, but has 1×3");
        final var finite = "scores must be finite or −∞, but row 0, column 1 (counted from 0) is NaN";
        assertRefused(() -> ConfusionMatrix.of(one, none), finite);
        assertRefused(() -> one.countCorrect(none), finite);
        assertRefused(() -> confusion().count(3, 0), "truth must be in 0 … 2, but is 3");
        assertRefused(() -> confusion().count(0, -1), "predicted must be in 0 … 2, but is -1");
        assertRefused(() -> confusion().precision(3), "k must be in 0 … 2, but is 3");
        assertRefused(() -> confusion().recall(-1), "k must be in 0 … 2, but is -1");
    }
}
