package io.github.gradwalk.plot;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/** The class that a classifier chooses at each point of the plane of two features, with the examples on top. */
final class RegionChart {
    private RegionChart() {}

    static XYChart of(String title, Dataset examples, UnaryOperator<DMatrixRMaj> scores) {
        Require.notNull("examples", examples);
        Require.notNull("scores", scores);
        Require.that(
                examples.features() == 2,
                "examples must have 2 features, but have %d: %s",
                examples.features(),
                Names.inMessage(examples.featureNames()));
        Require.that(
                examples.classes() <= Palette.MARKERS.size(),
                "examples must have at most %d classes, but have %d",
                Palette.MARKERS.size(),
                examples.classes());
        final XYChart chart = Charts.styled(new XYChartBuilder()
                .title(title)
                .xAxisTitle(examples.featureNames().get(0))
                .yAxisTitle(examples.featureNames().get(1))
                .build());
        for (int k = 0; k < examples.classes(); k++) {
            final int index = k;
            final int[] rows = IntStream.range(0, examples.examples())
                    .filter(n -> examples.Y().classOf(n) == index)
                    .toArray();
            if (rows.length > 0) {
                chart.addSeries(
                                examples.classNames().get(k),
                                IntStream.of(rows)
                                        .mapToDouble(n -> examples.X().get(n, 0))
                                        .toArray(),
                                IntStream.of(rows)
                                        .mapToDouble(n -> examples.X().get(n, 1))
                                        .toArray())
                        .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
            }
        }
        return chart;
    }
}
