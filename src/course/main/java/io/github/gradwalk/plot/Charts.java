package io.github.gradwalk.plot;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.evaluate.Calibration;
import io.github.gradwalk.train.History;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;

/** Styles XChart's charts. */
public final class Charts {
    private Charts() {}

    /**
     * Gives a chart the style of the course: its typeface, its colours, strokes and markers, which readers with any kind of colour vision
     * can tell apart. Call it before any series is added; what is set on the chart's styler afterwards stays.
     *
     * @return {@code chart}
     */
    public static <C extends Chart<?, ?>> C styled(C chart) {
        Require.notNull("chart", chart);
        CourseTheme.apply(chart);
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
     * where the choice is right, and orange elsewhere.
     *
     * @param counts K×K, not negative; rows are the true classes, from top to bottom, columns the chosen ones
     * @param classNames K different names, at most 20
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

    /** The chart as an accessible figure. */
    public static Figure figure(Chart<?, ?> chart, String description) {
        Require.notNull("chart", chart);
        VectorGraphics2D g = new VectorGraphics2D();
        chart.paint(g, chart.getWidth(), chart.getHeight());
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            new SVGProcessor()
                    .getDocument(g.getCommands(), new PageSize(0, 0, chart.getWidth(), chart.getHeight()))
                    .writeTo(out);
            String svg = out.toString(StandardCharsets.UTF_8);
            return new Figure(
                    chart.getTitle(),
                    description,
                    svg.substring(svg.indexOf("<svg")),
                    Values.of(List.of("a"), List.of(List.of("b"))));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
