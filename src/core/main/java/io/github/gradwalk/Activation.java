package io.github.gradwalk;

import io.github.gradwalk.engine.Elementary;
import org.ejml.data.DMatrixRMaj;

/** The function {@code a = σ(z)} of a layer, applied to each entry, and its derivative. */
public enum Activation {
    /** {@code σ(z) = z}: the output layer, whose pre-activations are the logits. */
    IDENTITY {
        @Override
        public double value(double z) {
            return z;
        }

        @Override
        public double derivativeFromValue(double a) {
            return 1; // σ′ = 1
        }
    },

    /**
     * {@code σ(z) = 1 / (1 + e⁻ᶻ)}.
     *
     * <p>\[ \sigma(z) = \frac{1}{1 + e^{-z}}, \qquad \sigma' = \sigma\,(1 - \sigma) \]
     */
    LOGISTIC {
        @Override
        public double value(double z) {
            return Elementary.logistic(z);
        }

        @Override
        void apply(double[] z, int from, int to) {
            Elementary.logistic(z, from, to);
        }

        @Override
        public double derivativeFromValue(double a) {
            return a * (1 - a); // σ′ = σ (1 − σ)
        }
    },

    /**
     * {@code σ(z) = tanh z}.
     *
     * <p>\[ \sigma(z) = \frac{e^z - e^{-z}}{e^z + e^{-z}}, \qquad \sigma' = 1 - \sigma^2 \]
     */
    TANH {
        @Override
        public double value(double z) {
            return Elementary.tanh(z);
        }

        @Override
        void apply(double[] z, int from, int to) {
            Elementary.tanh(z, from, to);
        }

        @Override
        public double derivativeFromValue(double a) {
            return (1 - a) * (1 + a); // σ′ = 1 − σ², with less cancellation where |σ| is near 1
        }
    },

    /**
     * {@code σ(z) = max(0, z)}, with {@code σ′(0) = 0} by convention: there is no derivative at the kink.
     *
     * <p>\[ \sigma(z) = \max(0, z), \qquad \sigma'(z) = 1 \text{ if } z \gt 0, \text{ else } 0 \]
     */
    RELU {
        @Override
        public double value(double z) {
            return Math.max(0, z);
        }

        @Override
        public double derivativeFromValue(double a) {
            return a > 0 ? 1 : 0; // σ′ = 1 where z > 0, and there σ > 0 too
        }
    };

    /** Returns {@code σ(z)}. */
    public abstract double value(double z);

    /**
     * Returns {@code σ′(z)}, given {@code a = σ(z)}. Because each of these derivatives follows from the activation that the forward
     * pass has kept, the backward pass needs no pre-activations.
     */
    public abstract double derivativeFromValue(double a);

    /**
     * Returns {@code σ′(z)} with an absolute error of about 1e-16. Where {@code σ(z)} equals its limit but for rounding, the result
     * has few correct digits or is 0.
     */
    public final double derivative(double z) {
        return derivativeFromValue(value(z));
    }

    /** {@code A = σ(Z)}, in place. */
    final void apply(DMatrixRMaj Z) {
        apply(Z.data, 0, Z.getNumElements());
    }

    /** {@code a = σ(z)}, in place, for the entries {@code from … to − 1}, with the same bits as {@link #value}. */
    void apply(double[] z, int from, int to) {
        for (int i = from; i < to; i++) {
            z[i] = value(z[i]);
        }
    }

    /** {@code Δ ← Δ ⊙ σ′(Z)}, in place, given {@code A = σ(Z)} of the same shape. */
    final void timesDerivative(DMatrixRMaj A, DMatrixRMaj delta) {
        for (int i = 0; i < A.getNumElements(); i++) {
            delta.data[i] *= derivativeFromValue(A.data[i]);
        }
    }
}
