package io.github.gradwalk.train;

import io.github.gradwalk.Gradients;
import org.ejml.dense.row.CommonOps_DDRM;

/** The length {@code ‖g‖₂} of a gradient by all parameters together. */
final class GradientNorm {
    private GradientNorm() {}

    /** {@code ‖g‖₂ = m √(Σ (g/m)²)} with {@code m = max |g|}: no square overflows. Not finite if an entry is not. */
    static double of(Gradients gradients) {
        double m = 0;
        for (final var matrix : Parameters.of(gradients)) {
            for (int i = 0; i < matrix.getNumElements(); i++) {
                m = Math.max(m, Math.abs(matrix.data[i])); // NaN if one is NaN
            }
        }
        if (m == 0 || !Double.isFinite(m)) {
            return m;
        }
        double sum = 0;
        for (final var matrix : Parameters.of(gradients)) {
            for (int i = 0; i < matrix.getNumElements(); i++) {
                final double ratio = matrix.data[i] / m;
                sum += ratio * ratio;
            }
        }
        return m * Math.sqrt(sum);
    }

    /** {@code g ← g · largest/‖g‖} if {@code ‖g‖ > largest}, in place: shorter, in the same direction. */
    static void clip(Gradients gradients, double norm, double largest) {
        if (norm > largest) {
            Parameters.of(gradients).forEach(matrix -> CommonOps_DDRM.scale(largest / norm, matrix));
        }
    }
}
