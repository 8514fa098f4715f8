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
import java.util.stream.LongStream;
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

    private static double[] together(Dataset... parts) {
        return Arrays.stream(parts)
                .flatMapToDouble(part -> Arrays.stream(numbers(part)))
                .sorted()
                .toArray();
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
        assertThat(together(split.train(), split.validation(), split.test())).isEqualTo(numbers(dataset));
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
                .withMessage("this split has no validation part");
        assertThatIllegalStateException()
                .isThrownBy(() -> Split.stratified(classes(5, 5), 0.2, 0, 1).test())
                .withMessage("this split has no test part");
    }

    @Test
    void aClassWithoutExamplesIsNoObstacle() {
        assertThat(Split.stratified(classes(5, 0, 5), 0.2, 0.2, 1).train().classes())
                .isEqualTo(3);
    }

    /** Training gets the rest, but something. */
    @ParameterizedTest
    @CsvSource({
        "9, 0.0, 0.05, 0, 1",
        "4, 0.1, 0.2, 1, 1",
        "2, 0.0, 0.2, 0, 1",
        "3, 0.001, 0.001, 1, 1",
        "10, 0.49, 0.49, 4, 5",
        "4, 0.1, 0.89, 1, 2",
        "3, 0.9, 0.05, 1, 1"
    })
    void eachPartGetsAnExampleOfATinyClass(
            int examples, double validationShare, double testShare, int validated, int tested) {
        final var split = Split.stratified(classes(50, 50, examples), validationShare, testShare, 1);
        assertThat(ofClass(split.test(), 2)).isEqualTo(tested);
        assertThat(validationShare == 0 ? 0 : ofClass(split.validation(), 2)).isEqualTo(validated);
        assertThat(ofClass(split.train(), 2)).isEqualTo(examples - tested - validated);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.0, 0.5, training and test",
        "1, 0.5, 0.0, training and validation",
        "2, 0.4, 0.4, 'training, validation and test'"
    })
    void fewerExamplesThanPartsAreRefused(int examples, double validation, double test, String parts) {
        assertRefused(
                () -> Split.stratified(classes(20, examples), validation, test, 1),
                "class \"class 2\" has too few examples, " + examples + ", for " + parts + " to get one each");
        assertRefused(
                () -> Split.random(classes(examples, 0), validation, test, 1),
                "dataset has too few examples, " + examples + ", for " + parts + " to get one each");
    }

    @Law
    void aRandomSplitTakesNoNoticeOfClasses(@ForAll @IntRange(min = 10, max = 80) int examples, @ForAll long seed) {
        final var dataset = classes(examples - 1, 1);
        final var split = Split.random(dataset, 0.15, 0.25, seed);
        assertThat(split.validation().examples()).isEqualTo((int) Math.round(examples * 0.15));
        assertThat(split.test().examples()).isEqualTo((int) Math.round(examples * 0.25));
        assertThat(together(split.train(), split.validation(), split.test())).isEqualTo(numbers(dataset));
        assertThat(split.test().classes()).isEqualTo(2);
        assertThat(numbers(Split.random(dataset, 0.15, 0.25, seed).test())).isEqualTo(numbers(split.test()));
    }

    @Law
    void everyExampleIsTestedOnceAndFoldsAreAlike(
            @ForAll @Size(min = 2, max = 5) List<@IntRange(min = 7, max = 40) Integer> sizes,
            @ForAll @IntRange(min = 2, max = 7) int folds,
            @ForAll boolean stratified,
            @ForAll long seed) {
        final var dataset = classes(sizes.stream().mapToInt(size -> size).toArray());
        final var splits =
                stratified ? Split.stratifiedFolds(dataset, folds, seed) : Split.randomFolds(dataset, folds, seed);
        assertThat(splits).hasSize(folds);
        final var tests = splits.stream().map(Split::test).toArray(Dataset[]::new);
        assertThat(together(tests)).isEqualTo(numbers(dataset));
        assertAlike(Arrays.stream(tests).mapToLong(Dataset::examples));
        for (int k = 0; stratified && k < sizes.size(); k++) {
            final int of = k;
            assertAlike(Arrays.stream(tests).mapToLong(test -> ofClass(test, of)));
        }
        for (final var split : splits) {
            assertThat(together(split.train(), split.test())).isEqualTo(numbers(dataset));
            assertThat(numbers(split.train())).isSorted();
            assertThat(numbers(split.test())).isSorted();
        }
        final var again =
                stratified ? Split.stratifiedFolds(dataset, folds, seed) : Split.randomFolds(dataset, folds, seed);
        assertThat(numbers(again.get(1).test())).isEqualTo(numbers(tests[1]));
    }

    private static void assertAlike(LongStream sizes) {
        final var summary = sizes.summaryStatistics();
        assertThat(summary.getMax() - summary.getMin()).isLessThanOrEqualTo(1);
    }

    @Test
    void foldsThatCannotBeAreRefused() {
        final var dataset = classes(9, 3);
        assertRefused(() -> Split.randomFolds(dataset, 1, 1), "folds must be at least 2, but is 1");
        assertRefused(
                () -> Split.stratifiedFolds(dataset, 4, 1),
                "class \"class 2\" has too few examples, 3, for 4 folds to get one each");
        assertRefused(
                () -> Split.randomFolds(dataset, 13, 1),
                "dataset has too few examples, 12, for 13 folds to get one each");
        assertThat(Split.randomFolds(dataset, 12, 1)).hasSize(12);
        assertThatIllegalStateException()
                .isThrownBy(() -> Split.stratifiedFolds(dataset, 3, 1).get(0).validation())
                .withMessage("this split has no validation part");
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
