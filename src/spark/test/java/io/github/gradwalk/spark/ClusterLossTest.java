package io.github.gradwalk.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.train.FullBatchLoss;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** The sum over partitions is the loss and the gradient of one machine. */
class ClusterLossTest {
    private static final double TOLERANCE = 1e-12;
    private static final Dataset DATA = Sessions.data(90);
    private static final Shape SHAPE = new Shape(new int[] {4, 5, 3}, Activation.TANH);
    private static final double[] CLASS_WEIGHTS = {1, 0.5, 2.25};

    private final Mlp net = Mlp.create(SHAPE.sizes(), SHAPE.hidden(), new Initialisation.Glorot(), 1);
    private final double[] x = Shape.parametersOf(net);
    private final double[] expected = new double[x.length];
    private final double[] gradient = new double[x.length];

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 120})
    void isThatOfOneMachine(int partitions) {
        final double loss = new FullBatchLoss(net.copy(), DATA, 0.01).evaluate(x, expected);
        // Blocks of 8, of which the last is not full; of 120 partitions, some are empty.
        try (var examples = new Examples(unweighted(Sessions.table(DATA, partitions)), SHAPE, new double[0], 8)) {
            final var cluster = new ClusterLoss(examples, net.copy(), 0.01);
            assertClose(new double[] {cluster.evaluate(x, gradient)}, new double[] {loss});
            assertClose(gradient, expected);
            final double[] again = new double[x.length];
            cluster.evaluate(x, again);
            assertThat(again).isEqualTo(gradient);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withWeightsAndSparseRows(boolean sparse) {
        final var weighted = DATA.weighted(Sessions.weights(DATA)).weightedByClass(CLASS_WEIGHTS);
        final double loss = new FullBatchLoss(net.copy(), weighted, 0).evaluate(x, expected);
        final var table = Sessions.table(Sessions.get(), Sessions.rows(DATA, sparse), 4);
        try (var examples = new Examples(table, SHAPE, CLASS_WEIGHTS, 256)) {
            final var cluster = new ClusterLoss(examples, net.copy(), 0);
            assertClose(new double[] {cluster.evaluate(x, gradient)}, new double[] {loss});
            assertClose(gradient, expected);
        }
    }

    /** Rows of a mini-batch from all partitions, some with a weight of 0. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void ofSomeRows(int partitions) {
        final int[] rows = IntStream.range(0, 90).filter(n -> n % 4 == 1).toArray();
        final var weighted = DATA.weighted(Sessions.weights(DATA)).select(rows);
        final double loss = new FullBatchLoss(net.copy(), weighted, 0).evaluate(x, expected);
        try (var examples = new Examples(Sessions.table(DATA, partitions), SHAPE, new double[0], 8)) {
            final var cluster = new ClusterLoss(examples, net.copy(), 0);
            assertClose(new double[] {cluster.evaluate(x, gradient, rows)}, new double[] {loss});
            assertClose(gradient, expected);
            // None with a weight: a mean of nothing is taken as 0.
            assertThat(cluster.evaluate(x, gradient, new int[] {0, 3})).isZero();
            assertThat(gradient).containsOnly(0);
        }
    }

    /** Spark may write partitions to disk, with the serializer that its users choose. */
    @Test
    void aPartitionIsTheSameAfterKryo() {
        final var rows = Sessions.rows(DATA, false).iterator();
        final var result = new PartBuilder(SHAPE, new double[0], 8).build(0, rows);
        final ClassTag<PartBuilder.Result> type = ClassTag$.MODULE$.apply(PartBuilder.Result.class);
        final var kryo = new KryoSerializer(new SparkConf()).newInstance();
        final PartBuilder.Result again = kryo.deserialize(kryo.serialize(result, type), type);
        assertThat(again.part.sums(x)).isEqualTo(result.part.sums(x));
        assertThat(again.summary.rows).isEqualTo(90);
    }

    private static org.apache.spark.sql.Dataset<Row> unweighted(org.apache.spark.sql.Dataset<Row> table) {
        return table.withColumn("weight", functions.lit(1.0));
    }

    private static void assertClose(double[] actual, double[] expected) {
        final double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i])).isLessThanOrEqualTo(TOLERANCE * largest);
        }
    }
}
