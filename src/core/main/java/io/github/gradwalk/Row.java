package io.github.gradwalk;

import org.ejml.data.DMatrixRMaj;

/**
 * What softmax and cross-entropy need to know of one row of logits.
 *
 * @param top the column of the largest logit, the first one if several are equal
 * @param max the largest logit, {@code m}
 * @param others {@code s = Σ exp(zₖ − m)} over the classes other than {@code top}; its rounding error does not grow with
 *     their number
 */
public record Row(int top, double max, double others) {
    static Row of(DMatrixRMaj logits, int n) {
        final int top = top(logits, n);
        final double max = logits.unsafe_get(n, top);
        double others = 0;
        double lost = 0;
        for (int k = 0; k < logits.numCols; k++) {
            if (k != top) {
                // Kahan's sum: what an addition loses, the next makes up for.
                final double term = expOfDifference(logits.unsafe_get(n, k), max) - lost;
                final double sum = others + term;
                lost = (sum - others) - term;
                others = sum;
            }
        }
        return new Row(top, max, others);
    }

    /** Returns {@code s}, and writes {@code exp(zₖ − m)} to row {@code n} of {@code exp}, which may be {@code logits} itself. */
    static double exponentials(DMatrixRMaj logits, int n, int top, DMatrixRMaj exp) {
        final double max = logits.unsafe_get(n, top);
        double others = 0;
        double lost = 0;
        for (int k = 0; k < logits.numCols; k++) {
            final double e = k == top ? 1 : expOfDifference(logits.unsafe_get(n, k), max);
            exp.unsafe_set(n, k, e);
            final double term = (k == top ? 0 : e) - lost;
            final double sum = others + term;
            lost = (sum - others) - term;
            others = sum;
        }
        return others;
    }

    /** The column of the largest entry of row {@code n}, the first one if several are equal. */
    public static int top(DMatrixRMaj matrix, int n) {
        int top = 0;
        for (int k = 1; k < matrix.numCols; k++) {
            if (matrix.unsafe_get(n, k) > matrix.unsafe_get(n, top)) {
                top = k;
            }
        }
        return top;
    }

    /** {@code p = exp(z − m) / (1 + s)}. */
    double probability(double z) {
        return probabilityOfExp(expOfDifference(z, max));
    }

    /** The same, given {@code exp(z − m)}. */
    double probabilityOfExp(double exp) {
        return exp / (1 + others);
    }

    /** {@code 1 − p} of class {@code k}: of the likely class from the others, since {@code 1 − p} would cancel. */
    double complement(int k, double p) {
        return k == top ? others / (1 + others) : 1 - p;
    }

    /** {@code −ln p = (m − z) + ln(1 + s)}: a sum of two terms that are not negative, so that nothing cancels. */
    double surprise(double z) {
        return (max - z) + StrictMath.log1p(others);
    }

    /** {@code c y (m − z)} for {@code 0 < c ≤ 1} and {@code y > 0}: finite also where {@code m − z} alone would overflow. */
    static double weightedDistance(double c, double y, double max, double z) {
        // Halves of two finite numbers cannot overflow when subtracted.
        // c · y is never formed: it may underflow, and 0 · ∞ is NaN.
        return 2 * (c * (0.5 * max - 0.5 * z) * y);
    }

    /** {@code c y ln(1 + s)}. With {@code c y (m − z)} it is {@code −c y ln p}. */
    double weightedLogOfSum(double c, double y) {
        return c * StrictMath.log1p(others) * y;
    }

    /** {@code exp(z − m)}, with what rounding takes off {@code z − m} put back: it would cost a relative {@code |z − m| 2⁻⁵³}. */
    private static double expOfDifference(double z, double max) {
        final double difference = z - max;
        // z − max = difference + rest, exactly (Knuth's two-sum)
        final double minusMax = difference - z;
        final double rest = (z - (difference - minusMax)) - (max + minusMax);
        final double exp = StrictMath.exp(difference);
        return exp == 0 ? 0 : exp + exp * rest; // rest is NaN for a masked class
    }
}
