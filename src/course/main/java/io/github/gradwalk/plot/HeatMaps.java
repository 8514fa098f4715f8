package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.text.Numbers;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.HeatMapStyler;

/** Matrices as coloured cells, the first row on top, each cell with its number if that fits. */
final class HeatMaps {
    private static final int MAX_CLASSES = 20;
    private static final int MAX_CELL_HEIGHT = 64;
    private static final int DIGITS = 3;
    private static final int FEW_DIGITS = 2;
    private static final double LONGEST_NAME = Theme.WIDTH / 3.0;
    private static final BasicStroke GAP = new BasicStroke(2);

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
        final HeatMapChart chart = chart(title, counts, k -> signedShare(counts, k), -1, names, names);
        chart.setXAxisTitle("prediction");
        chart.setYAxisTitle("truth");
        return chart;
    }

    /** The share that an entry has in its row, negative on the diagonal. */
    private static double signedShare(DMatrixRMaj counts, int entry) {
        final int row = entry / counts.numCols;
        final double sum = DoubleStream.of(counts.data)
                .skip((long) row * counts.numCols)
                .limit(counts.numCols)
                .sum();
        final double share = sum == 0 ? 0 : counts.data[entry] / sum;
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
        final double lowest = CommonOps_DDRM.elementMin(matrix) < 0 ? -1 : 0;
        return chart(title, matrix, k -> matrix.data[k] / limit, lowest, rows, columns);
    }

    /**
     * @param shade the colour of each entry, from −1 to 1
     * @param lowest −1 or, if no shade is negative, 0
     */
    private static HeatMapChart chart(
            String title,
            DMatrixRMaj matrix,
            IntToDoubleFunction shade,
            double lowest,
            List<String> rows,
            List<String> columns) {
        final double left = 40 + Math.min(Theme.widest(rows, Theme.SMALL), LONGEST_NAME);
        final double width = (Theme.WIDTH - left) / columns.size();
        final boolean isRotated = Theme.widest(columns, Theme.SMALL) > width;
        final double bottom = 60 + (isRotated ? Math.min(Theme.widest(columns, Theme.SMALL), LONGEST_NAME) : 0);
        final HeatMapChart chart = Charts.styled(new HeatMapChartBuilder()
                .width(Theme.WIDTH)
                .height((int) (bottom + rows.size() * Math.min(width, MAX_CELL_HEIGHT)))
                .title(title)
                .build());
        style(chart.getStyler(), lowest, rows.size(), columns.size());
        chart.getStyler().setXAxisLabelRotation(isRotated ? 90 : 0);
        final int digits = digitsThatFit(matrix, width - 6);
        chart.getStyler().setLegendVisible(digits == 0);
        chart.addSeries(title, fitted(columns), reversed(fitted(rows)), cells(matrix, shade));
        for (int j = 1; j < columns.size(); j++) {
            chart.addAnnotation(new AnnotationLine(j - 0.5, true, false));
        }
        for (int i = 1; i < rows.size(); i++) {
            chart.addAnnotation(new AnnotationLine(i - 0.5, false, false));
        }
        for (int k = 0; digits > 0 && k < matrix.getNumElements(); k++) {
            chart.addAnnotation(new CellText(
                    Numbers.typeset(matrix.data[k], digits),
                    k % matrix.numCols,
                    matrix.numRows - 1 - k / matrix.numCols,
                    Palette.textOn(Palette.diverging(shade.applyAsDouble(k)))));
        }
        return chart;
    }

    private static void style(HeatMapStyler styler, double lowest, int rows, int columns) {
        styler.setMin(lowest)
                .setMax(1)
                .setRangeColors(DoubleStream.of(-1, -0.5, 0, 0.5, 1)
                        .filter(t -> t >= lowest)
                        .mapToObj(t -> Color.decode(Palette.diverging(t)))
                        .toArray(Color[]::new))
                .setShowValue(false)
                .setAxisTicksLineVisible(false)
                .setAxisTicksMarksVisible(false)
                // Axes of names have no coordinates; annotations need some.
                .setXAxisMin(-0.5)
                .setXAxisMax(columns - 0.5)
                .setYAxisMin(-0.5)
                .setYAxisMax(rows - 0.5)
                .setAnnotationLineStroke(GAP)
                .setAnnotationLineColor(Color.decode(Theme.PANEL));
    }

    private static List<Number[]> cells(DMatrixRMaj matrix, IntToDoubleFunction shade) {
        return IntStream.range(0, matrix.getNumElements())
                .mapToObj(k -> new Number[] {
                    k % matrix.numCols,
                    matrix.numRows - 1 - k / matrix.numCols,
                    new Entry(matrix.data[k], shade.applyAsDouble(k))
                })
                .toList();
    }

    /** The number of significant digits with which every entry fits into a cell, or 0. */
    private static int digitsThatFit(DMatrixRMaj matrix, double width) {
        return IntStream.of(DIGITS, FEW_DIGITS)
                .filter(digits -> DoubleStream.of(matrix.data)
                        .limit(matrix.getNumElements())
                        .allMatch(value -> Theme.textWidth(Numbers.typeset(value, digits), Theme.SMALL) <= width))
                .findFirst()
                .orElse(0);
    }

    private static List<String> fitted(List<String> names) {
        return names.stream()
                .map(name -> Theme.fit(name, LONGEST_NAME, Theme.SMALL))
                .toList();
    }

    private static List<String> reversed(List<String> names) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> names.get(names.size() - 1 - i))
                .toList();
    }
}
