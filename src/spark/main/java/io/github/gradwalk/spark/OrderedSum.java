package io.github.gradwalk.spark;

import java.io.Serializable;
import java.util.TreeMap;

/**
 * The sum of one vector of each partition, in an order that follows from the numbers of the partitions alone: it has the same bits
 * whatever order tasks end in, which a sum of floating-point numbers in the order of their arrival has not.
 *
 * <p>Spark's {@code treeAggregate} first brings together every G-th partition, and then the G groups. Each group is summed here when it is
 * complete, in the order of its partitions, and the groups are summed last. So no more vectors travel than in any other tree; only where
 * partitions meet do they wait for one another. Should Spark group them otherwise, more would wait, and the sum would be the same.
 */
final class OrderedSum implements Serializable {
    private static final long serialVersionUID = 1;

    private final int partitions;
    private final int groups;
    private final TreeMap<Integer, double[]> waiting = new TreeMap<>();
    private final TreeMap<Integer, double[]> complete = new TreeMap<>();

    /** A sum to which nothing has been added. */
    OrderedSum(int partitions) {
        this.partitions = partitions;
        groups = groups(partitions);
    }

    /** As many groups as {@code treeAggregate} makes with a depth of 2. */
    private static int groups(int partitions) {
        final int scale = Math.max((int) Math.ceil(Math.sqrt(partitions)), 2);
        return partitions > scale + Math.ceil((double) partitions / scale) ? partitions / scale : partitions;
    }

    /** Adds the vector of a partition, which is kept. */
    OrderedSum add(int partition, double[] vector) {
        waiting.put(partition, vector);
        complete(partition % groups);
        return this;
    }

    /** Adds what others have added to another sum. */
    OrderedSum merge(OrderedSum other) {
        waiting.putAll(other.waiting);
        complete.putAll(other.complete);
        other.waiting.keySet().stream()
                .map(partition -> partition % groups)
                .distinct()
                .forEach(this::complete);
        return this;
    }

    /** Sums a group if all its partitions are here. */
    private void complete(int group) {
        for (int partition = group; partition < partitions; partition += groups) {
            if (!waiting.containsKey(partition)) {
                return;
            }
        }
        final double[] sum = waiting.remove(group);
        for (int partition = group + groups; partition < partitions; partition += groups) {
            add(waiting.remove(partition), sum);
        }
        complete.put(group, sum);
    }

    /** Returns the sum of all partitions. */
    double[] total() {
        if (complete.size() != groups) {
            throw new IllegalStateException(
                    "of " + groups + " groups of partitions, only " + complete.size() + " are complete");
        }
        final double[] total = complete.get(0).clone();
        for (int group = 1; group < groups; group++) {
            add(complete.get(group), total);
        }
        return total;
    }

    private static void add(double[] vector, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += vector[i];
        }
    }
}
