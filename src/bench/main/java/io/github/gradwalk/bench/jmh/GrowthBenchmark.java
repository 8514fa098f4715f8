package io.github.gradwalk.bench.jmh;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Targets;
import io.github.gradwalk.train.History;
import io.github.gradwalk.train.Optimizer;
import io.github.gradwalk.train.Trainer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A million examples learned from: many epochs of few rows, one epoch of a million. 64-64-10, batches of 32, SGD. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class GrowthBenchmark {
    public static final int EXAMPLES = 1_000_000;
    private static final int FEATURES = 64;
    private static final int CLASSES = 10;

    @Param({"1000", "10000", "100000", "1000000"})
    public int rows;

    private Dataset data;
    private Mlp net;

    @Setup
    public void create() {
        final var random = new Random(1);
        final var X = new DMatrixRMaj(rows, FEATURES);
        Arrays.setAll(X.data, i -> random.nextGaussian());
        data = new Dataset(
                X, Targets.ofClasses(CLASSES, random.ints(rows, 0, CLASSES).toArray()));
        net = Mlp.create(new int[] {FEATURES, 64, CLASSES}, Activation.TANH, new Initialisation.Glorot(), 1);
    }

    @Benchmark
    public History epochs() {
        return Trainer.with(new Optimizer.Sgd())
                .learningRate(0.001)
                .batchSize(32)
                .epochs(EXAMPLES / rows)
                .train(net, data);
    }
}
