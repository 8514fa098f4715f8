package io.github.gradwalk.check;

import java.util.function.Function;

/** A scalar function of a matrix, {@code f: ℝ^(m×n) → ℝ}, written in {@link Scalar} arithmetic. */
@FunctionalInterface
public interface ScalarFunction {
    /** Returns {@code f(x)}; {@code x[i][j]} is row i, column j. */
    Scalar at(Scalar[][] x);

    /** A function of a vector, for a matrix of one row or one column (of any other: its entries, row by row). */
    static ScalarFunction ofVector(Function<Scalar[], Scalar> f) {
        return x -> f.apply(VectorFunction.entries(x));
    }
}
