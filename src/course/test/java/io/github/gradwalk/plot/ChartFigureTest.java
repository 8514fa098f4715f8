package io.github.gradwalk.plot;

import static io.github.gradwalk.plot.PrintCharts.X;
import static io.github.gradwalk.plot.Xml.elements;
import static io.github.gradwalk.plot.Xml.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.drawing.CourseTheme;
import io.github.gradwalk.drawing.Figure;
import io.github.gradwalk.drawing.Palette;
import io.github.gradwalk.drawing.Values;
import java.awt.Font;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.PieChart;
import org.knowm.xchart.PieChartBuilder;
import org.knowm.xchart.PieSeries;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.w3c.dom.Element;

class ChartFigureTest {
    private static final String HOSTILE = "</title><script>alert('x')</script> & \"z₁\" $x$ ∂E/∂z";
    private static final Pattern POINT = Pattern.compile("([Ml]?)(?: ?-?[\\d.]+)( ?-?[\\d.]+)");
    private static final String WORDS = "What there is to see.";

    @Test
    void isOneSvgWithNameDescriptionAndData() {
        for (Figure figure : PrintCharts.figures(HOSTILE)) {
            final Element svg = parse(figure.drawing());
            assertThat(svg.getAttribute("role")).isEqualTo("img");
            assertThat(svg.getFirstChild().getTextContent()).isEqualTo(HOSTILE);
            assertThat(svg.getFirstChild().getNextSibling().getTextContent()).isEqualTo(HOSTILE);
            assertThat(elements(svg, "script")).isEmpty();
            assertThat(elements(svg, "text")).isNotEmpty();
            assertThat(figure.drawing()).hasSizeLessThan(30_000);
            assertThat(figure.values().rows()).hasSizeBetween(1, 100);
        }
    }

    @Test
    void writesWordsAsText() {
        assertThat(texts(Charts.figure(PrintCharts.curves(HOSTILE), WORDS)))
                .contains("error of ∇W¹", "−ln p", "measured", "our z₁", HOSTILE)
                .contains("0", "6", "12")
                .contains("10⁻⁴", "10⁻²", "10⁰");
        assertThat(texts(Charts.figure(PrintCharts.bars("$x$"), WORDS)))
                .contains("class 1", "$x$", "Привет, 企鹅", "value", "prediction p", "p − y", "−0.7", "0.6");
        assertThat(texts(Charts.figure(PrintCharts.cells("p₂"), WORDS)))
                .contains("∂p₁", "p₂", "∂z₁", "∂z₂", "∂z₃", "0.21", "−0.18", "−0.03", "0.24", "−0.06");
        assertThat(texts(Charts.figure(PrintCharts.pie("Adélie"), WORDS))).contains("Adélie", "Gentoo");
    }

    @Test
    void hasTheDataAsATable() {
        final Values curves = Charts.figure(PrintCharts.curves("x"), WORDS).values();
        assertThat(curves.columns()).containsExactly("series", "x", "error of ∇W¹");
        assertThat(curves.rows())
                .hasSize(32)
                .contains(List.of("−ln p", "1", "0.3679"), List.of("measured", "7", "0.001"));
        final Values bars = Charts.figure(PrintCharts.bars("class 2"), WORDS).values();
        assertThat(bars.columns()).containsExactly("x", "prediction p", "p − y");
        assertThat(bars.rows())
                .containsExactly(
                        List.of("class 1", "0.3", "−0.7"),
                        List.of("class 2", "0.6", "0.6"),
                        List.of("Привет, 企鹅", "0.1", "0.1"));
        final Values cells = Charts.figure(PrintCharts.cells("p₂"), WORDS).values();
        assertThat(cells.columns().subList(1, 4)).containsExactly("∂z₁", "∂z₂", "∂z₃");
        assertThat(cells.rows())
                .containsExactly(List.of("∂p₁", "0.21", "−0.18", "−0.03"), List.of("p₂", "−0.18", "0.24", "−0.06"));
    }

    @Test
    void drawsBarsAsLongAsTheirValuesAndHatchesAllButTheFirstSeries() {
        final Element svg =
                parse(Charts.figure(PrintCharts.bars("class 2"), WORDS).drawing());
        final List<Element> patterns = elements(svg, "pattern");
        assertThat(patterns).hasSize(1);
        final String address = "url(#" + patterns.get(0).getAttribute("id") + ")";
        final double[] solid = heights(svg, Palette.SERIES.get(0));
        final double[] hatched = heights(svg, address);
        assertThat(solid).hasSize(4); // three bars and the legend's sample
        assertThat(hatched).hasSize(4);
        assertThat(solid[0] / solid[1]).isEqualTo(0.3 / 0.6, within(0.01));
        assertThat(hatched[0] / hatched[1]).isEqualTo(0.7 / 0.6, within(0.01));
        assertThat(hatched[1]).isEqualTo(solid[1], within(0.1));
    }

