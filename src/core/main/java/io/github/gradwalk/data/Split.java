package io.github.gradwalk.data;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.argument.Summary;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A data set in up to three parts: one for training, one for choosing (when to stop, which settings), and one for a single test at
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
     * the validation part, each rounded to the nearest whole number, halves up, but at least one; the rest are for training. If
     * that leaves nothing for training, the larger of the two parts gives one up. The same seed gives the same parts on every machine. An
     * example with soft labels counts towards its most probable class. A class without examples is ignored.
     *
     * @param validationShare in [0, 1); with 0 there is no validation part
     * @param testShare in [0, 1); with 0 there is no test part
     * @throws IllegalArgumentException if a share is not in [0, 1), their sum is 1 or more, or a class has fewer examples
     *     than there are parts
     */
    public static Split stratified(Dataset dataset, double validationShare, double testShare, long seed) {
        return of(dataset, Groups.classes(dataset), new Shares(validationShare, testShare), seed);
    }

    /**
     * Splits at random, whatever the classes, which may be missing from a part. The sizes of the parts are rounded as those of a class are
     * by {@link #stratified}.
     *
     * @param validationShare in [0, 1); with 0 there is no validation part
     * @param testShare in [0, 1); with 0 there is no test part
     * @throws IllegalArgumentException if a share is not in [0, 1), their sum is 1 or more, or there are fewer examples than parts
     */
    public static Split random(Dataset dataset, double validationShare, double testShare, long seed) {
        return of(dataset, Groups.whole(dataset), new Shares(validationShare, testShare), seed);
    }

    private static Split of(Dataset dataset, Groups groups, Shares shares, long seed) {
        final var train = new ArrayList<Integer>();
        final var validation = new ArrayList<Integer>();
        final var test = new ArrayList<Integer>();
        for (final var group : groups.shuffled(seed)) {
            group.requireEnough(shares.parts(), shares.toString());
            final var rows = group.rows();
            final var sizes = shares.of(rows.size());
            final int held = sizes.test() + sizes.validation();
            test.addAll(rows.subList(0, sizes.test()));
            validation.addAll(rows.subList(sizes.test(), held));
            train.addAll(rows.subList(held, rows.size()));
        }
        return new Split(part(dataset, train).orElseThrow(), part(dataset, validation), part(dataset, test));
    }

    /**
     * Returns splits for cross-validation, in each of which another part of the examples is for testing and all others are for training. Each
     * class is split in the same proportion, at random: each example is in the test part of exactly one split, and two test parts differ by at
     * most one example of a class, and by at most one in all. There is no validation part.
     *
     * <p>The examples of a split are copied each time it is taken from the list, so that not all are in memory at once.
     *
     * @param folds the number of splits, at least 2
     * @throws IllegalArgumentException if there are fewer than 2 folds, or a class has examples, but fewer than there are folds
     */
    public static List<Split> stratifiedFolds(Dataset dataset, int folds, long seed) {
        return folds(dataset, Groups.classes(dataset).folds(folds, seed));
    }

    /**
     * Returns splits for cross-validation as {@link #stratifiedFolds} does, whatever the classes.
     *
     * @param folds the number of splits, from 2 to the number of examples
     * @throws IllegalArgumentException if there are fewer than 2 folds, or more than examples
     */
    public static List<Split> randomFolds(Dataset dataset, int folds, long seed) {
        return folds(dataset, Groups.whole(dataset).folds(folds, seed));
    }

    private static List<Split> folds(Dataset dataset, List<int[]> tests) {
        return new AbstractList<>() {
            @Override
            public Split get(int index) {
                final int[] test = tests.get(index);
                final var train = dataset.select(Groups.others(test, dataset.examples()));
                return new Split(train, Optional.empty(), Optional.of(dataset.select(test)));
            }

            @Override
            public int size() {
                return tests.size();
            }
        };
    }

    public Dataset train() {
        return train;
    }

    /** @throws IllegalStateException if there is none, because its share was 0 or this is one of several folds */
    public Dataset validation() {
        return validation.orElseThrow(() -> new IllegalStateException("this split has no validation part"));
    }

    /** @throws IllegalStateException if there is none, because its share was 0 */
    public Dataset test() {
        return test.orElseThrow(() -> new IllegalStateException("this split has no test part"));
    }

    /** The size of each part, and of each class in it. */
    @Override
    public String toString() {
        return "Split: " + part("train", train)
                + validation.map(part -> "; " + part("validation", part)).orElse("")
                + test.map(part -> "; " + part("test", part)).orElse("");
    }

    private static String part(String name, Dataset part) {
        return name + " " + part.examples() + " "
                + Summary.sizes(part.classNames(), part.Y().classSizes());
    }

    private static Optional<Dataset> part(Dataset dataset, List<Integer> rows) {
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(dataset.select(
                        rows.stream().mapToInt(row -> row).sorted().toArray()));
    }
}
