package io.github.gradwalk.table;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import tech.tablesaw.api.Table;

/**
 * The splits of notebook 16 as files, by which other systems can be measured on the same examples. Its {@code main} writes
 * them to the folder of the data.
 */
public final class SplitFiles {
    // PIT runs tests in the folder of the module.
    static final Path DATA = Path.of(System.getProperty("gradwalk.root", ""), "notebooks", "data");
    static final double VALIDATION = 0.1;
    static final double TEST = 0.2;
    static final int SEEDS = 5;
    static final String[] MEASUREMENTS = {"bill length (mm)", "bill depth (mm)", "flipper length (mm)", "body mass (g)"
    };

    private SplitFiles() {}

    public static void main(String... none) throws IOException {
        Files.writeString(DATA.resolve("digits-splits.csv"), digits());
        Files.writeString(DATA.resolve("penguins-splits.csv"), penguins());
    }

    static String digits() {
        final var table = Tables.read(DATA.resolve("digits.csv"));
        return splits(Tables.dataset(table, "digit"), fileRows(table));
    }

    static String penguins() {
        final var table = Tables.read(DATA.resolve("penguins.csv"));
        final int[] rows = fileRows(table);
        final int[] measured = IntStream.range(0, rows.length)
                .filter(n -> Arrays.stream(MEASUREMENTS)
                        .noneMatch(name -> table.column(name).isMissing(n)))
                .toArray();
        return splits(
                Tables.dataset(table.rows(measured), "species", MEASUREMENTS),
                Arrays.stream(measured).map(n -> rows[n]).toArray());
    }

    private static int[] fileRows(Table table) {
        return IntStream.range(2, table.rowCount() + 2).toArray();
    }

    private static String splits(Dataset dataset, int[] fileRows) {
        // the only feature says which example it is
        final var X = new DMatrixRMaj(dataset.examples(), 1);
        final var letters = new char[dataset.examples()][SEEDS];
        for (int n = 0; n < dataset.examples(); n++) {
            X.set(n, 0, n);
        }
        final var numbered = new Dataset(X, dataset.Y());
        for (int s = 0; s < SEEDS; s++) {
            final var split = Split.stratified(numbered, VALIDATION, TEST, s + 1);
            mark(split.train(), 't', letters, s);
            mark(split.validation(), 'v', letters, s);
            mark(split.test(), 'e', letters, s);
        }
        final var text = new StringBuilder("row,seed 1,seed 2,seed 3,seed 4,seed 5\n");
        for (int n = 0; n < letters.length; n++) {
            text.append(fileRows[n]);
            for (final char letter : letters[n]) {
                text.append(',').append(letter);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static void mark(Dataset part, char letter, char[][] letters, int seed) {
        for (int i = 0; i < part.examples(); i++) {
            letters[(int) part.X().get(i, 0)][seed] = letter;
        }
    }
}
