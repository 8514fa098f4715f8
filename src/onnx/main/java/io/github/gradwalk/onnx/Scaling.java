package io.github.gradwalk.onnx;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.data.Standardiser;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * What is done to the features before the first layer: {@code (x − m)/s}.
 *
 * @param m one number for each feature, or one for all
 * @param s likewise
 */
record Scaling(double[] m, double[] s) {
    static final Scaling NONE = new Scaling(new double[] {0}, new double[] {1});

    /** {@code (x − m)/s − c = (x − (m + c s))/s}. */
    Scaling minus(double[] c) {
        return new Scaling(combined(m, combined(c, s, (a, b) -> a * b), Double::sum), s);
    }

    /** {@code ((x − m)/s)/c = (x − m)/(s c)}. */
    Scaling over(double[] c) {
        return new Scaling(m, combined(s, c, (a, b) -> a * b));
    }

    Optional<Standardiser> standardiser(int features) {
        return this == NONE ? Optional.empty() : Optional.of(new Standardiser(row(m, features), row(s, features)));
    }

    private static DMatrixRMaj row(double[] values, int features) {
        final double[] row = combined(values, new double[features], Double::sum);
        Require.that(
                row.length == features, "the features are scaled as if they were %d, but are %d", row.length, features);
        return new DMatrixRMaj(1, features, true, row);
    }

    /** As NumPy broadcasts. */
    private static double[] combined(double[] a, double[] b, DoubleBinaryOperator operator) {
        final int length = Math.max(a.length, b.length);
        Require.that(
                (a.length == length || a.length == 1) && (b.length == length || b.length == 1),
                "%s and %s are numbers for different numbers of features",
                a.length,
                b.length);
        return IntStream.range(0, length)
                .mapToDouble(j -> operator.applyAsDouble(a[a.length == 1 ? 0 : j], b[b.length == 1 ? 0 : j]))
                .toArray();
    }

    @Override
    public String toString() {
        return "(x − " + Arrays.toString(m) + ")/" + Arrays.toString(s);
    }
}
