package io.github.gradwalk.train;

/** The formulas of an optimizer. What they remember from step to step is kept by the caller, in an {@link OptimizerRun}. */
interface UpdateRule {
    /** Returns {@code λ}: before each step the parameters are multiplied by {@code 1 − ηλ}. */
    double decay();

    /** Returns how many numbers are remembered for each parameter. */
    int memories();

    /**
     * Turns a gradient into a direction.
     *
     * @param length the number of parameters; the arrays are at least as long
     * @param g the gradient; it is not changed
     * @param t the number of the step, from 1
     * @param memory what is remembered, {@link #memories} vectors, all 0 before the first step; updated
     * @param d the direction; written
     */
    void direction(int length, double[] g, int t, double[][] memory, double[] d);
}
