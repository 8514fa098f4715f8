package io.github.gradwalk.argument;

import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/** Checks of arguments. The message of each names the argument, what it should be and what it is. */
public final class Require {
    /** How far from 1 the sum of a distribution may be. */
    private static final double SUM_TOLERANCE = 1e-9;

    private static final String ROUNDED =
            "; Softmax.normalised divides each row by its sum, if it is rounding as in float32";
    private static final String ONE_COLUMN = "; two classes need two columns: 1 − y beside y";

    private Require() {}

    public static void that(boolean holds, String message, Object... arguments) {
        if (!holds) {
            throw refused(message, arguments);
        }
    }

    /** Returns the exception that {@link #that} throws. For code that must not allocate: a call of {@code that} would box its arguments. */
    public static IllegalArgumentException refused(String message, Object... arguments) {
        return new IllegalArgumentException(String.format(Locale.ROOT, message, arguments));
    }

    public static void notNull(String name, Object value) {
        if (value == null) {
            throw refused("%s must not be null", name);
        }
    }

    public static void positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) { // or NaN
            throw refused("%s must be positive and finite, but is %s", name, value);
        }
    }

    public static void notNegative(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) { // or NaN
            throw refused("%s must be finite and at least 0, but is %s", name, value);
        }
    }

    public static void size(String name, int expected, int actual) {
        if (expected != actual) {
            throw refused("%s must have %d values, but has %d", name, expected, actual);
        }
    }

    /** Returns the text, which must not be null or blank. */
    public static String text(String name, String text) {
        if (text == null || text.isBlank()) {
            throw refused("%s must be some text, but is %s", name, text == null ? "null" : "blank");
        }
        return text;
    }

    /** Returns the texts: at least one, none of them null or blank. */
    public static List<String> texts(String name, String... texts) {
        notNull(name, texts);
        that(texts.length > 0, "%s must have at least one value, but has none", name);
        for (int i = 0; i < texts.length; i++) {
            text(name + "[" + i + "]", texts[i]);
        }
        return List.of(texts);
    }

    /** Returns a copy of the values: at least one, all of them finite. */
    public static double[] finite(String name, double... values) {
        notNull(name, values);
        that(values.length > 0, "%s must have at least one value, but has none", name);
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) { // first, since to say where it is takes longer than all the rest
                throw refused("%s must be finite, but %s is %s", name, Position.of("value", i), values[i]);
            }
        }
        return values.clone();
    }

    public static void nonEmpty(String name, DMatrixRMaj matrix) {
        notNull(name, matrix);
        if (matrix.numRows == 0 || matrix.numCols == 0) {
            throw refused("%s is empty: its shape is %s", name, shape(matrix));
        }
    }

    public static void shape(String name, DMatrixRMaj matrix, int rows, int columns) {
        notNull(name, matrix);
        if (matrix.numRows != rows || matrix.numCols != columns) {
            throw refused("%s must have the shape %d×%d, but has %s", name, rows, columns, shape(matrix));
        }
    }

    public static void sameShape(String name, DMatrixRMaj matrix, String otherName, DMatrixRMaj other) {
        notNull(name, matrix);
        notNull(otherName, other);
        if (matrix.numRows != other.numRows || matrix.numCols != other.numCols) {
            throw refused(
                    "%s and %s must have the same shape, but have %s and %s",
                    name, otherName, shape(matrix), shape(other));
        }
    }

    public static void finite(String name, DMatrixRMaj matrix) {
        notNull(name, matrix);
        for (int i = 0; i < matrix.numRows; i++) {
            for (int j = 0; j < matrix.numCols; j++) {
                final double value = matrix.unsafe_get(i, j);
                if (!Double.isFinite(value)) {
                    throw refused("%s must be finite, but %s is %s", name, Position.entry(i, j), value);
                }
            }
        }
    }

    /** Requires logits: at least one row and column, no NaN, no +∞, and in every row at least one value above −∞. */
    public static void logits(String name, DMatrixRMaj logits) {
        nonEmpty(name, logits);
        for (int i = 0; i < logits.numRows; i++) {
            boolean anyClassPossible = false;
            for (int j = 0; j < logits.numCols; j++) {
                final double z = logits.unsafe_get(i, j);
                if (!(z < Double.POSITIVE_INFINITY)) { // or NaN
                    throw refused("%s must be finite or −∞, but %s is %s", name, Position.entry(i, j), z);
                }
                anyClassPossible |= z > Double.NEGATIVE_INFINITY;
            }
            if (!anyClassPossible) {
                throw refused("%s must leave a class possible, but all of %s is −∞", name, Position.row(i));
            }
        }
    }

    /** Requires a distribution in each row: no negative entry, and a sum of 1 within 1e-9. */
    public static void distributions(String name, DMatrixRMaj rows) {
        nonEmpty(name, rows);
        for (int i = 0; i < rows.numRows; i++) {
            double sum = 0;
            for (int j = 0; j < rows.numCols; j++) {
                final double value = rows.unsafe_get(i, j);
                if (!(value >= 0)) { // or NaN
                    throw refused("%s must not be negative, but %s is %s", name, Position.entry(i, j), value);
                }
                sum += value;
            }
            if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
                throw refused(
                        "%s must have rows that sum to 1 within %s, but %s sums to %s%s",
                        name, SUM_TOLERANCE, Position.row(i), sum, rows.numCols == 1 ? ONE_COLUMN : ROUNDED);
            }
        }
    }

    public static String shape(DMatrixRMaj matrix) {
        return matrix.numRows + "×" + matrix.numCols;
    }
}
