package io.github.gradwalk.check;

import io.github.gradwalk.argument.Require;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.hipparchus.CalculusFieldElement;
import org.hipparchus.analysis.differentiation.Gradient;
import org.hipparchus.complex.Complex;
import org.hipparchus.util.Binary64;

/**
 * Three ways to differentiate a function without knowing its derivative. They are independent of each other and of the library's
 * own gradients. Notebook <a href="{@docRoot}/../06-checking-gradients.html">06</a> compares them.
 */
public enum Oracle {
    /**
     * {@code (f(x + h) − f(x − h)) / 2h}. The truncation error is of the order {@code h²}, the rounding error of the order
     * {@code 2⁻⁵³/h}: with {@code h} near 1e-5, about ten digits are right.
     */
    CENTRAL_DIFFERENCES("central differences", 1e-7) {
        @Override
        public DMatrixRMaj gradient(ScalarFunction f, DMatrixRMaj x) {
            return centralDifferences(
                    at -> f.at(scalars(at, (value, index) -> new Binary64(value)))
                            .value(),
                    x);
        }
    },

    /**
     * {@code Im f(x + ih) / h}: nothing is subtracted, so nothing cancels, and {@code h} can be so small that the
     * truncation error, {@code h²}, vanishes. Exact to rounding, for an analytic function.
     */
    COMPLEX_STEP("complex step", 1e-12) {
        private static final double STEP = 1e-100;

        @Override
        public DMatrixRMaj gradient(ScalarFunction f, DMatrixRMaj x) {
            return entrywise(x, moved -> {
                final var result = f.at(scalars(x, (value, index) -> new Complex(value, index == moved ? STEP : 0)));
                return ((Complex) result.number()).getImaginaryPart() / STEP;
            });
        }
    },

    /** Forward-mode dual numbers, {@code f(x + ε) = f(x) + f′(x) ε} with {@code ε² = 0}: exact to rounding. */
    DUAL_NUMBERS("dual numbers", 1e-12) {
        @Override
        public DMatrixRMaj gradient(ScalarFunction f, DMatrixRMaj x) {
            final int n = x.getNumElements();
            final var result = f.at(scalars(x, (value, index) -> Gradient.variable(n, index, value)));
            final var gradient = (Gradient) result.number();
            return entrywise(x, gradient::getPartialDerivative);
        }
    };

    private final String label;
    private final double tolerance;

    Oracle(String label, double tolerance) {
        this.label = label;
        this.tolerance = tolerance;
    }

    /**
     * Returns the gradient {@code ∂f/∂x} in the shape of {@code x}.
     *
     * @throws IllegalArgumentException if {@code x} is empty
     */
    public abstract DMatrixRMaj gradient(ScalarFunction f, DMatrixRMaj x);

    /**
     * Returns the Jacobian {@code ∂fᵢ/∂xⱼ}, one row for each output, one column for each entry of {@code x}.
     *
     * @throws IllegalArgumentException if {@code x} is empty
     */
    public DMatrixRMaj jacobian(VectorFunction f, DMatrixRMaj x) {
        final int outputs = f.at(VectorFunction.entries(scalars(x, (value, index) -> new Binary64(value)))).length;
        final var J = new DMatrixRMaj(outputs, x.getNumElements());
        for (int i = 0; i < outputs; i++) {
            final int output = i;
            final var row = gradient(ScalarFunction.ofVector(v -> f.at(v)[output]), x);
            System.arraycopy(row.data, 0, J.data, i * J.numCols, J.numCols);
        }
        return J;
    }

    /**
     * Returns the central differences of a function that is not written as a formula, such as the loss of a whole network.
     *
     * <p>Each entry moves by {@code h = 1e-5 · max(1, |xᵢⱼ|)}; the difference is divided by the step that was actually taken,
     * after rounding. {@code f} is given a copy of {@code x}.
     *
     * @throws IllegalArgumentException if {@code x} is empty
     */
    public static DMatrixRMaj centralDifferences(ToDoubleFunction<DMatrixRMaj> f, DMatrixRMaj x) {
        return entrywise(x, index -> {
            final double h = 1e-5 * Math.max(1, Math.abs(x.data[index]));
            final double above = x.data[index] + h;
            final double below = x.data[index] - h;
            return (f.applyAsDouble(with(x, index, above)) - f.applyAsDouble(with(x, index, below))) / (above - below);
        });
    }

    /** Returns the largest relative error that an analytic gradient may have, compared with this oracle's. */
    public double tolerance() {
        return tolerance;
    }

    @Override
    public String toString() {
        return label;
    }

    /** Makes the number that stands for an entry of the matrix. */
    @FunctionalInterface
    private interface Seed {
        CalculusFieldElement<?> of(double value, int index);
    }

    private static Scalar[][] scalars(DMatrixRMaj x, Seed seed) {
        Require.nonEmpty("x", x);
        final var scalars = new Scalar[x.numRows][x.numCols];
        for (int index = 0; index < x.getNumElements(); index++) {
            scalars[index / x.numCols][index % x.numCols] = new Scalar(seed.of(x.data[index], index));
        }
        return scalars;
    }

    /** Computes each entry of a result from its index, row by row. */
    private static DMatrixRMaj entrywise(DMatrixRMaj x, IntToDoubleFunction entry) {
        Require.nonEmpty("x", x);
        final var result = new DMatrixRMaj(x.numRows, x.numCols);
        Arrays.setAll(result.data, entry);
        return result;
    }

    private static DMatrixRMaj with(DMatrixRMaj x, int index, double value) {
        final var moved = x.copy();
        moved.data[index] = value;
        return moved;
    }
}
