package io.github.gradwalk.plot;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.drawing.CourseTheme;
import io.github.gradwalk.drawing.Figure;
import io.github.gradwalk.drawing.Palette;
import io.github.gradwalk.drawing.Theme;
import io.github.gradwalk.evaluate.Calibration;
import io.github.gradwalk.train.History;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.PieChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.chartpart.Chart;

/** XChart's charts in the style of the course, those that take more than a few lines to make, and any chart as an accessible figure. */
public final class Charts {
    private static final int LONGEST_IN_LEGEND = 100;

    private Charts() {}

    /**
     * Gives a chart the style of the course: its typeface, its colours, strokes and markers, which readers with any kind of colour vision
     * can tell apart. Call it before any series is added; what is set on the chart's styler afterwards stays.
     *
     * @return {@code chart}
     */
    public static <C extends Chart<?, ?>> C styled(C chart) {
        Require.notNull("chart", chart);
        CourseTheme.style(chart.getStyler());
        return chart;
    }

    /**
     * The training loss by epoch and, of the epochs that were validated, the validation loss, whose lowest value is marked if it is not the last
     * one. The axis is logarithmic if the loss falls far.
     */
    public static XYChart loss(History history) {
        Require.notNull("history", history);
        return HistoryChart.loss(history);
    }

    /** The training accuracy by epoch and, of the epochs that were validated, the validation accuracy. */
    public static XYChart accuracy(History history) {
        Require.notNull("history", history);
        return HistoryChart.accuracy(history);
    }

    /**
     * The class that a classifier chooses at each point of the plane of two features, with the examples on top: correctly classified ones as
     * filled markers, the others as hollow ones.
     *
     * @param examples with two features and at most six classes
     * @param scores maps M×2 features to M×K scores, logits or probabilities; the highest wins, and the first among equals. It is called once
     * @throws IllegalArgumentException if there are not two features or too many classes, or the scores are not M×K or not finite
     */
    public static XYChart regions(String title, Dataset examples, UnaryOperator<DMatrixRMaj> scores) {
        return RegionChart.of(Require.text("title", title), examples, scores);
    }

    /**
     * How often a classifier chose each class, for each true class. The larger a cell's share of its row, the darker it is: blue on the diagonal,
     * where the choice is right, and orange elsewhere. Of more than 20 classes it is the square root of the share, so that rare confusions are
     * seen; where there is no room for the counts, they are in the table behind the figure.
     *
     * @param counts K×K, not negative; rows are the true classes, from top to bottom, columns the chosen ones
     * @param classNames K different names, at most 50
     */
    public static HeatMapChart confusion(String title, DMatrixRMaj counts, List<String> classNames) {
        return HeatMaps.confusion(Require.text("title", title), counts, classNames);
    }

    /**
     * The entries of a matrix as coloured cells, the first row on top: blue below zero, light at zero, orange above.
     *
     * @param matrix finite, not empty
     * @param rowNames one name for each row
     * @param columnNames one name for each column
     */
    public static HeatMapChart matrix(String title, DMatrixRMaj matrix, String[] rowNames, String[] columnNames) {
        return HeatMaps.matrix(Require.text("title", title), matrix, rowNames, columnNames);
    }

    /**
     * Whether a classifier is right as often as its confidence says: accuracy against mean confidence in each bin that has examples, with
     * their number, and the diagonal on which a well-calibrated classifier lies. The gaps between the two are drawn.
     */
    public static XYChart reliability(String title, Calibration calibration) {
        return ReliabilityChart.of(Require.text("title", title), calibration);
    }

    /**
     * The chart as an accessible figure, which {@code Notebook.show} shows: a picture with the chart's title as its caption, words that are
     * text, and the data as a table. Any kind of chart can be shown, styled or not. Its fonts are replaced in the picture, since the picture must
     * not depend on the fonts of the machine; the chart stays as it is.
     *
     * <p>NaN in a curve is a gap. Of a series with more than 5000 points those that lie under others are left out, and the caption says how many are
     * drawn; a table has 100 of more rows.
     *
     * @param description what there is to see, for readers who cannot see it
     * @throws IllegalArgumentException if the description is blank, there is no series, the legend of a styled chart has more series than
     *     there are colours (6) or a line of more than 100 characters, or a series has values that cannot be shown
     */
    public static Figure figure(Chart<?, ?> chart, String description) {
        return figure(chart, Theme.WIDTH, description);
    }

    /** @param styledWidth the width of a chart in the style of the course */
    static Figure figure(Chart<?, ?> chart, int styledWidth, String description) {
        Require.notNull("chart", chart);
        Require.text("description", description);
        final var series = chart.getSeriesCollection();
        Require.that(!series.isEmpty(), "chart must have at least one series, but has none");
        final var named = series.stream()
                .filter(one -> one.isEnabled() && one.isShowInLegend() && !(chart instanceof HeatMapChart))
                .toList();
        final long coloured = named.stream()
                .filter(one -> !(one instanceof XYSeries xy && Palette.HOLLOW_MARKERS.contains(xy.getMarker())))
                .count();
        Require.that(
                coloured <= Palette.SERIES.size()
                        || !chart.getStyler().isLegendVisible()
                        || !(chart.getStyler().getTheme() instanceof CourseTheme),
                "a styled chart must have at most %d series, one for each colour, but has %d: join some of them, show them"
                        + " in two charts, or leave out Charts.styled",
                Palette.SERIES.size(),
                coloured);
        final List<String> legend = named.stream()
                .map(one -> one.getLabel() == null ? one.getName() : one.getLabel())
                .flatMap(label -> Arrays.stream(label.split("\n")))
                .toList();
        for (String line : legend) { // XChart would cut it one character at a time
            Require.that(
                    line.length() <= LONGEST_IN_LEGEND,
                    "a line in the legend must have at most %d characters, but one has %d: shorten it by setLabel of the series",
                    LONGEST_IN_LEGEND,
                    line.length());
        }
        final var axes = chart instanceof AxesChart<?, ?> withAxes ? withAxes : null;
        return new ChartFigure(
                        chart.getTitle(),
                        axes == null ? "" : axes.getXAxisTitle(),
                        axes == null ? "" : axes.getYAxisTitle(),
                        chart.getStyler(),
                        series,
                        legend,
                        () -> hatched(chart)
                                ? series.stream().map(one -> one.getFillColor()).toList()
                                : List.of(),
                        (g, width, height, withTitle) -> paint(chart, g, width, height, withTitle))
                .of(chart.getWidth(), chart.getHeight(), styledWidth, description);
    }

    private static void paint(Chart<?, ?> chart, Graphics2D g, int width, int height, boolean withTitle) {
        final String title = chart.getTitle();
        try {
            chart.setTitle(withTitle ? title : " ");
            chart.paint(g, width, height);
        } finally {
            chart.setTitle(title);
        }
    }

    private static boolean hatched(Chart<?, ?> chart) {
        return chart.getStyler().getTheme() instanceof CourseTheme
                && (chart instanceof CategoryChart || chart instanceof HorizontalBarChart || chart instanceof PieChart);
    }
}
