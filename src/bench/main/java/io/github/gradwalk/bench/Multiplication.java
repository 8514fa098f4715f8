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
    private record Row(String product, long flops, Map<Products, Double> microseconds, Map<Products, Double> bytes) {
        Row(String product) {
            this(product, flopsOf(product), new TreeMap<>(), new TreeMap<>());
        }

        Products fastest() {
            return microseconds.entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey();
        }
    }

    private Multiplication() {}

    static Report run(Options options) {
        final var present = Ours.present(List.of(Products.values())).keySet().stream()
                .sorted()
                .toList();
        final var rows = new LinkedHashMap<String, Row>();
        for (final var products : present) {
            System.out.printf("  %s ...%n", Ours.name(products));
            for (final var result : Jmh.averages(
                    ProductBenchmark.class, products, Map.of("products", new String[] {products.name()}))) {
                final var row = rows.computeIfAbsent(product(result), Row::new);
                row.microseconds.put(products, result.getPrimaryResult().getScore());
                row.bytes.put(products, Jmh.allocated(result));
            }
        }
        final var header = new ArrayList<>(List.of("batch x inputs x outputs", "product", "flops"));
        present.forEach(products -> header.add(Ours.name(products) + " GFLOP/s"));
        header.add("fastest");
        present.forEach(products -> header.add(Ours.name(products) + " bytes"));
        final var table = new Table(header.toArray(String[]::new));
        for (final var row : rows.values()) {
            final var cells = new ArrayList<>(List.of(row.product.split(" ")));
            cells.add("%,d".formatted(row.flops));
            present.forEach(products -> cells.add(Sample.digits(row.flops * 1e-3 / row.microseconds.get(products))));
            cells.add(Ours.name(row.fastest()));
            present.forEach(products -> cells.add("%,.0f".formatted(row.bytes.get(products))));
            table.row(cells.toArray());
        }
        final var notes = List.of(
                "FORWARD: A Bᵀ, GRADIENT: Aᵀ B, BACK: A B; double precision, one thread; each library called directly, JMH's average time and gc.alloc.rate.norm.");
        return new Report("products", "The products alone", table, notes);
    }

    private static String product(RunResult result) {
        return result.getParams().getParam("layer") + " " + result.getParams().getParam("kind");
    }

    private static long flopsOf(String product) {
        return 2
                * Arrays.stream(product.split(" ")[0].split("x"))
                        .mapToLong(Long::parseLong)
                        .reduce(1, (a, b) -> a * b);
    }
}
