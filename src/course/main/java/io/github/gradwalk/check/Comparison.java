package io.github.gradwalk.check;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/**
 * How far two matrices of one shape are apart, and where most.
 *
 * <p>The relative error of an entry is {@code |l − r| / max(|l|, |r|, s)}, where {@code s} is a hundredth of the largest
 * magnitude in either matrix. Without {@code s}, an entry that should be 0 and is 1e-17 would count as all wrong. An entry
 * that is NaN, or infinite on one side only, is infinitely far off.
 *
 * @param relativeError the largest one
 * @param row where it is, from 0
 * @param column where it is, from 0
 * @param left the value on the left there
 * @param right the value on the right there
 */
public record Comparison(double relativeError, int row, int column, double left, double right) {
    private static final double FLOOR = 0.01;
    private static final int DIGITS_MORE = 4;
    private static final int DIGITS_OF_A_DOUBLE = 17;

    /**
     * Compares two matrices.
     *
     * @throws IllegalArgumentException if the shapes differ, both are empty, or both sides are one object or share their data
     */
    public static Comparison of(DMatrixRMaj left, DMatrixRMaj right) {
        requireComparable(left, right);
        final double floor = FLOOR * Math.max(largest(left), largest(right));
        Comparison worst = null;
        for (int i = 0; i < left.numRows; i++) {
            for (int j = 0; j < left.numCols; j++) {
                final double l = left.get(i, j);
                final double r = right.get(i, j);
                final double error = relativeError(l, r, floor);
                if (worst == null || error > worst.relativeError) {
                    worst = new Comparison(error, i, j, l, r);
                }
            }
        }
        return worst;
    }

    static void requireComparable(DMatrixRMaj left, DMatrixRMaj right) {
        if (left.data == right.data) {
            throw new IllegalArgumentException("left and right are the same matrix: that compares nothing");
        }
        if (left.numRows != right.numRows || left.numCols != right.numCols || left.getNumElements() == 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "left and right must have the same shape and not be empty, but have %d×%d and %d×%d",
                    left.numRows,
                    left.numCols,
                    right.numRows,
                    right.numCols));
        }
    }

    /** Compares two numbers. */
    public static Comparison of(double left, double right) {
        return new Comparison(relativeError(left, right, 0), 0, 0, left, right);
    }

    private static double relativeError(double l, double r, double floor) {
        if (l == r) { // equal infinities too
            return 0;
        }
        final double error = Math.abs(l - r) / Math.max(Math.max(Math.abs(l), Math.abs(r)), floor);
        return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }

    private static double largest(DMatrixRMaj matrix) {
        double largest = 0;
        for (int i = 0; i < matrix.getNumElements(); i++) {
            if (Double.isFinite(matrix.data[i])) {
                largest = Math.max(largest, Math.abs(matrix.data[i]));
            }
        }
        return largest;
    }

    /** Returns whether the largest relative error is at most {@code tolerance}. */
    public boolean within(double tolerance) {
        return relativeError <= tolerance;
    }

    /** Returns the error, its place, and both values with a few digits more than they share. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "largest relative error %s, at row %d, column %d: %s against %s",
                errorText(),
                row,
                column,
                valueText(left),
                valueText(right));
    }

    /** Returns the same as a small HTML table. */
    public String toHtml() {
        return String.format(
                Locale.ROOT,
                "<table class=\"gradwalk-comparison\"><tbody>"
                        + "<tr><th scope=\"row\">largest relative error</th><td>%s</td></tr>"
                        + "<tr><th scope=\"row\">at row, column</th><td>%d, %d</td></tr>"
                        + "<tr><th scope=\"row\">left</th><td>%s</td></tr>"
                        + "<tr><th scope=\"row\">right</th><td>%s</td></tr>"
                        + "</tbody></table>",
                errorText(),
                row,
                column,
                valueText(left),
                valueText(right));
    }

    private String valueText(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        final double shared = Math.max(0, -Math.log10(relativeError));
        final var digits = new MathContext((int) Math.min(DIGITS_MORE + shared, DIGITS_OF_A_DOUBLE));
        return String.valueOf(new BigDecimal(value).round(digits).doubleValue());
    }

    /** The error with two significant digits. */
    String errorText() {
        return String.format(Locale.ROOT, "%.1e", relativeError);
    }
}
