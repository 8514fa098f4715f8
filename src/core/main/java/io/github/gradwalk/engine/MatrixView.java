package io.github.gradwalk.engine;

import org.ejml.data.DMatrixRMaj;

/** A view of a matrix or its transpose: entry {@code (i, j)} is at {@code i · rowStep + j · columnStep}. */
final class MatrixView {
    private static final double[] NOTHING = {};

    double[] data = NOTHING;
    int rows;
    int columns;
    int rowStep;
    int columnStep;

    void show(DMatrixRMaj matrix) {
        data = matrix.data;
        rows = matrix.numRows;
        columns = matrix.numCols;
        rowStep = matrix.numCols;
        columnStep = 1;
    }

    /** Lets go of the matrix: the thread that owns this view may live longer than the matrix. */
    void release() {
        data = NOTHING;
    }

    void transpose() {
        final int formerRows = rows;
        rows = columns;
        columns = formerRows;
        final int formerStep = rowStep;
        rowStep = columnStep;
        columnStep = formerStep;
    }

    int at(int i, int j) {
        return i * rowStep + j * columnStep;
    }

    /** Copies {@code length} entries of row {@code i}, from column {@code j}, to an array. */
    void read(int i, int j, double[] to, int start, int length) {
        final int first = at(i, j);
        if (columnStep == 1) {
            System.arraycopy(data, first, to, start, length);
        } else {
            for (int k = 0; k < length; k++) {
                to[start + k] = data[first + k * columnStep];
            }
        }
    }

    /** Copies {@code length} entries of an array to row {@code i}, from column {@code j}. */
    void write(double[] from, int start, int i, int j, int length) {
        final int first = at(i, j);
        if (columnStep == 1) {
            System.arraycopy(from, start, data, first, length);
        } else {
            for (int k = 0; k < length; k++) {
                data[first + k * columnStep] = from[start + k];
            }
        }
    }
}
