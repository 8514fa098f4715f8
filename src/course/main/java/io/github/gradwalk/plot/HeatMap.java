package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.plot.Svg.Anchor;
import io.github.gradwalk.text.Numbers;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The entries of a matrix as coloured cells: blue below zero, light at zero, orange above. Immutable. */
public final class HeatMap {
    private static final int DIGITS = 3;
    private static final int FEW_DIGITS = 2;
    private static final int MAX_CELL_HEIGHT = 64;
    private static final int MAX_CELL_WIDTH = 130;

    private final DMatrixRMaj matrix;
    private final List<String> rows;
    private final List<String> columns;

    HeatMap(DMatrixRMaj matrix) {
        this(checked("matrix", matrix), numbered(matrix.getNumRows()), numbered(matrix.getNumCols()));
    }

    private HeatMap(DMatrixRMaj matrix, List<String> rows, List<String> columns) {
        this.matrix = matrix;
        this.rows = rows;
        this.columns = columns;
    }

    /** Names the rows from top to bottom. */
    public HeatMap rows(String... labels) {
        List<String> names = Require.texts("rows", labels);
        Require.size("rows", matrix.getNumRows(), names.size());
        return new HeatMap(matrix, names, columns);
    }

    /** Names the columns from left to right. */
    public HeatMap columns(String... labels) {
        List<String> names = Require.texts("columns", labels);
        Require.size("columns", matrix.getNumCols(), names.size());
        return new HeatMap(matrix, rows, names);
    }

    /**
     * Draws the plot. Each cell contains its value if that fits.
     *
     * @param description what there is to see; the values are added to it, row by row
     */
    public Figure figure(String title, String description) {
        Svg svg = new Svg();
        double left = Theme.MARGIN + Math.min(Theme.widest(rows, Theme.TEXT), Theme.WIDTH / 3.0) + 10;
        double top = Theme.MARGIN + 26;
        double cellWidth = Math.min((Theme.WIDTH - Theme.MARGIN - left) / columns.size(), MAX_CELL_WIDTH);
        double cellHeight = Math.min(cellWidth, MAX_CELL_HEIGHT);
        left += (Theme.WIDTH - Theme.MARGIN - left - cellWidth * columns.size()) / 2;
        labels(svg, left, top, cellWidth, cellHeight);
        cells(svg, left, top, cellWidth, cellHeight);
        double bottom = top + cellHeight * rows.size();
        ColourBar.draw(svg, bottom + 22, number(-limit(matrix)), "0", number(limit(matrix)));
        String words = Require.text("description", description) + inWords();
        return svg.figure(Theme.WIDTH, bottom + 22 + ColourBar.ROOM + Theme.MARGIN / 2.0, title, words, values());
    }

    private void labels(Svg svg, double left, double top, double cellWidth, double cellHeight) {
        for (int j = 0; j < columns.size(); j++) {
            String name = Theme.fit(columns.get(j), cellWidth - 2, Theme.TEXT);
            svg.text(left + (j + 0.5) * cellWidth, top - 10, Anchor.MIDDLE, Theme.TEXT, Theme.INK, name);
        }
        for (int i = 0; i < rows.size(); i++) {
            String name = Theme.fit(rows.get(i), Theme.WIDTH / 3.0, Theme.TEXT);
            svg.text(left - 10, top + (i + 0.5) * cellHeight + 6, Anchor.END, Theme.TEXT, Theme.INK, name);
        }
    }

    private void cells(Svg svg, double left, double top, double width, double height) {
        double limit = limit(matrix);
        int digits = digitsThatFit(width - 6);
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                String colour = Palette.diverging(matrix.get(i, j) / limit);
                double x = left + j * width;
                double y = top + i * height;
                svg.rect(x, y, width, height, "fill", colour, "stroke", Theme.PANEL, "stroke-width", 2);
                if (digits > 0) {
                    String value = Numbers.typeset(matrix.get(i, j), digits);
                    String ink = Palette.textOn(colour);
                    svg.text(x + width / 2, y + height / 2 + 6, Anchor.MIDDLE, Theme.TEXT, ink, value);
                }
            }
        }
    }

    /** The number of significant digits with which every entry fits into a cell, or 0. */
    private int digitsThatFit(double width) {
        return IntStream.of(DIGITS, FEW_DIGITS)
                .filter(digits -> IntStream.range(0, matrix.getNumElements())
                        .allMatch(k -> Theme.textWidth(Numbers.typeset(matrix.data[k], digits), Theme.TEXT) <= width))
                .findFirst()
                .orElse(0);
    }

    /** The value that gets the darkest colour: the largest absolute value, or 1 if all are zero. */
    static double limit(DMatrixRMaj matrix) {
        double largest = CommonOps_DDRM.elementMaxAbs(matrix);
        return largest == 0 ? 1 : largest;
    }

    private Values values() {
        return Values.of("row", rows, columns, matrix::get);
    }

    private String inWords() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append(" Row ").append(Names.isolated(rows.get(i))).append(": ");
            for (int j = 0; j < columns.size(); j++) {
                text.append(j == 0 ? "" : ", ").append(number(matrix.get(i, j)));
            }
            text.append('.');
        }
        return text.toString();
    }

    private static String number(double value) {
        return Numbers.typeset(value, DIGITS);
    }

    /** Returns a copy of the matrix, which must be finite and not empty. */
    static DMatrixRMaj checked(String name, DMatrixRMaj matrix) {
        Require.notNull(name, matrix);
        Require.nonEmpty(name, matrix);
        Require.finite(name, matrix);
        return matrix.copy();
    }

    static List<String> numbered(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    }
}
