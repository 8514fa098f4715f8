package io.github.gradwalk.plot;

import static io.github.gradwalk.Matrices.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Targets;
import io.github.gradwalk.drawing.Figure;
import io.github.gradwalk.drawing.Palette;
import io.github.gradwalk.evaluate.Calibration;
import io.github.gradwalk.evaluate.Calibration.Bin;
import io.github.gradwalk.train.EpochRecord;
import io.github.gradwalk.train.History;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.DialChartBuilder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.PieChartBuilder;
import org.knowm.xchart.RadarChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;

class ChartsTest {
    private static final String TITLE = "Title";
    private static final DMatrixRMaj SQUARE = new DMatrixRMaj(new double[][] {{1, -4}, {0, 2}});
    private static final String[] TWO = {"one", "two"};
    private static final Dataset FOUR = new Dataset(
            new DMatrixRMaj(new double[][] {{-2, 0}, {2, 1}, {1, -1}, {-1, 2}}),
            Targets.ofClasses(2, new int[] {0, 1, 0, 0}),
            List.of("width", "height"),
            List.of("left", "right"));

    static Stream<Styler> stylers() {
        return Stream.of(
                        new XYChartBuilder().build(),
                        new CategoryChartBuilder().build(),
                        new HorizontalBarChartBuilder().build(),
                        new HeatMapChartBuilder().build(),
                        new PieChartBuilder().build(),
                        new RadarChartBuilder().build(),
                        new DialChartBuilder().build())
                .map(chart -> Charts.styled(chart).getStyler());
    }

    @ParameterizedTest
    @MethodSource("stylers")
    void setsTheBundledTypefaceAndAFixedLocaleOnEveryKindOfChart(Styler styler) throws ReflectiveOperationException {
        assertThat(styler.getLocale()).isEqualTo(Locale.ENGLISH);
        for (Method getter : styler.getClass().getMethods()) {
            if (getter.getReturnType() == Font.class) {
                final Font font = (Font) getter.invoke(styler);
                assertThat(font.getFontName()).as(getter.getName()).isEqualTo("DejaVu Sans Condensed");
                assertThat(font.isPlain()).as(getter.getName()).isTrue();
            }
        }
    }

    @Test
    void writesTicksAsABookDoes() {
        final var styler = Charts.styled(new XYChartBuilder().build()).getStyler();
        assertThat(styler.getXAxisTickLabelsFormattingFunction().apply(-0.5)).isEqualTo("−0.5");
        assertThat(styler.getYAxisTickLabelsFormattingFunction().apply(1e-5)).isEqualTo("10⁻⁵");
        assertThat(styler.getYAxisTickLabelsFormattingFunction().apply(0.1)).isEqualTo("0.1");
    }

    @Test
    void putsTicksAtRoundValuesOfEvenlySpacedData() {
        final var chart = Charts.styled(new XYChartBuilder().build());
        chart.addSeries("even", new double[] {141, 155, 169, 183, 197}, new double[] {1, 2, 3, 4, 5});
        assertThat(Charts.figure(chart, "Even.").drawing())
                .contains(">150<", ">160<", ">170<")
                .doesNotContain(">155<");
    }

    private static History history(int epochs, DoubleUnaryOperator loss, DoubleUnaryOperator validation) {
        return new History(
                IntStream.rangeClosed(1, epochs)
                        .mapToObj(epoch -> epoch(epoch, loss.applyAsDouble(epoch), validation.applyAsDouble(epoch)))
                        .toList(),
                History.Stopped.COMPLETED);
    }

    private static EpochRecord epoch(int epoch, double loss, double validation) {
        return new EpochRecord(epoch, loss, 1 - loss / 100, validation, 1 - validation / 100, 1, 0.1, 1);
    }

