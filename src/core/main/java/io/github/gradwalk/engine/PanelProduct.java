package io.github.gradwalk.engine;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Products in plain Java, written so that the just-in-time compiler turns the innermost loop into vector instructions. It does so only
 * for loops that use one index for all arrays. Therefore each row of a panel of {@code B} is copied into an array of its own, and two
 * rows of a panel of {@code C} are summed in two arrays.
 *
 * <p>The compiler puts a loop of single steps, at least one, before the loop of vectors, so that the vectors of {@code C} lie at
 * multiples of their size in memory, and another one after it. For short rows the two take half of the time. Java does not tell where an array
 * lies, and the garbage collector moves it. Therefore rows begin at that index of the arrays, out of eight, from which the loop
 * was fastest in a trial, which is repeated from time to time; and they are padded with zeros to one single step and whole vectors.
 *
 * <p>Each entry {@code Σₚ Aᵢₚ Bₚⱼ} is summed from the first term to the last, without fused multiply-add, which gives the same number as
 * EJML on every machine.
 */
final class PanelProduct implements MatrixProduct {
    /** The number of entries of the largest vectors. */
    private static final int VECTOR = 8;

    /** The largest number of columns in a panel: one, and whole vectors. */
    private static final int WIDTH = 17 * VECTOR + 1;

    /** The largest number of terms of the sum in a panel, a multiple of 3. */
    private static final int DEPTH = 48;

    /** The largest number of entries in a panel, which should fit the first cache. */
    private static final int SIZE = 3_400;

    /** Room for all starts. Arrays of this length that follow each other in memory, each with two words before it, lie alike. */
    private static final int LENGTH = 19 * VECTOR - 2;

    /** The number of multiplications until the start is tried: the compiler must have compiled the loop by then. */
    private static final long FIRST_TRIAL = 1L << 23;

    /** The number of multiplications until the next trial, some milliseconds, of which the trial takes less than a hundredth. */
    private static final long NEXT_TRIAL = 1L << 27;

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

    /** The work space of one thread. */
    private static final class Panel {
        private final MatrixView A = new MatrixView();
        private final MatrixView B = new MatrixView();
        private final MatrixView C = new MatrixView();

        private final double[][] b = new double[DEPTH][LENGTH];
        private final double[] a = new double[DEPTH];
        private final double[] aNext = new double[DEPTH];
        private final double[] c = new double[LENGTH];
        private final double[] d = new double[LENGTH];

        /** The index of the arrays from which rows begin. */
        private int start;

        private long untilTrial = FIRST_TRIAL;

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
            untilTrial -= (long) A.rows * A.columns * C.columns;
            if (untilTrial < 0) {
                chooseStart();
                untilTrial = NEXT_TRIAL;
            }
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

        /** Tries each start several times, since other programs may interrupt some of the trials. */
        private void chooseStart() {
            for (final double[] row : b) {
                Arrays.fill(row, 0); // numbers with which the processor is not slower than usual
            }
            Arrays.fill(c, 0);
            Arrays.fill(d, 0);
            long shortest = Long.MAX_VALUE;
            for (int t = 0; t < 5 * VECTOR; t++) {
                final int candidate = t % VECTOR;
                final long before = System.nanoTime();
                addTerms(DEPTH, candidate, candidate + padded(8 * VECTOR));
                final long time = System.nanoTime() - before;
                if (time < shortest) {
                    shortest = time;
                    start = candidate;
                }
            }
        }

        private void multiply(MatrixView A, MatrixView B) {
            // Panels of about equal width.
            final int count = (C.columns - 1) / WIDTH + 1;
            final int width = padded((C.columns - 1) / count + 1);
            final int depth = Math.min(DEPTH, SIZE / width / 3 * 3);
            for (int from = 0; from < C.columns; from += width) {
                for (int p = 0; p < B.rows; p += depth) {
                    multiply(A, B, p, Math.min(depth, B.rows - p), from, Math.min(width, C.columns - from));
                }
            }
        }

        /** The width, or the next that is one more than a number of whole vectors. */
        private static int padded(int width) {
            return (width + VECTOR - 2) / VECTOR * VECTOR + 1;
        }

        /** Adds the terms {@code p … p + depth − 1} to columns {@code from … from + width − 1} of {@code C}. */
        private void multiply(MatrixView A, MatrixView B, int p, int depth, int from, int width) {
            final int end = start + padded(width);
            readPanel(B, p, depth, from, width, end);
            for (int i = 0; i < C.rows; i += 2) {
                final int next = Math.min(i + 1, C.rows - 1); // if their number is odd, the last row is computed twice
                if (p == 0) {
                    Arrays.fill(c, start, end, 0);
                    Arrays.fill(d, start, end, 0);
                } else {
                    C.read(i, from, c, start, width);
                    C.read(next, from, d, start, width);
                }
                A.read(i, p, a, 0, depth);
                A.read(next, p, aNext, 0, depth);
                for (int q = depth; q % 3 != 0; q++) {
                    a[q] = 0;
                    aNext[q] = 0;
                }
                addTerms(depth, start, end);
                C.write(c, start, i, from, width);
                C.write(d, start, next, from, width);
            }
        }

        /** Copies the rows of the panel, and adds rows of zeros up to the next multiple of three. */
        private void readPanel(MatrixView B, int p, int depth, int from, int width, int end) {
            int q = 0;
            if (B.columnStep != 1) {
                // Four rows at a time, since the processor loads neighbouring entries of a column together.
                for (; q + 3 < depth; q += 4) {
                    readFourRows(
                            B.data, B.at(p + q, from), B.columnStep, b[q], b[q + 1], b[q + 2], b[q + 3], start, width);
                }
            }
            for (; q < depth; q++) {
                B.read(p + q, from, b[q], start, width);
            }
            for (q = 0; q < depth; q++) {
                Arrays.fill(b[q], start + width, end, 0);
            }
            for (; q % 3 != 0; q++) {
                Arrays.fill(b[q], start, end, 0);
            }
        }

        private static void readFourRows(
                double[] data,
                int first,
                int step,
                double[] b0,
                double[] b1,
                double[] b2,
                double[] b3,
                int start,
                int width) {
            for (int j = start, at = first; j < start + width; j++, at += step) {
                b0[j] = data[at];
                b1[j] = data[at + 1];
                b2[j] = data[at + 2];
                b3[j] = data[at + 3];
            }
        }

        /**
         * {@code c ← c + Σ aₚ bₚ} and the same for the next row, in columns {@code start … end − 1}. Two rows and three terms at a time:
         * with more, the compiler neither unrolls nor vectorises the loop.
         */
        private void addTerms(int depth, int start, int end) {
            final double[] c = this.c;
            final double[] d = this.d;
            for (int q = 0; q < depth; q += 3) {
                final double[] b0 = b[q];
                final double[] b1 = b[q + 1];
                final double[] b2 = b[q + 2];
                final double c0 = a[q];
                final double c1 = a[q + 1];
                final double c2 = a[q + 2];
                final double d0 = aNext[q];
                final double d1 = aNext[q + 1];
                final double d2 = aNext[q + 2];
                for (int j = start; j < end; j++) {
                    final double x0 = b0[j];
                    final double x1 = b1[j];
                    final double x2 = b2[j];
                    c[j] = c[j] + c0 * x0 + c1 * x1 + c2 * x2;
                    d[j] = d[j] + d0 * x0 + d1 * x1 + d2 * x2;
                }
            }
        }
    }
}
