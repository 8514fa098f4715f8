package io.github.gradwalk.bench;

import io.github.gradwalk.bench.jmh.GrowthBenchmark;
import java.util.List;
import org.openjdk.jmh.results.RunResult;

/** Seconds an example, from a thousand rows to a million. */
final class Growth {
    private Growth() {}

    static Report run(Options options) {
        final var products = Ours.present(Ours.CHOICES).keySet().iterator().next();
        final var table = new Table("rows", "µs an example", "bytes an example", "time / shortest");
        final var results = List.copyOf(Jmh.singleShots(GrowthBenchmark.class, products));
        final double shortest =
                results.stream().mapToDouble(Growth::microseconds).min().orElseThrow();
        for (final var result : results) {
            final double time = microseconds(result);
            table.row(
                    "%,d".formatted(Integer.parseInt(result.getParams().getParam("rows"))),
                    Sample.digits(time),
                    Sample.digits(Jmh.allocated(result) / GrowthBenchmark.EXAMPLES),
                    Sample.digits(time / shortest));
        }
        final var notes = List.of(
                "A million examples each: so many epochs of the Trainer on synthetic data, 64-64-10, tanh, SGD, batches of 32; products: "
                        + Ours.name(products) + ". Smallest of three, after two to warm up.",
                "A row of data is 592 bytes: fewer bytes an example show that the data are not copied.");
        return new Report("growth", "Time an example as the data grow", table, notes);
    }

    private static double microseconds(RunResult result) {
        return result.getPrimaryResult().getStatistics().getMin() * 1e3 / GrowthBenchmark.EXAMPLES;
    }
}