    @Test
    void showsTheLossOfTheEpochsThatWereValidatedAndTheLowest() {
        final XYChart chart = Charts.loss(
                history(8, epoch -> 64 / epoch, epoch -> epoch % 2 == 0 ? 2 + Math.abs(epoch - 4) : Double.NaN));
        assertThat(chart.getSeries("training").getYData())
                .containsExactly(64, 32, 64 / 3.0, 16, 12.8, 64 / 6.0, 64 / 7.0, 8);
        assertThat(chart.getSeries("validation").getXData()).containsExactly(2, 4, 6, 8);
        assertThat(chart.getSeries("validation").getYData()).containsExactly(4, 2, 4, 6);
        assertThat(chart.getSeries("lowest: epoch 4").getYData()).containsExactly(2);
        assertThat(chart.getStyler().isYAxisLogarithmic()).isFalse();
        assertThat(Charts.loss(history(50, epoch -> 1 / epoch, epoch -> Double.NaN))
                        .getStyler()
                        .isYAxisLogarithmic())
                .as("1 is 50 times 1/50")
                .isTrue();
    }

    @Test
    void showsTheAccuracy() {
        final XYChart chart = Charts.accuracy(history(3, epoch -> 10 * epoch, epoch -> Double.NaN));
        assertThat(chart.getSeriesCollection()).hasSize(1);
        assertThat(chart.getSeries("training").getYData()).containsExactly(0.9, 0.8, 0.7);
        assertThat(chart.getYAxisTitle()).isEqualTo("accuracy");
        assertThat(Charts.figure(chart, "Accuracy.").drawing())
                .contains(">1<", ">2<", ">3<")
                .doesNotContain(">1.5<");
    }

    /** Left of the line x = 0, "left" has the higher score; around (−1, 2) there is an island of "right". */
    private static DMatrixRMaj scores(DMatrixRMaj X) {
        final DMatrixRMaj scores = new DMatrixRMaj(X.numRows, 2);
        for (int n = 0; n < X.numRows; n++) {
            final double x = X.get(n, 0);
            final boolean island = Math.hypot(x + 1, X.get(n, 1) - 1) < 0.5;
            scores.set(n, 1, island ? 1 : x);
        }
        return scores;
    }

    @Test
    void showsRegionsAndWhichExamplesAreWrong() {
        final XYChart chart = Charts.regions(TITLE, FOUR, ChartsTest::scores);
        assertThat(chart.getXAxisTitle()).isEqualTo("width");
        assertThat(chart.getYAxisTitle()).isEqualTo("height");
        assertThat(chart.getSeries("left").getXData()).containsExactly(-2, -1);
        assertThat(chart.getSeries("left").getYData()).containsExactly(0, 2);
        assertThat(chart.getSeries("right").getXData()).containsExactly(2);
        assertThat(chart.getSeries("left, wrong").getXData()).containsExactly(1);
        assertThat(chart.getSeries("left, wrong").getLabel()).isEqualTo("wrong (1)");
        assertThat(chart.getSeries("left, wrong").isShowInLegend()).isTrue();
        assertThat(chart.getStyler().getXAxisMin()).isEqualTo(-2.24, within(1e-9));
        assertThat(chart.getStyler().getYAxisMax()).isEqualTo(2.18, within(1e-9));
        final Figure figure = Charts.figure(chart, "Regions.");
        assertThat(figure.values().toHtml()).contains("left, wrong").doesNotContain("region");
    }

    @Test
    void coversThePlaneWithRegionsAndIslandsOnTop() {
        final double[] areas = Charts.regions(TITLE, FOUR, ChartsTest::scores).getSeriesCollection().stream()
                .filter(series -> series.getXYSeriesRenderStyle().orElseThrow() == XYSeriesRenderStyle.PolygonArea)
                .mapToDouble(ChartsTest::area)
                .toArray();
        final double half = 4.48 * 3.36 / 2;
        assertThat(areas).containsExactly(new double[] {half, half, Math.PI * 0.25}, within(0.03));
    }

