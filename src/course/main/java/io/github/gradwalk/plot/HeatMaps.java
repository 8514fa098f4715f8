package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Position;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.drawing.CourseTheme;
import io.github.gradwalk.drawing.Theme;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;

/** Matrices as coloured cells, the first row on top. */
final class HeatMaps {
    private static final int MAX_CLASSES = 50;
    private static final int MIN_CELL_HEIGHT = 20;
    private static final int MAX_CELL_HEIGHT = 64;
    private static final double LONGEST_NAME = 150;

    private static final int SMALL_CELL = 28;
    private static final float SMALL_TEXT = 12;

    /** The number of classes above which rare confusions would be too pale, and names are written as small as cells are. */
    private static final int MANY_CLASSES = 20;

    private static final int TINY_CELL = 13;
    private static final double TINY_TEXT = 9;
    private static final double ROOM_BESIDE_TEXT = 4;

    /** What is beside and below the cells, apart from names. */
    private static final int FRAME = 80;

    private HeatMaps() {}

    static HeatMapChart confusion(String title, DMatrixRMaj counts, List<String> classNames) {
        Require.notNull("counts", counts);
        Require.notNull("classNames", classNames);
        final List<String> names = Require.texts("classNames", classNames.toArray(String[]::new));
        final int classes = names.size();
        Require.that(
                classes <= MAX_CLASSES, "there must be at most %d classes, but there are %d", MAX_CLASSES, classes);
        Require.that(
                counts.numRows == counts.numCols, "counts must be square, but has the shape %s", Require.shape(counts));
        Require.size("classNames", counts.numRows, classes);
        for (int k = 0; k < counts.getNumElements(); k++) {
            Require.notNegative(Position.entry(k / classes, k % classes) + " of counts", counts.data[k]);
        }
        final HeatMapChart chart =
                chart(title, counts, k -> new Shaded(counts.data[k], signedShare(counts, k)), -1, 1, names, names);
        chart.setXAxisTitle("prediction");
        chart.setYAxisTitle("truth");
        chart.getStyler().setLegendVisible(false);
        return chart;
    }

    /** The share that an entry has in its row, negative on the diagonal; of many classes the square root of the share. */
    private static double signedShare(DMatrixRMaj counts, int entry) {
        final int row = entry / counts.numCols;
        final double sum = DoubleStream.of(counts.data)
                .skip((long) row * counts.numCols)
                .limit(counts.numCols)
                .sum();
        final double linear = sum == 0 ? 0 : counts.data[entry] / sum;
        final double share = counts.numRows > MANY_CLASSES ? Math.sqrt(linear) : linear;
        return row == entry % counts.numCols ? -share : share;
    }

    static HeatMapChart matrix(String title, DMatrixRMaj matrix, String[] rowNames, String[] columnNames) {
        Require.notNull("matrix", matrix);
        Require.nonEmpty("matrix", matrix);
        Require.finite("matrix", matrix);
        final List<String> rows = Require.texts("rowNames", rowNames);
        Require.size("rowNames", matrix.numRows, rows.size());
        final List<String> columns = Require.texts("columnNames", columnNames);
        Require.size("columnNames", matrix.numCols, columns.size());
        final double largest = CommonOps_DDRM.elementMaxAbs(matrix);
        final double limit = largest == 0 ? 1 : largest;
        final double lowest = CommonOps_DDRM.elementMin(matrix) < 0 ? -limit : 0;
        return chart(title, matrix, k -> matrix.data[k], lowest, limit, rows, columns);
    }

    /**
     * @param cell the number of each entry
     * @param lowest the number with the first colour: below 0 the darkest blue, otherwise white
     */
    private static HeatMapChart chart(
            String title,
            DMatrixRMaj matrix,
            IntFunction<Number> cell,
            double lowest,
            double highest,
            List<String> rows,
            List<String> columns) {
        final double width = (Theme.WIDTH - FRAME - nameWidth(rows)) / columns.size();
        final boolean isTiny = rows.size() > MANY_CLASSES && width < MIN_CELL_HEIGHT;
        final double height = Math.max(isTiny ? TINY_CELL : MIN_CELL_HEIGHT, Math.min(width, MAX_CELL_HEIGHT));
        final boolean isRotated = nameWidth(columns) > width;
        final HeatMapChart chart = Charts.styled(new HeatMapChartBuilder()
                .width(Theme.WIDTH)
                .height((int) (rows.size() * height + FRAME + (isRotated ? nameWidth(columns) : 0)))
                .title(title)
                .build());
        chart.getStyler()
                .setMin(lowest)
                .setMax(highest)
                .setRangeColors(CourseTheme.cellColours(lowest < 0))
                .setXAxisLabelRotation(isRotated ? 90 : 0)
                .setXAxisLabelAlignmentVertical(isRotated ? TextAlignment.Right : TextAlignment.Centre);
        if (isTiny) {
            final var font = chart.getStyler().getAxisTickLabelsFont();
            chart.getStyler().setAxisTickLabelsFont(font.deriveFont((float)
                    Math.max(TINY_TEXT, Math.min(width - ROOM_BESIDE_TEXT, SMALL_TEXT))));
        }
        if (width < SMALL_CELL) {
            chart.getStyler().setValueFont(chart.getStyler().getValueFont().deriveFont(SMALL_TEXT));
        }
        final List<String> upwards = new ArrayList<>(fitted(rows));
        Collections.reverse(upwards);
        chart.addSeries(title, fitted(columns), upwards, cells(matrix, cell));
        return chart;
    }

    private static double nameWidth(List<String> names) {
        return Math.min(Theme.widest(names, Theme.SMALL), LONGEST_NAME);
    }

    private static List<Number[]> cells(DMatrixRMaj matrix, IntFunction<Number> cell) {
        return IntStream.range(0, matrix.getNumElements())
                .mapToObj(
                        k -> new Number[] {k % matrix.numCols, matrix.numRows - 1 - k / matrix.numCols, cell.apply(k)})
                .toList();
    }

    private static List<String> fitted(List<String> names) {
        return names.stream()
                .map(name -> Theme.fit(name, LONGEST_NAME, Theme.SMALL))
                .toList();
    }
}
