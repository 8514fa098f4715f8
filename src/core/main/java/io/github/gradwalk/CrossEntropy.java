package io.github.gradwalk;

import io.github.gradwalk.argument.Require;
import org.ejml.data.DMatrixRMaj;

/**
 * Cross-entropy {@code E = −Σₖ yₖ ln pₖ} in nats, and its gradient, for a batch: of probabilities, or fused with softmax
 * and computed from the logits.
 *
 * <p>\[ \mathcal L = -\frac{1}{N} \sum_{n=1}^{N} \sum_{k=1}^{K} Y_{nk} \ln P_{nk}, \qquad \frac{\partial \mathcal L}{\partial Z} = \frac{P - Y}{N} \]
 *
 * <p>Train with the fused form. It never takes the logarithm of a probability, so it stays finite and accurate where
 * {@code pₖ} is 0 in floating point, and its gradient is {@code P − Y}.
 *
 * <p>The loss of a batch is the mean over its N examples unless {@link Reduction#SUM} is asked for; gradients carry the
 * same factor. If the targets have {@linkplain Targets#weighted weights}, {@code yₙₖ} stands for {@code wₙ vₖ yₙₖ} in all formulas, and
 * the mean divides by the {@linkplain Targets#totalWeight sum of the examples' weights} in place of N. All methods throw {@link IllegalArgumentException}, before anything is written, if the targets do not have the
 * shape of the matrix, and for the matrices that {@link Softmax} refuses.
 *
 * <p>Notebook <a href="{@docRoot}/../03-cross-entropy.html">03</a> says where the loss comes from, <a href="{@docRoot}/../04-p-minus-y.html">04</a> derives its gradient in three ways.
 */
public final class CrossEntropy {
    private CrossEntropy() {}

    /** Returns the mean loss of {@code logits}, N×K. */
    public static double loss(DMatrixRMaj logits, Targets targets) {
        return loss(logits, targets, Reduction.MEAN);
    }

    /**
     * Returns the loss of {@code logits}, N×K, with {@code m} and {@code s} as in {@link Softmax}.
     *
     * <p>\[ -\ln p_k = (m - z_k) + \ln(1 + s) \]
     *
     * <p>The loss is +∞ if a class that is masked by a logit of −∞ has a positive target, or if the true value overflows.
     */
    public static double loss(DMatrixRMaj logits, Targets targets, Reduction reduction) {
        Require.notNull("reduction", reduction);
        requireLogitsFor(targets, logits);
        final double scale = reduction.scale(targets);
        double loss = 0;
        for (int n = 0; n < logits.numRows; n++) {
            final var row = ShiftedRow.of(logits, n);
            // E = Σₖ yₖ (m − zₖ) + Σₖ yₖ ln(1 + s)
            loss += distanceOfRow(logits, targets, n, scale, row.max()) + row.weightedLogOfSum(scale, targets.sum(n));
        }
        return loss;
    }

    /** Returns the gradient of the mean loss with respect to the logits, {@code (P − Y)/N}, as a new N×K matrix. */
    public static DMatrixRMaj gradient(DMatrixRMaj logits, Targets targets) {
        Require.notNull("logits", logits);
        final var gradient = new DMatrixRMaj(logits.numRows, logits.numCols);
        lossAndGradient(logits, targets, Reduction.MEAN, gradient);
        return gradient;
    }

    /**
     * Returns the loss, and writes its gradient with respect to the logits.
     *
     * @param logits N×K
     * @param gradient N×K: {@code (P − Y)/N} for the mean, {@code P − Y} for the sum; may be {@code logits} itself
     */
    public static double lossAndGradient(
            DMatrixRMaj logits, Targets targets, Reduction reduction, DMatrixRMaj gradient) {
        Require.notNull("reduction", reduction);
        Require.notNull("gradient", gradient);
        requireLogitsFor(targets, logits);
        final double scale = reduction.scale(targets);
        gradient.reshape(logits.numRows, logits.numCols);
        double loss = 0;
        for (int n = 0; n < logits.numRows; n++) {
            loss += lossAndGradientOfRow(logits, targets, n, scale, gradient);
        }
        return loss;
    }

    /** Returns the mean loss of probabilities {@code P}, N×K: see {@link #lossOfProbabilities(DMatrixRMaj, Targets, Reduction)}. */
    public static double lossOfProbabilities(DMatrixRMaj P, Targets targets) {
        return lossOfProbabilities(P, targets, Reduction.MEAN);
    }

