package io.github.gradwalk.bench;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code make bench}: runs its parts in turn, prints their tables, and writes them to {@code target/bench}. */
public final class Bench {
    private static final Path FOLDER = Path.of("target/bench");
    private static final List<Part> PARTS = List.of(
            new Part("steps", Steps::run),
            new Part("digits", LearningDigits::run),
            new Part("fashion", LearningFashion::run),
            new Part("threads", ThreadsPart::run),
            new Part("alloc", Allocation::steps),
            new Part("inference", Allocation::inference),
            new Part("growth", Growth::run),
            new Part("products", Multiplication::run),
            new Part("spark", SparkPart::run));

    private Bench() {}

    public static void main(String[] args) throws IOException {
        final var options = Options.ofEnvironment();
        requireAmong("ONLY", options.only(), PARTS.stream().map(Part::name).toList());
        requireAmong("PEERS", options.peers(), Peers.ALL);
        final var machine = Machine.description();
        System.out.printf("%s%n%n", machine);
        for (final var part : PARTS) {
            if (options.only().isEmpty() || options.only().contains(part.name())) {
                System.out.printf("Measuring: %s%n", part.name());
                final var report = part.run().apply(options);
                System.out.printf("%n%s%n", report.markdown());
                write(report, machine);
            }
        }
        writeAll();
        System.out.println("Written to target/bench: a file for each part, and bench.md with all of them.");
    }

    private static void requireAmong(String option, List<String> words, List<String> known) {
        if (!known.containsAll(words)) {
            System.err.printf("%s must be of %s, but is %s%n", option, known, words);
            System.exit(1);
        }
    }

    private static void write(Report report, String machine) throws IOException {
        Files.writeString(
                FOLDER.resolve(report.name() + ".md"),
                report.markdown().replaceFirst("\n\n", "\n\n" + machine + "\n\n"));
        final var gson =
                new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
        final var content = Map.of(
                "title", report.title(),
                "machine", machine,
                "notes", report.notes(),
                "rows", report.table().records());
        Files.writeString(FOLDER.resolve(report.name() + ".json"), gson.toJson(content) + "\n");
    }

    /** All parts that were ever run here, each with the machine and the day. */
    private static void writeAll() throws IOException {
        final var all = new StringBuilder("# Benchmarks\n\nMade by `make bench`.\n\n");
        for (final var part : PARTS) {
            final var file = FOLDER.resolve(part.name() + ".md");
            if (Files.exists(file)) {
                all.append(Files.readString(file));
            }
        }
        Files.writeString(FOLDER.resolve("bench.md"), all);
    }
}
