package io.github.gradwalk.bench;

import io.github.gradwalk.bench.jmh.ProductBenchmark;
import io.github.gradwalk.bench.ours.Products;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;

/** Each product of each layer, alone: the measurement that the library's thresholds between its products come from. */
final class Multiplication {
    private record Row(String product, long flops, Map<Products, Double> microseconds) {}

    private Multiplication() {}

    static Report run(Options options) {
        final var present = Ours.present().keySet().stream().sorted().toList();
        final var times = new LinkedHashMap<String, Map<Products, Double>>();
        for (final var products : present) {
            System.out.printf("  %s ...%n", Ours.name(products));
            for (final var result : Jmh.averages(
                    ProductBenchmark.class, products, Map.of("products", new String[] {products.name()}))) {
                times.computeIfAbsent(product(result), unknown -> new TreeMap<>())
                        .put(products, result.getPrimaryResult().getScore());
            }
        }
        final var header = new ArrayList<>(List.of("batch x inputs x outputs", "product", "flops"));
        present.forEach(products -> header.add(Ours.name(products) + " GFLOP/s"));
        header.add("fastest");
        final var table = new Table(header.toArray(String[]::new));
        final var rows = new ArrayList<Object>();
        times.forEach((product, microseconds) -> {
            final var row = new Row(product, flops(product), microseconds);
            rows.add(row);
            final var cells = new ArrayList<>(List.of(product.split(" ")));
            cells.add("%,d".formatted(row.flops));
            present.forEach(products -> cells.add(Sample.digits(row.flops * 1e-3 / microseconds.get(products))));
            cells.add(Ours.name(fastest(microseconds)));
            table.row(cells.toArray());
        });
        final var notes = List.of(
                "FORWARD: A Bᵀ, GRADIENT: Aᵀ B, BACK: A B; double precision, one thread; each library called directly, JMH's average time.");
        return new Report("products", "The products alone", table, notes, rows, List.of());
    }

    private static String product(RunResult result) {
        return result.getParams().getParam("layer") + " " + result.getParams().getParam("kind");
    }

    private static long flops(String product) {
        return 2
                * Arrays.stream(product.split(" ")[0].split("x"))
                        .mapToLong(Long::parseLong)
                        .reduce(1, (a, b) -> a * b);
    }

    private static Products fastest(Map<Products, Double> microseconds) {
        return microseconds.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }
}
