package io.github.gradwalk.plot;

import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.plot.SampleFigure.SIGNED_IMAGES;
import static io.github.gradwalk.plot.Xml.elements;
import static io.github.gradwalk.plot.Xml.only;
import static io.github.gradwalk.plot.Xml.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.gradwalk.drawing.Figure;
import io.github.gradwalk.drawing.Values;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.w3c.dom.Element;

class ValuesTest {
    private static final double[] MANY =
            IntStream.rangeClosed(1, 1000).asDoubleStream().toArray();
    private static final Figure LONG = curve("identity", MANY, MANY);

    @ParameterizedTest
    @EnumSource
    void everyFigureHasItsNumbersInAHiddenTable(SampleFigure sample) {
        Figure figure = sample.figure();
        Element details = only(parse(figure.toHtml()), "details");
        assertThat(details.hasAttribute("open")).isFalse();
        assertThat(only(details, "summary").getTextContent()).isEqualTo("Data as a table");
        int rows = Math.min(figure.values().rows().size(), 100);
        int columns = figure.values().columns().size();
        assertThat(elements(details, "tr")).hasSize(rows + 1);
        assertThat(elements(details, "th")).hasSize(columns + rows);
        assertThat(elements(details, "td")).hasSize(rows * (columns - 1));
    }

    private static Arguments table(Figure figure, String columns, String... rows) {
        return arguments(figure, columns, List.of(rows));
    }

    static Stream<Arguments> tables() {
        Figure first = curve("p", new double[] {1, 2}, new double[] {0.5, 1e-9});
        Figure second = curve("p", new double[] {1}, new double[] {-2});
        Figure network = Plot.network(2, 3).figure("Network", "Description.");
        return Stream.of(
                table(SIGNED_IMAGES.figure(), "image|pixels, line by line from the top", "1|−1; 2;"),
                table(
                        network,
                        "vector|size|from the side",
                        "a⁰ = x|2 features|",
                        "z = z¹ = W¹a⁰ + b¹|3 logits|W¹  3×2, b¹  3",
                        "p = softmax(z)|3 probabilities|",
                        "E = −Σ yₖ ln pₖ|1|target y  3"),
                table(
                        Plot.frames()
                                .frame("epoch 1", first)
                                .frame("epoch 2", second)
                                .figure("Alike", "Description."),
                        "frame|x|p",
                        "epoch 1|1|0.5",
                        "epoch 1|2|10⁻⁹",
                        "epoch 2|1|−2"),
                table(
                        Plot.frames().frame("a", first).frame("b", network).figure("Different", "Description."),
                        "frame|what it shows",
                        "a|" + first.description(),
                        "b|" + network.description()));
    }

    private static Figure curve(String name, double[] x, double[] y) {
        XYChart chart = new XYChartBuilder().title("Title").build();
        chart.addSeries(name, x, y);
        return Charts.figure(chart, "Description.");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aTableHasWhatTheFigureShows(Figure figure, String columns, List<String> rows) {
        assertThat(String.join("|", figure.values().columns())).isEqualTo(columns);
        assertThat(figure.values().rows().stream().map(row -> String.join("|", row)))
                .containsExactlyElementsOf(rows);
    }

    @Test
    void aTriangleHasItsPointsAndALattice() {
        Values values = Plot.simplex(p -> -Math.log(p[0]))
                .scale("E")
                .point("never", new double[] {0, 0.5, 0.5})
                .figure("Title", "Description.")
                .values();
        assertThat(values.columns()).containsExactly("point", "p₁", "p₂", "p₃", "E");
        assertThat(values.rows())
                .hasSize(1 + 21)
                .startsWith(List.of("never", "0", "0.5", "0.5", "∞"))
                .contains(List.of("lattice", "0.25", "0.25", "0.5", "1.386"));
    }

    @Test
    void ofManyRowsAHundredEvenlySpacedOnesAreShown() {
        Element table = parse(LONG.toHtml());
        assertThat(elements(table, "th").subList(2, 102))
                .extracting(Element::getTextContent)
                .startsWith("1")
                .endsWith("1000");
        List<Integer> x = elements(table, "td").stream()
                .map(cell -> Integer.valueOf(cell.getTextContent()))
                .toList();
        assertThat(x).hasSize(100).startsWith(1).endsWith(1000);
        assertThat(IntStream.range(1, x.size()).map(i -> x.get(i) - x.get(i - 1)))
                .allMatch(gap -> gap == 10 || gap == 11);
        assertThat(only(table, "caption").getTextContent()).isEqualTo("100 of 1000 rows, evenly spaced");

        Figure twice = Plot.frames().frame("a", LONG).frame("b", LONG).figure("Title", "Description.");
        assertThat(twice.values().rows()).hasSize(2000);
    }

    @Test
    void aTableWithoutColumnsOrRowsOrWithRaggedRowsIsRefused() {
        List<List<String>> rows = List.of(List.of("a", "b"));
        assertRefused(() -> new Values(List.of(), rows), "a table must have at least one column, but has none");
        assertRefused(() -> new Values(List.of("x"), List.of()), "a table must have at least one row, but has none");
        assertRefused(() -> new Values(List.of("x"), rows), "row 0 (counted from 0) must have 1 values, but has 2");
    }
}
