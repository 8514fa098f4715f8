package io.github.gradwalk.data;

import static io.github.gradwalk.Matrices.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Law;
import io.github.gradwalk.Targets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
    /** Classes of these sizes, one after the other; the only feature is the number of the example. */
    private static Dataset classes(int... sizes) {
        final int[] indices = IntStream.range(0, sizes.length)
                .flatMap(k -> IntStream.generate(() -> k).limit(sizes[k]))
                .toArray();
        final var X = new DMatrixRMaj(indices.length, 1);
        for (int n = 0; n < indices.length; n++) {
            X.set(n, 0, n);
        }
        return new Dataset(X, Targets.ofClasses(sizes.length, indices));
    }

    private static double[] numbers(Dataset part) {
        return Arrays.copyOf(part.X().data, part.examples());
    }

    private static long ofClass(Dataset part, int k) {
        return IntStream.range(0, part.examples())
                .filter(n -> part.Y().classOf(n) == k)
                .count();
    }

    @Law
    void everyExampleIsInOnePartAndEveryClassIsSplitInProportion(
            @ForAll @Size(min = 2, max = 5) List<@IntRange(min = 10, max = 60) Integer> sizes, @ForAll long seed) {
        final var dataset = classes(sizes.stream().mapToInt(size -> size).toArray());
        final var split = Split.stratified(dataset, 0.15, 0.25, seed);
        final double[] together = Arrays.stream(new Dataset[] {split.train(), split.validation(), split.test()})
                .flatMapToDouble(part -> Arrays.stream(numbers(part)))
                .sorted()
                .toArray();
        assertThat(together).isEqualTo(numbers(dataset));
        for (int k = 0; k < sizes.size(); k++) {
            assertThat(ofClass(split.validation(), k)).isEqualTo(Math.round(sizes.get(k) * 0.15));
            assertThat(ofClass(split.test(), k)).isEqualTo(Math.round(sizes.get(k) * 0.25));
        }
        for (final var part : new Dataset[] {split.train(), split.validation(), split.test()}) {
            assertThat(numbers(part)).isSorted();
            for (int i = 0; i < part.examples(); i++) {
                assertThat(part.Y().classOf(i)).isEqualTo(dataset.Y().classOf((int) numbers(part)[i]));
            }
        }
    }

    @Law
    void theSeedDecides(@ForAll long seed) {
        final var dataset = classes(30, 40);
        final var test = numbers(Split.stratified(dataset, 0.2, 0.2, seed).test());
        assertThat(numbers(Split.stratified(dataset, 0.2, 0.2, seed).test())).isEqualTo(test);
        assertThat(numbers(Split.stratified(dataset, 0.2, 0.2, seed + 1).test()))
                .isNotEqualTo(test);
    }

    @Test
    void halvesAreRoundedUp() {
        final var split = Split.stratified(classes(10), 0.25, 0.25, 1);
        assertThat(split.validation().examples()).isEqualTo(3);
        assertThat(split.test().examples()).isEqualTo(3);
        assertThat(split.train().examples()).isEqualTo(4);
    }

    @Test
    void aShareOfZeroGivesNoPart() {
        final var noValidation = Split.stratified(classes(5, 5), 0, 0.2, 1);
        assertThat(noValidation.train().examples() + noValidation.test().examples())
                .isEqualTo(10);
        assertThatIllegalStateException()
                .isThrownBy(noValidation::validation)
                .withMessage("validationShare was 0: there is no such part");
        assertThatIllegalStateException()
                .isThrownBy(() -> Split.stratified(classes(5, 5), 0.2, 0, 1).test())
                .withMessage("testShare was 0: there is no such part");
    }

    @Test
    void aClassWithoutExamplesIsNoObstacle() {
        assertThat(Split.stratified(classes(5, 0, 5), 0.2, 0.2, 1).train().classes())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "4, 0.1, 0.2, '3, 0 and 1'",
        "2, 0.0, 0.2, '2, 0 and 0'",
        "1, 0.0, 0.5, '0, 0 and 1'",
        "2, 0.4, 0.4, '0, 1 and 1'"
    })
    void tooFewExamplesAreRefused(int examples, double validation, double test, String parts) {
        assertRefused(
                () -> Split.stratified(classes(20, examples), validation, test, 1),
                "class \"class 2\" has too few examples, " + examples + ": training, validation (" + validation
                        + ") and test (" + test + ") would get " + parts);
    }

    @Test
    void sharesThatLeaveNothingAreRefused() {
        final var dataset = classes(10, 10);
        assertRefused(() -> Split.stratified(dataset, -0.1, 0.2, 1), "validationShare must be in [0, 1), but is -0.1");
        assertRefused(() -> Split.stratified(dataset, 0.1, 1, 1), "testShare must be in [0, 1), but is 1.0");
        assertRefused(
                () -> Split.stratified(dataset, Double.NaN, 0.2, 1), "validationShare must be in [0, 1), but is NaN");
        assertRefused(
                () -> Split.stratified(dataset, 0.5, 0.5, 1),
                "the sum of validationShare and testShare must be less than 1, but they are 0.5 and 0.5");
    }
}
