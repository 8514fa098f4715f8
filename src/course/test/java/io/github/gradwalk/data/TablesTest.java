package io.github.gradwalk.data;

import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TablesTest {
    private static final Locale LOCALE = Locale.getDefault();

    private static final String BIRDS = """
            name,mass,wing,species
            a,12,3.5,wren
            b,1500,28,gull
            c,11,4e0,wren
            """;

    @TempDir
    Path folder;

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(LOCALE);
    }

    private Path file(byte[] bytes) {
        try {
            return Files.write(folder.resolve("birds.csv"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String csv) {
        return file(csv.getBytes(StandardCharsets.UTF_8));
    }

    private Table table(String csv) {
        return Tables.read(file(csv));
    }

    private static List<ColumnType> types(Table table) {
        return List.of(table.typeArray());
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
    void numbersAreClassesInTheOrderOfNumbers() {
        assertThat(Tables.dataset(table("x,k\n1,10\n2,9\n3,-1\n4,9\n"), "k", "x")
                        .classNames())
                .containsExactly("-1", "9", "10");
    }

    @Test
    void everyValueDecidesTheTypeOfAColumn() {
        final var table = table("""
                int,long,double,late,time,comma,hex,suffix,none
                007,12345678901,.5,1,1:30,"3,7",0x1p3,1d,NA
                -8,1,-2E-3,x,2:30,"4,1",0x1p4,2d,
                """);
        assertThat(types(table))
                .containsExactly(
                        ColumnType.INTEGER,
                        ColumnType.LONG,
                        ColumnType.DOUBLE,
                        ColumnType.STRING,
                        ColumnType.STRING,
                        ColumnType.STRING,
                        ColumnType.STRING,
                        ColumnType.STRING,
                        ColumnType.STRING);
        assertThat(table.intColumn("int").asList()).containsExactly(7, -8);
        assertThat(table.longColumn("long").asList()).containsExactly(12345678901L, 1L);
        assertThat(table.doubleColumn("double").asList()).containsExactly(0.5, -0.002);
        assertThat(table.stringColumn("comma").asList()).containsExactly("3,7", "4,1");
    }

    @Test
    void aNumberIsTheSameInEveryCountry() {
        Locale.setDefault(Locale.GERMANY);
        final var table = table("x,k\n1.5,a\n1.25,b\n");
        assertThat(table.doubleColumn("x").asList()).containsExactly(1.5, 1.25);
        assertThat(Tables.dataset(table, "k").X().get(1, 0)).isEqualTo(1.25);
    }

    @Test
    void missingValuesDoNotChangeTheTypeOfAColumn() {
        final var table = table("x,y,k\n1,2.5,a\n,NA,NA\nNaN,null,b\n");
        assertThat(types(table)).containsExactly(ColumnType.INTEGER, ColumnType.DOUBLE, ColumnType.STRING);
        assertThat(table.column("x").countMissing()).isEqualTo(2);
        assertThat(table.column("y").countMissing()).isEqualTo(2);
        assertThat(table.column("k").countMissing()).isEqualTo(1);
    }

    @Test
    void otherEndsOfLinesQuotesAndMarksAreRead() {
        final var table = table("\uFEFF#no, name ,k\r\n1,\"a, \"\"b\"\"\",x\r\n\r\n#2,Zoë,y");
        assertThat(table.columnNames()).containsExactly("#no", "name", "k");
        assertThat(table.stringColumn("name").asList()).containsExactly("a, \"b\"", "Zoë");
        assertThat(table.stringColumn("#no").asList()).containsExactly("1", "#2");
        assertThat(table.name()).isEqualTo("birds.csv");
    }

    @Test
    void aFileThatIsNoTableIsRefused() {
        final var empty = file("");
        assertRefused(() -> Tables.read(empty), empty + " is empty: expected a header with the names of the columns");
        final String noTable = empty + " is no table (below, the header is row 0): ";
        assertRefused(
                () -> table("a,b,a\n1,2,3\n"), noTable + "Cannot add column with duplicate name a to table birds.csv");
        assertRefused(() -> table("a,b\n1,2\n1\n"), noTable + "Row number 2 contains 1 columns. 2 expected.");
        assertRefused(() -> table("a,b\n1,2,3\n"), noTable + "Row number 1 contains 3 columns. 2 expected.");
        final var latin = file("x,k\n1,Zo\u00eb\n".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(() -> Tables.read(latin), latin + " is not text in UTF-8");
        for (final var notThere : List.of(folder.resolve("missing.csv"), folder)) {
            assertThatThrownBy(() -> Tables.read(notThere))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith(notThere + " cannot be read: ");
        }
    }

    @Test
    void whatWouldSwallowRowsIsRefused() {
        final var file = file("");
        assertRefused(
                () -> table("x,k\n1,\"a\"\n2,\"b\n3,c\n"),
                file
                        + " has a quotation mark in line 3 that is not closed, or one within that cell that is not doubled");
        assertRefused(
                () -> table("n,l\n\"a,1\n\"b,2\n"),
                file
                        + " has a quotation mark in line 2 that is not closed, or one within that cell that is not doubled");
        for (final var row : List.of("\"a\"b,1", " \"a\" b,1", "1,\"", "1,\"a\"\"", "\"a\n,1", "\"\"\",1")) {
            assertThatThrownBy(() -> table("n,l\n" + row))
                    .as(row)
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has a quotation mark in line 2 that is not closed");
        }
        assertRefused(() -> table("x,k\n\0,a\n"), file + " is not text in UTF-8: it has the character 0");
        final var wide = file("x,k\n".getBytes(StandardCharsets.UTF_16LE));
        assertRefused(() -> Tables.read(wide), file + " is not text in UTF-8: it has the character 0");
    }

    @Test
    void marksWithinACellThatDoesNotBeginWithOneAreText() {
        assertThat(table("x,k\n1,\"a\"").stringColumn("k").get(0)).isEqualTo("a");
        final var table = table("size,\t\"k,l\" \n5\" pipe, \"a \"\"b\"\"\" \na \"b\" c,\"\"\n");
        assertThat(table.columnNames()).containsExactly("size", "k,l");
        assertThat(table.stringColumn(0).asList()).containsExactly("5\" pipe", "a \"b\" c");
        assertThat(table.stringColumn(1).asList()).containsExactly("a \"b\"", "");
    }

    /** To each digit a pattern could go back. */
    @Test
    void aLongCellOfDigitsThatIsNoNumberIsReadAtOnce() {
        final var text = "1".repeat(65_000) + "x";
        final var table = assertTimeout(Duration.ofSeconds(1), () -> table("a,b\n" + text + ",2\n"));
        assertThat(table.stringColumn("a").get(0)).isEqualTo(text);
    }

    @Test
    void moreColumnsThanCanBeComparedAreRefused() {
        final var names = IntStream.range(0, 4096).mapToObj(i -> "c" + i).toList();
        final var row = String.join(",", Collections.nCopies(4096, "1"));
        assertThat(table(String.join(",", names) + "\n" + row + "\n").columnCount())
                .isEqualTo(4096);
        final var file = file("");
        assertRefused(
                () -> table(String.join(",", names) + ",more\n" + row + ",1\n"),
                file + " has more than 4096 columns in line 1");
        assertRefused(() -> table("\"a\nb\",c\n" + row + ",1\n"), file + " has more than 4096 columns in line 3");
        assertRefused(() -> table("a,b\n" + ",".repeat(4096)), file + " has more than 4096 columns in line 2");
    }

    @Test
    void aLabelWithAThousandDifferentValuesIsAClassAndWithOneMoreIsNone() {
        final var rows = IntStream.range(0, 1000).mapToObj(i -> i + "," + i).collect(Collectors.joining("\n"));
        assertThat(Tables.dataset(table("x,y\n" + rows), "y").classes()).isEqualTo(1000);
        assertRefused(
                () -> Tables.dataset(table("x,y\n1000,1000\n" + rows), "y"),
                "label must have at most 1000 classes, but column \"y\" has 1001 different values");
    }

    @Test
    void whatTheParserSaysIsOneLine() {
        assertThatThrownBy(() -> table("x,k\n1," + "a".repeat(1 << 17) + "\n"))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Length of parsed input (65537) exceeds")
                .hasMessageNotContaining("\n");
    }

    @Test
    void endsOfLinesMayBeMixedAndStandWithinQuotes() {
        final var table = table("x,k\r\n1,\"a\r\nb\"\n2,c\r3,d");
        assertThat(table.intColumn("x").asList()).containsExactly(1, 2, 3);
        assertThat(table.stringColumn("k").asList()).containsExactly("a\nb", "c", "d");
    }

    @Test
    void aColumnWithoutANameGetsOne() {
        assertThat(table(",x,\n0,1,a\n").columnNames()).containsExactly("C0", "x", "C2");
        final var file = file("x,X\n1,2\n");
        assertRefused(
                () -> Tables.read(file),
                file + " is no table (below, the header is row 0): "
                        + "Cannot add column with duplicate name X to table birds.csv");
    }

    @Test
    void aMissingValueIsRefusedByItsPlace() {
        final String advice =
                " has no value (the header is row 1); dropRowsWithMissingValues() gives a table without such rows";
        final var table = table("x,y,k\n1,2,a\n3,NA,b\n5,6,\n");
        assertRefused(() -> Tables.dataset(table, "k", "x"), "row 4, column \"k\"" + advice);
        assertRefused(() -> Tables.dataset(table.first(2), "k", "x", "y"), "row 3, column \"y\"" + advice);
        assertThat(Tables.dataset(table("x,k\n1,a\n,b\n3,b\n").dropRowsWithMissingValues(), "k")
                        .examples())
                .isEqualTo(2);
    }

    @Test
    void whatIsNoNumberIsRefusedByItsPlace() {
        assertRefused(
                () -> Tables.dataset(table("x,k\n1,a\n2,b\nheavy,b\n"), "k"),
                "features must be finite numbers, but row 4, column \"x\" is \"heavy\" (the header is row 1)");
        assertRefused(
                () -> Tables.dataset(table("x,k\n1,a\n\"1,5\",b\n"), "k"),
                "features must be finite numbers, but row 3, column \"x\" is \"1,5\" (the header is row 1)");
        final var infinite =
                Table.create(DoubleColumn.create("x", 1, Double.POSITIVE_INFINITY), StringColumn.create("k", "a", "b"));
        assertRefused(
                () -> Tables.dataset(infinite, "k"),
                "features must be finite numbers, but row 3, column \"x\" is \"Infinity\" (the header is row 1)");
    }

    @Test
    void columnsThatCannotBeAreRefused() {
        final var table = table(BIRDS);
        assertRefused(
                () -> Tables.dataset(table, "Species", "mass"),
                "there is no column \"Species\": the table has \"name\", \"mass\", \"wing\", \"species\"");
        assertRefused(
                () -> Tables.dataset(table, "species", "mass", "bill"),
                "there is no column \"bill\": the table has \"name\", \"mass\", \"wing\", \"species\"");
        assertRefused(
                () -> Tables.dataset(table, "species", "mass", "species"),
                "features must not contain the label \"species\"");
        assertRefused(
                () -> Tables.dataset(table, "species", "mass", "mass"),
                "features must all be different, but are [mass, mass]");
        assertRefused(
                () -> Tables.dataset(table.selectColumns("species"), "species"),
                "table has no column but the label \"species\"");
        assertRefused(
                () -> Tables.dataset(table("x,k\n1,a\n2,a\n"), "k"),
                "label must have at least 2 classes, but column \"k\" has only \"a\"");
        assertRefused(() -> Tables.dataset(table("x,k\n"), "k"), "table has no rows");
    }

    private enum Way {
        UP,
        DOWN
    }

    private record Step(int epoch, long steps, double validationLoss, float share, boolean best, Way way, String L) {}

    private record Other(int epoch) {}

    @Test
    void recordsBecomeRows() {
        final var table = Tables.ofRecords(List.of(
                new Step(1, 40, 0.5, 0.25f, true, Way.DOWN, "one"),
                new Step(2, 80, Double.NaN, 0.5f, false, Way.UP, null)));
        assertThat(table.columnNames())
                .containsExactly("epoch", "steps", "validation loss", "share", "best", "way", "L");
        assertThat(types(table))
                .containsExactly(
                        ColumnType.INTEGER,
                        ColumnType.LONG,
                        ColumnType.DOUBLE,
                        ColumnType.DOUBLE,
                        ColumnType.BOOLEAN,
                        ColumnType.STRING,
                        ColumnType.STRING);
        assertThat(table.intColumn("epoch").asList()).containsExactly(1, 2);
        assertThat(table.longColumn("steps").asList()).containsExactly(40L, 80L);
        assertThat(table.doubleColumn("validation loss").get(0)).isEqualTo(0.5);
        assertThat(table.column("validation loss").isMissing(1)).isTrue();
        assertThat(table.doubleColumn("share").asList()).containsExactly(0.25, 0.5);
        assertThat(table.booleanColumn("best").asList()).containsExactly(true, false);
        assertThat(table.stringColumn("way").asList()).containsExactly("DOWN", "UP");
        assertThat(table.column("L").isMissing(1)).isTrue();
    }

    @Test
    void recordsThatMakeNoTableAreRefused() {
        assertRefused(() -> Tables.ofRecords(List.of()), "records is empty: there is nothing that names the columns");
        assertRefused(
                () -> Tables.ofRecords(List.of(new Step(1, 1, 1, 1, true, Way.UP, "x"), new Other(1))),
                "records must all be of one class, Step, but number 1 is of Other");
    }
}
