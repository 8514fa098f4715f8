package io.github.gradwalk;

import io.github.gradwalk.argument.Position;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.engine.Rows;
import org.ejml.data.DMatrixRMaj;

/**
 * Softmax, {@code pᵢ = exp(zᵢ) / Σₖ exp(zₖ)}, of each row of a batch of logits.
 *
 * <p>\[ p_i = \frac{e^{z_i}}{\sum_k e^{z_k}} = \frac{t_i}{1 + s}, \qquad t_i = e^{z_i - m} \]
 *
 * <p>It is computed as {@code tᵢ / (1 + s)} with {@code tᵢ = exp(zᵢ − m)}, {@code m} the largest logit of the
 * <em>row</em> and {@code s} the sum of {@code tₖ} over the <em>other</em> classes. Softmax does not change when every
 * logit of a row moves by the same amount, so nothing overflows. And {@code s}, most of whose digits would be lost in a sum with the 1 of
 * the largest term, keeps them all when one class is almost certain. The roundings of the differences {@code zᵢ − m} and of the sum
 * are compensated, so the relative error of a probability grows neither with the logits nor with the number of classes.
 *
 * <p>A logit of −∞ masks a class: its probability is 0. All methods throw {@link IllegalArgumentException}, naming row
 * and column, for an empty matrix, a logit that is NaN or +∞, and a row in which every logit is −∞.
 *
 * <p>Only {@link StrictMath} is used, so results are the same to the last bit on every machine.
 *
 * <p>Notebook <a href="{@docRoot}/../02-softmax-derivative.html">02</a> derives the Jacobian, <a href="{@docRoot}/../05-stability.html">05</a> the stable form.
 */
public final class Softmax {
    private Softmax() {}

    /**
     * Returns the class with the largest score in row {@code n}, the first of several: the most probable class, whether the scores
     * are logits or their probabilities.
     *
     * @param scores N×K; NaN is never the largest
     */
    public static int argmax(DMatrixRMaj scores, int n) {
        Require.notNull("scores", scores);
        return Rows.argmax(scores, n);
    }

    /** Returns the probabilities of {@code logits}, N×K, as a new N×K matrix. */
    public static DMatrixRMaj probabilities(DMatrixRMaj logits) {
        Require.notNull("logits", logits);
        final var P = new DMatrixRMaj(logits.numRows, logits.numCols);
        probabilities(logits, P);
        return P;
    }

    /** Writes the probabilities of {@code logits}, N×K, to {@code P}, which may be {@code logits} itself. */
    public static void probabilities(DMatrixRMaj logits, DMatrixRMaj P) {
        Require.notNull("P", P);
        Require.logits("logits", logits);
        P.reshape(logits.numRows, logits.numCols);
        for (int n = 0; n < logits.numRows; n++) {
            final var row = ShiftedRow.of(logits, n);
            for (int i = 0; i < logits.numCols; i++) {
                P.unsafe_set(n, i, row.probability(logits.unsafe_get(n, i)));
            }
        }
    }

    /**
     * Returns distributions: each row of {@code weights}, N×K, divided by its sum, as a new N×K matrix. For probabilities that come from
     * elsewhere: rows rounded to {@code float} sum to 1 only within about 1e-7, which is too far off for the methods that take distributions.
     *
     * @throws IllegalArgumentException if {@code weights} is empty, has an entry that is negative, infinite or NaN, or a row whose sum
     *     is 0 or overflows
     */
    public static DMatrixRMaj normalised(DMatrixRMaj weights) {
        Require.nonEmpty("weights", weights);
        Require.finite("weights", weights);
        final var P = weights.copy();
        for (int n = 0; n < P.numRows; n++) {
            double sum = 0;
            for (int k = 0; k < P.numCols; k++) {
                final double weight = P.unsafe_get(n, k);
                Require.that(weight >= 0, "weights must not be negative, but %s is %s", Position.entry(n, k), weight);
                sum += weight;
            }
            Require.positive("the sum of " + Position.row(n) + " of weights", sum);
            for (int k = 0; k < P.numCols; k++) {
                // pₖ = wₖ / Σⱼ wⱼ
                P.unsafe_set(n, k, P.unsafe_get(n, k) / sum);
            }
        }
        return P;
    }

    /**
     * Returns {@code ln softmax(z)} of {@code logits}, N×K, as a new N×K matrix: −∞ for a masked class, and where the true
     * value overflows.
     *
     * <p>\[ \ln p_i = (z_i - m) - \ln(1 + s) \]
     */
    public static DMatrixRMaj logProbabilities(DMatrixRMaj logits) {
        Require.notNull("logits", logits);
        final var logP = new DMatrixRMaj(logits.numRows, logits.numCols);
        logProbabilities(logits, logP);
        return logP;
    }