    private static double area(XYSeries polygon) {
        final double[] x = polygon.getXData();
        final double[] y = polygon.getYData();
        double twice = 0;
        for (int c = 1; c < x.length; c++) {
            twice += x[c - 1] * y[c] - x[c] * y[c - 1];
        }
        return Math.abs(twice) / 2;
    }

    @Test
    void showsAClassWithoutExamplesInTheLegend() {
        final Dataset one = new Dataset(FOUR.X(), Targets.ofClasses(2, new int[] {0, 0, 0, 0}));
        final XYChart chart = Charts.regions(TITLE, one, X -> new DMatrixRMaj(X.numRows, 2));
        assertThat(chart.getSeries("class 2").isShowInLegend()).isTrue();
        assertThat(Charts.figure(chart, "One region.").drawing())
                .contains(">class 2<")
                .doesNotContain("NaN");
    }

    private static Stream<Number[]> heat(HeatMapChart chart) {
        return chart.getHeatMapSeries().getHeatData().stream().map(cell -> cell);
    }

    /** Column, row from below, and what is printed. */
    private static Stream<String> cells(HeatMapChart chart) {
        return heat(chart).map(cell -> cell[0] + " " + cell[1] + " " + Double.parseDouble(cell[2].toString()));
    }

    @Test
    void showsAMatrixWithItsFirstRowOnTopAndZeroInTheMiddle() {
        final HeatMapChart chart = Charts.matrix(TITLE, SQUARE, TWO, new String[] {"a", "b"});
        assertThat(cells(chart)).containsExactly("0 1 1.0", "1 1 -4.0", "0 0 0.0", "1 0 2.0");
        assertThat((Object) chart.getHeatMapSeries().getYData()).isEqualTo(List.of("two", "one"));
        assertThat((Object) chart.getHeatMapSeries().getXData()).isEqualTo(List.of("a", "b"));
        assertThat(chart.getStyler().getMin()).isEqualTo(-4);
        assertThat(chart.getStyler().getMax()).isEqualTo(4);
        assertThat(Charts.figure(chart, "Matrix.").drawing()).contains(">−4<");
        final var zeros = Charts.matrix(TITLE, new DMatrixRMaj(2, 2), TWO, TWO).getStyler();
        assertThat(zeros.getMin()).as("white, as nothing is negative").isZero();
        assertThat(zeros.getRangeColors()[0]).isEqualTo(Color.decode(Palette.diverging(0)));
    }

    @Test
    void writesTheEntriesOfAMatrixWithTheSameNumberOfDecimals() {
        final var matrix = new DMatrixRMaj(new double[][] {{0.7689, 0.158}, {0.0731, 1}});
        final var figure = Charts.figure(Charts.matrix(TITLE, matrix, TWO, TWO), "Matrix.");
        assertThat(figure.drawing()).contains(">0.769<", ">0.158<", ">0.073<", ">1.000<");
        assertThat(figure.values().rows())
                .containsExactly(List.of("one", "0.7689", "0.158"), List.of("two", "0.0731", "1.000"));
    }

    @Test
    void coloursAConfusionMatrixBySharesButShowsCounts() {
        final DMatrixRMaj counts = new DMatrixRMaj(new double[][] {{3, 1}, {1, 1}});
        final HeatMapChart chart = Charts.confusion(TITLE, counts, List.of(TWO));
        assertThat(cells(chart)).containsExactly("0 1 3.0", "1 1 1.0", "0 0 1.0", "1 0 1.0");
        assertThat(heat(chart).map(cell -> cell[2].doubleValue()))
                .as("blue is right, orange is wrong")
                .containsExactly(-0.75, 0.25, 0.5, -0.5);
        assertThat(Charts.figure(chart, "Counts.").drawing()).contains(">3<", ">1<", "truth", "prediction");
        assertThat(chart.getStyler().getXAxisLabelRotation()).isZero();
        final var names =
                IntStream.range(0, 20).mapToObj(k -> "a name that is long " + k).toList();
        assertThat(Charts.confusion(TITLE, new DMatrixRMaj(20, 20), names)
                        .getStyler()
                        .getXAxisLabelRotation())
                .isEqualTo(90);
    }

