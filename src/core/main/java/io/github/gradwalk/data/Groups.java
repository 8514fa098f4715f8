package io.github.gradwalk.data;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The rows of a data set in groups, each of which is split in the same proportion: its classes, or all rows as one group. */
final class Groups {
    /** A group, with its name for a message. */
    record Group(String name, List<Integer> rows) {
        void requireEnough(int parts, String forWhat) {
            Require.that(
                    rows.size() >= parts,
                    "%s has too few examples, %d, for %s to get one each",
                    name,
                    rows.size(),
                    forWhat);
        }
    }

    private final List<Group> groups;

    private Groups(List<Group> groups) {
        this.groups = groups;
    }

    /** One group of all rows. */
    static Groups whole(Dataset dataset) {
        Require.notNull("dataset", dataset);
        return new Groups(List.of(new Group(
                "dataset", IntStream.range(0, dataset.examples()).boxed().toList())));
    }

    /** A group for each class that has examples; of a soft label, the most probable class counts. */
    static Groups classes(Dataset dataset) {
        Require.notNull("dataset", dataset);
        final var groups = dataset.classNames().stream()
                .map(name -> new Group("class \"" + Names.inMessage(name) + "\"", new ArrayList<>()))
                .toList();
        for (int n = 0; n < dataset.examples(); n++) {
            groups.get(dataset.Y().classOf(n)).rows.add(n);
        }
        return new Groups(groups.stream().filter(group -> !group.rows.isEmpty()).toList());
    }

    /** Returns the groups, each in random order. */
    List<Group> shuffled(long seed) {
        final var random = new Random(seed);
        return groups.stream()
                .map(group -> {
                    final var rows = new ArrayList<>(group.rows);
                    Collections.shuffle(rows, random);
                    return new Group(group.name, rows);
                })
                .toList();
    }

    /** Returns the rows of each fold, in ascending order. */
    List<int[]> folds(int count, long seed) {
        Require.that(count >= 2, "folds must be at least 2, but is %d", count);
        final var order = new ArrayList<Integer>();
        for (final var group : shuffled(seed)) {
            group.requireEnough(count, count + " folds");
            order.addAll(group.rows);
        }
        // Dealt out like cards, group after group, so that neither a group nor the whole is shared unevenly.
        return IntStream.range(0, count)
                .mapToObj(fold -> IntStream.range(0, order.size())
                        .filter(i -> i % count == fold)
                        .map(order::get)
                        .sorted()
                        .toArray())
                .toList();
    }

    /** Returns the rows that are not among these, which are in ascending order. */
    static int[] others(int[] rows, int examples) {
        return IntStream.range(0, examples)
                .filter(n -> Arrays.binarySearch(rows, n) < 0)
                .toArray();
    }
}