    /** Writes {@code ln softmax(z)} of {@code logits}, N×K, to {@code logP}, which may be {@code logits} itself. */
    public static void logProbabilities(DMatrixRMaj logits, DMatrixRMaj logP) {
        Require.notNull("logP", logP);
        Require.logits("logits", logits);
        logP.reshape(logits.numRows, logits.numCols);
        for (int n = 0; n < logits.numRows; n++) {
            final var row = ShiftedRow.of(logits, n);
            for (int i = 0; i < logits.numCols; i++) {
                logP.unsafe_set(n, i, -row.surprise(logits.unsafe_get(n, i)));
            }
        }
    }

    /**
     * Returns {@code ln Σₖ exp(zₖ)} of each row of {@code logits}, N×K, as a new N×1 matrix.
     *
     * <p>\[ \ln \sum_k e^{z_k} = m + \ln(1 + s) \]
     */
    public static DMatrixRMaj logSumExp(DMatrixRMaj logits) {
        Require.notNull("logits", logits);
        final var lse = new DMatrixRMaj(logits.numRows, 1);
        logSumExp(logits, lse);
        return lse;
    }

    /** Writes {@code ln Σₖ exp(zₖ)} of each row of {@code logits}, N×K, to {@code lse}, N×1. */
    public static void logSumExp(DMatrixRMaj logits, DMatrixRMaj lse) {
        Require.notNull("lse", lse);
        Require.logits("logits", logits);
        Require.that(lse != logits, "lse must be another matrix than logits");
        lse.reshape(logits.numRows, 1);
        for (int n = 0; n < logits.numRows; n++) {
            final var row = ShiftedRow.of(logits, n);
            // ln Σ exp(z) = m + ln(1 + s)
            lse.unsafe_set(n, 0, row.max() + StrictMath.log1p(row.others()));
        }
    }

    /**
     * Returns the Jacobian {@code J = diag(p) − p pᵀ}, as a new K×K matrix.
     *
     * <p>\[ J_{ij} = \frac{\partial p_i}{\partial z_j} = p_i\,(\delta_{ij} - p_j) \]
     *
     * @param p the probabilities of one example, 1×K or K×1
     * @throws IllegalArgumentException if {@code p} is not a vector, has a negative entry or does not sum to 1 within 1e-9
     */
    public static DMatrixRMaj jacobian(DMatrixRMaj p) {
        Require.nonEmpty("p", p);
        Require.that(p.numRows == 1 || p.numCols == 1, "p must be a vector, but has the shape %s", Require.shape(p));
        final int K = p.getNumElements();
        Require.distributions("p", new DMatrixRMaj(1, K, true, p.data));
        final var J = new DMatrixRMaj(K, K);
        for (int i = 0; i < K; i++) {
            double others = 0;
            for (int j = 0; j < K; j++) {
                if (j != i) {
                    // i ≠ j: ∂pᵢ/∂zⱼ = −pᵢ pⱼ
                    J.unsafe_set(i, j, -p.data[i] * p.data[j]);
                    others += p.data[j];
                }
            }
            // i = j: ∂pᵢ/∂zᵢ = pᵢ (1 − pᵢ), and 1 − pᵢ is the probability of the other classes
            J.unsafe_set(i, i, p.data[i] * others);
        }
        return J;
    }

    /**
     * Returns {@code Jᵀ v} of each row: {@code p ⊙ (v − (pᵀv) 1)}, without forming {@code J}.
     *
     * <p>\[ (J^\top v)_i = p_i \Bigl( v_i - \sum_k p_k v_k \Bigr) \]
     *
     * @param P probabilities, N×K, one distribution per row
     * @param V one vector {@code v} per row, N×K, for instance {@code ∂E/∂p}
     * @return a new N×K matrix
     * @throws IllegalArgumentException if the shapes differ, a row of {@code P} is not a distribution, or {@code V} is not
     *     finite, as {@code ∂E/∂p} is not where a probability has underflowed: 0·∞ would be NaN
     */
    public static DMatrixRMaj jacobianTransposeTimes(DMatrixRMaj P, DMatrixRMaj V) {
        Require.notNull("P", P);
        final var output = new DMatrixRMaj(P.numRows, P.numCols);
        jacobianTransposeTimes(P, V, output);
        return output;
    }

    /** Writes {@code Jᵀ v} of each row to {@code output}, N×K, which may be {@code P} or {@code V} itself. */
    public static void jacobianTransposeTimes(DMatrixRMaj P, DMatrixRMaj V, DMatrixRMaj output) {
        Require.notNull("output", output);
        Require.distributions("P", P);
        Require.sameShape("V", V, "P", P);
        Require.finite("V", V);
        output.reshape(P.numRows, P.numCols);
        for (int n = 0; n < P.numRows; n++) {
            // pᵀv
            double mean = 0;
            for (int i = 0; i < P.numCols; i++) {
                mean += P.unsafe_get(n, i) * V.unsafe_get(n, i);
            }
            // (Jᵀv)ᵢ = pᵢ (vᵢ − pᵀv)
            for (int i = 0; i < P.numCols; i++) {
                output.unsafe_set(n, i, P.unsafe_get(n, i) * (V.unsafe_get(n, i) - mean));
            }
        }
    }
}
