package io.github.gradwalk.plot;

import io.github.gradwalk.drawing.Figure;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.BoxChart;
import org.knowm.xchart.BoxChartBuilder;
import org.knowm.xchart.BubbleChart;
import org.knowm.xchart.BubbleChartBuilder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.PieChart;
import org.knowm.xchart.PieChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.PieStyler;

/** Charts of several kinds for tests, and a program that prints their figures, to be run in different circumstances. */
final class PrintCharts {
    static final double[] X = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14};

    private PrintCharts() {}

    public static void main(String[] arguments) {
        final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (Figure figure : figures("Title")) {
            out.println(figure.toHtml());
        }
    }

    /** One figure of each kind, with {@code text} in all places that take a text. */
    static List<Figure> figures(String text) {
        return List.of(
                Charts.figure(curves(text), text),
                Charts.figure(bars(text), text),
                Charts.figure(cells(text), text),
                Charts.figure(plainCurves(text), text),
                Charts.figure(box(text), text),
                Charts.figure(bubbles(text), text),
                Charts.figure(pie(text), text));
    }

    static XYChart curves(String text) {
        final XYChart chart = Charts.styled(new XYChartBuilder()
                .title(text)
                .xAxisTitle(text)
                .yAxisTitle("error of ∇W¹")
                .build());
        chart.getStyler().setYAxisLogarithmic(true);
        chart.addSeries("−ln p", X, mapped(x -> Math.exp(-x)));
        chart.addSeries(text, X, mapped(x -> 1 / (1 + x * x)));
        chart.addSeries("measured", new double[] {2.5, 7}, new double[] {0.25, 1e-3})
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        chart.addAnnotation(new AnnotationLine(4, true, false));
        chart.addAnnotation(new AnnotationText("our z₁", 4, 1e-5, false));
        return chart;
    }

    static CategoryChart bars(String text) {
        final CategoryChart chart = Charts.styled(
                new CategoryChartBuilder().title(text).yAxisTitle("value").build());
        final List<String> categories = List.of("class 1", text, "Привет, 企鹅");
        chart.addSeries("prediction p", categories, List.of(0.3, 0.6, 0.1));
        chart.addSeries("p − y", categories, List.of(-0.7, 0.6, 0.1));
        return chart;
    }

    static HeatMapChart cells(String text) {
        return Charts.matrix(
                text,
                new DMatrixRMaj(new double[][] {{0.21, -0.18, -0.03}, {-0.18, 0.24, -0.06}}),
                new String[] {"∂p₁", text},
                new String[] {"∂z₁", "∂z₂", "∂z₃"});
    }

    /** A chart as XChart makes it. */
    static XYChart plainCurves(String text) {
        final XYChart chart = new XYChartBuilder().title(text).build();
        chart.addSeries(text, X, mapped(Math::sqrt));
        return chart;
    }

    static BoxChart box(String text) {
        final BoxChart chart = new BoxChartBuilder().title(text).build();
        chart.addSeries(text, new double[] {1, 2, 3, 4, 9});
        return chart;
    }

    static BubbleChart bubbles(String text) {
        final BubbleChart chart = new BubbleChartBuilder().title(text).build();
        chart.addSeries(text, new double[] {1, 2, 3}, new double[] {3, 1, 2}, new double[] {10, 20, 30});
        return chart;
    }

    static PieChart pie(String text) {
        final PieChart chart = new PieChartBuilder().title(text).build();
        chart.getStyler().setLabelType(PieStyler.LabelType.Name); // XChart writes shares as the locale does
        chart.addSeries(text, 152);
        chart.addSeries("Gentoo", 152);
        return chart;
    }

    static double[] mapped(DoubleUnaryOperator function) {
        return Arrays.stream(X).map(function).toArray();
    }
}
