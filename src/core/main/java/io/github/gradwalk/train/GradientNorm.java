package io.github.gradwalk.train;

import io.github.gradwalk.Gradients;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The norm {@code ‖g‖₂} of the gradient with respect to all parameters together. */
final class GradientNorm {
    /** If the sum of squares is between these bounds, no square has overflowed, and none that matters has underflowed. */
    private static final double SMALLEST = 1e-200;

    private static final double LARGEST = 1e300;

    private GradientNorm() {}

    /** Returns {@code ‖g‖₂ = √(Σ g²)}, which is not finite if an entry is not. */
    static double of(Gradients gradients) {
        double sum = 0;
        for (int l = 0; l < gradients.W().size(); l++) {
            sum += sumOfSquares(gradients.W().get(l));
            sum += sumOfSquares(gradients.b().get(l));
        }
        return SMALLEST < sum && sum < LARGEST || Double.isNaN(sum) ? Math.sqrt(sum) : scaled(gradients);
    }

    /** Four sums, since an addition need not wait for those of the other sums. */
    private static double sumOfSquares(DMatrixRMaj matrix) {
        final double[] g = matrix.data;
        final int count = matrix.getNumElements();
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i < count - 3; i += 4) {
            sum0 += g[i] * g[i];
            sum1 += g[i + 1] * g[i + 1];
            sum2 += g[i + 2] * g[i + 2];
            sum3 += g[i + 3] * g[i + 3];
        }
        for (; i < count; i++) {
            sum0 += g[i] * g[i];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    /** {@code ‖g‖₂ = m √(Σ (g/m)²)} with {@code m = max |g|}: no square overflows or underflows. */
    private static double scaled(Gradients gradients) {
        double m = 0;
        for (final var matrix : Parameters.of(gradients)) {
            m = Math.max(m, CommonOps_DDRM.elementMaxAbs(matrix));
        }
        if (m == 0 || m == Double.POSITIVE_INFINITY) {
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

    /** {@code g ← g · largest/‖g‖} if {@code ‖g‖ > largest}, in place. */
    static void clip(Gradients gradients, double norm, double largest) {
        if (norm > largest) {
            Parameters.of(gradients).forEach(matrix -> CommonOps_DDRM.scale(largest / norm, matrix));
        }
    }
}
