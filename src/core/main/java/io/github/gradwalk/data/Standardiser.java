package io.github.gradwalk.data;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.argument.Position;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.argument.Summary;
import io.github.gradwalk.engine.Products;
import java.util.ArrayList;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Gives every feature mean 0 and standard deviation 1: {@code x ← (x − m)/s}. Compute {@code m} and {@code s} from the
 * training part, and apply them to every part.
 *
 * @param mean m, 1 × features
 * @param standardDeviation s, 1 × features, every entry above 0
 */
public record Standardiser(DMatrixRMaj mean, DMatrixRMaj standardDeviation) {
    /** @throws IllegalArgumentException if these are not two finite rows of the same length, or {@code s} is not above 0 */
    public Standardiser {
        Require.nonEmpty("mean", mean);
        Require.that(mean.numRows == 1, "mean must be one row, but has the shape %s", Require.shape(mean));
        Require.sameShape("standardDeviation", standardDeviation, "mean", mean);
        Require.finite("mean", mean);
        Require.finite("standardDeviation", standardDeviation);
        mean = mean.copy();
        standardDeviation = standardDeviation.copy();
        for (int j = 0; j < standardDeviation.numCols; j++) {
            Require.that(
                    standardDeviation.get(0, j) > 0,
                    "standardDeviation must be above 0, but %s is %s",
                    Position.of("column", j),
                    standardDeviation.get(0, j));
        }
    }

    /** Returns m as a new matrix. */
    @Override
    public DMatrixRMaj mean() {
        return mean.copy();
    }

    /** Returns s as a new matrix. */
    @Override
    public DMatrixRMaj standardDeviation() {
        return standardDeviation.copy();
    }

    /** The number of features. */
    public int features() {
        return mean.numCols;
    }

    /**
     * Computes the mean and the population standard deviation of each column, {@code s² = 1/N Σ (x − m)²} with N rather than
     * N − 1, as in scikit-learn. A column whose entries are all equal gets {@code s = 1}, and so becomes 0.
     *
     * @param X N × features
     * @throws IllegalArgumentException if {@code X} is empty or not finite, or has a mean or a deviation that overflows
     */
    public static Standardiser of(DMatrixRMaj X) {
        Require.nonEmpty("X", X);
        Require.finite("X", X);
        final var mean = new DMatrixRMaj(1, X.numCols);
        final var standardDeviation = new DMatrixRMaj(1, X.numCols);
        for (int j = 0; j < X.numCols; j++) {
            mean.set(0, j, mean(X, j));
            standardDeviation.set(0, j, standardDeviation(X, j, mean.get(0, j)));
        }
        return new Standardiser(mean, standardDeviation);
    }

    /**
     * Returns {@code (X − m)/s}, N × features, as a new matrix.
     *
     * @throws IllegalArgumentException if {@code X} has a different number of columns
     */
    public DMatrixRMaj apply(DMatrixRMaj X) {
        Require.notNull("X", X);
        Require.shape("X", X, X.numRows, mean.numCols);
        final var standardised = new DMatrixRMaj(X.numRows, X.numCols);
        for (int n = 0; n < X.numRows; n++) {
            for (int j = 0; j < X.numCols; j++) {
                // x ← (x − m)/s
                standardised.set(n, j, (X.get(n, j) - mean.get(0, j)) / standardDeviation.get(0, j));
            }
        }
        return standardised;
    }

    /** Returns the same examples with standardised features. */
    public Dataset apply(Dataset dataset) {
        Require.notNull("dataset", dataset);
        return new Dataset(apply(dataset.X()), dataset.Y(), dataset.featureNames(), dataset.classNames());
    }

    /**
     * Returns a network that takes raw features and gives, up to rounding, the logits that {@code net} gives for standardised
     * ones: {@code W¹ (x − m)/s + b¹ = (W¹ diag(1/s)) x + (b¹ − W¹ (m/s))}. It shares no matrix with {@code net}.
     *
     * @throws IllegalArgumentException if {@code net} takes a different number of features, or a weight or a bias of
     *     the result would not be finite
     */
    public Mlp foldInto(Mlp net) {
        Require.notNull("net", net);
        final var first = net.layers().get(0);
        Require.that(
                first.inputs() == mean.numCols,
                "net must take %d features, but takes %d",
                mean.numCols,
                first.inputs());
        final var W = first.W().copy();
        final var b = first.b().copy();
        // W¹ ← W¹ diag(1/s)
        CommonOps_DDRM.divideCols(W, standardDeviation.data);
        // b¹ ← b¹ − W¹ m, where W¹ is already divided by s
        final var shift = new DMatrixRMaj(W.numRows, 1);
        Products.timesTransposed(W, mean, shift);
        CommonOps_DDRM.subtractEquals(b, shift);
        final var layers = new ArrayList<>(net.copy().layers());
        layers.set(0, new Layer(W, b, first.activation()));
        return new Mlp(layers);
    }

    /** Whether the other one has the same numbers. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Standardiser that
                && Arrays.equals(mean.data, that.mean.data)
                && Arrays.equals(standardDeviation.data, that.standardDeviation.data);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean.data) + Arrays.hashCode(standardDeviation.data);
    }

    /** As {@code Standardiser of 2 features: mean [43.92, 4202], standard deviation [5.460, 801.5]}. */
    @Override
    public String toString() {
        return "Standardiser of " + Summary.count(features(), "feature") + ": mean " + Summary.row(mean, 0)
                + ", standard deviation " + Summary.row(standardDeviation, 0);
    }

    /** {@code m = 1/N Σ x}, summed as differences from the first entry, so that the mean of equal entries is exact. */
    private static double mean(DMatrixRMaj X, int j) {
        final double first = X.get(0, j);
        double sum = 0;
        for (int n = 0; n < X.numRows; n++) {
            sum += X.get(n, j) - first;
        }
        return first + sum / X.numRows;
    }

    /** {@code s = √(1/N Σ (x − m)²)}, in units of the largest deviation, so that no square overflows or underflows. */
    private static double standardDeviation(DMatrixRMaj X, int j, double mean) {
        double largest = 0;
        for (int n = 0; n < X.numRows; n++) {
            largest = Math.max(largest, Math.abs(X.get(n, j) - mean));
        }
        if (largest == 0) {
            return 1;
        }
        double sum = 0;
        for (int n = 0; n < X.numRows; n++) {
            final double deviation = (X.get(n, j) - mean) / largest;
            sum += deviation * deviation;
        }
        return largest * Math.sqrt(sum / X.numRows);
    }
}