    @Test
    void leavesAGapInACurveWhereAValueIsUnknown() {
        final double[] y = {0, 1, 2, Double.NaN, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14};
        final XYChart chart = Charts.styled(new XYChartBuilder().title("gap").build());
        chart.addSeries("y", X, y);
        assertThat(curves(chart)).hasSize(2);
        chart.updateXYSeries("y", X, X, null);
        assertThat(curves(chart)).hasSize(1);
    }

    @Test
    void thinsALongCurveWithoutAVisibleDifference() {
        final double[] x = new double[100_000];
        Arrays.setAll(x, i -> i);
        final double[] y = Arrays.stream(x).map(v -> Math.sin(v / 9000)).toArray();
        y[77_777] = 3;
        final XYChart chart = Charts.styled(new XYChartBuilder().title("long").build());
        chart.addSeries("y", x, y);
        final Figure figure = Charts.figure(chart, WORDS);
        assertThat(figure.drawing()).hasSizeLessThan(20_000);
        assertThat(figure.values().total()).isEqualTo(100_000);
        assertThat(figure.values().rows()).hasSize(100);
        final double[] heights =
                Arrays.stream(ys(curves(chart).get(0))).sorted().toArray();
        final double scale = (heights[heights.length - 1] - heights[0]) / 4;
        assertThat(heights[1] - heights[0]).as("the lonely peak").isEqualTo(2 * scale, within(1.0));
    }

    @Test
    void leavesTheChartAsItWas() throws ReflectiveOperationException {
        final CategoryChart chart =
                new CategoryChartBuilder().width(640).height(480).title("t").build();
        chart.addSeries("s", List.of("a"), List.of(1));
        final Font font = new Font(Font.SERIF, Font.BOLD, 13);
        chart.getStyler().setLegendFont(font);
        chart.getStyler().setLocale(Locale.GERMANY);
        final List<Object> before = state(chart);
        Charts.figure(chart, WORDS);
        assertThat(state(chart)).isEqualTo(before);
        assertThat(chart.getStyler().getLegendFont()).isEqualTo(font);
    }

    /** As the validation losses of a training without validation. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void showsACurveOfGapsAlone(boolean isStyled) {
        final double[] unknown = {Double.NaN, Double.NaN, Double.NaN};
        final XYChart chart = new XYChartBuilder().title("loss").build();
        if (isStyled) {
            Charts.styled(chart);
        }
        chart.addSeries("validation", new double[] {1, 2, 3}, unknown);
        final Figure empty = Charts.figure(chart, WORDS);
        assertThat(empty.values().rows()).contains(List.of("2", "NaN"));
        assertThat(texts(empty)).contains("2", "validation");
        chart.addSeries("training", new double[] {1, 2, 3}, new double[] {40, 20, 10});
        final Figure figure = Charts.figure(chart, WORDS);
        assertThat(figure.drawing()).doesNotContain("NaN");
        assertThat(texts(figure)).contains("20", "40", "validation", "training");
        assertThat(chart.getStyler().getYAxisMax()).isNull();
    }

    @Test
    void refusesWhatCannotBeShown() {
        final XYChart chart = new XYChartBuilder().build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.figure(chart, WORDS))
                .withMessageContaining("at least one series");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.figure(PrintCharts.bars("b"), " "))
                .withMessageContaining("description");
        final CategoryChart bars = new CategoryChartBuilder().build();
        bars.addSeries("height", List.of("a", "b"), Arrays.asList(1.0, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.figure(bars, WORDS))
                .withMessageContaining("series \"height\" must be finite");
    }

    @Test
    void refusesMoreSeriesThanColours() {
        final PieChart pie = Charts.styled(new PieChartBuilder().title("t").build());
        for (int k = 0; k < Palette.SERIES.size(); k++) {
            pie.addSeries("slice " + k, k + 1);
        }
        assertThat(texts(Charts.figure(pie, WORDS))).contains("slice 5");
        final PieSeries last = pie.addSeries("slice 6", 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.figure(pie, WORDS))
                .withMessageContaining("at most 6 series, one for each colour, but has 7: join some of them");
        last.setShowInLegend(false);
        assertThat(texts(Charts.figure(pie, WORDS))).doesNotContain("slice 6");
    }

    @Test
    void takesFewBytesForManyCells() {
        final DMatrixRMaj counts = new DMatrixRMaj(20, 20);
        Arrays.setAll(counts.data, k -> k * k % 97);
        final var names = IntStream.range(0, 20).mapToObj(k -> "class " + k).toList();
        final Figure figure = Charts.figure(Charts.confusion("t", counts, names), WORDS);
        assertThat(texts(figure)).hasSize(442).contains("96");
        assertThat(figure.drawing()).hasSizeLessThan(30_000);
    }

    /** As many as EMNIST has letters and digits, and three more. */
    @Test
    void showsTheConfusionsOfFiftyClasses() {
        final DMatrixRMaj counts = new DMatrixRMaj(50, 50);
        Arrays.setAll(counts.data, k -> k % 51 == 0 ? 300 : Math.max(0, k * k % 97 - 80));
        final var names = IntStream.range(0, 50).mapToObj(k -> "class " + k).toList();
        final Figure figure = Charts.figure(Charts.confusion("t", counts, names), WORDS);
        final Element svg = parse(figure.drawing());
        assertThat(texts(figure))
                .contains("class 0", "class 49", "truth", "prediction")
                .hasSize(102);
        assertThat(elements(svg, "text"))
                .filteredOn(text -> text.getTextContent().startsWith("class"))
                .allMatch(text -> text.getAttribute("font-size").equals("9"));
        assertThat(figure.drawing()).hasSizeLessThan(60_000);
        assertThat(figure.values().rows().get(49)).hasSize(51).endsWith("300");
    }

