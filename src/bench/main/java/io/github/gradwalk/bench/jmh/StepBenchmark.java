package io.github.gradwalk.bench.jmh;

import io.github.gradwalk.Targets;
import io.github.gradwalk.bench.ours.Learning;
import io.github.gradwalk.bench.ours.Net;
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

/** A training step: forward, loss, backward, update. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StepBenchmark {
    @Param({"2-16-3 32", "2-64-64-3 100", "64-64-10 32", "784-128-10 64", "784-512-512-10 256"})
    public String net;

    @Param({"tanh sgd", "tanh adam"})
    public String way;

    private Learning learning;
    private DMatrixRMaj X;
    private Targets Y;

    @Setup
    public void create() {
        final var parsed = Net.parse(net + " " + way);
        learning = new Learning(parsed.create(), parsed.optimizer(), 1);
        X = parsed.X();
        Y = parsed.Y();
    }

    @Benchmark
    public double step() {
        return learning.step(X, Y);
    }
}
