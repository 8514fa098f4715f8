package io.github.gradwalk.train;

import io.github.gradwalk.Mlp;
import io.github.gradwalk.argument.Require;

/**
 * How a gradient {@code g} becomes a direction {@code d} for the step {@code θ ← θ − η d}.
 *
 * <p>The formulas, and the settings of the constructors without arguments, are those of PyTorch's documentation
 * ({@code torch.optim}). All operations are entry by entry. An optimizer consists of its settings alone; what it remembers
 * from step to step is in the {@link OptimizerRun}, and starts at 0.
 */
public sealed interface Optimizer extends UpdateRule {
    /** Starts a run on the parameters of this network, with nothing remembered. */
    default OptimizerRun on(Mlp net) {
        return new OptimizerRun(this, net);
    }

    /** 0: only {@link AdamW} has a decay of its own. */
    @Override
    default double decay() {
        return 0;
    }

    /** Gradient descent, called stochastic gradient descent (SGD) when it is used with mini-batches. */
    record Sgd() implements Optimizer {
        @Override
        public int memories() {
            return 0;
        }

        @Override
        public void direction(int from, int to, double[] g, int t, double[][] memory, double[][] next, double[] d) {
            // d = g
            System.arraycopy(g, from, d, from, to - from);
        }
    }

    /**
     * Momentum, like that of a ball rolling downhill. Where the gradient stays the same, {@code v} grows to {@code g / (1 − μ)}.
     *
     * @param mu the share of the velocity that is kept, in [0, 1)
     */
    record Momentum(double mu) implements Optimizer {
        /** @throws IllegalArgumentException if {@code mu} is not in [0, 1) */
        public Momentum {
            requireShare("mu", mu);
        }

        /** {@code μ = 0.9}. */
        public Momentum() {
            this(0.9);
        }

        @Override
        public int memories() {
            return 1;
        }

        @Override
        public void direction(int from, int to, double[] g, int t, double[][] memory, double[][] next, double[] d) {
            final double[] v = memory[0];
            final double[] vNext = next[0];
            for (int i = from; i < to; i++) {
                // v ← μ v + g
                vNext[i] = mu * v[i] + g[i];
                // d = v
                d[i] = vNext[i];
            }
        }
    }

    /**
     * Nesterov's momentum, which looks ahead by one step of the velocity.
     *
     * @param mu the share of the velocity that is kept, in [0, 1)
     */
    record Nesterov(double mu) implements Optimizer {
        /** @throws IllegalArgumentException if {@code mu} is not in [0, 1) */
        public Nesterov {
            requireShare("mu", mu);
        }

        /** {@code μ = 0.9}. */
        public Nesterov() {
            this(0.9);
        }

        @Override
        public int memories() {
            return 1;
        }

        @Override
        public void direction(int from, int to, double[] g, int t, double[][] memory, double[][] next, double[] d) {
            final double[] v = memory[0];
            final double[] vNext = next[0];
            for (int i = from; i < to; i++) {
                // v ← μ v + g
                vNext[i] = mu * v[i] + g[i];
                // d = g + μ v
                d[i] = g[i] + mu * vNext[i];
            }
        }
    }

    /**
     * RMSProp, which divides the gradient with respect to each parameter by its root mean square over recent steps.
     *
     * @param alpha the share of the mean square that is kept, in [0, 1)
     * @param epsilon what is added to the root to avoid division by 0; positive
     */
    record RmsProp(double alpha, double epsilon) implements Optimizer {
        /** @throws IllegalArgumentException if {@code alpha} is not in [0, 1), or {@code epsilon} is not positive and finite */
        public RmsProp {
            requireShare("alpha", alpha);
            Require.positive("epsilon", epsilon);
        }

        /** {@code α = 0.99}, {@code ε = 10⁻⁸}. */
        public RmsProp() {
            this(0.99, 1e-8);
        }

        @Override
        public int memories() {
            return 1;
        }

        @Override
        public void direction(int from, int to, double[] g, int t, double[][] memory, double[][] next, double[] d) {
            final double[] v = memory[0];
            final double[] vNext = next[0];
            for (int i = from; i < to; i++) {
                // v ← α v + (1 − α) g²
                vNext[i] = alpha * v[i] + (1 - alpha) * g[i] * g[i];
                // d = g / (√v + ε)
                d[i] = g[i] / (Math.sqrt(vNext[i]) + epsilon);
            }
        }
    }

