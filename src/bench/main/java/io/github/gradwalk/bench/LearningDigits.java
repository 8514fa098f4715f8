package io.github.gradwalk.bench;

import io.github.gradwalk.bench.ours.Products;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** An epoch of digits beside scikit-learn, the Java peers and PyTorch. */
final class LearningDigits {
    private static final int EPOCHS = 40;
    private static final int SEEDS = 5;
    private static final double WARM_UP_SECONDS = 4;
    private static final String SCIKIT = "scikit-learn";

    /** @param accuracies on the test part, after all epochs, of each seed */
    private record Row(String system, String settings, Sample milliseconds, double[] accuracies) {
        double accuracy() {
            return IntStream.range(0, accuracies.length)
                    .mapToDouble(i -> accuracies[i])
                    .average()
                    .orElseThrow();
        }
    }

    private LearningDigits() {}

    static Report run(Options options) {
        final var missing = new LinkedHashMap<String, String>();
        try (var race = new Race(contenders(options, missing))) {
            race.warmUp(WARM_UP_SECONDS, "1 " + EPOCHS);
            final var answers = race.run(IntStream.rangeClosed(1, SEEDS)
                    .mapToObj(seed -> seed + " " + EPOCHS)
                    .toList());
            missing.putAll(race.out());
            final var rows = new ArrayList<Row>();
            answers.forEach(
                    (name, numbers) -> rows.add(row(name, race.settings().get(name), numbers)));
            return report(rows, missing);
        }
    }

    private static List<Contender> contenders(Options options, Map<String, String> missing) {
        final var contenders = new ArrayList<Contender>();
        for (final var products : Ours.CHOICES) {
            contenders.add(Ours.digits(products));
        }
        contenders.add(Contender.python(SCIKIT, Python.with("sklearn", options.pythons()), "sklearn_digits.py"));
        contenders.add(Contender.python("PyTorch", Python.with("torch", options.pythons()), "torch_digits.py"));
        for (final var peer : options.peers()) {
            System.out.printf("  installing %s ...%n", peer);
            try {
                contenders.add(Peers.install(peer, options.maven()));
            } catch (IOException e) {
                missing.put(peer, e.getMessage());
            }
        }
        return contenders;
    }

    private static Row row(String name, String settings, List<double[]> numbers) {
        return new Row(
                name,
                settings,
                Sample.of(numbers.stream()
                        .map(turn -> new double[] {turn[0] * 1e3})
                        .toList()),
                numbers.stream().mapToDouble(turn -> turn[1]).toArray());
    }

    private static Report report(List<Row> rows, Map<String, String> missing) {
        final var table = new Table(
                "system",
                "ms an epoch",
                "time / ours",
                "time / ours without a native library",
                "test accuracy",
                "ours − its (± standard error)",
                "settings");
        final var best = ours(rows, Products.NATIVE, Products.JAVA);
        final var pure = ours(rows, Products.JAVA);
        for (final var row : rows) {
            table.row(
                    row.system,
                    row.milliseconds,
                    Sample.digits(row.milliseconds.median() / best.milliseconds.median()),
                    Sample.digits(row.milliseconds.median() / pure.milliseconds.median()),
                    "%.2f %%".formatted(100 * row.accuracy()),
                    Gain.of(best.accuracies, row.accuracies),
                    row.settings);
        }
        missing.forEach((name, reason) -> table.row(name, "not installed", "", "", "", "", reason));
        final var notes = new ArrayList<String>();
        notes.add(
                ("64-64-10, ReLU, batches of 32; one thread; %d epochs on each of %d stratified splits (1257 of 1797 images to learn from,"
                                + " 360 to test), the systems in turn, after at least %s s to warm up. Time: median over the splits"
                                + " (smallest–largest). Accuracy: mean over the splits.")
                        .formatted(EPOCHS, SEEDS, Sample.digits(WARM_UP_SECONDS)));
        notes.add("Tribuo has no MLP of its own, only through TensorFlow: DJL stands for the wrapped engines.");
        return new Report("digits", "An epoch of digits beside others", table, notes);
    }

    private static Row ours(List<Row> rows, Products... kinds) {
        return rows.stream()
                .filter(row -> List.of(kinds).stream()
                        .anyMatch(products ->
                                row.system.equals(Ours.digits(products).name())))
                .min(Comparator.comparing(row -> row.milliseconds.median()))
                .orElseThrow();
    }
}
