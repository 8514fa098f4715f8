package io.github.gradwalk.table;

import static io.github.gradwalk.Matrices.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.io.csv.CsvReadOptions;

class CsvTableTest {
    private static final String QUOTE =
            " has a quotation mark in line 2 that is not closed," + " or one within that cell that is not doubled";
    private static final String TWICE = "\" (upper and lower case are not distinguished)";
    private static final String NOT_UTF_8 =
            " is not text in UTF-8: name its encoding, as in CsvFormat.DEFAULT.encoding(\"windows-1252\")";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("birds.csv");
    }

    private Table read(String csv) {
        return read(csv, StandardCharsets.UTF_8);
    }

    private Table read(String csv, Charset charset) {
        write(csv, charset);
        return Tables.read(file);
    }

    private void write(String csv, Charset charset) {
        try {
            Files.writeString(file, csv, charset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Tablesaw's reader gives, left to detect these types of columns from all rows. */
    private String tablesaw(String csv) {
        write(csv, StandardCharsets.UTF_8);
        return inWords(Table.read()
                .usingOptions(CsvReadOptions.builder(file.toFile())
                        .columnTypesToDetect(
                                List.of(ColumnType.INTEGER, ColumnType.LONG, ColumnType.DOUBLE, ColumnType.STRING))
                        .sample(false)
                        .separator(',')
                        .build()));
    }

    private static String inWords(Table table) {
        return table.columns().stream().map(CsvTableTest::inWords).collect(Collectors.joining("; "));
    }

    private static String inWords(Column<?> column) {
        return column.name() + " " + column.type() + " "
                + IntStream.range(0, column.size())
                        .mapToObj(row -> column.isMissing(row) ? "?" : column.getUnformattedString(row))
                        .toList();
    }

    static Stream<Arguments> misread() {
        return Stream.of(
                arguments("x\n\"3,7\"\n\"4,1\"\n", "x INTEGER [37, 41]", "x STRING [3,7, 4,1]"),
                arguments("x\n1d\n0x1p3\n", "x DOUBLE [1.0, 8.0]", "x STRING [1d, 0x1p3]"),
                arguments("x\n1%\n50%\n", "x DOUBLE [0.01, 0.5]", "x STRING [1%, 50%]"),
                arguments("x\n1.0\n2.0\n", "x INTEGER [1, 2]", "x DOUBLE [1.0, 2.0]"),
                arguments("#x,k\n#1,a\n", "", "#x STRING [#1]; k STRING [a]"),
                arguments("x,k\n", "", "x STRING []; k STRING []"));
    }

    @ParameterizedTest
    @MethodSource("misread")
    void whatTablesawMisreadsIsReadAsItStands(String csv, String misread, String right) {
        assertThat(tablesaw(csv)).isEqualTo(misread);
        assertThat(inWords(read(csv))).isEqualTo(right);
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments("x,k\n1,\"a\n2,b\n", "x INTEGER [1]; k STRING [a\n2,b\n]", QUOTE),
                arguments("n,l\n\"a,1\n\"b,2\n", "n STRING [\"a,1\n\"b]; l INTEGER [2]", QUOTE),
                arguments("n,l\n\"a\"b,1\n", "n STRING [\"a\"b]; l INTEGER [1]", QUOTE),
                arguments("n,l\n \"a\" b,1\n", "n STRING [\"a\" b]; l INTEGER [1]", QUOTE),
                arguments("n,l\n1,\"a\"\"", "n INTEGER [1]; l STRING [a\"]", QUOTE),
                arguments(
                        "x,k\n1,\0\n",
                        "x INTEGER [1]; k STRING [?]",
                        " is not text in UTF-8: it contains the character 0"),
                arguments("", "", " is empty: expected a header with the names of the columns"));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void whatTablesawAcceptsByMistakeIsRefused(String csv, String accepted, String message) {
        assertThat(tablesaw(csv)).isEqualTo(accepted);
        assertRefused(() -> read(csv), file + message);
    }

    static Stream<Arguments> understood() {
        return Stream.of(
                arguments(
                        "int,long,double,late,time,none\n007,12345678901,.5,1,1:30,NA\n-8,1,-2E-3,x,2:30,\n",
                        "int INTEGER [7, -8]; long LONG [12345678901, 1]; double DOUBLE [0.5, -0.002]; late STRING [1, x];"
                                + " time STRING [1:30, 2:30]; none STRING [?, ?]"),
                arguments(
                        "x,y,k\n1,2.5,a\n,NA,NA\nNaN,null,b\n*,N/A,b\n",
                        "x INTEGER [1, ?, ?, ?]; y DOUBLE [2.5, ?, ?, ?]; k STRING [a, ?, b, b]"),
                arguments(
                        "\uFEFFx, name ,k\r\n1,\"a, \"\"b\"\"\",x\r\n\r\n2,Zoë,y",
                        "x INTEGER [1, 2]; name STRING [a, \"b\", Zoë]; k STRING [x, y]"),
                arguments(
                        "size,\t\"k,l\" \n5\" pipe, \"a \"\"b\"\"\" \na \"b\" c,\"\"\n",
                        "size STRING [5\" pipe, a \"b\" c]; k,l STRING [a \"b\", ?]"),
                arguments("x,k\n1,\"a\"", "x INTEGER [1]; k STRING [a]"),
                arguments(",x,\n0,1,a\n", "C0 INTEGER [0]; x INTEGER [1]; C2 STRING [a]"));
    }

    @ParameterizedTest
    @MethodSource("understood")
    void whatTablesawUnderstandsIsLeftToIt(String csv, String table) {
        assertThat(tablesaw(csv)).isEqualTo(table);
        assertThat(inWords(read(csv))).isEqualTo(table);
        assertThat(read(csv).name()).isEqualTo("birds.csv");
    }

    static Stream<Arguments> refused() {
        final var twice = "Cannot add column with duplicate name ";
        return Stream.of(
                arguments("a,b,a\n1,2,3", twice + "a", " has two columns with the name \"a" + TWICE),
                arguments("x,X\n1,2", twice + "X", " has two columns with the name \"X" + TWICE),
                arguments("a,b\n1,2\n1", "Row number 2 contains 1 columns.", " has 1 value in line 3, but 2 in line 1"),
                arguments(
                        "a,b\n1,2,3", "Row number 1 contains 3 columns.", " has 3 values in line 2, but 2 in line 1"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatTablesawRefusesIsRefusedWithTheNameOfTheFile(String csv, String tablesaw, String message) {
        assertThatThrownBy(() -> tablesaw(csv)).hasMessageContaining(tablesaw);
        assertRefused(() -> read(csv), file + message);
    }

    /** Empty lines count, before the header too, and so do those within a value. */
    @Test
    void linesAreCountedAsInAnEditor() {
        assertRefused(
                () -> read("\n  \na,b\n\"1\n\r\n2\",3\r\n\r\n4\n"), file + " has 1 value in line 8, but 2 in line 3");
        assertRefused(
                () -> read("\na,b\n\n1,\n2,\"3\n4,5\n"),
                file
                        + " has a quotation mark in line 5 that is not closed, or one within that cell that is not doubled");
    }

    @Test
    void mixedLineEndingsThatTablesawRefusesAreRead() {
        final var csv = "x,k\r\n1,\"a\r\nb\"\n2,c\r3,d";
        assertThatThrownBy(() -> tablesaw(csv)).isInstanceOf(RuntimeException.class);
        assertThat(inWords(read(csv))).isEqualTo("x INTEGER [1, 2, 3]; k STRING [a\nb, c, d]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16"})
    void anotherEncodingThanUtf8IsRefusedNotGuessed(String charset) {
        assertRefused(() -> read("x,k\n1,Zoë\n", Charset.forName(charset)), file + NOT_UTF_8);
        assertRefused(
                () -> read("x,k\n", StandardCharsets.UTF_16LE),
                file + " is not text in UTF-8: it contains the character 0");
    }

    @Test
    void theDefaultLocaleDoesNotChangeNumbers() {
        final var locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(inWords(read("x\n1.5\n1.25\n"))).isEqualTo("x DOUBLE [1.5, 1.25]");
        } finally {
            Locale.setDefault(locale);
        }
    }

    /** A pattern that backtracks would need time in proportion to the square of the length. */
    @Test
    void aLongCellOfDigitsAndALetterTakesNoLongerThanANumber() {
        final var text = "1".repeat(65_000) + "x";
        final var table = assertTimeout(Duration.ofSeconds(1), () -> read("a,b\n" + text + ",2\n"));
        assertThat(table.stringColumn("a").get(0)).isEqualTo(text);
    }

    @Test
    void moreThan4096ColumnsAreRefused() {
        final var names = IntStream.range(0, 4096).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        final var row = String.join(",", Collections.nCopies(4096, "1"));
        assertThat(read(names + "\n" + row + "\n").columnCount()).isEqualTo(4096);
        final var message = file + " has more than 4096 columns in line ";
        assertRefused(() -> read(names + ",more\n" + row + ",1\n"), message + 1);
        assertRefused(() -> read("\"a\nb\",c\n" + row + ",1\n"), message + 3);
        assertRefused(() -> read("a,b\n" + ",".repeat(4096)), message + 2);
    }

    @Test
    void aValueHasAtMost65536Characters() {
        final var longest = "a".repeat(1 << 16);
        assertThat(read("x,k\n1," + longest + "\n").get(0, 1)).isEqualTo(longest);
        assertRefused(
                () -> read("x,k\n1," + longest + "a\n"), file + " has a value of more than 65536 characters in line 2");
    }

    @Test
    void aFileThatCannotBeReadIsAnInputError() {
        for (final var missing : List.of(folder.resolve("missing.csv"), folder)) {
            assertThatThrownBy(() -> Tables.read(missing))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith(missing + " cannot be read: ");
        }
    }
}
