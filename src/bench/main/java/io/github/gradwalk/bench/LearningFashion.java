package io.github.gradwalk.bench;

import io.github.gradwalk.bench.ours.Products;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Fashion-MNIST learned from beginning to end, beside scikit-learn and PyTorch. */
final class LearningFashion {
    private static final Path IMAGES = Path.of("target/bench/fashion-mnist/train-images-idx3-ubyte.gz");

    /** A turn takes each system some 20 s. */
    private static final int MOST_ROUNDS = 3;

    private static final String SCIKIT = "scikit-learn";
    private static final String STEP = "784-100-10 128 relu adam";

    /** Of the products of a step: two of the first layer, three of the second, with two operations for each multiplication. */
    private static final double FLOPS = 2 * 128 * (2 * 784 * 100 + 3 * 100 * 10);

    private LearningFashion() {}

    static Report run(Options options) {
        final var table =
                new Table("system", "s", "scikit-learn's time / its", "test accuracy", "its − scikit-learn's", "settings");
        final var notes = new ArrayList<String>();
        if (Files.exists(IMAGES)) {
            final int rounds = Math.min(options.rounds(), MOST_ROUNDS);
            try (var race = new Race(contenders(options))) {
                race.warmUp(0, "1 1");
                final var turns = race.run(IntStream.rangeClosed(1, rounds)
                        .mapToObj(seed -> seed + " " + options.epochs())
                        .toList());
                turns.forEach((name, numbers) -> row(table, name, numbers, turns, race.settings()));
                race.out().forEach((name, reason) -> table.row(name, "not available", "", "", "", reason));
            }
            notes.add(note(options.epochs(), rounds));
            Ours.CHOICES.forEach(products -> notes.add(profile(products)));
            notes.add("Each BLAS chooses its kernel, unless its OPENBLAS_CORETYPE is given, which a system's OpenBLAS needs that is"
                    + " older than the processor.");
        } else {
            notes.add("Not measured: there is no Fashion-MNIST. Install Debian's package dataset-fashion-mnist.");
        }
        return new Report("fashion", "Fashion-MNIST beside scikit-learn and PyTorch", table, notes);
    }

    private static List<Contender> contenders(Options options) {
        final var contenders = new ArrayList<Contender>();
        for (final var products : List.of(Products.JAVA, Products.NATIVE)) {
            contenders.add(Ours.fashion(products));
        }
        contenders.add(Contender.python(SCIKIT, Python.with("sklearn", options.pythons()), "sklearn_fashion.py"));
        final var python = Python.with("torch", options.pythons());
        contenders.add(Contender.python("PyTorch, double", python, "torch_fashion.py", "float64", "eager"));
        contenders.add(Contender.python("PyTorch, single", python, "torch_fashion.py", "float32", "eager"));
        contenders.add(
                Contender.python("PyTorch, single, compiled", python, "torch_fashion.py", "float32", "compiled"));
        return contenders;
    }

    /** @param turns seconds and accuracy of each turn, by system */
    private static void row(
            Table table,
            String name,
            List<double[]> numbers,
            Map<String, List<double[]>> turns,
            Map<String, String> settings) {
        final var scikit = turns.getOrDefault(SCIKIT, List.of());
        final boolean isCompared = !scikit.isEmpty();
        table.row(
                name,
                seconds(numbers),
                isCompared ? Sample.digits(seconds(scikit).median() / seconds(numbers).median()) : "",
                "%.2f %%".formatted(100 * Arrays.stream(accuracies(numbers)).average().orElseThrow()),
                isCompared && numbers.size() > 1 ? Gain.of(accuracies(numbers), accuracies(scikit)) : "",
                settings.get(name));
    }

    /** How much of a step the products take. */
    private static String profile(Products products) {
        final var name = Ours.name(products);
        try (var race = new Race(List.of(Ours.step(name, products, STEP, 1), Ours.products(products, STEP)))) {
            race.warmUp(2, "0.3");
            final var times = race.run(Collections.nCopies(3, "0.3"));
            if (!race.out().isEmpty()) {
                return name + ": not available";
            }
            final double step = Sample.of(times.get(name)).median();
            final double alone = Sample.of(times.get(Ours.productsName(products))).median();
            return "A step, %s: %s µs, of which the products alone take %s, at %s GFLOP/s."
                    .formatted(name, Sample.digits(step), Sample.digits(alone), Sample.digits(FLOPS / alone / 1e3));
        }
    }

    private static Sample seconds(List<double[]> turns) {
        return Sample.of(turns.stream().map(turn -> new double[] {turn[0]}).toList());
    }

    private static double[] accuracies(List<double[]> turns) {
        return turns.stream().mapToDouble(turn -> turn[1]).toArray();
    }

    private static String note(int epochs, int rounds) {
        return ("784-100-10, ReLU, Adam 0.001, batches of 128 in an order drawn for each epoch; 60,000 images to learn from, 10,000 to test;"
                        + " one thread, double precision unless it says single. The time of all of %d epochs: median of %d turns with another seed"
                        + " each (smallest–largest), the systems in turn, after an epoch to warm up. Accuracy after the last epoch: mean of"
                        + " the turns, and mean difference (± standard error).")
                .formatted(epochs, rounds);
    }
}