    /**
     * Returns the loss {@code −Σₖ yₖ ln pₖ} of probabilities {@code P}, N×K.
     *
     * <p>A class with {@code yₖ = 0} adds nothing, whatever its probability; one with {@code yₖ > 0} and {@code pₖ = 0} makes the
     * loss +∞.
     *
     * @throws IllegalArgumentException if a row of {@code P} has a negative entry or does not sum to 1 within 1e-9
     */
    public static double lossOfProbabilities(DMatrixRMaj P, Targets targets, Reduction reduction) {
        Require.notNull("reduction", reduction);
        requireProbabilitiesFor(targets, P);
        final double scale = reduction.scale(targets);
        double loss = 0;
        for (int n = 0; n < P.numRows; n++) {
            for (int k = 0; k < P.numCols; k++) {
                final double y = targets.unsafeWeighted(n, k);
                if (y > 0) {
                    // E = −Σₖ yₖ ln pₖ
                    loss -= scale * (y * StrictMath.log(P.unsafe_get(n, k)));
                }
            }
        }
        return loss;
    }

    /**
     * Returns the gradient of the loss with respect to the probabilities, {@code −yₖ/pₖ}, as a new N×K matrix.
     *
     * <p>\[ \frac{\partial E}{\partial p_k} = -\frac{y_k}{p_k} \]
     *
     * <p>0 where {@code yₖ = 0}, −∞ where {@code yₖ > 0} and {@code pₖ = 0}.
     *
     * @throws IllegalArgumentException if a row of {@code P} has a negative entry or does not sum to 1 within 1e-9
     */
    public static DMatrixRMaj gradientOfProbabilities(DMatrixRMaj P, Targets targets, Reduction reduction) {
        Require.notNull("reduction", reduction);
        requireProbabilitiesFor(targets, P);
        final double scale = reduction.scale(targets);
        final var gradient = new DMatrixRMaj(P.numRows, P.numCols);
        for (int n = 0; n < P.numRows; n++) {
            for (int k = 0; k < P.numCols; k++) {
                final double y = targets.unsafeWeighted(n, k);
                // ∂E/∂pₖ = −yₖ/pₖ
                gradient.unsafe_set(n, k, y > 0 ? -y / (P.unsafe_get(n, k) / scale) : 0);
            }
        }
        return gradient;
    }

    private static double lossAndGradientOfRow(
            DMatrixRMaj logits, Targets targets, int n, double scale, DMatrixRMaj gradient) {
        final int top = Softmax.argmax(logits, n);
        final double max = logits.unsafe_get(n, top);
        // Computed first, since gradient may be logits itself.
        final double distance = distanceOfRow(logits, targets, n, scale, max);
        final var row = new ShiftedRow(top, max, ShiftedRow.exponentials(logits, n, top, gradient));
        final double sum = targets.sum(n);
        for (int i = 0; i < logits.numCols; i++) {
            final double y = targets.unsafeWeighted(n, i);
            final double p = row.probabilityOfExp(gradient.unsafe_get(n, i));
            // ∂E/∂zᵢ = pᵢ Σₖ yₖ − yᵢ, written as pᵢ (Σₖ yₖ − yᵢ) − yᵢ (1 − pᵢ) so that nothing cancels where p ≈ 1
            gradient.unsafe_set(n, i, scale * (p * (sum - y) - y * row.complement(i, p)));
        }
        // E = Σₖ yₖ (m − zₖ) + Σₖ yₖ ln(1 + s)
        return distance + row.weightedLogOfSum(scale, sum);
    }

    /** {@code Σₖ yₖ (m − zₖ)}: no term is negative, so nothing cancels. */
    private static double distanceOfRow(DMatrixRMaj logits, Targets targets, int n, double scale, double max) {
        double distance = 0;
        for (int k = 0; k < logits.numCols; k++) {
            final double y = targets.unsafeWeighted(n, k);
            if (y > 0) {
                distance += ShiftedRow.weightedDistance(scale, y, max, logits.unsafe_get(n, k));
            }
        }
        return distance;
    }

    private static void requireLogitsFor(Targets targets, DMatrixRMaj logits) {
        Require.logits("logits", logits);
        requireShapeOf(targets, "logits", logits);
    }

    private static void requireProbabilitiesFor(Targets targets, DMatrixRMaj P) {
        Require.distributions("P", P);
        requireShapeOf(targets, "P", P);
    }

    private static void requireShapeOf(Targets targets, String name, DMatrixRMaj matrix) {
        Require.notNull("targets", targets);
        if (matrix.numRows != targets.examples() || matrix.numCols != targets.classes()) {
            throw Require.refused(
                    "%s must have the shape of targets, %d×%d, but has %s",
                    name, targets.examples(), targets.classes(), Require.shape(matrix));
        }
    }
}
