package io.github.gradwalk.engine;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Products in plain Java, written so that the just-in-time compiler turns the innermost loop into vector instructions. It does so only
 * for loops over whole arrays from their beginning. Therefore each row of a panel of {@code B} is copied into an array of its own, and
 * two rows of a panel of {@code C} are summed in two arrays.
 *
 * <p>Each entry {@code Σₚ Aᵢₚ Bₚⱼ} is summed from the first term to the last, without fused multiply-add, which gives the same number as
 * EJML on every machine.
 */
final class PanelProduct implements MatrixProduct {
    /** The number of terms of the sum in a panel, a multiple of 3. A panel fits the first two caches. */
    private static final int DEPTH = 48;

    /** The number of columns in a panel, a multiple of 8. */
    private static final int WIDTH = 256;

    /** With fewer columns than this, loops over columns are too short to gain from vector instructions. */
    private static final int NARROW = 32;

    private final ThreadLocal<Panel> panels = ThreadLocal.withInitial(Panel::new);

    @Override
    public void times(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        panels.get().multiply(A, false, B, false, C);
    }

    @Override
    public void timesTransposed(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        panels.get().multiply(A, false, B, true, C);
    }

    @Override
    public void transposedTimes(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        panels.get().multiply(A, true, B, false, C);
    }

    /** A view of a matrix or its transpose: entry {@code (i, j)} is at {@code i · rowStep + j · columnStep}. */
    private static final class View {
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
    }

    /** The work space of one thread. */
    private static final class Panel {
        private final View A = new View();
        private final View B = new View();
        private final View C = new View();

        private final double[][] b = new double[DEPTH][WIDTH];
        private final double[] a = new double[DEPTH];
        private final double[] aNext = new double[DEPTH];
        private final double[] c = new double[WIDTH];
        private final double[] d = new double[WIDTH];

        void multiply(
                DMatrixRMaj left,
                boolean leftTransposed,
                DMatrixRMaj right,
                boolean rightTransposed,
                DMatrixRMaj result) {
            A.show(left);
            if (leftTransposed) {
                A.transpose();
            }
            B.show(right);
            if (rightTransposed) {
                B.transpose();
            }
            C.show(result);
            if (C.columns < NARROW && C.columns < C.rows) {
                // Cᵀ = Bᵀ Aᵀ has longer rows
                A.transpose();
                B.transpose();
                C.transpose();
                multiply(B, A);
            } else {
                multiply(A, B);
            }
            A.release();
            B.release();
            C.release();
        }

        private void multiply(View A, View B) {
            // Panels of about equal width, a multiple of 8.
            final int count = (C.columns - 1) / WIDTH + 1;
            final int width = ((C.columns - 1) / count / 8 + 1) * 8;
            for (int from = 0; from < C.columns; from += width) {
                for (int p = 0; p < B.rows; p += DEPTH) {
                    multiply(A, B, p, Math.min(DEPTH, B.rows - p), from, Math.min(width, C.columns - from));
                }
            }
        }

        /** Adds the terms {@code p … p + depth − 1} to columns {@code from … from + width − 1} of {@code C}. */
        private void multiply(View A, View B, int p, int depth, int from, int width) {
            readPanel(B, p, depth, from, width);
            for (int i = 0; i < C.rows; i += 2) {
                final int next = Math.min(i + 1, C.rows - 1); // if their number is odd, the last row is computed twice
                if (p == 0) {
                    Arrays.fill(c, 0, width, 0);
                    Arrays.fill(d, 0, width, 0);
                } else {
                    read(C, i, from, c, width);
                    read(C, next, from, d, width);
                }
                read(A, i, p, a, depth);
                read(A, next, p, aNext, depth);
                addTerms(depth, width);
                write(c, C, i, from, width);
                write(d, C, next, from, width);
            }
        }

        /** Copies the rows of the panel, and adds rows of zeros up to the next multiple of three. */
        private void readPanel(View B, int p, int depth, int from, int width) {
            int q = 0;
            if (B.columnStep != 1) {
                // Four rows at a time, since the processor loads neighbouring entries of a column together.
                for (; q + 3 < depth; q += 4) {
                    readFourRows(B.data, B.at(p + q, from), B.columnStep, b[q], b[q + 1], b[q + 2], b[q + 3], width);
                }
            }
            for (; q < depth; q++) {
                read(B, p + q, from, b[q], width);
            }
            for (; q % 3 != 0; q++) {
                Arrays.fill(b[q], 0, width, 0);
            }
        }

        private static void readFourRows(
                double[] data, int start, int step, double[] b0, double[] b1, double[] b2, double[] b3, int width) {
            for (int j = 0, at = start; j < width; j++, at += step) {
                b0[j] = data[at];
                b1[j] = data[at + 1];
                b2[j] = data[at + 2];
                b3[j] = data[at + 3];
            }
        }

        /** {@code c ← c + Σ aₚ bₚ} and the same for the next row, three terms at a time; those beyond {@code depth} are 0. */
        private void addTerms(int depth, int width) {
            for (int q = depth; q % 3 != 0; q++) {
                a[q] = 0;
                aNext[q] = 0;
            }
            for (int q = 0; q < depth; q += 3) {
                addThree(
                        c,
                        d,
                        b[q],
                        b[q + 1],
                        b[q + 2],
                        a[q],
                        a[q + 1],
                        a[q + 2],
                        aNext[q],
                        aNext[q + 1],
                        aNext[q + 2],
                        width);
            }
        }

        /** Two rows and three terms: with more, the compiler neither unrolls nor vectorises the loop. */
        private static void addThree(
                double[] c,
                double[] d,
                double[] b0,
                double[] b1,
                double[] b2,
                double c0,
                double c1,
                double c2,
                double d0,
                double d1,
                double d2,
                int width) {
            for (int j = 0; j < width; j++) {
                final double x0 = b0[j];
                final double x1 = b1[j];
                final double x2 = b2[j];
                c[j] = c[j] + c0 * x0 + c1 * x1 + c2 * x2;
                d[j] = d[j] + d0 * x0 + d1 * x1 + d2 * x2;
            }
        }

        private static void read(View from, int i, int j, double[] to, int length) {
            final int start = from.at(i, j);
            if (from.columnStep == 1) {
                System.arraycopy(from.data, start, to, 0, length);
            } else {
                for (int k = 0; k < length; k++) {
                    to[k] = from.data[start + k * from.columnStep];
                }
            }
        }

        private static void write(double[] from, View to, int i, int j, int length) {
            final int start = to.at(i, j);
            if (to.columnStep == 1) {
                System.arraycopy(from, 0, to.data, start, length);
            } else {
                for (int k = 0; k < length; k++) {
                    to.data[start + k * to.columnStep] = from[k];
                }
            }
        }
    }
}
