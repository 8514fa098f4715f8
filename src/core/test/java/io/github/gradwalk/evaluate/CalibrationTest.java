package io.github.gradwalk.evaluate;

import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.row;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.Batches;
import io.github.gradwalk.Batches.Batch;
import io.github.gradwalk.Law;
import io.github.gradwalk.Softmax;
import io.github.gradwalk.Targets;
import net.jqwik.api.ForAll;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

@Domain(Batches.class)
@Domain(DomainContext.Global.class)
class CalibrationTest {
    @Test
    void examplesAreSortedByTheirLargestProbability() {
        final var P = rows(
                new double[] {0.9, 0.1},
                new double[] {0.3, 0.7},
                new double[] {0.2, 0.8},
                new double[] {0.6, 0.4},
                new double[] {1, 0});
        final var calibration = Calibration.of(Targets.ofClasses(2, new int[] {0, 1, 0, 1, 0}), P, 4);
        assertThat(calibration.bins()).hasSize(4);
        assertThat(calibration.bins().get(0)).isEqualTo(new Calibration.Bin(0, 0.25, 0, Double.NaN, Double.NaN));
        assertThat(calibration.bins().get(1)).isEqualTo(new Calibration.Bin(0.25, 0.5, 0, Double.NaN, Double.NaN));
        assertThat(calibration.bins().get(2)).isEqualTo(new Calibration.Bin(0.5, 0.75, 2, (0.7 + 0.6) / 2, 0.5));
        assertThat(calibration.bins().get(3)).isEqualTo(new Calibration.Bin(0.75, 1, 3, (0.9 + 0.8 + 1) / 3, 2.0 / 3));
        // 2/5 |0.5 − 0.65| + 3/5 |2/3 − 0.9|
        assertThat(calibration.error()).isCloseTo(0.4 * 0.15 + 0.6 * (0.9 - 2.0 / 3), within(1e-15));
    }

    @Test
    void anEdgeBelongsToTheBinBelowIt() {
        for (int m = 6; m < 10; m++) {
            final double p = m / 10.0;
            final var bins =
                    Calibration.of(Targets.ofClass(2, 0), row(p, 1 - p), 10).bins();
            assertThat(bins.get(m - 1).count()).as("%s", p).isEqualTo(1);
        }
    }

    @Test
    void aProbabilityThatIsMoreThanOneByRoundingIsInTheLastBin() {
        final var bins =
                Calibration.of(Targets.ofClass(2, 0), row(1 + 1e-12, 0), 3).bins();
        assertThat(bins.get(2).count()).isEqualTo(1);
    }

    @Law
    void inOneBinTheErrorIsThatOfTheMeans(@ForAll Batch batch) {
        final var P = Softmax.probabilities(batch.logits());
        double confidence = 0;
        for (int n = 0; n < P.numRows; n++) {
            confidence += P.get(n, Softmax.argmax(P, n)) / P.numRows;
        }
        final double accuracy = ConfusionMatrix.of(batch.targets(), P).accuracy();
        assertThat(Calibration.of(batch.targets(), P, 1).error())
                .isCloseTo(Math.abs(accuracy - confidence), within(1e-14));
    }

    @Law
    void binsHoldEveryExampleBetweenTheirEdges(@ForAll Batch batch, @ForAll @IntRange(min = 1, max = 20) int bins) {
        final var P = Softmax.probabilities(batch.logits());
        final var calibration = Calibration.of(batch.targets(), P, bins);
        assertThat(calibration.bins().stream().mapToInt(Calibration.Bin::count).sum())
                .isEqualTo(P.numRows);
        assertThat(calibration.bins()).filteredOn(bin -> bin.count() > 0).allSatisfy(bin -> assertThat(bin.confidence())
                .isBetween(bin.from() - 1e-15, bin.to() + 1e-15));
        assertThat(calibration.error()).isBetween(0.0, 1.0);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        final var truth = Targets.ofClass(2, 0);
        assertRefused(() -> Calibration.of(truth, row(0.2, 0.3, 0.5), 10), "P must have the shape 1×2, but has 1×3");
        assertRefused(
                () -> Calibration.of(truth, row(2, -1), 10),
                "P must not be negative, but row 0, column 1 (counted from 0) is -1.0");
        assertRefused(() -> Calibration.of(truth, row(0.5, 0.5), 0), "bins must be at least 1, but is 0");
    }
}
