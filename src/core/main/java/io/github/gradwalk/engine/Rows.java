package io.github.gradwalk.engine;

import org.ejml.data.DMatrixRMaj;

/** Rows of a matrix. */
public final class Rows {
    private Rows() {}

    /** Returns the column of the largest entry of row {@code i}, the first of several. */
    public static int argmax(DMatrixRMaj matrix, int i) {
        int top = 0;
        for (int j = 1; j < matrix.numCols; j++) {
            if (matrix.unsafe_get(i, j) > matrix.unsafe_get(i, top)) {
                top = j;
            }
        }
        return top;
    }

    /**
     * Copies rows {@code rows[from] … rows[to − 1]}, at least one, to {@code output}, which is reshaped.
     *
     * @param rows indices of rows that {@code matrix} has; this is not checked
     */
    public static void copy(DMatrixRMaj matrix, int[] rows, int from, int to, DMatrixRMaj output) {
        final int columns = matrix.numCols;
        output.reshape(to - from, columns);
        // Rows far apart in a large matrix must come from memory. Reading one entry of each first lets the processor
        // wait for all of them at once.
        double touched = 0;
        for (int n = from; n < to; n++) {
            touched += matrix.data[rows[n] * columns];
        }
        output.data[0] = touched;
        for (int n = from; n < to; n++) {
            System.arraycopy(matrix.data, rows[n] * columns, output.data, (n - from) * columns, columns);
        }
    }
}
