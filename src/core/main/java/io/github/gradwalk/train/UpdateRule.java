package io.github.gradwalk.train;

/** The formulas of an optimizer. What they remember from step to step is kept by the caller, in an {@link OptimizerRun}. */
interface UpdateRule {
    /** Returns {@code λ}: before each step the parameters are multiplied by {@code 1 − ηλ}. */
    double decay();

    /** Returns how many numbers are remembered for each parameter. */
    int memories();

    /**
     * Turns a gradient into a direction, for the parameters {@code from … to − 1}.
     *
     * @param g the gradient; it is not changed
     * @param t the number of the step, from 1
     * @param memory what is remembered, {@link #memories} vectors, all 0 before the first step
     * @param next what is to be remembered from now on; written. It may be {@code memory} itself, which else is not changed
     * @param d the direction; written
     */
    void direction(int from, int to, double[] g, int t, double[][] memory, double[][] next, double[] d);
}
