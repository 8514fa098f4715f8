package io.github.gradwalk.table;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import tech.tablesaw.api.Table;

/** The processor time in which a table is read, beside that of Tablesaw's own reader; both read the same file in turns. */
final class CsvSpeed {
    private CsvSpeed() {}

    /** The least time of each over some rounds, in seconds. */
    record Times(double ours, double tablesaw) {
        double ratio() {
            return ours / tablesaw;
        }
    }

    /** {@code CsvSpeed 500000} prints the times for a table of that many rows and 11 columns. */
    public static void main(String... rows) throws IOException {
        final var file = Files.createTempFile("table", ".csv");
        try {
            write(file, Integer.parseInt(rows[0]));
            final var times = times(file, 5);
            System.out.printf(
                    Locale.ROOT,
                    "%s rows, %d bytes: gradwalk %.2f s, Tablesaw %.2f s, ratio %.2f%n",
                    rows[0],
                    Files.size(file),
                    times.ours,
                    times.tablesaw,
                    times.ratio());
        } finally {
            Files.delete(file);
        }
    }

    /** Writes whole numbers, numbers with few and with all digits, and a class, about 98 bytes per row. */
    static void write(Path file, int rows) throws IOException {
        final var random = new Random(20);
        try (var out = Files.newBufferedWriter(file)) {
            out.write("id,count,age,width,height,depth,mass,ratio,score,share,species\n");
            for (int n = 0; n < rows; n++) {
                out.write(n + "," + random.nextInt(100_000) + "," + random.nextInt(90));
                for (int j = 0; j < 4; j++) {
                    out.write("," + (random.nextInt(2_000_000) - 1_000_000) / 1000.0);
                }
                for (int j = 0; j < 2; j++) {
                    out.write("," + random.nextDouble());
                }
                out.write("," + random.nextInt(1000) / 1000.0 + ",species " + random.nextInt(10) + "\n");
            }
        }
    }

    static Times times(Path file, int rounds) throws IOException {
        double ours = Double.MAX_VALUE;
        double tablesaw = Double.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            ours = Math.min(ours, seconds(() -> Tables.read(file)));
            tablesaw = Math.min(tablesaw, seconds(() -> Table.read().csv(file.toFile())));
        }
        return new Times(ours, tablesaw);
    }

    private interface Reader {
        Table read() throws IOException;
    }

    private static double seconds(Reader reader) throws IOException {
        final var thread = ManagementFactory.getThreadMXBean();
        final long start = thread.getCurrentThreadCpuTime();
        reader.read();
        return (thread.getCurrentThreadCpuTime() - start) / 1e9;
    }
}
