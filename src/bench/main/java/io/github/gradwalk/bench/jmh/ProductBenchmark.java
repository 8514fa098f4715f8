package io.github.gradwalk.bench.jmh;

import io.github.gradwalk.bench.ours.Products;
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

/** The three products of each layer of the nets, alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ProductBenchmark {
    @Param({"EJML", "JAVA", "VECTOR", "NATIVE"})
    public Products products;

    /** Batch × inputs × outputs. */
    @Param({
        "32x2x16",
        "100x2x64",
        "32x16x3",
        "32x64x10",
        "100x64x3",
        "32x64x64",
        "64x128x10",
        "100x64x64",
        "256x512x10",
        "64x784x128",
        "128x784x100",
        "256x512x512",
        "256x784x512"
    })
    public String layer;

    @Param({"FORWARD", "GRADIENT", "BACK"})
    public Products.Kind kind;

    private DMatrixRMaj A;
    private DMatrixRMaj B;
    private DMatrixRMaj C;

    @Setup
    public void create() {
        final int[] size =
                Arrays.stream(layer.split("x")).mapToInt(Integer::parseInt).toArray();
        final var X = random(size[0], size[1]);
        final var W = random(size[2], size[1]);
        final var delta = random(size[0], size[2]);
        switch (kind) {
            case FORWARD -> set(X, W, delta);
            case GRADIENT -> set(delta, X, W);
            case BACK -> set(delta, W, X);
        }
    }

    @Benchmark
    public DMatrixRMaj multiply() {
        products.multiply(kind, A, B, C);
        return C;
    }

    private void set(DMatrixRMaj left, DMatrixRMaj right, DMatrixRMaj result) {
        A = left;
        B = right;
        C = result.createLike();
    }

    private static DMatrixRMaj random(int rows, int columns) {
        final var random = new Random(1);
        final var matrix = new DMatrixRMaj(rows, columns);
        Arrays.setAll(matrix.data, i -> random.nextGaussian());
        return matrix;
    }
}