    /**
     * Adam: momentum and RMSProp together, as running means {@code m} of {@code g} and {@code v} of {@code g²}. Both start at
     * 0 and are at first too small by the factors {@code 1 − β₁ᵗ} and {@code 1 − β₂ᵗ}; dividing by these corrects them.
     *
     * <p>Kingma and Ba, "Adam: a method for stochastic optimization" (2015), algorithm 1.
     *
     * @param beta1 the share of {@code m} that is kept, in [0, 1)
     * @param beta2 the share of {@code v} that is kept, in [0, 1)
     * @param epsilon what is added to the root to avoid division by 0; positive
     */
    record Adam(double beta1, double beta2, double epsilon) implements Optimizer {
        /** @throws IllegalArgumentException if a {@code beta} is not in [0, 1), or {@code epsilon} is not positive and finite */
        public Adam {
            requireShare("beta1", beta1);
            requireShare("beta2", beta2);
            Require.positive("epsilon", epsilon);
        }

        /** {@code β₁ = 0.9}, {@code β₂ = 0.999}, {@code ε = 10⁻⁸}. */
        public Adam() {
            this(0.9, 0.999, 1e-8);
        }

        @Override
        public int memories() {
            return 2;
        }

        @Override
        public void direction(int from, int to, double[] g, int t, double[][] memory, double[][] next, double[] d) {
            adaptive(beta1, beta2, epsilon, from, to, g, t, memory, next, d);
        }
    }

    /**
     * AdamW: {@link Adam} with a decay of the parameters that is decoupled from the gradient, so that it is not divided by {@code √v̂}:
     *
     * <p>\[ \theta \leftarrow (1 - \eta\lambda)\, \theta, \qquad \theta \leftarrow \theta - \eta\, \frac{\hat m}{\sqrt{\hat v} + \varepsilon} \]
     *
     * <p>As in PyTorch, the biases decay too. The decay is in proportion to the learning rate, whose schedule it follows. With plain gradient
     * descent it would equal {@link StepSettings#weightDecay}; together with that one this optimizer is refused.
     *
     * <p>Loshchilov and Hutter, "Decoupled weight decay regularization" (2019), algorithm 2.
     *
     * @param beta1 the share of {@code m} that is kept, in [0, 1)
     * @param beta2 the share of {@code v} that is kept, in [0, 1)
     * @param epsilon what is added to the root to avoid division by 0; positive
     * @param weightDecay {@code λ}, at least 0
     */
    record AdamW(double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {
        /**
         * @throws IllegalArgumentException if a {@code beta} is not in [0, 1), {@code epsilon} is not positive and finite, or
         *     {@code weightDecay} is negative or not finite
         */
        public AdamW {
            requireShare("beta1", beta1);
            requireShare("beta2", beta2);
            Require.positive("epsilon", epsilon);
            Require.notNegative("weightDecay", weightDecay);
        }

        /** {@code β₁ = 0.9}, {@code β₂ = 0.999}, {@code ε = 10⁻⁸}. */
        public AdamW(double weightDecay) {
            this(0.9, 0.999, 1e-8, weightDecay);
        }

        /** {@code β₁ = 0.9}, {@code β₂ = 0.999}, {@code ε = 10⁻⁸}, {@code λ = 0.01}. */
        public AdamW() {
            this(0.01);
        }

        @Override
        public double decay() {
            return weightDecay;
        }

        @Override
        public int memories() {
            return 2;
        }

        @Override
        public void direction(int from, int to, double[] g, int t, double[][] memory, double[][] next, double[] d) {
            adaptive(beta1, beta2, epsilon, from, to, g, t, memory, next, d);
        }
    }

    /** The direction of {@link Adam} and {@link AdamW}. */
    private static void adaptive(
            double beta1,
            double beta2,
            double epsilon,
            int from,
            int to,
            double[] g,
            int t,
            double[][] memory,
            double[][] next,
            double[] d) {
        final double[] m = memory[0];
        final double[] v = memory[1];
        final double[] mNext = next[0];
        final double[] vNext = next[1];
        // Reciprocals, since a division takes as long as all the rest of a line.
        final double correction1 = 1 / (1 - power(beta1, t));
        final double correction2 = 1 / (1 - power(beta2, t));
        for (int i = from; i < to; i++) {
            // m ← β₁ m + (1 − β₁) g
            mNext[i] = beta1 * m[i] + (1 - beta1) * g[i];
            // v ← β₂ v + (1 − β₂) g²
            vNext[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
            // m̂ = m / (1 − β₁ᵗ)
            final double mean = correction1 * mNext[i];
            // v̂ = v / (1 − β₂ᵗ)
            final double square = correction2 * vNext[i];
            // d = m̂ / (√v̂ + ε)
            d[i] = mean / (Math.sqrt(square) + epsilon);
        }
    }

    /** Returns {@code βᵗ} by squaring, {@code β, β², β⁴ …}: {@link StrictMath#pow} may allocate. */
    private static double power(double beta, int t) {
        double power = 1;
        double square = beta;
        for (int rest = t; rest > 0; rest /= 2) {
            power *= rest % 2 == 1 ? square : 1;
            square *= square;
        }
        return power;
    }

    private static void requireShare(String name, double value) {
        Require.that(0 <= value && value < 1, "%s must be in [0, 1), but is %s", name, value);
    }
}
