package io.github.gradwalk.bench;

import io.github.gradwalk.bench.ours.Products;
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
    private static final TimeValue ITERATION = TimeValue.milliseconds(400);

    private Jmh() {}

    /** Means of times over iterations of 0.4 s, after two to warm up. */
    static Collection<RunResult> averages(Class<?> benchmark, Products products, Map<String, String[]> parameters) {
        return run(options(benchmark, products, parameters)
                .warmupIterations(2)
                .warmupTime(ITERATION)
                .measurementIterations(3)
                .measurementTime(ITERATION));
    }

    /** Times of single calls, after one to warm up. */
    static Collection<RunResult> singleShots(Class<?> benchmark, Products products) {
        return run(options(benchmark, products, Map.of()).warmupIterations(1).measurementIterations(3));
    }

    /** Bytes that an operation allocated. */
    static double allocated(RunResult result) {
        return result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
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
        try {
            return new Runner(options.build()).run();
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }
}