    @Test
    void isTheSameInEveryLocaleWithAnyFontsAndOnEveryJava(@TempDir Path folder)
            throws IOException, InterruptedException {
        final Path oneFont = Files.writeString(
                folder.resolve("fonts.conf"),
                "<fontconfig><dir>" + folder + "</dir></fontconfig>"); // none: Java refuses
        try (InputStream font = CourseTheme.class.getResourceAsStream("DejaVuSansCondensed.ttf")) {
            Files.copy(font, folder.resolve("font.ttf"));
        }
        final String here = printed(Path.of(System.getProperty("java.home")), null);
        assertThat(here).contains("10⁻⁴", "Привет, 企鹅");
        assertThat(printed(
                        Path.of(System.getProperty("java.home")), oneFont, "-Duser.language=de", "-Duser.country=DE"))
                .isEqualTo(here);
        for (Path java : otherJavas()) {
            assertThat(printed(java, oneFont, "-Duser.language=fr"))
                    .as(java.toString())
                    .isEqualTo(here);
        }
    }

    private static List<Path> otherJavas() throws IOException {
        final Path here = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> siblings = Files.list(here.getParent())) {
            return siblings.filter(java -> Files.isExecutable(java.resolve("bin/java")))
                    .filter(java -> !Files.isSymbolicLink(java) && !java.equals(here))
                    .toList();
        }
    }

    private static String printed(Path java, Path fonts, String... options) throws IOException, InterruptedException {
        final List<String> command =
                new ArrayList<>(List.of(java.resolve("bin/java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PrintCharts.class.getName()));
        final ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        if (fonts != null) {
            builder.environment().put("FONTCONFIG_FILE", fonts.toString());
        }
        final Process process = builder.start();
        final String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out;
    }

    private static List<String> texts(Figure figure) {
        return elements(parse(figure.drawing()), "text").stream()
                .map(Element::getTextContent)
                .toList();
    }

    private static List<String> curves(XYChart chart) {
        chart.getStyler().setLegendVisible(false);
        return elements(parse(Charts.figure(chart, WORDS).drawing()), "path").stream()
                .filter(path -> path.getAttribute("stroke").equals(Palette.SERIES.get(0)))
                .filter(path -> path.getAttribute("stroke-linecap").isEmpty()) // markers have round ends
                .map(path -> path.getAttribute("d"))
                .toList();
    }

    private static double[] heights(Element svg, String fill) {
        return elements(svg, "path").stream()
                .filter(path -> path.getAttribute("fill").equals(fill))
                .mapToDouble(path -> {
                    final DoubleSummaryStatistics y =
                            Arrays.stream(ys(path.getAttribute("d"))).summaryStatistics();
                    return y.getMax() - y.getMin();
                })
                .toArray();
    }

    /** The y of each point of a path of straight lines. */
    private static double[] ys(String path) {
        final List<Double> ys = new ArrayList<>();
        for (final Matcher point = POINT.matcher(path); point.find(); ) {
            final double before = point.group(1).equals("M") ? 0 : ys.get(ys.size() - 1);
            ys.add(before + Double.parseDouble(point.group(2)));
        }
        return ys.stream().mapToDouble(y -> y).toArray();
    }

    private static List<Object> state(CategoryChart chart) throws ReflectiveOperationException {
        final List<Object> state = new ArrayList<>(List.of(chart.getWidth(), chart.getHeight()));
        for (var method : chart.getStyler().getClass().getMethods()) {
            if (method.getParameterCount() == 0 && method.getName().matches("(get|is)[A-Z].*")) {
                final Object value = method.invoke(chart.getStyler());
                state.add(method.getName() + " " + (value instanceof Object[] array ? Arrays.toString(array) : value));
            }
        }
        return state;
    }
}
