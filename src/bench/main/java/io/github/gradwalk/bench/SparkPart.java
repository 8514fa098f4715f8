package io.github.gradwalk.bench;

import io.github.gradwalk.bench.ours.Products;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Training on Apache Spark beside Spark's own multilayer perceptron, and what Spark itself costs. */
final class SparkPart {
    private static final String HOME = "target/bench/spark/";
    private static final String CLASS_PATH = HOME + "classes" + System.getProperty("path.separator") + HOME + "lib/*";
    private static final String PACKAGE = "io.github.gradwalk.bench.spark.";

    private static final String NET = "784-100-10";
    private static final int ROWS = 100_000;
    private static final double GOAL = 0.1;
    private static final int MOST_ITERATIONS = 30;
    private static final int WARM_UP_ITERATIONS = 3;

    /** So narrow that a million rows fit into memory, and with so much to compute that a job of Spark takes little of it. */
    private static final String DEEP = "100-300-300-10";

    private static final int PARTITIONS = 4;
    private static final int MOST_ROUNDS = 3;
    private static final int MOST_ROUNDS_OF_A_MILLION = 2;

    /** A hundred jobs, until the compiler has seen all of Spark that starts a job. */
    private static final int WARM_UP_TURNS_OF_JOBS = 5;

    private final int rounds;
    private final List<String> sparkOptions;
    private final Table table =
            new Table("what is timed", "network", "products", "beside", "its ms", "gradwalk on Spark, ms", "ratio");
    private final Map<String, String> systems = new LinkedHashMap<>();
    private final Map<String, Integer> iterations = new HashMap<>();

    private interface Measurement {
        void run() throws IOException;
    }

    /** What a worker says after a training: see {@code SparkWorker}. */
    private record Training(double milliseconds, int evaluations, double evaluation, double[] losses) {
        static Training of(double[] answer) {
            return new Training(
                    answer[0] * 1e3, (int) answer[1], answer[2] * 1e3, Arrays.copyOfRange(answer, 3, answer.length));
        }

        /** The number of iterations after which the loss was small enough. */
        int iterationsToGoal() throws IOException {
            for (int k = 0; k < losses.length; k++) {
                if (losses[k] <= GOAL) {
                    return k + 1;
                }
            }
            throw new IOException("the loss is above " + GOAL + " after " + losses.length + " iterations");
        }
    }

    private SparkPart(int rounds, List<String> sparkOptions) {
        this.rounds = Math.min(rounds, MOST_ROUNDS);
        this.sparkOptions = sparkOptions;
    }

    static Report run(Options options) {
        final var part = new SparkPart(options.rounds(), sparkOptions());
        for (final var products : Ours.CHOICES) {
            part.measure(
                    "beside MLlib, " + Ours.name(products),
                    () -> part.compareWithMllib("MLlib", products, part.sparkOptions));
        }
        part.measure(
                "beside MLlib, without the Vector API",
                () -> part.compareWithMllib("MLlib without the Vector API", Products.JAVA, part.withoutVectorApi()));
        for (final var products : Ours.CHOICES) {
            part.measure("steps, " + Ours.name(products), () -> part.compareSteps(products));
        }
        part.measure("cores", part::compareCores);
        part.measure("rows", part::compareRows);
        part.measure("jobs without work", part::measureJobs);
        return part.report();
    }

