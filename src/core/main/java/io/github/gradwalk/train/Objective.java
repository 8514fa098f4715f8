package io.github.gradwalk.train;

/** A function of many variables that is to be minimised, with its gradient: what {@link Lbfgs} works on. */
@FunctionalInterface
public interface Objective {
    /**
     * Returns {@code f(x)} and writes {@code ∇f(x)}. Where the value is not finite, it counts as too large, and the gradient is not looked at.
     *
     * @param x it must not be changed or kept
     * @param gradient as long as {@code x}; written
     */
    double evaluate(double[] x, double[] gradient);
}
