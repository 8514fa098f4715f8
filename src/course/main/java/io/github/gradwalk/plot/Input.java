package io.github.gradwalk.plot;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** What a figure may be made of. Each method throws {@link IllegalArgumentException} or returns its argument. */
final class Input {
    private Input() {}

    static String text(String name, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + ": expected some text, got " + (value == null ? "null" : "none"));
        }
        return value;
    }

    static List<String> texts(String name, String... values) {
        if (values == null || values.length == 0) {
            throw new IllegalArgumentException(name + ": expected at least one, got none");
        }
        for (int i = 0; i < values.length; i++) {
            text(name + "[" + i + "]", values[i]);
        }
        return List.of(values);
    }

    /** A copy of {@code values}, which must not be empty nor hold a NaN or an infinity. */
    static double[] finite(String name, double[] values) {
        if (values == null || values.length == 0) {
            throw new IllegalArgumentException(name + ": expected at least one value, got none");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(name + "[" + i + "]: expected a finite value, got " + values[i]);
            }
        }
        return values.clone();
    }

    /** A copy of {@code matrix}, which must not be empty nor hold a NaN or an infinity. */
    static DMatrixRMaj finite(String name, DMatrixRMaj matrix) {
        if (matrix == null || matrix.getNumElements() == 0) {
            throw new IllegalArgumentException(name + ": expected at least one entry, got "
                    + (matrix == null ? "null" : matrix.getNumRows() + "×" + matrix.getNumCols()));
        }
        for (int i = 0; i < matrix.getNumRows(); i++) {
            for (int j = 0; j < matrix.getNumCols(); j++) {
                finite(name + "(" + i + ", " + j + ")", matrix.get(i, j));
            }
        }
        return matrix.copy();
    }

    static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + ": expected a finite value, got " + value);
        }
        return value;
    }

    static void size(String name, int expected, int actual) {
        if (expected != actual) {
            throw new IllegalArgumentException(name + ": expected " + expected + " values, got " + actual);
        }
    }

    static void atMost(String name, int limit, int actual) {
        if (actual > limit) {
            throw new IllegalArgumentException(
                    name + ": expected at most " + limit + " that can be told apart, got " + actual);
        }
    }

    static void positive(String name, double... values) {
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] > 0)) {
                throw new IllegalArgumentException(
                        name + "[" + i + "]: expected a value > 0 on a logarithmic axis, got " + values[i]);
            }
        }
    }

    static void distribution(String name, double[] p) {
        double sum = Arrays.stream(p).sum();
        if (Arrays.stream(p).anyMatch(v -> v < 0) || Math.abs(sum - 1) > 1e-9) {
            throw new IllegalArgumentException(
                    name + ": expected probabilities that sum to 1, got " + Arrays.toString(p) + " with sum " + sum);
        }
    }
}
