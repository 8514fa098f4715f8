package io.github.gradwalk.bench;

import io.github.gradwalk.bench.jmh.InferenceBenchmark;
import io.github.gradwalk.bench.jmh.StepBenchmark;
import java.util.List;
import java.util.Map;

/** What a step, and inference, take and allocate. */
final class Allocation {
    private Allocation() {}

    static Report steps(Options options) {
        return report(
                "alloc",
                "A step allocates nothing",
                StepBenchmark.class,
                "way",
                "JMH's average time and gc.alloc.rate.norm; one thread.");
    }

    static Report inference(Options options) {
        return report(
                "inference",
                "Inference allocates nothing",
                InferenceBenchmark.class,
                "of",
                "The logits; JMH's average time and gc.alloc.rate.norm; tanh, one thread.");
    }

    private static Report report(String name, String title, Class<?> benchmark, String way, String note) {
        final var table = new Table(
                "net, batch", way.equals("of") ? "logits of" : "by", "products", "µs", "bytes", "without JMH's");
        final double own = Jmh.ownBytes();
        for (final var products : Ours.present(Ours.CHOICES).keySet()) {
            System.out.printf("  %s ...%n", Ours.name(products));
            for (final var result : Jmh.averages(benchmark, products, Map.of())) {
                final double bytes = Jmh.allocated(result);
                table.row(
                        Nets.title(result.getParams().getParam("net")),
                        Nets.way(result.getParams().getParam(way)),
                        Ours.name(products),
                        Sample.digits(result.getPrimaryResult().getScore()),
                        "%,.1f".formatted(bytes),
                        "%,.1f".formatted(Math.max(0, bytes - own / Jmh.operations(result))));
            }
        }
        return new Report(
                name,
                title,
                table,
                List.of(
                        note,
                        ("JMH itself allocates %,.0f bytes an iteration of 0.3 s, which shows where an iteration has few operations; they are measured by a benchmark of"
                                        + " nothing, and taken off in the column beside.")
                                .formatted(own)));
    }
}
