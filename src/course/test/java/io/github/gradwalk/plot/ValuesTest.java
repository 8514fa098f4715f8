package io.github.gradwalk.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Targets;
import io.github.gradwalk.plot.FigureTest.Kind;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ValuesTest {
    private static final double[] MANY =
            IntStream.rangeClosed(1, 1000).asDoubleStream().toArray();

    @ParameterizedTest
    @EnumSource
    void everyFigureBringsItsNumbersFoldedAway(Kind kind) throws Exception {
        Figure figure = kind.figure();
        Element html = parse(figure.toHtml());

        Element details = only(html, "details");
        assertThat(details.hasAttribute("open")).isFalse();
        assertThat(only(details, "summary").getTextContent()).isEqualTo("Data as a table");
        int rows = figure.values().rows().size();
        int columns = figure.values().columns().size();
        assertThat(details.getElementsByTagName("tr").getLength()).isEqualTo(rows + 1);
        assertThat(details.getElementsByTagName("th").getLength()).isEqualTo(columns + rows);
        assertThat(details.getElementsByTagName("td").getLength()).isEqualTo(rows * (columns - 1));
    }

    @Test
    void barsHaveARowForEachCategory() {
        Values values = Plot.bars("class 1", "class 2")
                .axes("class", "probability")
                .series("p", 0.3, 0.7)
                .series("y", 1, 0)
                .figure("Title", "Description.")
                .values();

        assertThat(values.columns()).containsExactly("class", "p", "y");
        assertThat(values.rows()).containsExactly(List.of("class 1", "0.3", "1"), List.of("class 2", "0.7", "0"));
    }

    @Test
    void curvesOverTheSameXShareARow() {
        double[] x = {1, 2};
        Values values = Plot.lines()
                .axes("epoch", "loss")
                .series("training", x, new double[] {0.5, 1e-9})
                .series("validation", x, new double[] {0.75, -2})
                .figure("Title", "Description.")
                .values();

        assertThat(values.columns()).containsExactly("epoch", "training", "validation");
        assertThat(values.rows()).containsExactly(List.of("1", "0.5", "0.75"), List.of("2", "10⁻⁹", "−2"));
    }

    @Test
    void curvesOverOtherXHaveARowForEachPoint() {
        Values values = Plot.lines()
                .series("a", new double[] {1, 2}, new double[] {3, 4})
                .points("b", new double[] {5}, new double[] {6})
                .figure("Title", "Description.")
                .values();

        assertThat(values.columns()).containsExactly("series", "x", "y");
        assertThat(values.rows())
                .containsExactly(List.of("a", "1", "3"), List.of("a", "2", "4"), List.of("b", "5", "6"));
    }

    @Test
    void ofManyRowsItKeepsTheFirstTheLastAndOthersEvenlyBetween() throws Exception {
        Figure figure = Plot.lines().series("identity", MANY, MANY).figure("Title", "Description.");
        Values values = figure.values();

        assertThat(values.total()).isEqualTo(1000);
        assertThat(values.rows()).hasSize(100).startsWith(List.of("1", "1")).endsWith(List.of("1000", "1000"));
        List<Integer> x =
                values.rows().stream().map(row -> Integer.valueOf(row.get(0))).toList();
        assertThat(IntStream.range(1, x.size()).map(i -> x.get(i) - x.get(i - 1)))
                .allMatch(gap -> gap == 10 || gap == 11);
        assertThat(only(parse(figure.toHtml()), "caption").getTextContent())
                .isEqualTo("100 of 1000 rows, evenly spaced");
    }

    @Test
    void aMatrixIsItsOwnTable() {
        Values values = Plot.heatMap(new DMatrixRMaj(new double[][] {{1, -2}, {0, 1.23456}}))
                .rows("p₁", "p₂")
                .columns("z₁", "z₂")
                .figure("Title", "Description.")
                .values();

        assertThat(values.columns()).containsExactly("row", "z₁", "z₂");
        assertThat(values.rows()).containsExactly(List.of("p₁", "1", "−2"), List.of("p₂", "0", "1.235"));
    }

    @Test
    void aConfusionNamesTruthAndPrediction() {
        Values values = Plot.confusion(new DMatrixRMaj(new double[][] {{4, 1}, {0, 7}}), List.of("cat", "dog"))
                .figure("Title", "Description.")
                .values();

        assertThat(values.columns()).containsExactly("truth", "predicted cat", "predicted dog");
        assertThat(values.rows()).containsExactly(List.of("cat", "4", "1"), List.of("dog", "0", "7"));
    }

    @Test
    void regionsSayWhichClassEachExampleHasAndGets() {
        Dataset examples = new Dataset(
                new DMatrixRMaj(new double[][] {{-3, 0}, {3, 1}}),
                Targets.ofClasses(2, 0, 0),
                List.of("length", "width"),
                List.of("left", "right"));
        Values values = Plot.regions(examples, X -> {
                    DMatrixRMaj scores = new DMatrixRMaj(X.numRows, 2);
                    for (int n = 0; n < X.numRows; n++) {
                        scores.set(n, 1, X.get(n, 0));
                    }
                    return scores;
                })
                .figure("Title", "Description.")
                .values();

        assertThat(values.columns()).containsExactly("length", "width", "class", "chosen class");
        assertThat(values.rows())
                .containsExactly(List.of("−3", "0", "left", "left"), List.of("3", "1", "left", "right"));
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
    void reliabilityImagesAndNetworksHaveARowForEachPart() {
        assertThat(Plot.reliability(new double[] {0.5, 0.9}, new double[] {0.25, 1}, new int[] {4, 0})
                        .figure("Title", "Description.")
                        .values()
                        .rows())
                .containsExactly(List.of("0.5", "0.25", "4"));
        assertThat(Plot.images(new DMatrixRMaj(new double[][] {{0, 1, 2, 4}}), 2)
                        .labels("a seven")
                        .figure("Title", "Description.")
                        .values()
                        .rows())
                .containsExactly(List.of("a seven", "0 1; 2 4;"));
        assertThat(Plot.network(2, 3).figure("Title", "Description.").values().rows())
                .contains(List.of("z = z¹ = W¹a⁰ + b¹", "3 logits", "W¹  3×2, b¹  3"));
    }

    @Test
    void framesShareATableIfTheyAreAlike() {
        Figure first = Plot.bars("one").series("p", 1).figure("First", "Description.");
        Figure second = Plot.bars("one").series("p", 2).figure("Second", "Description.");
        Figure other = Plot.network(2, 3).figure("Other", "Description.");

        Values alike = Plot.frames()
                .frame("epoch 1", first)
                .frame("epoch 2", second)
                .figure("Title", "Description.")
                .values();
        assertThat(alike.columns()).containsExactly("frame", "category", "p");
        assertThat(alike.rows()).containsExactly(List.of("epoch 1", "one", "1"), List.of("epoch 2", "one", "2"));

        Values unlike = Plot.frames()
                .frame("a", first)
                .frame("b", other)
                .figure("Title", "Description.")
                .values();
        assertThat(unlike.rows()).contains(List.of("a", first.description()), List.of("b", other.description()));
    }

    @Test
    void joinedTablesStillSayHowManyRowsThereAre() {
        Figure long_ = Plot.lines().series("identity", MANY, MANY).figure("Title", "Description.");
        Values values = Plot.frames()
                .frame("a", long_)
                .frame("b", long_)
                .figure("Title", "Description.")
                .values();

        assertThat(values.total()).isEqualTo(2000);
        assertThat(values.rows()).hasSize(100);
    }

    @Test
    void textIsInert() throws Exception {
        String hostile = "</table><script>alert('x')</script>";
        Figure figure = Plot.bars(hostile).series(hostile, 1).figure("Title", "Description.");
        Element html = parse(figure.toHtml());

        assertThat(html.getElementsByTagName("script").getLength()).isZero();
        assertThat(only(html, "tbody").getElementsByTagName("th").item(0).getTextContent())
                .isEqualTo(hostile);
    }

    @Test
    void refusesWhatIsNoTable() {
        List<List<String>> rows = List.of(List.of("a", "b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.of(List.of(), rows))
                .withMessage("columns: expected at least one, got none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.of(List.of("x", "y"), List.of()))
                .withMessage("rows: expected at least one, got none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.of(List.of("x"), rows))
                .withMessage("rows[0], one for each column,: expected 1 values, got 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Values(List.of("x", "y"), rows, 0))
                .withMessage("total: expected at least the 1 rows, got 0");
    }

    private static Element only(Element parent, String name) {
        assertThat(parent.getElementsByTagName(name).getLength()).as(name).isOne();
        return (Element) parent.getElementsByTagName(name).item(0);
    }

    private static Element parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }
}