    /** The options with which Spark's own launcher starts Java. */
    private static List<String> sparkOptions() {
        final var contender = Contender.java("", CLASS_PATH, List.of(), PACKAGE + "SparkOptions");
        try {
            final var process = new ProcessBuilder(contender.command()).start();
            final var options = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(options.split("\\s+"))
                    .filter(option -> !option.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void measure(String name, Measurement measurement) {
        System.out.printf("  %s ...%n", name);
        try {
            measurement.run();
        } catch (IOException e) {
            systems.put(name, "not measured: " + e.getMessage());
        }
    }

    /** Spark's launcher turns the Vector API on, an incubator module with which netlib multiplies faster. */
    private List<String> withoutVectorApi() {
        return sparkOptions.stream()
                .filter(option -> !option.contains("jdk.incubator.vector"))
                .toList();
    }

    /** An evaluation of loss and gradient, and a whole training. */
    private void compareWithMllib(String name, Products products, List<String> options) throws IOException {
        try (var ours = session("gradwalk", products, 2, NET, options);
                var theirs = session("MLlib", products, 2, NET, options)) {
            systems.put("gradwalk, " + Ours.name(products), ours.settings());
            systems.put(name + ", " + Ours.name(products), theirs.settings());
            final int iterations = warmUp("gradwalk", ours);
            final int theirIterations = warmUp("MLlib", theirs);
            final var trainings = new ArrayList<Training>();
            final var theirTrainings = new ArrayList<Training>();
            for (int round = 0; round < rounds; round++) {
                trainings.add(train(ours, ROWS, PARTITIONS, iterations, 0));
                theirTrainings.add(train(theirs, ROWS, PARTITIONS, theirIterations, 0));
            }
            row(
                    "loss and gradient of %,d rows".formatted(ROWS),
                    NET,
                    products,
                    name,
                    evaluation(theirTrainings),
                    evaluation(trainings));
            row(
                    "training to a loss of %s with %d such evaluations, MLlib's %d"
                            .formatted(GOAL, trainings.get(0).evaluations, theirTrainings.get(0).evaluations),
                    NET,
                    products,
                    name,
                    sample(theirTrainings, Training::milliseconds),
                    sample(trainings, Training::milliseconds));
        }
    }

    /** Returns how many iterations lead to the goal. With other products they are as many, since these differ only in rounding. */
    private int warmUp(String system, Session session) throws IOException {
        if (iterations.containsKey(system)) {
            train(session, ROWS, PARTITIONS, WARM_UP_ITERATIONS, 0);
        } else {
            iterations.put(
                    system, train(session, ROWS, PARTITIONS, MOST_ITERATIONS, 0).iterationsToGoal());
        }
        return iterations.get(system);
    }

    /** A step of a mini-batch, beside the library's own with two threads and without Spark. */
    private void compareSteps(Products products) throws IOException {
        for (final int batch : new int[] {1_000, 10_000}) {
            final var alone = Ours.step("step", products, NET + " " + batch + " logistic sgd", 2);
            try (var onSpark = session("gradwalk", products, 2, NET);
                    var withoutSpark = new Session(alone)) {
                final var trainings = new ArrayList<Training>();
                final var microseconds = new ArrayList<double[]>();
                for (int round = -1; round < rounds; round++) {
                    final var training = train(onSpark, 40_000, PARTITIONS, 2, batch);
                    final double[] times = withoutSpark.ask("1");
                    if (round >= 0) { // the first turn warms up
                        trainings.add(training);
                        microseconds.add(
                                Arrays.stream(times).map(time -> time * 1e-3).toArray());
                    }
                }
                row(
                        "step with a mini-batch of %,d rows".formatted(batch),
                        NET,
                        products,
                        "without Spark, two threads",
                        Sample.of(microseconds),
                        evaluation(trainings));
            }
        }
    }

    private void compareCores() throws IOException {
        final int rows = 20_000;
        try (var one = session("gradwalk", Products.JAVA, 1, DEEP);
                var two = session("gradwalk", Products.JAVA, 2, DEEP)) {
            final var ofOne = new ArrayList<Training>();
            final var ofTwo = new ArrayList<Training>();
            for (int round = -1; round < rounds; round++) {
                final var slow = train(one, rows, PARTITIONS, 5, 0);
                final var fast = train(two, rows, PARTITIONS, 5, 0);
                if (round >= 0) {
                    ofOne.add(slow);
                    ofTwo.add(fast);
                }
            }
            row(
                    "loss and gradient of %,d rows on two cores".formatted(rows),
                    DEEP,
                    Products.JAVA,
                    "one core",
                    evaluation(ofOne),
                    evaluation(ofTwo));
        }
    }

    /** Per ten thousand rows, which are few, and a hundred times as many. */
    private void compareRows() throws IOException {
        final int few = 10_000;
        try (var session = session("gradwalk", Products.JAVA, 2, DEEP)) {
            train(session, 10 * few, PARTITIONS, 10, 0); // warms up
            final var trainings = new LinkedHashMap<Integer, List<Training>>();
            for (int round = 0; round < Math.min(rounds, MOST_ROUNDS_OF_A_MILLION); round++) {
                for (final int rows : new int[] {few, 10 * few, 100 * few}) {
                    trainings
                            .computeIfAbsent(rows, none -> new ArrayList<>())
                            .add(train(session, rows, PARTITIONS, rows == few ? 10 : 1, 0));
                }
            }
            for (final int rows : new int[] {10 * few, 100 * few}) {
                row(
                        "loss and gradient of %,d rows, per %,d".formatted(rows, few),
                        DEEP,
                        Products.JAVA,
                        "%,d rows".formatted(few),
                        evaluation(trainings.get(few)),
                        sample(trainings.get(rows), training -> training.evaluation * few / rows));
            }
        }
    }

    /** Evaluations with so few rows that all of the time is Spark's: for few and many parameters, for few and many partitions. */
    private void measureJobs() throws IOException {
        for (final var job : List.of("10-10-10 4", "784-100-10 4", "784-1000-1000-10 4", "10-10-10 400")) {
            final var words = job.split(" ");
            final int partitions = Integer.parseInt(words[1]);
            try (var session = session("gradwalk", Products.JAVA, 2, words[0])) {
                final var trainings = new ArrayList<Training>();
                for (int round = -WARM_UP_TURNS_OF_JOBS; round < rounds; round++) {
                    final var training = train(session, partitions, partitions, partitions > PARTITIONS ? 4 : 20, 0);
                    if (round >= 0) {
                        trainings.add(training);
                    }
                }
                final var time = evaluation(trainings);
                System.out.printf("    %s: %s ms%n", job, time);
                table.row(
                        "loss and gradient of one row in each of %d partitions".formatted(partitions),
                        words[0],
                        Ours.name(Products.JAVA),
                        "",
                        "",
                        time,
                        "");
            }
        }
    }

    private Session session(String system, Products products, int cores, String layers) throws IOException {
        return session(system, products, cores, layers, sparkOptions);
    }

    private static Session session(
            String system, Products products, int cores, String layers, List<String> optionsOfSpark)
            throws IOException {
        final var options = new ArrayList<>(optionsOfSpark);
        options.addAll(List.of(products.options()));
        options.add("-Xmx4g");
        if (products == Products.JAVA) {
            options.add("-Ddev.ludovic.netlib.blas.nativeLib=none");
        }
        final var name = String.join(" ", "spark", system, products.name(), Integer.toString(cores), layers);
        return new Session(Contender.java(
                name, CLASS_PATH, options, PACKAGE + "SparkWorker", system, "local[" + cores + "]", layers));
    }

    /** @param batch rows of a mini-batch; 0 for full batches */
    private static Training train(Session session, int rows, int partitions, int iterations, int batch)
            throws IOException {
        return Training.of(session.ask("%d %d %d %d".formatted(rows, partitions, iterations, batch)));
    }

    private static Sample evaluation(List<Training> trainings) {
        return sample(trainings, Training::evaluation);
    }

    private static Sample sample(List<Training> trainings, ToDoubleFunction<Training> time) {
        return Sample.of(trainings.stream()
                .map(training -> new double[] {time.applyAsDouble(training)})
                .toList());
    }

    private void row(String what, String layers, Products products, String beside, Sample its, Sample ours) {
        System.out.printf("    %s, %s: %s ms, %s %s ms%n", what, layers, ours, beside, its);
        table.row(what, layers, Ours.name(products), beside, its, ours, Sample.digits(its.median() / ours.median()));
    }

    private Report report() {
        final var notes = new ArrayList<String>();
        notes.add(
                ("Spark with two cores unless it says one, %d partitions unless it says more, in one process of its own for each system, with 4 GB; made data, cached; hidden layers are logistic,"
                                + " trained with L-BFGS from the same weights, with mini-batches by SGD. %d rounds in turn, after one to warm up: median of the rounds"
                                + " (smallest–largest). Ratio: its time / that of gradwalk on Spark.")
                        .formatted(PARTITIONS, rounds));
        notes.add(
                "An evaluation is a job of Spark: from the beginning of one to that of the next, with what the driver does in between, mean of a training. A training is all that fit does.");
        notes.add(
                "Plain Java: no native library. MLlib then multiplies in the Vector API, which Spark's launcher turns on.");
        systems.forEach((name, text) -> notes.add(name + ": " + text));
        return new Report("spark", "Training on Spark beside MLlib", table, notes);
    }
}