    @Test
    void showsTheGapsAndCountsOfTheBinsThatHaveExamples() {
        final XYChart chart = Charts.reliability(
                TITLE,
                new Calibration(List.of(
                        new Bin(0, 0.5, 0, Double.NaN, Double.NaN),
                        new Bin(0.5, 0.75, 123, 0.6, 0.7),
                        new Bin(0.75, 1, 456, 0.9, 0.8))));
        assertThat(chart.getSeries("gap").getXData()).containsExactly(0.6, 0.6, 0.6, 0.9, 0.9, 0.9);
        assertThat(chart.getSeries("gap").getYData()).containsExactly(0.6, 0.7, Double.NaN, 0.9, 0.8, Double.NaN);
        assertThat(chart.getSeries("bin, with its examples").getYData()).containsExactly(0.7, 0.8);
        assertThat(Charts.figure(chart, "Bins.").drawing()).contains(">123<", ">456<");
    }

    @Test
    void fillsMarkersOrLeavesThemHollow() {
        assertThat(Palette.MARKERS).allMatch(ChartsTest::coversItsMiddle);
        assertThat(Palette.HOLLOW_MARKERS).noneMatch(ChartsTest::coversItsMiddle);
    }

    private static boolean coversItsMiddle(Marker marker) {
        final BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
        marker.paint(image.createGraphics(), 20.5, 20.5, 30);
        return image.getRGB(20, 20) != 0;
    }

    static Stream<ThrowingCallable> badInput() {
        final UnaryOperator<DMatrixRMaj> scores = ChartsTest::scores;
        final DMatrixRMaj nan = new DMatrixRMaj(new double[][] {{Double.NaN}});
        final String[] one = {"one"};
        return Stream.of(
                () -> Charts.loss(null),
                () -> Charts.matrix(" ", SQUARE, TWO, TWO),
                () -> Charts.matrix(TITLE, new DMatrixRMaj(0, 3), TWO, TWO),
                () -> Charts.matrix(TITLE, nan, one, one),
                () -> Charts.matrix(TITLE, SQUARE, TWO, new String[] {"one", ""}),
                () -> Charts.regions(TITLE, null, scores),
                () -> Charts.regions(TITLE, FOUR, null),
                () -> Charts.regions(TITLE, new Dataset(SQUARE, Targets.ofClasses(7, new int[] {0, 1})), scores),
                () -> Charts.regions(TITLE, FOUR, X -> SQUARE),
                () -> Charts.confusion(TITLE, SQUARE, List.of(TWO)),
                () -> Charts.confusion(TITLE, nan, List.of(one)),
                () -> Charts.confusion(TITLE, new DMatrixRMaj(51, 51), Collections.nCopies(51, "c")),
                () -> Charts.reliability(TITLE, null),
                () -> Charts.reliability(TITLE, new Calibration(List.of())));
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void refusesBadInput(ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageMatching("(?s).*(must|is empty).*");
    }

    @Test
    void namesTheArgumentTheExpectedAndTheActualValue() {
        assertRefused(
                () -> Charts.matrix(TITLE, SQUARE, new String[] {"one"}, TWO),
                "rowNames must have 2 values, but has 1");
        assertRefused(
                () -> Charts.confusion(TITLE, SQUARE, List.of("one")), "classNames must have 2 values, but has 1");
        assertRefused(
                () -> Charts.confusion(TITLE, new DMatrixRMaj(2, 3), List.of("one", "two")),
                "counts must be square, but has the shape 2×3");
        final Dataset three = new Dataset(new DMatrixRMaj(1, 3), Targets.ofClass(2, 0));
        assertRefused(
                () -> Charts.regions(TITLE, three, X -> X), "examples must have 2 features, but have 3: [x1, x2, x3]");
    }
}
