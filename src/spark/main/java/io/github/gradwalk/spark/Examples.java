package io.github.gradwalk.spark;

import io.github.gradwalk.argument.Require;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** The rows of a data set as a {@link Part} in each partition, which stay in the memory of the executors until this is closed. */
final class Examples implements AutoCloseable {
    /** The most numbers in a block: 32 MB. Tables with a hundred thousand columns have fewer rows in a block. */
    private static final int LARGEST_BLOCK = 1 << 22;

    private final JavaRDD<PartBuilder.Result> results;
    private final Shape shape;
    private final List<PartBuilder.Summary> summaries;

    /**
     * @param table features, label and weight of each row
     * @param classWeights one for each class; none if all are 1
     * @throws IllegalArgumentException naming the first row with which something is wrong; or if there is no row, or rows of one class only, or no weight
     */
    Examples(Dataset<Row> table, Shape shape, double[] classWeights, int blockSize) {
        this.shape = shape;
        final int rowsOfBlock = Math.max(1, Math.min(blockSize, LARGEST_BLOCK / shape.features()));
        results = table.toJavaRDD()
                .mapPartitionsWithIndex(
                        (number, rows) -> List.of(new PartBuilder(shape, classWeights, rowsOfBlock).build(number, rows))
                                .iterator(),
                        false)
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            summaries = results.map(result -> result.summary).collect();
            requireUsable();
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    private void requireUsable() {
        long before = 0;
        for (final var summary : summaries) {
            Require.that(summary.error == null, summary.error, before + summary.rows);
            before += summary.rows;
        }
        Require.that(before > 0, "dataset is empty");
        Require.that(weight() > 0, "weights must not all be 0");
        final long[] sizes = new long[shape.classes()];
        for (final var summary : summaries) {
            for (int k = 0; k < sizes.length; k++) {
                sizes[k] += summary.classSizes[k];
            }
        }
        for (int k = 0; k < sizes.length; k++) {
            Require.that(
                    sizes[k] < before,
                    "labels must be of two classes or more, but all %d rows are of class %d",
                    before,
                    k);
        }
    }

    JavaRDD<Part> parts() {
        return results.map(result -> result.part);
    }

    int partitions() {
        return summaries.size();
    }

    long rows() {
        return summaries.stream().mapToLong(summary -> summary.rows).sum();
    }

    /** The sum of all weights. */
    double weight() {
        return summaries.stream().mapToDouble(summary -> summary.weight).sum();
    }

    /** Returns the number of the first row of each partition, and after them the number of all rows. */
    long[] firstRows() {
        final long[] first = new long[summaries.size() + 1];
        for (int i = 0; i < summaries.size(); i++) {
            first[i + 1] = first[i] + summaries.get(i).rows;
        }
        return first;
    }

    /** As {@code 150 × 4, 3 classes, 8 partitions, digest c0ffee42}. */
    @Override
    public String toString() {
        final var digest = new CRC32();
        summaries.forEach(summary -> digest.update((summary.rows + " " + summary.digest + " ").getBytes()));
        return rows() + " × " + shape.features() + ", " + shape.classes() + " classes, " + partitions()
                + " partitions, digest " + Long.toHexString(digest.getValue());
    }

    /** Frees the memory, even if the thread has been interrupted, which would also interrupt Spark in this. */
    @Override
    public void close() {
        final boolean isInterrupted = Thread.interrupted();
        results.unpersist();
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
