package io.github.gradwalk;

import io.github.gradwalk.engine.Elementary;
import io.github.gradwalk.engine.Rows;
import org.ejml.data.DMatrixRMaj;

/**
 * A row of logits, shifted by its largest one: what stable softmax and cross-entropy are computed from.
 *
 * @param top the class with the largest logit, the first of several
 * @param max the largest logit, {@code m}
 * @param others {@code s = Σ exp(zₖ − m)} over the classes other than {@code top}; its rounding error does not grow with
 *     the number of classes
 */
record ShiftedRow(int top, double max, double others) {
    static ShiftedRow of(DMatrixRMaj logits, int n) {
        final int top = Rows.argmax(logits, n);
        final double max = logits.unsafe_get(n, top);
        double others = 0;
        double lost = 0;
        for (int k = 0; k < logits.numCols; k++) {
            if (k != top) {
                // Kahan's summation: what one addition loses, the next one makes up for.
                final double term = Elementary.expOfDifference(logits.unsafe_get(n, k), max) - lost;
                final double sum = others + term;
                lost = (sum - others) - term;
                others = sum;
            }
        }
        return new ShiftedRow(top, max, others);
    }

    /** Returns {@code s}, and writes {@code exp(zₖ − m)} to row {@code n} of {@code exp}, which may be {@code logits} itself. */
    static double exponentials(DMatrixRMaj logits, int n, int top, DMatrixRMaj exp) {
        final double max = logits.unsafe_get(n, top);
        double others = 0;
        double lost = 0;
        for (int k = 0; k < logits.numCols; k++) {
            final double e = k == top ? 1 : Elementary.expOfDifference(logits.unsafe_get(n, k), max);
            exp.unsafe_set(n, k, e);
            final double term = (k == top ? 0 : e) - lost;
            final double sum = others + term;
            lost = (sum - others) - term;
            others = sum;
        }
        return others;
    }

    /** {@code p = exp(z − m) / (1 + s)}. */
    double probability(double z) {
        return probabilityOfExp(Elementary.expOfDifference(z, max));
    }

    /** The same, given {@code exp(z − m)}. */
    double probabilityOfExp(double exp) {
        return exp / (1 + others);
    }

    /** {@code 1 − p} of class {@code k}. For the most probable class it comes from the others, since {@code 1 − p} would cancel. */
    double complement(int k, double p) {
        return k == top ? others / (1 + others) : 1 - p;
    }

    /** {@code −ln p = (m − z) + ln(1 + s)}: neither term is negative, so nothing cancels. */
    double surprise(double z) {
        return (max - z) + StrictMath.log1p(others);
    }

    /** {@code c y (m − z)} for {@code c ≥ 0} and {@code y > 0}: finite, if {@code c ≤ 1}, even where {@code m − z} alone would overflow. */
    static double weightedDistance(double c, double y, double max, double z) {
        // The difference of two halves cannot overflow. The product c · y is not formed, since it may underflow and 0 ·
        // ∞ is NaN.
        return 2 * (c * (0.5 * max - 0.5 * z) * y);
    }

    /** {@code c y ln(1 + s)}. With {@code c y (m − z)} it is {@code −c y ln p}. */
    double weightedLogOfSum(double c, double y) {
        return c * StrictMath.log1p(others) * y;
    }
}
