package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/** Matrices as coloured cells. */
final class HeatMaps {
    private static final int MAX_CLASSES = 20;

    private HeatMaps() {}

    static HeatMapChart confusion(String title, DMatrixRMaj counts, List<String> classNames) {
        Require.notNull("counts", counts);
        Require.notNull("classNames", classNames);
        final List<String> names = Require.texts("classNames", classNames.toArray(String[]::new));
        final int classes = names.size();
        Require.that(
                classes <= MAX_CLASSES, "there must be at most %d classes, but there are %d", MAX_CLASSES, classes);
        Require.shape("counts", counts, classes, classes);
        for (int k = 0; k < counts.getNumElements(); k++) {
            Require.notNegative("row " + k / classes + ", column " + k % classes + " of counts", counts.data[k]);
        }
        final HeatMapChart chart = chart(title, counts, names, names);
        chart.setXAxisTitle("prediction");
        chart.setYAxisTitle("truth");
        return chart;
    }

    static HeatMapChart matrix(String title, DMatrixRMaj matrix, String[] rowNames, String[] columnNames) {
        Require.notNull("matrix", matrix);
        Require.nonEmpty("matrix", matrix);
        Require.finite("matrix", matrix);
        final List<String> rows = Require.texts("rowNames", rowNames);
        Require.size("rowNames", matrix.numRows, rows.size());
        final List<String> columns = Require.texts("columnNames", columnNames);
        Require.size("columnNames", matrix.numCols, columns.size());
        final HeatMapChart chart = chart(title, matrix, rows, columns);
        final double limit = CommonOps_DDRM.elementMaxAbs(matrix);
        chart.getStyler().setMin(-limit).setMax(limit);
        return chart;
    }

    private static HeatMapChart chart(String title, DMatrixRMaj matrix, List<String> rows, List<String> columns) {
        final HeatMapChart chart =
                Charts.styled(new HeatMapChartBuilder().title(title).build());
        final List<Number[]> cells = new ArrayList<>();
        for (int i = 0; i < matrix.numRows; i++) {
            for (int j = 0; j < matrix.numCols; j++) {
                cells.add(new Number[] {j, matrix.numRows - 1 - i, matrix.get(i, j)});
            }
        }
        final List<String> upwards = IntStream.range(0, rows.size())
                .mapToObj(i -> rows.get(rows.size() - 1 - i))
                .toList();
        chart.addSeries(title, columns, upwards, cells);
        return chart;
    }
}
