package io.github.gradwalk.data;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.argument.Summary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A data set in three parts: one for training, one for choosing (when to stop, which settings), and one for a single test at
 * the end.
 *
 * <p>Every example is in exactly one part. Within a part, the examples keep their order.
 */
public final class Split {
    private final Dataset train;
    private final Optional<Dataset> validation;
    private final Optional<Dataset> test;

    private Split(Dataset train, Optional<Dataset> validation, Optional<Dataset> test) {
        this.train = train;
        this.validation = validation;
        this.test = test;
    }

    /**
     * Splits each class in the same proportion, at random.
     *
     * <p>Of the {@code c} examples of a class, {@code c · testShare} go to the test part and {@code c · validationShare} to
     * the validation part, each rounded to the nearest whole number, halves up; the rest are for training. The same seed
     * gives the same parts on every machine. An example with soft labels counts towards its most probable class. A class
     * without examples is ignored.
     *
     * @param validationShare in [0, 1); with 0 there is no validation part
     * @param testShare in [0, 1); with 0 there is no test part
     * @throws IllegalArgumentException if a share is not in [0, 1), their sum is 1 or more, or a class has too few examples
     *     for each part to get at least one
     */
    public static Split stratified(Dataset dataset, double validationShare, double testShare, long seed) {
        requireShare("validationShare", validationShare);
        requireShare("testShare", testShare);
        Require.that(
                validationShare + testShare < 1,
                "the sum of validationShare and testShare must be less than 1, but they are %s and %s",
                validationShare,
                testShare);
        final var random = new Random(seed);
        final var train = new ArrayList<Integer>();
        final var validation = new ArrayList<Integer>();
        final var test = new ArrayList<Integer>();
        for (int k = 0; k < dataset.classes(); k++) {
            final var rows = rowsOfClass(dataset, k);
            Collections.shuffle(rows, random);
            final int tested = (int) Math.round(rows.size() * testShare);
            final int validated = (int) Math.round(rows.size() * validationShare);
            requireEnough(dataset.classNames().get(k), rows.size(), validationShare, validated, testShare, tested);
            test.addAll(rows.subList(0, tested));
            validation.addAll(rows.subList(tested, tested + validated));
            train.addAll(rows.subList(tested + validated, rows.size()));
        }
        return new Split(part(dataset, train).orElseThrow(), part(dataset, validation), part(dataset, test));
    }

    public Dataset train() {
        return train;
    }

    /** @throws IllegalStateException if there is none, because its share was 0 */
    public Dataset validation() {
        return validation.orElseThrow(() -> new IllegalStateException("validationShare was 0: there is no such part"));
    }

    /** @throws IllegalStateException if there is none, because its share was 0 */
    public Dataset test() {
        return test.orElseThrow(() -> new IllegalStateException("testShare was 0: there is no such part"));
    }

    /** The size of each part, and of each class in it. */
    @Override
    public String toString() {
        return "Split: " + part("train", train)
                + validation.map(part -> "\n" + part("validation", part)).orElse("")
                + test.map(part -> "\n" + part("test", part)).orElse("");
    }

    private static String part(String name, Dataset part) {
        return name + " " + part.examples() + " "
                + Summary.sizes(part.classNames(), part.Y().classSizes());
    }

    private static List<Integer> rowsOfClass(Dataset dataset, int k) {
        final var rows = new ArrayList<Integer>();
        for (int n = 0; n < dataset.examples(); n++) {
            if (dataset.Y().classOf(n) == k) {
                rows.add(n);
            }
        }
        return rows;
    }

    private static Optional<Dataset> part(Dataset dataset, List<Integer> rows) {
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(dataset.select(
                        rows.stream().mapToInt(row -> row).sorted().toArray()));
    }

    private static void requireShare(String name, double share) {
        Require.that(0 <= share && share < 1, "%s must be in [0, 1), but is %s", name, share);
    }

    private static void requireEnough(
            String className, int examples, double validationShare, int validated, double testShare, int tested) {
        final boolean enough = examples == 0
                || (validated > 0 || validationShare == 0)
                        && (tested > 0 || testShare == 0)
                        && validated + tested < examples;
        Require.that(
                enough,
                "class \"%s\" has too few examples, %d: training, validation (%s) and test (%s) would get %d, %d and %d",
                className,
                examples,
                validationShare,
                testShare,
                examples - validated - tested,
                validated,
                tested);
    }
}
