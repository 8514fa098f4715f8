import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How long an epoch takes on a cluster: {@code java docs/ManyMachines.java} in the folder of the project prints the tables of docs/spark.md, section "Past this machine".
 * What was measured is read from docs/bench.md; the constants here are assumptions.
 */
public class ManyMachines {
    static final double ROWS = 1e9;
    static final int BATCH = 100_000;

    // Assumptions about the cluster.
    static final int CORES = 4; // of an executor; a partition for each core
    static final double BANDWIDTH = 1.25e9; // bytes per second in and out of each machine: 10 Gbit/s
    static final double LATENCY = 0.5e-3; // seconds until the first byte
    static final double SPREAD = 0.1; // of the logarithm of a task's time: the slowest of 4,000 takes 1.4 times the median
    static final double PIECE = 4e6; // bytes: Spark broadcasts in pieces of 4 MB

    // What was measured, in seconds. The columns of the table there, from 1:
    static final int THEIRS = 5;
    static final int OURS = 6;

    static final List<String> BENCH = lines("docs/bench.md");
    static final String NET = "784-100-10";
    static final String DEEP = "100-300-300-10";
    static final String LARGE = "784-1000-1000-10";
    static final double PASS = measured("loss and gradient of 100,000 rows", NET);
    static final double JOB = measured("loss and gradient of one row in each of 4 partitions", "10-10-10");
    static final double TASK = (measured("loss and gradient of one row in each of 400 partitions", "10-10-10") - JOB) / 396;

    /** Seconds of one core for a multiplication with its addition. */
    static final double PRODUCT = 2 * PASS / 100_000 / work(NET);

    /** Seconds to write, read and add up a byte of a gradient: four of them came to the driver. */
    static final double BYTE = (measured("loss and gradient of one row in each of 4 partitions", LARGE) - JOB) / (4 * bytes(LARGE));

    public static void main(String[] arguments) {
        System.out.println("| | | value | |");
        System.out.println("| --- | --- | --- | --- |");
        input("c", "time of one core for a multiplication and its addition", 1e9 * PRODUCT, "ns", "measured");
        input("j₀", "time of a job of Spark without work", 1e3 * JOB, "ms", "measured");
        input("j₁", "time that each task adds to it", 1e3 * TASK, "ms", "measured");
        input("r", "time to write, read and add a megabyte of gradients", 1e9 * BYTE, "ms", "measured");
        input("B", "bandwidth of each machine", BANDWIDTH * 1e-9, "GB/s", "assumed: 10 Gbit/s");
        input("λ", "latency", 1e3 * LATENCY, "ms", "assumed");
        input("", "cores of an executor, each with one partition", CORES, "", "assumed");
        input("", "spread of the times of tasks: standard deviation of their logarithm", SPREAD, "", "assumed");
        input("", "rows of a mini-batch", BATCH, "", "chosen");
        System.out.println();
        System.out.println("| network | MB of parameters | executors | compute s | slowest task + s | broadcast s | sum s | job s | a full pass s | an epoch of mini-batches s |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (final var net : List.of(NET, LARGE, "784-4000-4000-10")) {
            for (final int executors : new int[] {10, 100, 1_000}) {
                final var pass = evaluation(net, ROWS, bytes(net), executors);
                final var step = evaluation(net, BATCH, bytes(net) + 4 * BATCH, executors);
                System.out.printf(
                        "| %s | %s | %,d | %s | %s | %s | %s | %s | %s | %s |%n",
                        net,
                        digits(bytes(net) * 1e-6),
                        executors,
                        digits(pass.compute),
                        digits(pass.waiting),
                        digits(pass.broadcast),
                        digits(pass.sum),
                        digits(pass.job),
                        digits(pass.seconds()),
                        digits(ROWS / BATCH * step.seconds()));
            }
        }
        System.out.println();
        System.out.println("| network | a full pass pays up to | mini-batches pay up to |");
        System.out.println("| --- | --- | --- |");
        for (final var net : List.of(NET, LARGE, "784-4000-4000-10")) {
            System.out.printf("| %s | %,d executors | %,d executors |%n", net, mostThatPay(net, ROWS, 0), mostThatPay(net, BATCH, 4 * BATCH));
        }
        System.out.println();
        System.out.println("| on one machine | formula ms | measured ms | formula / measured |");
        System.out.println("| --- | --- | --- | --- |");
        final var pass = "loss and gradient of 20,000 rows on two cores";
        compare(DEEP + ", 20,000 rows, one core", onOneMachine(DEEP, 20_000, 1), measured(pass, DEEP, THEIRS));
        compare(DEEP + ", 20,000 rows, two cores", onOneMachine(DEEP, 20_000, 2), measured(pass, DEEP, OURS));
        for (final int batch : new int[] {1_000, 10_000}) {
            final var step = String.format(Locale.ROOT, "step with a mini-batch of %,d rows", batch);
            compare(NET + ", " + step, onOneMachine(NET, batch, 2), measured(step, NET, OURS));
        }
    }

