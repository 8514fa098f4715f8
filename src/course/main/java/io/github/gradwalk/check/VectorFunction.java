package io.github.gradwalk.check;

import java.util.Arrays;

/** A vector function of a vector, {@code f: ℝⁿ → ℝᵐ}, written in {@link Scalar} arithmetic. */
@FunctionalInterface
public interface VectorFunction {
    /** Returns {@code f(x)}. */
    Scalar[] at(Scalar[] x);

    /** The entries of a matrix, row by row. */
    static Scalar[] entries(Scalar[][] x) {
        return Arrays.stream(x).flatMap(Arrays::stream).toArray(Scalar[]::new);
    }
}
