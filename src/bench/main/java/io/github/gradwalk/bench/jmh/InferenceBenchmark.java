package io.github.gradwalk.bench.jmh;

import io.github.gradwalk.bench.ours.Learning;
import io.github.gradwalk.bench.ours.Net;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The logits of a batch, and of one example. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class InferenceBenchmark {
    @Param({"2-16-3 32", "2-64-64-3 100", "64-64-10 32", "784-128-10 64", "784-512-512-10 256"})
    public String net;

    @Param({"one example", "batch"})
    public String of;

    private Learning learning;
    private DMatrixRMaj X;

    @Setup
    public void create() {
        final var parsed = Net.parse(net + " tanh sgd");
        learning = new Learning(parsed.create(), parsed.optimizer(), 1);
        X = of.equals("batch") ? parsed.X() : CommonOps_DDRM.extractRow(parsed.X(), 0, null);
    }

    @Benchmark
    public DMatrixRMaj infer() {
        return learning.infer(X);
    }
}
