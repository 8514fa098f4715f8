package io.github.gradwalk.bench;

import io.github.gradwalk.bench.ours.Products;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A training step beside PyTorch's. */
final class Steps {
    private static final String PYTORCH = "PyTorch";
    private static final String SINGLE = "PyTorch, single";
    private static final String COMPILED = "PyTorch, single, compiled";
    private static final String TURN = "0.3";
    private static final double WARM_UP_SECONDS = 1.5;
    private static final List<String> WAYS = List.of("tanh sgd", "relu sgd", "tanh adam");

    /** @param microseconds of a step, by system */
    private record Row(String net, String way, Map<String, Sample> microseconds, Map<String, Double> ratios) {}

    private Steps() {}

    static Report run(Options options) {
        final var python = Python.with("torch", options.pythons());
        final var rows = new ArrayList<Row>();
        final var settings = new TreeMap<String, String>();
        for (final var way : WAYS) {
            for (final var net : Nets.ALL) {
                System.out.printf("  %s, %s ...%n", net, way);
                rows.add(row(net, way, python, options.rounds(), settings));
            }
        }
        return report(rows, options, settings);
    }

    private static Row row(String net, String way, String python, int rounds, Map<String, String> settings) {
        final var words = net + " " + way;
        final var contenders = new ArrayList<Contender>();
        contenders.add(pyTorch(PYTORCH, python, words + " float64 eager"));
        contenders.add(pyTorch(SINGLE, python, words + " float32 eager"));
        contenders.add(pyTorch(COMPILED, python, words + " float32 compiled"));
        for (final var products : List.of(Products.NATIVE, Products.JAVA, Products.VECTOR)) {
            contenders.add(Ours.step(Ours.name(products), products, words, 1));
        }
        for (final var products : Ours.CHOICES) {
            contenders.add(Ours.products(products, words));
        }
        try (var race = new Race(contenders)) {
            race.warmUp(WARM_UP_SECONDS, TURN);
            final var samples = new LinkedHashMap<String, Sample>();
            race.run(Collections.nCopies(rounds, TURN)).forEach((name, times) -> samples.put(name, Sample.of(times)));
            settings.putAll(race.settings());
            Ours.CHOICES.forEach(products -> settings.remove(Ours.productsName(products)));
            race.out().forEach((name, reason) -> settings.put(name, "not available: " + reason));
            return new Row(net, way, samples, ratios(samples));
        }
    }

    private static Contender pyTorch(String name, String python, String words) {
        return Contender.python(name, python, "torch_step.py", words.split(" "));
    }

    private static Map<String, Double> ratios(Map<String, Sample> samples) {
        final var ratios = new LinkedHashMap<String, Double>();
        samples.forEach((name, sample) -> {
            if (!name.startsWith(PYTORCH) && samples.containsKey(PYTORCH)) {
                ratios.put(name, samples.get(PYTORCH).median() / sample.median());
            }
        });
        return ratios;
    }

    private static Report report(List<Row> rows, Options options, Map<String, String> settings) {
        final var table = new Table(
                "net, batch",
                "by",
                "PyTorch µs",
                "in single precision µs",
                "and compiled µs",
                "ours, native BLAS µs",
                "ratio",
                "products",
                "ours, plain Java µs",
                "ratio",
                "products",
                "ours, Vector API µs",
                "ratio");
        for (final var row : rows) {
            table.row(
                    Nets.title(row.net),
                    Nets.way(row.way),
                    time(row, PYTORCH),
                    time(row, SINGLE),
                    time(row, COMPILED),
                    time(row, Ours.name(Products.NATIVE)),
                    ratio(row, Products.NATIVE),
                    share(row, Products.NATIVE),
                    time(row, Ours.name(Products.JAVA)),
                    ratio(row, Products.JAVA),
                    share(row, Products.JAVA),
                    time(row, Ours.name(Products.VECTOR)),
                    ratio(row, Products.VECTOR));
        }
        final var notes = new ArrayList<String>();
        notes.add("Forward, loss, backward, update; one thread, the same batch again and again; double precision, but for two columns of PyTorch's.");
        notes.add(
                ("%d rounds in which the systems take turns of %s s, after %s s to warm up; median of blocks of 10 ms (smallest and"
                                + " largest median of a round). Ratio: PyTorch's time in double precision / ours. Plain Java and the Vector API use no native library.")
                        .formatted(options.rounds(), TURN, Sample.digits(WARM_UP_SECONDS)));
        notes.add("Products: the share of a step that its products take where nothing else is done, in turn with it. The rest is all that is left"
                + " to gain without faster products. Alone, plain Java multiplies small matrices too by its own loops.");
        settings.forEach((name, text) -> notes.add(name + ": " + text));
        return new Report("steps", "A training step beside PyTorch's", table, notes);
    }

    private static String time(Row row, String name) {
        return row.microseconds.containsKey(name) ? row.microseconds.get(name).toString() : "not available";
    }

    private static String ratio(Row row, Products products) {
        final var ratio = row.ratios.get(Ours.name(products));
        return ratio == null ? "" : Sample.digits(ratio);
    }

    /** The share of a step that its products alone would take. */
    private static String share(Row row, Products products) {
        final var step = row.microseconds.get(Ours.name(products));
        final var alone = row.microseconds.get(Ours.productsName(products));
        return step == null || alone == null ? "" : "%.0f %%".formatted(100 * alone.median() / step.median());
    }
}
