package io.github.gradwalk.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TableTextTest {

    @Test
    void isSemanticHtmlWithEscapedCellsAndNumbersOnTheRight() {
        Table table = Table.create(
                "<Losses>",
                StringColumn.create("na&me", "a<b>", "plain"),
                DoubleColumn.create("loss", 0.1 + 0.2, Double.NaN),
                IntColumn.create("count", 1, 20));
        String html = TableText.html(table);

        assertThat(html)
                .contains(
                        "<caption>&lt;Losses&gt;: 2 rows × 3 columns</caption>",
                        "<th scope=\"col\" style=\"text-align:left\">na&amp;me</th>",
                        "<th scope=\"col\" style=\"text-align:right\">loss</th>",
                        "<tr><td style=\"text-align:left\">a&lt;b&gt;</td><td style=\"text-align:right\">0.3</td>"
                                + "<td style=\"text-align:right\">1</td></tr>",
                        "<td style=\"text-align:right\"></td><td style=\"text-align:right\">20</td>");
    }

    @Test
    void hasTheSameDigitsAsPlainText() {
        Table table = Table.create("Losses", DoubleColumn.create("loss", 0.1 + 0.2, Double.NaN, 2e-7 / 3));

        assertThat(TableText.html(table)).contains(">0.3<", ">6.66667e-8<");
        assertThat(TableText.plain(table).lines().map(line -> line.replaceAll("[ |]", "")))
                .endsWith("0.3", "", "6.66667e-8");
    }

    @Test
    void theFractionsInAColumnHaveTheSameNumberOfDecimals() {
        Table table = Table.create("Accuracy", DoubleColumn.create("in %", 99.6, 100, Double.NaN, 50));

        assertThat(TableText.html(table)).contains(">99.6<", ">100.0<", "><", ">50.0<");
    }

    @Test
    void keepsEveryDigitOfAnInteger() {
        assertThat(TableText.html(Table.create("Counts", IntColumn.create("n", new int[] {1234567}))))
                .contains(">1234567</td>");
    }

    @Test
    void showsTheFirstRowsOfALongTable() {
        Table table = Table.create(
                "Numbers", IntColumn.create("n", IntStream.rangeClosed(1, 344).toArray()));

        assertThat(TableText.html(table))
                .contains("Numbers: 344 rows × 1 column, the first 20 shown", ">20</td>")
                .doesNotContain(">21</td>");
        assertThat(TableText.plain(table))
                .startsWith("Numbers: 344 rows × 1 column, the first 20 shown\n")
                .contains("20")
                .doesNotContain("21");
    }

    @Test
    void showsAnEmptyTable() {
        assertThat(TableText.html(Table.create("Nothing"))).contains("Nothing: 0 rows × 0 columns");
        assertThat(TableText.plain(Table.create("Nothing"))).contains("Nothing: 0 rows × 0 columns");
    }
}
