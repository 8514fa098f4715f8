package io.github.gradwalk.bench.spark;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Made data, cached: two clusters of each class in random places, in noise so strong that some overlap. Row n is the same in every table. */
final class MadeRows {
    private static final int CLUSTERS = 2;
    private static final double DISTANCE = 5;

    private final SparkSession session;
    private final int features;
    private final int classes;
    private Dataset<Row> table;
    private int rows;
    private int partitions;

    MadeRows(SparkSession session, int features, int classes) {
        this.session = session;
        this.features = features;
        this.classes = classes;
    }

    /** Returns a table of so many rows, which replaces the one before. */
    Dataset<Row> table(int rows, int partitions) {
        if (table != null && this.rows == rows && this.partitions == partitions) {
            return table;
        }
        if (table != null) {
            table.unpersist(true);
        }
        this.rows = rows;
        this.partitions = partitions;
        final int features = this.features;
        final int classes = this.classes;
        final var numbers = session.range(0, rows, 1, partitions).toJavaRDD();
        final var made = numbers.map(n -> row(n, features, classes));
        table = session.createDataFrame(
                        made,
                        new StructType()
                                .add("features", SQLDataTypes.VectorType())
                                .add("label", DataTypes.DoubleType))
                .cache();
        table.count();
        return table;
    }

    private static Row row(long n, int features, int classes) {
        final var random = new SplittableRandom(n);
        final int cluster = random.nextInt(classes * CLUSTERS);
        final var centre = new SplittableRandom(-1 - cluster);
        final double width = DISTANCE / Math.sqrt(features);
        final double[] x = IntStream.range(0, features)
                .mapToDouble(j -> width * uniform(centre) + uniform(random))
                .toArray();
        return RowFactory.create(Vectors.dense(x), (double) (cluster % classes));
    }

    /** A number with mean 0 and variance 1. */
    private static double uniform(SplittableRandom random) {
        return Math.sqrt(12) * (random.nextDouble() - 0.5);
    }
}