    static void input(String symbol, String what, double value, String unit, String source) {
        System.out.printf("| %s | %s | %s | %s |%n", symbol, what, (digits(value) + " " + unit).strip(), source);
    }

    static void compare(String what, double formula, double measured) {
        System.out.printf("| %s | %s | %s | %s |%n", what, digits(1e3 * formula), digits(1e3 * measured), digits(formula / measured));
    }

    /** The parts of the time of one evaluation, in seconds. */
    record Evaluation(double compute, double waiting, double broadcast, double sum, double job) {
        double seconds() {
            return compute + waiting + broadcast + sum + job;
        }
    }

    static Evaluation evaluation(String net, double rows, double sent, int executors) {
        final int tasks = CORES * executors;
        final double compute = rows * work(net) * PRODUCT / tasks;
        return new Evaluation(
                compute,
                compute * (slowest(tasks) - 1),
                broadcast(sent, executors),
                sum(bytes(net), tasks),
                JOB + TASK * tasks);
    }

    /** Without a network, the four gradients are only written, read and added. */
    static double onOneMachine(String net, double rows, int cores) {
        return rows * work(net) * PRODUCT / cores + JOB + 4 * bytes(net) * BYTE;
    }

    /** The largest power of two whose double takes less than two thirds of the time. */
    static int mostThatPay(String net, double rows, double more) {
        int executors = 1;
        while (1.5 * evaluation(net, rows, bytes(net) + more, 2 * executors).seconds()
                < evaluation(net, rows, bytes(net) + more, executors).seconds()) {
            executors *= 2;
        }
        return executors;
    }

    /** Multiplications for a row: forwards, and twice as many backwards, but for the gradient of the features. */
    static double work(String net) {
        final int[] n = sizes(net);
        double work = -n[0] * (double) n[1];
        for (int l = 1; l < n.length; l++) {
            work += 3.0 * n[l - 1] * n[l];
        }
        return work;
    }

    static double bytes(String net) {
        final int[] n = sizes(net);
        double parameters = 0;
        for (int l = 1; l < n.length; l++) {
            parameters += (n[l - 1] + 1.0) * n[l];
        }
        return 8 * parameters;
    }

    /** Each executor passes on what it has got: the number of machines with the first piece doubles, and the others follow it. */
    static double broadcast(double bytes, int executors) {
        final double pieces = Math.ceil(bytes / PIECE);
        final double depth = Math.ceil(Math.log(executors + 1) / Math.log(2));
        return (depth + pieces - 1) * (LATENCY + bytes / pieces / BANDWIDTH);
    }

    /** Depth 2: groups of √n gradients are added on executors, and their sums on the driver. */
    static double sum(double bytes, int tasks) {
        final double inGroup = Math.ceil(Math.sqrt(tasks));
        final double groups = Math.floor(tasks / inGroup);
        return 2 * LATENCY + (inGroup + groups) * bytes * (1 / BANDWIDTH + BYTE);
    }

    /** How many times as long as the median the slowest of so many tasks takes: mean of 200 trials. */
    static double slowest(int tasks) {
        final var random = new Random(1);
        double sum = 0;
        for (int trial = 0; trial < 200; trial++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < tasks; k++) {
                largest = Math.max(largest, random.nextGaussian());
            }
            sum += Math.exp(SPREAD * largest);
        }
        return sum / 200;
    }

    static int[] sizes(String net) {
        return Arrays.stream(net.split("-")).mapToInt(Integer::parseInt).toArray();
    }

    static String digits(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : value < 0.1 ? "%.3f" : value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }

    static double measured(String what, String net) {
        return measured(what, net, OURS);
    }

    /** Seconds: the median in this column of the row about plain Java. */
    static double measured(String what, String net, int column) {
        for (final var line : BENCH) {
            final var cells = line.split("\\s*\\|\\s*");
            if (cells.length > 6 && cells[1].equals(what) && cells[2].equals(net) && cells[3].equals("plain Java")) {
                return 1e-3 * Double.parseDouble(cells[column].split(" ")[0].replace(",", ""));
            }
        }
        throw new IllegalStateException("docs/bench.md has no row about " + what + " of " + net + " in plain Java");
    }

    static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
