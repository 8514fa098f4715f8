package io.github.gradwalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Matrices for tests, and what tests say about them. */
public final class Matrices {
    /** The relative error of one rounding, 2⁻⁵³. */
    public static final double U = 0x1p-53;

    private Matrices() {}

    public static DMatrixRMaj rows(double[]... rows) {
        return new DMatrixRMaj(rows);
    }

    public static DMatrixRMaj row(double... entries) {
        return new DMatrixRMaj(1, entries.length, true, entries);
    }

    public static DMatrixRMaj column(double... entries) {
        return new DMatrixRMaj(entries.length, 1, true, entries);
    }

    /** One row of another matrix. */
    public static DMatrixRMaj rowOf(DMatrixRMaj matrix, int i) {
        return row(Arrays.copyOfRange(matrix.data, i * matrix.numCols, (i + 1) * matrix.numCols));
    }

    /** Rows in another order: the first is row {@code order[0]}. */
    public static DMatrixRMaj rowsOf(DMatrixRMaj matrix, int[] order) {
        final int[] columns = IntStream.range(0, matrix.numCols).toArray();
        return CommonOps_DDRM.extract(matrix, order, order.length, columns, columns.length, null);
    }

    /** Columns in another order: the first is column {@code order[0]}. */
    public static DMatrixRMaj columnsOf(DMatrixRMaj matrix, int[] order) {
        final int[] rows = IntStream.range(0, matrix.numRows).toArray();
        return CommonOps_DDRM.extract(matrix, rows, rows.length, order, order.length, null);
    }

    /** 0 … n − 1 in some order. */
    public static int[] permutation(int n, long seed) {
        final var order = IntStream.range(0, n).boxed().collect(Collectors.toList());
        Collections.shuffle(order, new Random(seed));
        return order.stream().mapToInt(i -> i).toArray();
    }

    /** Normal numbers. */
    public static DMatrixRMaj gaussian(int rows, int columns, double scale, long seed) {
        final var random = new Random(seed);
        final var matrix = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < matrix.getNumElements(); i++) {
            matrix.data[i] = scale * random.nextGaussian();
        }
        return matrix;
    }

    /** Distributions, one per row, some entries of which are exactly 0. */
    public static DMatrixRMaj distributions(int rows, int columns, long seed) {
        final var random = new Random(seed);
        final var matrix = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < rows; i++) {
            final int sure = random.nextInt(columns);
            double sum = 0;
            for (int j = 0; j < columns; j++) {
                final double entry = j == sure || random.nextInt(4) > 0 ? -Math.log(1 - random.nextDouble()) + 1e-3 : 0;
                matrix.set(i, j, entry);
                sum += entry;
            }
            for (int j = 0; j < columns; j++) {
                matrix.set(i, j, matrix.get(i, j) / sum);
            }
        }
        return matrix;
    }

    /** The largest magnitude. */
    public static double largest(DMatrixRMaj matrix) {
        return Arrays.stream(matrix.data, 0, matrix.getNumElements())
                .map(Math::abs)
                .max()
                .orElse(0);
    }

    /** Asserts the same shape and, bit for bit, the same entries. */
    public static void assertIdentical(DMatrixRMaj actual, DMatrixRMaj expected) {
        assertThat(shapeAndEntries(actual)).isEqualTo(shapeAndEntries(expected));
    }

    /** Asserts the same shape, and entries that differ by at most {@code error}, absolutely. */
    public static void assertClose(DMatrixRMaj actual, DMatrixRMaj expected, double error) {
        assertThat(shape(actual)).isEqualTo(shape(expected));
        for (int i = 0; i < expected.getNumElements(); i++) {
            if (actual.data[i] != expected.data[i]) {
                assertThat(Math.abs(actual.data[i] - expected.data[i]))
                        .as("%s against %s, entry %d of\n%s\n%s", actual.data[i], expected.data[i], i, actual, expected)
                        .isLessThanOrEqualTo(error);
            }
        }
    }

    /** Asserts that a call is refused with this message, and leaves these matrices as they were. */
    public static void assertRefused(ThrowingCallable call, String message, DMatrixRMaj... untouched) {
        final var before = new ArrayList<String>();
        for (final var matrix : untouched) {
            before.add(shapeAndEntries(matrix));
        }
        assertThatThrownBy(call)
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        for (int i = 0; i < untouched.length; i++) {
            assertThat(shapeAndEntries(untouched[i])).isEqualTo(before.get(i));
        }
    }

    private static String shape(DMatrixRMaj matrix) {
        return matrix.numRows + "×" + matrix.numCols;
    }

    /** Double.toString tells any two numbers apart, −0 from 0 as well. */
    private static String shapeAndEntries(DMatrixRMaj matrix) {
        return shape(matrix) + " " + Arrays.toString(Arrays.copyOf(matrix.data, matrix.getNumElements()));
    }
}
