package io.github.gradwalk.table;

import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TablesTest {
    private static final String BIRDS = """
            name,mass,wing,species
            a,12,3.5,wren
            b,1500,28,gull
            c,11,4e0,wren
            """;

    static final String NUMBERS =
            "; this is text: numbers are read as 1234.5, or as 1234,5 with CsvFormat.DEFAULT.decimalComma(),"
                    + " and never with thousands separators, currencies or %";

    @TempDir
    Path folder;

    private Table table(String csv) {
        try {
            return Tables.read(Files.writeString(folder.resolve("birds.csv"), csv));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void rowsBecomeExamples() {
        final var birds = Tables.dataset(table(BIRDS), "species", "wing", "mass");
        assertIdentical(birds.X(), rows(new double[] {3.5, 12}, new double[] {28, 1500}, new double[] {4, 11}));
        assertThat(birds.featureNames()).containsExactly("wing", "mass");
        assertThat(birds.classNames()).containsExactly("gull", "wren");
        assertThat(birds.Y().classOf(0)).isEqualTo(1);
        assertThat(birds.Y().classOf(1)).isEqualTo(0);
        assertThat(birds.Y().classOf(2)).isEqualTo(1);
    }

    @Test
    void withoutNamesAllColumnsButTheLabelAreFeatures() {
        assertThat(Tables.dataset(table(BIRDS).removeColumns("name"), "species").featureNames())
                .containsExactly("mass", "wing");
    }

    @Test
    void numericLabelsAreOrderedByValue() {
        assertThat(Tables.dataset(table("x,k\n1,10\n2,9\n3,-1\n4,9\n"), "k", "x")
                        .classNames())
                .containsExactly("-1", "9", "10");
    }

    @Test
    void aLabelHasAtMostAThousandClasses() {
        final var rows = IntStream.range(0, 1000).mapToObj(i -> i + "," + i).collect(Collectors.joining("\n"));
        assertThat(Tables.dataset(table("x,y\n" + rows), "y").classes()).isEqualTo(1000);
        assertRefused(
                () -> Tables.dataset(table("x,y\n1000,1000\n" + rows), "y"),
                "label must have at most 1000 classes, but column \"y\" has 1001 different values");
    }

    @Test
    void aMissingValueIsRefusedWithItsRowAndColumn() {
        final String advice =
                " has no value (the header is row 1); dropRowsWithMissingValues() gives a table without such rows";
        final var table = table("x,y,k\n1,2,a\n3,NA,b\n5,6,\n");
        assertRefused(
                () -> Tables.dataset(table, "k", "x"),
                "row 4, column \"k\"" + advice
                        + "; an empty value and the texts NA, N/A, NaN, null, * count as missing in a file:"
                        + " CsvFormat.DEFAULT.missing() leaves only the empty one");
        assertRefused(() -> Tables.dataset(table.first(2), "k", "x", "y"), "row 3, column \"y\"" + advice);
        assertThat(Tables.dataset(table("x,k\n1,a\n,b\n3,b\n").dropRowsWithMissingValues(), "k")
                        .examples())
                .isEqualTo(2);
    }

    @Test
    void aFeatureThatIsNotANumberIsRefusedWithItsRowAndColumn() {
        assertRefused(
                () -> Tables.dataset(table("x,k\n1,a\n2,b\nheavy,b\n"), "k"),
                "features must be finite numbers, but row 4, column \"x\" is \"heavy\" (the header is row 1)"
                        + missing("heavy"));
        assertRefused(
                () -> Tables.dataset(table("x,k\n1,a\n\"1,5\",b\n"), "k"),
                "features must be finite numbers, but row 3, column \"x\" is \"1,5\" (the header is row 1)" + NUMBERS);
        final var infinite =
                Table.create(DoubleColumn.create("x", 1, Double.POSITIVE_INFINITY), StringColumn.create("k", "a", "b"));
        assertRefused(
                () -> Tables.dataset(infinite, "k"),
                "features must be finite numbers, but row 3, column \"x\" is \"Infinity\" (the header is row 1)");
    }

    static String missing(String text) {
        return "; if it stands for a missing value, read the file with CsvFormat.DEFAULT.missing(\"" + text + "\")";
    }

    @Test
    void aColumnWithoutAnyValueIsRefusedAsAWhole() {
        final var table = table("x,k,\n1,a,\n2,b,\n");
        assertRefused(
                () -> Tables.dataset(table, "k"),
                "column \"C2\" has no value at all: leave it out, as table.removeColumns(\"C2\") does");
        assertRefused(() -> Tables.dataset(table, "C2", "x"), "column \"C2\" has no value in any row");
        assertThat(Tables.dataset(table.removeColumns("C2"), "k").featureNames())
                .containsExactly("x");
    }

    @Test
    void nullIsNamed() {
        final var table = table(BIRDS);
        assertRefused(() -> Tables.read(null), "csv must not be null");
        assertRefused(() -> Tables.dataset(null, "k"), "table must not be null");
        assertRefused(() -> Tables.dataset(table, null), "label must not be null");
        assertRefused(() -> Tables.features(table, null), "featureNames must not be null");
        assertRefused(() -> Tables.predictions(null, table), "classifier must not be null");
        assertRefused(() -> Tables.predict(null, table.row(0)), "classifier must not be null");
        assertRefused(() -> Tables.ofRecords(null), "records must not be null");
        assertRefused(
                () -> Tables.dataset(table, "species", "mass", null), "features[1] must be some text, but is null");
    }

    @Test
    void unsuitableColumnsAreRefused() {
        final var table = table(BIRDS);
        final var columns = ": the table has \"name\", \"mass\", \"wing\", \"species\"";
        assertDatasetRefused("there is no column \"Species\"" + columns, table, "Species", "mass");
        assertDatasetRefused("there is no column \"bill\"" + columns, table, "species", "mass", "bill");
        assertDatasetRefused("features must not contain the label \"species\"", table, "species", "mass", "species");
        assertDatasetRefused("features must all be different, but are [mass, mass]", table, "species", "mass", "mass");
        assertDatasetRefused(
                "table has no column but the label \"species\"", table.selectColumns("species"), "species");
        assertDatasetRefused(
                "label must have at least 2 classes, but column \"k\" has only \"a\"", table("x,k\n1,a\n2,a\n"), "k");
        assertDatasetRefused("table has no rows", table("x,k\n"), "k");
    }

    private static void assertDatasetRefused(String message, Table table, String label, String... features) {
        assertRefused(() -> Tables.dataset(table, label, features), message);
    }
}
