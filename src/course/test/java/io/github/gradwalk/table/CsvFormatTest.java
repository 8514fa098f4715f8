package io.github.gradwalk.table;

import static io.github.gradwalk.Matrices.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Files as other programs write them. */
class CsvFormatTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("data");
    }

    private String read(String content, CsvFormat format) {
        return inWords(Tables.read(written(content, format.encoding()), format));
    }

    private Path written(String content, Charset encoding) {
        try {
            return Files.writeString(file, content, encoding);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String inWords(Table table) {
        return table.columns().stream().map(CsvFormatTest::inWords).collect(Collectors.joining("; "));
    }

    private static String inWords(Column<?> column) {
        return column.name() + " " + column.type() + " "
                + IntStream.range(0, column.size())
                        .mapToObj(row -> column.isMissing(row) ? "?" : column.getUnformattedString(row))
                        .toList();
    }

    @Test
    void aFileOfGermanExcel() {
        final var format = CsvFormat.DEFAULT.separator(';').decimalComma().encoding("windows-1252");
        assertThat(read(
                        "Länge;Preis in €;Masse;Art\r\n1,5;1.234,50;2;\"Zaunkönig; klein\"\r\n-,25;0,99;;Möwe\r\n",
                        format))
                .isEqualTo("Länge DOUBLE [1.5, -0.25]; Preis in € STRING [1.234,50, 0,99]; Masse INTEGER [2, ?];"
                        + " Art STRING [Zaunkönig; klein, Möwe]");
    }

    /** As iris.data: no header, and an empty line at the end. */
    @Test
    void aHeaderlessFileOfUci() {
        assertThat(read(
                        "5.1,3.5,1.4,0.2,Iris-setosa\n7.0,3.2,4.7,1.4,Iris-versicolor\n\n",
                        CsvFormat.DEFAULT.headerless()))
                .isEqualTo("C0 DOUBLE [5.1, 7.0]; C1 DOUBLE [3.5, 3.2]; C2 DOUBLE [1.4, 4.7]; C3 DOUBLE [0.2, 1.4];"
                        + " C4 STRING [Iris-setosa, Iris-versicolor]");
    }

    /** As adult.data: a space after each comma, and ? for what is not known. */
    @Test
    void questionMarksAndSpacesAfterCommas() {
        assertThat(read(
                        "39, State-gov, 77516, <=50K\n?, ?, 83311, >50K\n\n",
                        CsvFormat.DEFAULT.headerless().missing("?")))
                .isEqualTo(
                        "C0 INTEGER [39, ?]; C1 STRING [State-gov, ?]; C2 INTEGER [77516, 83311]; C3 STRING [<=50K, >50K]");
    }

    /** As winequality-red.csv of UCI. */
    @Test
    void semicolonsWithDecimalPointsAndQuotedNames() {
        assertThat(read(
                        "\"fixed acidity\";\"pH\";\"quality\"\n7.4;3.51;5\n7.8;3.2;5\n",
                        CsvFormat.DEFAULT.separator(';')))
                .isEqualTo("fixed acidity DOUBLE [7.4, 7.8]; pH DOUBLE [3.51, 3.2]; quality INTEGER [5, 5]");
    }

    /** As auto-mpg.data and seeds_dataset.txt of UCI: columns of spaces, and tabs among them. */
    @Test
    void columnsOfSpaces() {
        assertThat(read(
                        " 18.0   8   130.0\t\"chevrolet chevelle malibu\"\n 15.0   8   ?    \t\"buick \"\"skylark\"\"\"  \n",
                        CsvFormat.DEFAULT.separator(' ').headerless().missing("?")))
                .isEqualTo("C0 DOUBLE [18.0, 15.0]; C1 INTEGER [8, 8]; C2 DOUBLE [130.0, ?];"
                        + " C3 STRING [chevrolet chevelle malibu, buick \"skylark\"]");
        assertRefused(
                () -> read("a b\n\"1\"2 3\n", CsvFormat.DEFAULT.separator(' ')),
                file
                        + " has a quotation mark in line 2 that is not closed, or one within that cell that is not doubled");
    }

    @Test
    void tabsWithEmptyCellsAndCommas() {
        assertThat(read("gene\ta, b\tc\nBRCA1\t1\t\n\t2\t0.5\n", CsvFormat.DEFAULT.separator('\t')))
                .isEqualTo("gene STRING [BRCA1, ?]; a, b INTEGER [1, 2]; c DOUBLE [?, 0.5]");
    }

    @Test
    void verticalBars() {
        assertThat(read("id|name\n1|a;b\n12345678901|c,d\n", CsvFormat.DEFAULT.separator('|')))
                .isEqualTo("id LONG [1, 12345678901]; name STRING [a;b, c,d]");
    }

    /** As train.csv of the Titanic at Kaggle, with a text of several lines. */
    @Test
    void aFileOfKaggle() {
        assertThat(read(
                        "Id,Name,Age,Cabin\r\n1,\"Braund, Mr. \"\"Owen\"\" Harris\",22,\r\n2,\"Heikkinen,\nMiss. Laina\",,C85\r\n",
                        CsvFormat.DEFAULT))
                .isEqualTo("Id INTEGER [1, 2]; Name STRING [Braund, Mr. \"Owen\" Harris, Heikkinen,\nMiss. Laina];"
                        + " Age INTEGER [22, ?]; Cabin STRING [?, C85]");
    }

    /** As pandas writes it: a column of row numbers without a name. */
    @Test
    void aFileOfPandas() {
        assertThat(read(",x,label\n0,1e-05,True\n1,,False\n", CsvFormat.DEFAULT))
                .isEqualTo("C0 INTEGER [0, 1]; x DOUBLE [1.0E-5, ?]; label STRING [True, False]");
    }

    /** As R writes it: quoted texts, NA, and numbers with exponents. */
    @Test
    void aFileOfR() {
        assertThat(read("\"x\",\"f\"\n1e+05,\"a\"\nNA,NA\n", CsvFormat.DEFAULT))
                .isEqualTo("x DOUBLE [100000.0, ?]; f STRING [a, ?]");
    }

    /** As Excel's "Unicode text". */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void utf16WithAByteOrderMark(String encoding) {
        final var mark = encoding.equals("UTF-16") ? "" : "\uFEFF"; // Java writes it for UTF-16
        assertThat(read(
                        mark + "größe\tart\r\n1\tΩ\r\n",
                        CsvFormat.DEFAULT.separator('\t').encoding(encoding)))
                .isEqualTo("größe INTEGER [1]; art STRING [Ω]");
    }

    @Test
    void aClassMayBeCalledNA() {
        final var csv = "continent,x\nNA,1\nEU,\n";
        assertThat(read(csv, CsvFormat.DEFAULT)).startsWith("continent STRING [?, EU]");
        assertThat(read(csv, CsvFormat.DEFAULT.missing())).isEqualTo("continent STRING [NA, EU]; x INTEGER [1, ?]");
        assertThat(Tables.dataset(
                                Tables.read(file, CsvFormat.DEFAULT.missing())
                                        .first(2)
                                        .replaceColumn("x", IntColumn.create("x", 1, 2)),
                                "continent")
                        .classNames())
                .containsExactly("EU", "NA");
    }

    @Test
    void aDecimalCommaInAQuotedCellBetweenCommas() {
        assertThat(read("x,y\n\"3,7\",1\n4,2.5\n", CsvFormat.DEFAULT.decimalComma()))
                .isEqualTo("x DOUBLE [3.7, 4.0]; y STRING [1, 2.5]");
    }

    @Test
    void theMessageNamesTheSeparatorThatTheFileSeemsToHave() {
        final var advice = "; it seems to be separated by semicolons: try CsvFormat.DEFAULT.separator(';')";
        assertRefused(() -> read("a;b\n1;\"x\"\n", CsvFormat.DEFAULT), file + " has only one column" + advice);
        assertRefused(
                () -> read("a;b\n1,5;\"a\"\n", CsvFormat.DEFAULT),
                file + " has 2 values in line 2, but 1 in line 1" + advice);
        assertRefused(
                () -> read("Länge, mm;Breite, mm;Art\n1,5;2;\"Möwe\"\n", CsvFormat.DEFAULT),
                file + " has 2 values in line 2, but 3 in line 1" + advice);
        assertRefused(
                () -> read("a\tb\tc\n1,5\t2\tx\n", CsvFormat.DEFAULT),
                file + " has 2 values in line 2, but 1 in line 1; it seems to be separated by tabs: try"
                        + " CsvFormat.DEFAULT.separator('\\t')");
        assertRefused(
                () -> read("a,b\n1,2\n", CsvFormat.DEFAULT.separator('|')),
                file
                        + " has only one column; it seems to be separated by commas: try CsvFormat.DEFAULT.separator(',')");
        assertThat(read("\"a;b\"\n\"1;2\"\n", CsvFormat.DEFAULT)).isEqualTo("a;b STRING [1;2]");
        assertThat(read("one; two\nthree\n", CsvFormat.DEFAULT.headerless())).isEqualTo("C0 STRING [one; two, three]");
    }

    /** As Excel reads and writes it. */
    @Test
    void aFirstLineMayNameTheSeparator() {
        assertThat(read("\uFEFFsep=;\r\nx;y\r\n1;2\r\n", CsvFormat.DEFAULT)).isEqualTo("x INTEGER [1]; y INTEGER [2]");
        assertThat(read("SEP=\t\n1\t2,5\n", CsvFormat.DEFAULT.headerless().decimalComma()))
                .isEqualTo("C0 INTEGER [1]; C1 DOUBLE [2.5]");
        assertRefused(
                () -> read("sep=;\nx;y\n1\n", CsvFormat.DEFAULT), file + " has 1 value in line 3, but 2 in line 2");
        assertThat(read("sep=ab\n1\n", CsvFormat.DEFAULT)).isEqualTo("sep=ab INTEGER [1]");
    }

    @Test
    void twoNumbersAsNamesOfColumnsLookLikeAFileWithoutAHeader() {
        assertRefused(
                () -> read("0.2,1,0.2\n1,2,3\n", CsvFormat.DEFAULT),
                file + " has two columns with the name \"0.2\" (upper and lower case are not distinguished);"
                        + " if the first line is data and not a header, read the file with CsvFormat.DEFAULT.headerless()");
    }

    @Test
    void anEmptyHeaderlessFileIsRefused() {
        assertRefused(() -> read("\n", CsvFormat.DEFAULT.headerless()), file + " is empty: expected at least one row");
    }

    @Test
    void unsuitableSettingsAreRefused() {
        for (final char separator : "\"\n\r\0a1".toCharArray()) {
            assertThat(catchThrowable(() -> CsvFormat.DEFAULT.separator(separator)))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("separator must be a character such as a semicolon or a tab, but is \"");
        }
        for (final var name : List.of("windows-12521", "no name!")) {
            assertRefused(
                    () -> CsvFormat.DEFAULT.encoding(name),
                    "encoding must be the name of one, such as windows-1252 or UTF-16, but is \"" + name + "\"");
        }
    }
}
