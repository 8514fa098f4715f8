package io.github.gradwalk.spark;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Matrices;
import io.github.gradwalk.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The one session of all tests, and data for it. */
final class Sessions {
    private static final StructType COLUMNS = new StructType(new StructField[] {
        new StructField("features", SQLDataTypes.VectorType(), true, Metadata.empty()),
        new StructField("label", DataTypes.DoubleType, true, Metadata.empty()),
        new StructField("weight", DataTypes.DoubleType, true, Metadata.empty())
    });

    private static SparkSession session;

    private Sessions() {}

    static synchronized SparkSession get() {
        if (session == null) {
            session = SparkSession.builder()
                    .master("local[2]")
                    .appName("gradwalk's tests")
                    .config("spark.ui.enabled", false)
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.sql.shuffle.partitions", 2)
                    .config("spark.sql.warehouse.dir", "target/gradwalk-spark/warehouse")
                    .getOrCreate();
        }
        return session;
    }

    /** Rows of features, label and weight in this order, in so many partitions. */
    static org.apache.spark.sql.Dataset<Row> table(SparkSession session, List<Row> rows, int partitions) {
        final var context = JavaSparkContext.fromSparkContext(session.sparkContext());
        return session.createDataFrame(context.parallelize(rows, partitions), COLUMNS);
    }

    static org.apache.spark.sql.Dataset<Row> table(Dataset data, int partitions) {
        return table(get(), rows(data, false), partitions);
    }

    /** The rows of a data set; the weight of row n is n mod 3. */
    static List<Row> rows(Dataset data, boolean sparse) {
        final var rows = new ArrayList<Row>();
        for (int n = 0; n < data.examples(); n++) {
            final Vector features = Vectors.dense(Matrices.rowOf(data.X(), n).data);
            rows.add(RowFactory.create(
                    sparse ? features.toSparse() : features, (double) data.Y().classOf(n), (double) (n % 3)));
        }
        return rows;
    }

    /** Three classes in four dimensions, which overlap. */
    static Dataset data(int examples) {
        final var X = Matrices.gaussian(examples, 4, 1, 7);
        final int[] classes = new Random(7).ints(examples, 0, 3).toArray();
        for (int n = 0; n < examples; n++) {
            X.set(n, classes[n], X.get(n, classes[n]) + 2);
            X.set(n, 3, n % 2 * X.get(n, 3));
        }
        return new Dataset(X, Targets.ofClasses(3, classes));
    }

    static double[] weights(Dataset data) {
        final double[] weights = new double[data.examples()];
        for (int n = 0; n < weights.length; n++) {
            weights[n] = n % 3;
        }
        return weights;
    }
}
