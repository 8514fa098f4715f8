package io.github.gradwalk.bench.spark;

import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import io.github.gradwalk.Activation;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.bench.worker.Blas;
import io.github.gradwalk.bench.worker.Worker;
import io.github.gradwalk.spark.GradwalkClassifier;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A classifier on Spark. Takes turns: of the numbers of rows, partitions and iterations, and the size of mini-batches or 0 for full batches,
 * {@code "100000 4 20 0"}, the seconds of the whole training, how often the loss was evaluated, the seconds of one evaluation, and the loss after each
 * iteration.
 *
 * <p>Arguments: {@code gradwalk} or {@code MLlib}, a master such as {@code local[2]}, and the layers. Hidden layers are logistic. Both begin with the same weights.
 */
public final class SparkWorker {
    private static final long SEED = 1;

    private interface Classifier {
        /** Trains, and returns the loss after each iteration. */
        double[] train(Dataset<Row> table, int[] layers, int iterations, int batch);
    }

    private SparkWorker() {}

    public static void main(String[] args) throws IOException {
        final Classifier classifier =
                switch (args[0]) {
                    case "gradwalk" -> SparkWorker::trainOurs;
                    case "MLlib" -> SparkWorker::trainTheirs;
                    default -> throw new IllegalArgumentException(args[0]);
                };
        final int[] layers =
                Arrays.stream(args[2].split("-")).mapToInt(Integer::parseInt).toArray();
        try (var session = session(args[1])) {
            final var evaluations = new Evaluations(session.sparkContext());
            final var made = new MadeRows(session, layers[0], layers[layers.length - 1]);
            Worker.serve("Spark " + session.version() + ", " + args[1] + ", " + products(args[0]), request -> {
                final int[] numbers = Arrays.stream(request.split(" "))
                        .mapToInt(Integer::parseInt)
                        .toArray();
                final var table = made.table(numbers[0], numbers[1]);
                evaluations.forget();
                final long begin = System.nanoTime();
                final double[] losses = classifier.train(table, layers, numbers[2], numbers[3]);
                final double seconds = (System.nanoTime() - begin) * 1e-9;
                evaluations.await();
                return DoubleStream.concat(
                                DoubleStream.of(seconds, evaluations.count(), evaluations.seconds()),
                                Arrays.stream(losses))
                        .toArray();
            });
        }
    }

    private static SparkSession session(String master) {
        return SparkSession.builder()
                .master(master)
                .appName("make bench")
                .config("spark.ui.enabled", false)
                .config("spark.log.level", "ERROR")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.local.dir", "target/bench/spark/local")
                .config("spark.sql.warehouse.dir", "target/bench/spark/warehouse")
                .getOrCreate();
    }

    private static double[] trainOurs(Dataset<Row> table, int[] layers, int iterations, int batch) {
        final var model = new GradwalkClassifier()
                .setLayers(layers)
                .setSolver(batch == 0 ? "l-bfgs" : "sgd")
                .setBatchSize(Math.max(1, batch))
                .setMaxIter(iterations)
                .setTol(0)
                .setSeed(SEED)
                .fit(table);
        return model.history().orElseThrow().epochs().stream()
                .mapToDouble(epoch -> epoch.loss())
                .toArray();
    }

    private static double[] trainTheirs(Dataset<Row> table, int[] layers, int iterations, int batch) {
        final var model = new MultilayerPerceptronClassifier()
                .setLayers(layers)
                .setMaxIter(iterations)
                .setTol(0)
                .setInitialWeights(initialWeights(layers))
                .fit(table);
        // The first is that before the first iteration.
        final double[] losses = model.summary().objectiveHistory();
        return Arrays.copyOfRange(losses, 1, losses.length);
    }

    /** The weights with which ours begins, as MLlib stores them: each matrix by columns. */
    private static Vector initialWeights(int[] layers) {
        final var net = Mlp.create(layers, Activation.LOGISTIC, new Initialisation.Glorot(), SEED);
        return Vectors.dense(net.layers().stream()
                .flatMapToDouble(layer -> DoubleStream.concat(
                        Arrays.stream(CommonOps_DDRM.transpose(layer.W(), null).data), Arrays.stream(layer.b().data)))
                .toArray());
    }

    /** Who multiplies. */
    private static String products(String classifier) {
        final boolean isNative = System.getProperty("gradwalk.products").equals("native");
        final var blas = isNative ? NativeBLAS.getInstance() : JavaBLAS.getInstance();
        return isNative
                ? Blas.library() + Blas.kernel()
                : classifier.equals("gradwalk")
                        ? "our own loops"
                        : "netlib's " + blas.getClass().getSimpleName();
    }
}
