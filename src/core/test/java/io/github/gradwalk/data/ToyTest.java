package io.github.gradwalk.data;

import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Law;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ToyTest {
    private static final Offset<Double> ROUNDING = within(1e-12);

    private static double x1(Dataset dataset, int n) {
        return dataset.X().get(n, 0);
    }

    private static double x2(Dataset dataset, int n) {
        return dataset.X().get(n, 1);
    }

    private static double radius(Dataset dataset, int n) {
        return Math.hypot(x1(dataset, n), x2(dataset, n));
    }

    private static List<Dataset> all(int examples, int classes, double noise, long seed) {
        return List.of(
                Toy.blobs(examples, classes, noise, seed),
                Toy.moons(examples, noise, seed),
                Toy.circles(examples, noise, seed),
                Toy.spiral(examples, classes, noise, seed),
                Toy.xor(examples, noise, seed));
    }

    @Law
    void classesTakeTurns(
            @ForAll @IntRange(min = 7, max = 60) int examples,
            @ForAll @IntRange(min = 2, max = 7) int classes,
            @ForAll long seed) {
        for (final var dataset : all(examples, classes, 0.3, seed)) {
            assertThat(dataset.examples()).isEqualTo(examples);
            assertThat(dataset.features()).isEqualTo(2);
            for (int n = 0; n < examples; n++) {
                assertThat(dataset.Y().classOf(n)).isEqualTo(n % dataset.classes());
            }
        }
    }

    @Law
    void theSameSeedGivesTheSameData(@ForAll long seed) {
        final var once = all(20, 3, 0.2, seed);
        final var again = all(20, 3, 0.2, seed);
        final var other = all(20, 3, 0.2, seed + 1);
        for (int i = 0; i < once.size(); i++) {
            assertIdentical(again.get(i).X(), once.get(i).X());
            assertThat(other.get(i).X().data).isNotEqualTo(once.get(i).X().data);
        }
    }

    /** These very bits, on every machine and every Java. */
    @Test
    void valuesArePinned() {
        assertThat(all(9, 3, 0.2, 7))
                .extracting(dataset -> Arrays.hashCode(dataset.X().data))
                .containsExactly(-181701363, -668596318, -1014650684, -679594780, -1322479063);
    }

    @Test
    void blobsAreAroundEvenlySpacedPointsOfTheUnitCircle() {
        final var centres = Toy.blobs(4, 4, 0, 1);
        assertThat(centres.X().data).containsExactly(new double[] {0, 1, -1, 0, 0, -1, 1, 0}, ROUNDING);
        assertThat(Toy.blobs(3, 3, 0, 1).X().data)
                .containsExactly(new double[] {0, 1, -Math.sqrt(0.75), -0.5, Math.sqrt(0.75), -0.5}, ROUNDING);
    }

    @Test
    void noiseIsTheStandardDeviationOfEachFeature() {
        final var dataset = Toy.xor(40_000, 0.3, 5);
        final double[] squares = new double[2];
        for (int n = 0; n < dataset.examples(); n++) {
            squares[0] += Math.pow(Math.abs(x1(dataset, n)) - 1, 2) / dataset.examples();
            squares[1] += Math.pow(Math.abs(x2(dataset, n)) - 1, 2) / dataset.examples();
        }
        assertThat(Math.sqrt(squares[0])).isCloseTo(0.3, within(0.005));
        assertThat(Math.sqrt(squares[1])).isCloseTo(0.3, within(0.005));
    }

    @Test
    void moonsAreHalfCirclesThatReachIntoEachOther() {
        final var moons = Toy.moons(50, 0, 1);
        for (int n = 0; n < 50; n += 2) {
            assertThat(radius(moons, n)).isCloseTo(1, ROUNDING);
            assertThat(x2(moons, n)).isBetween(0.0, 1.0);
            assertThat(Math.hypot(x1(moons, n + 1) - 1, x2(moons, n + 1) - 0.5)).isCloseTo(1, ROUNDING);
            assertThat(x2(moons, n + 1)).isBetween(-0.5, 0.5);
        }
    }

    @Test
    void circlesHaveTheRadiusOneHalfAndOne() {
        final var circles = Toy.circles(50, 0, 1);
        for (int n = 0; n < 50; n++) {
            assertThat(radius(circles, n)).isCloseTo(n % 2 == 0 ? 0.5 : 1, ROUNDING);
        }
        // the inner and the outer ones come in the same directions, all the way round
        assertThat(x1(circles, 24) * 2).isCloseTo(x1(circles, 25), ROUNDING);
        assertThat(Math.atan2(x2(circles, 2), x1(circles, 2)) - Math.atan2(x2(circles, 0), x1(circles, 0)))
                .isCloseTo(2 * Math.PI / 25, ROUNDING);
    }

    @Test
    void spiralStaysInTheUnitCircleAndItsArmsAreAlike() {
        final var noisy = Toy.spiral(300, 3, 5, 1);
        for (int n = 0; n < 300; n++) {
            assertThat(radius(noisy, n)).isCloseTo((n / 3 + 0.5) / 100, ROUNDING);
        }
        final var arms = Toy.spiral(300, 3, 0, 1);
        for (int n = 0; n < 300; n += 3) {
            final double angle = Math.atan2(x2(arms, n), x1(arms, n));
            assertThat(x1(arms, n + 1)).isCloseTo(radius(arms, n) * Math.cos(angle + 2 * Math.PI / 3), ROUNDING);
            assertThat(x2(arms, n + 2)).isCloseTo(radius(arms, n) * Math.sin(angle + 4 * Math.PI / 3), ROUNDING);
        }
        // four radians from the centre to the end
        final double first = Math.atan2(x2(arms, 0), x1(arms, 0));
        final double last = Math.atan2(x2(arms, 297), x1(arms, 297));
        assertThat(last - first + 2 * Math.PI).isCloseTo(4 * 0.99, ROUNDING);
    }

    @Test
    void xorIsClassOneWhereTheSignsAgree() {
        final var xor = Toy.xor(10, 0, 1);
        for (int n = 0; n < 10; n++) {
            assertThat(Math.abs(x1(xor, n))).isEqualTo(1);
            assertThat(Math.abs(x2(xor, n))).isEqualTo(1);
            assertThat(xor.Y().classOf(n)).isEqualTo(x1(xor, n) * x2(xor, n) > 0 ? 0 : 1);
        }
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        assertRefused(() -> Toy.blobs(5, 1, 0.1, 1), "classes must be at least 2, but is 1");
        assertRefused(
                () -> Toy.spiral(2, 3, 0.1, 1),
                "examples, of all classes together, must be at least classes, 3, but is 2");
        assertRefused(
                () -> Toy.moons(1, 0.1, 1), "examples, of all classes together, must be at least classes, 2, but is 1");
        assertRefused(() -> Toy.xor(3, 0.1, 1), "examples, of all classes together, must be at least 4, but is 3");
        for (final double bad : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertRefused(() -> Toy.circles(9, bad, 1), "noise must be finite and at least 0, but is " + bad);
        }
    }
}
