package io.github.gradwalk.check;

import io.github.gradwalk.argument.Position;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.text.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The largest relative error between two matrices of the same shape, and where it occurs.
 *
 * <p>The relative error of an entry is {@code |l − r| / max(|l|, |r|, s)}, where {@code s} is one hundredth of the largest
 * magnitude in either matrix. Without {@code s}, an entry that should be 0 and is 1e-17 would count as completely wrong. The error of an
 * entry that is NaN, or infinite on one side only, is infinite.
 *
 * @param relativeError the largest relative error
 * @param row the row where it occurs, from 0
 * @param column the column where it occurs, from 0
 * @param left the value there in the left matrix
 * @param right the value there in the right matrix
 */
public record Comparison(double relativeError, int row, int column, double left, double right) {
    private static final double FLOOR = 0.01;
    private static final int DIGITS_MORE = 4;
    private static final int DIGITS_OF_A_DOUBLE = 17;

    /**
     * Compares two matrices.
     *
     * @throws IllegalArgumentException if the shapes differ, both are empty, or both are the same object or share their data
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
        Require.that(left.data != right.data, "left and right are the same matrix: that compares nothing");
        Require.that(
                left.numRows == right.numRows && left.numCols == right.numCols && left.getNumElements() > 0,
                "left and right must have the same shape and not be empty, but have %s and %s",
                Require.shape(left),
                Require.shape(right));
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
        return Arrays.stream(matrix.data, 0, matrix.getNumElements())
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
    }

    /** Returns whether the largest relative error is at most {@code tolerance}. */
    public boolean within(double tolerance) {
        return relativeError <= tolerance;
    }

    /** Returns the error, its place, and both values with a few more digits than they share. */
    @Override
    public String toString() {
        return "largest relative error " + Numbers.scientific(relativeError, 1) + ", at " + Position.entry(row, column)
                + ": " + digits(left) + " against " + digits(right);
    }

    /** Returns one of the two values with a few more digits than they share. */
    public String digits(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        final double shared = Math.max(0, -Math.log10(relativeError));
        final var digits = new MathContext((int) Math.min(DIGITS_MORE + shared, DIGITS_OF_A_DOUBLE));
        return String.valueOf(new BigDecimal(value).round(digits).doubleValue());
    }
}
