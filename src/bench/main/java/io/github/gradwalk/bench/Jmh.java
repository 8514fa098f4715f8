package io.github.gradwalk.bench;

import io.github.gradwalk.bench.jmh.HarnessBenchmark;
import io.github.gradwalk.bench.ours.Products;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Collection;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs benchmarks of JMH, each in a virtual machine of its own. What JMH says goes to a log. */
final class Jmh {
    private static final TimeValue ITERATION = TimeValue.milliseconds(300);

    private Jmh() {}

    /** Means of times over iterations of 0.3 s, after two to warm up. */
    static Collection<RunResult> averages(Class<?> benchmark, Products products, Map<String, String[]> parameters) {
        return run(options(benchmark, products, parameters)
                .warmupIterations(2)
                .warmupTime(ITERATION)
                .measurementIterations(3)
                .measurementTime(ITERATION));
    }

    /** Times of single calls, after two to warm up. */
    static Collection<RunResult> singleShots(Class<?> benchmark, Products products) {
        return run(options(benchmark, products, Map.of()).warmupIterations(2).measurementIterations(3));
    }

    /** Bytes that an operation allocated, {@code gc.alloc.rate.norm}. JMH's own, a few kilobytes an iteration, are among them. */
    static double allocated(RunResult result) {
        return result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
    }

    /** Bytes that JMH itself allocates in an iteration. */
    static double ownBytes() {
        final var nothing = averages(HarnessBenchmark.class, Products.EJML, Map.of());
        return nothing.stream()
                .mapToDouble(result -> allocated(result) * operations(result))
                .sum();
    }

    /** How many operations an iteration had. */
    static double operations(RunResult result) {
        return result.getBenchmarkResults().stream()
                .mapToDouble(run -> (double) run.getMetadata().getMeasurementOps()
                        / run.getIterationResults().size())
                .average()
                .orElseThrow();
    }

    private static ChainedOptionsBuilder options(
            Class<?> benchmark, Products products, Map<String, String[]> parameters) {
        final var options = new OptionsBuilder()
                .include("^" + benchmark.getName().replace(".", "\\.") + "\\.")
                .forks(1)
                .jvmArgs(products.options())
                .jvmArgsAppend("-Xmx4g")
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .output("target/bench/log/jmh-" + benchmark.getSimpleName() + "-" + products + ".log");
        parameters.forEach(options::param);
        return options;
    }

    private static Collection<RunResult> run(ChainedOptionsBuilder options) {
        final var err = System.err;
        // What the measured virtual machines warn of, such as incubator modules.
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        try {
            return new Runner(options.build()).run();
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        } finally {
            System.setErr(err);
        }
    }
}
