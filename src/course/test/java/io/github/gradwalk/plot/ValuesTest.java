package io.github.gradwalk.plot;

import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.plot.SampleFigure.BARS;
import static io.github.gradwalk.plot.SampleFigure.CONFUSION;
import static io.github.gradwalk.plot.SampleFigure.HEAT_MAP;
import static io.github.gradwalk.plot.SampleFigure.REGIONS;
import static io.github.gradwalk.plot.SampleFigure.RELIABILITY;
import static io.github.gradwalk.plot.SampleFigure.SIGNED_IMAGES;
import static io.github.gradwalk.plot.Xml.elements;
import static io.github.gradwalk.plot.Xml.only;
import static io.github.gradwalk.plot.Xml.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

class ValuesTest {
    private static final double[] MANY =
            IntStream.rangeClosed(1, 1000).asDoubleStream().toArray();
    private static final Figure LONG =
            Plot.lines().series("identity", MANY, MANY).figure("Title", "Description.");

    @ParameterizedTest
    @EnumSource
    void everyFigureHasItsNumbersInAHiddenTable(SampleFigure sample) {
        Figure figure = sample.figure();
        Element details = only(parse(figure.toHtml()), "details");
        assertThat(details.hasAttribute("open")).isFalse();
        assertThat(only(details, "summary").getTextContent()).isEqualTo("Data as a table");
        int rows = figure.values().rows().size();
        int columns = figure.values().columns().size();
        assertThat(elements(details, "tr")).hasSize(rows + 1);
        assertThat(elements(details, "th")).hasSize(columns + rows);
        assertThat(elements(details, "td")).hasSize(rows * (columns - 1));
    }

    private static Arguments table(Figure figure, String columns, String... rows) {
        return arguments(figure, columns, List.of(rows));
    }

    static Stream<Arguments> tables() {
        double[] x = {1, 2};
        LinePlot curve = Plot.lines().axes("epoch", "loss").series("training", x, new double[] {0.5, 1e-9});
        Figure bar = Plot.bars("one").series("p", 1).figure("First", "Description.");
        Figure otherBar = Plot.bars("one").series("p", 2).figure("Second", "Description.");
        Figure network = Plot.network(2, 3).figure("Network", "Description.");
        return Stream.of(
                table(BARS.figure(), "class|p|y", "class 1|0.3|1", "class 2|0.6|0", "class 3|0.1|0"),
                table(
                        curve.series("validation", x, new double[] {0.75, -2}).figure("The same x", "Description."),
                        "epoch|training|validation",
                        "1|0.5|0.75",
                        "2|10⁻⁹|−2"),
                table(
                        curve.points("test", new double[] {5}, new double[] {6}).figure("Different x", "Description."),
                        "series|epoch|loss",
                        "training|1|0.5",
                        "training|2|10⁻⁹",
                        "test|5|6"),
                table(HEAT_MAP.figure(), "row|z₁|z₂|z₃", "p₁|0.21|−0.18|−0.03", "p₂|−0.18|0.24|−0.06"),
                table(
                        CONFUSION.figure(),
                        "truth|predicted Adelie|predicted Chinstrap|predicted Gentoo",
                        "Adelie|44|1|0",
                        "Chinstrap|2|19|0",
                        "Gentoo|0|0|0"),
                table(
                        REGIONS.figure(),
                        "length|width|class|chosen class",
                        "−3|0|left|left",
                        "3|0|right|right",
                        "−1|2|nowhere & a name that is too long for its region|left",
                        "2|2|left|right"),
                table(
                        RELIABILITY.figure(),
                        "mean confidence|accuracy|examples",
                        "0.5|0.25|4",
                        "0.51|1|1000",
                        "0.9|0.8|10",
                        "1|1|100000"),
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
                                .frame("epoch 1", bar)
                                .frame("epoch 2", otherBar)
                                .figure("Alike", "Description."),
                        "frame|category|p",
                        "epoch 1|one|1",
                        "epoch 2|one|2"),
                table(
                        Plot.frames().frame("a", bar).frame("b", network).figure("Different", "Description."),
                        "frame|what it shows",
                        "a|" + bar.description(),
                        "b|" + network.description()));
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
    void ofManyRowsAHundredEvenlySpacedOnesAreKept() {
        Values values = LONG.values();
        assertThat(values.total()).isEqualTo(1000);
        assertThat(values.rows()).hasSize(100).startsWith(List.of("1", "1")).endsWith(List.of("1000", "1000"));
        List<Integer> x =
                values.rows().stream().map(row -> Integer.valueOf(row.get(0))).toList();
        assertThat(IntStream.range(1, x.size()).map(i -> x.get(i) - x.get(i - 1)))
                .allMatch(gap -> gap == 10 || gap == 11);
        assertThat(only(parse(LONG.toHtml()), "caption").getTextContent()).isEqualTo("100 of 1000 rows, evenly spaced");

        Figure twice = Plot.frames().frame("a", LONG).frame("b", LONG).figure("Title", "Description.");
        assertThat(twice.values().total()).isEqualTo(2000);
        assertThat(twice.values().rows()).hasSize(100);
    }

    @Test
    void aTableWithoutColumnsOrRowsOrWithRaggedRowsIsRefused() {
        List<List<String>> rows = List.of(List.of("a", "b"));
        assertRefused(() -> Values.of(List.of(), rows), "a table must have at least one column, but has none");
        assertRefused(() -> Values.of(List.of("x"), List.of()), "a table must have at least one row, but has none");
        assertRefused(() -> Values.of(List.of("x"), rows), "row 0 must have 1 values, but has 2");
        assertRefused(
                () -> new Values(List.of("x", "y"), rows, 0), "total must be at least the 1 rows given, but is 0");
    }
}
