package io.github.gradwalk.data;

import static io.github.gradwalk.Matrices.assertClose;
import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.column;
import static io.github.gradwalk.Matrices.gaussian;
import static io.github.gradwalk.Matrices.row;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Law;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class StandardiserTest {
    /** Features as different as those of penguins: 4000 g and 17 mm. */
    private static DMatrixRMaj raw(int examples, long seed) {
        final var X = gaussian(examples, 3, 1, seed);
        for (int n = 0; n < examples; n++) {
            X.set(n, 0, 4000 + 800 * X.get(n, 0));
            X.set(n, 1, 17 + 2 * X.get(n, 1));
        }
        return X;
    }

    @Test
    void theDeviationIsThatOfThePopulation() {
        final var standardiser = Standardiser.of(rows(new double[] {1, 10}, new double[] {3, 10}));
        assertIdentical(standardiser.mean(), row(2, 10));
        assertIdentical(standardiser.standardDeviation(), row(1, 1)); // √(((1−2)² + (3−2)²)/2); 1 where all are equal
        assertIdentical(
                standardiser.apply(rows(new double[] {1, 10}, new double[] {4, 12})),
                rows(new double[] {-1, 0}, new double[] {2, 2}));
    }

    @Law
    void theExamplesItWasMadeOfGetMeanZeroAndDeviationOne(
            @ForAll @IntRange(min = 2, max = 50) int examples, @ForAll long seed) {
        final var X = raw(examples, seed);
        final var before = X.copy();
        final var again = Standardiser.of(Standardiser.of(X).apply(X));
        assertClose(again.mean(), row(0, 0, 0), 1e-12);
        assertClose(again.standardDeviation(), row(1, 1, 1), 1e-12);
        assertIdentical(X, before);
    }

    @Test
    void aColumnOfEqualNumbersIsConstantInSpiteOfRounding() {
        final var standardiser = Standardiser.of(column(0.1, 0.1, 0.1, 0.1, 0.1, 0.1));
        assertIdentical(standardiser.mean(), row(0.1));
        assertIdentical(standardiser.standardDeviation(), row(1));
    }

    @Test
    void tinyAndHugeFeaturesAreStandardisedToo() {
        for (final double scale : new double[] {1e-300, 1e300}) {
            final var standardiser = Standardiser.of(column(scale, 3 * scale));
            assertThat(standardiser.mean().get(0)).isCloseTo(2 * scale, within(1e-15 * scale));
            assertThat(standardiser.standardDeviation().get(0)).isCloseTo(scale, within(1e-15 * scale));
        }
    }

    @Test
    void aDatasetKeepsTargetsAndNames() {
        final var moons = Toy.moons(10, 0.1, 1);
        final var standardiser = Standardiser.of(moons.X());
        final var standardised = standardiser.apply(moons);
        assertIdentical(standardised.X(), standardiser.apply(moons.X()));
        assertThat(standardised.Y()).isSameAs(moons.Y());
        assertThat(standardised.featureNames()).isEqualTo(moons.featureNames());
        assertThat(standardised.classNames()).isEqualTo(moons.classNames());
    }

    @Law
    void aFoldedNetworkTakesFeaturesAsTheyAre(@ForAll long seed) {
        final var X = raw(20, seed);
        final var standardiser = Standardiser.of(X);
        final var net = Mlp.create(new int[] {3, 5, 4}, Activation.TANH, new Initialisation.Glorot(), seed);
        final var before = net.layers().get(0).W().copy();
        final var folded = standardiser.foldInto(net);
        assertClose(folded.logits(X), net.logits(standardiser.apply(X)), 1e-12);

        for (final var layer : folded.layers()) {
            layer.W().fill(0);
            layer.b().fill(0);
        }
        assertIdentical(net.layers().get(0).W(), before); // and the other layers are copies too:
        assertThat(net.layers().get(1).W().data).doesNotContain(0);
        assertThat(folded.layers().get(0).activation()).isEqualTo(Activation.TANH);
        assertThat(folded.layers().get(1).activation()).isEqualTo(Activation.IDENTITY);
    }

    @Test
    void itKeepsItsOwnNumbers() {
        final var mean = row(1, 2);
        final var standardiser = new Standardiser(mean, row(1, 1));
        mean.fill(9);
        standardiser.mean().fill(9);
        standardiser.standardDeviation().fill(9);
        assertIdentical(standardiser.standardDeviation(), row(1, 1));
        assertIdentical(standardiser.mean(), row(1, 2));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        final var standardiser = new Standardiser(row(1, 2), row(1, 1));
        assertRefused(() -> Standardiser.of(new DMatrixRMaj(0, 2)), "X is empty: its shape is 0×2");
        assertRefused(
                () -> Standardiser.of(column(1, Double.NaN)),
                "X must be finite, but row 1, column 0 (counted from 0) is NaN");
        assertRefused(
                () -> Standardiser.of(column(-1.7e308, 1.7e308)),
                "mean must be finite, but row 0, column 0 (counted from 0) is Infinity");
        assertRefused(() -> standardiser.apply(column(1, 2)), "X must have the shape 2×2, but has 2×1");
        assertRefused(
                () -> standardiser.foldInto(Mlp.create(new int[] {3, 2}, Activation.RELU, new Initialisation.He(), 1)),
                "net must take 2 features, but takes 3");
        assertRefused(
                () -> new Standardiser(row(0), row(1e-320))
                        .foldInto(new Mlp(List.of(new Layer(row(3), row(0), Activation.IDENTITY)))),
                "W must be finite, but row 0, column 0 (counted from 0) is Infinity");
        assertRefused(() -> new Standardiser(column(1, 2), row(1, 2)), "mean must be one row, but has the shape 2×1");
        assertRefused(
                () -> new Standardiser(row(1, 2), row(1)),
                "standardDeviation and mean must have the same shape, but have 1×1 and 1×2");
        assertRefused(
                () -> new Standardiser(row(1, 2), row(1, 0)),
                "standardDeviation must be above 0, but column 1 (counted from 0) is 0.0");
    }
}
