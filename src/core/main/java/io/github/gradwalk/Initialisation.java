package io.github.gradwalk;

import io.github.gradwalk.argument.Require;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/** How the weights of a new network are drawn. Biases start at 0. */
public sealed interface Initialisation {
    /** Draws one weight of a layer that has {@code outputs} outputs and {@code inputs} inputs, both at least 1. */
    double draw(int outputs, int inputs, Random random);

    /** Returns new weights, outputs × inputs, drawn row by row. */
    default DMatrixRMaj weights(int outputs, int inputs, Random random) {
        final var W = new DMatrixRMaj(outputs, inputs);
        for (int i = 0; i < W.getNumElements(); i++) {
            W.data[i] = draw(outputs, inputs, random);
        }
        return W;
    }

    /** All weights are 0. Hidden units that start equal stay equal. */
    record Zero() implements Initialisation {
        @Override
        public double draw(int outputs, int inputs, Random random) {
            return 0;
        }
    }

    /**
     * Normal with mean 0.
     *
     * @param standardDeviation at least 0, and finite
     */
    record Normal(double standardDeviation) implements Initialisation {
        /** @throws IllegalArgumentException if the standard deviation is negative, infinite or NaN */
        public Normal {
            Require.notNegative("standardDeviation", standardDeviation);
        }

        @Override
        public double draw(int outputs, int inputs, Random random) {
            return standardDeviation * random.nextGaussian();
        }
    }

    /**
     * Uniform in {@code ±√(6 / (inputs + outputs))}, which keeps the variances of activations and of gradients about the same from
     * layer to layer as long as tanh is nearly linear.
     *
     * <p>\[ w \sim \mathcal U(-r, r), \qquad r = \sqrt{\frac{6}{n_{l-1} + n_l}}, \qquad \operatorname{Var} w = \frac{2}{n_{l-1} + n_l} \]
     *
     * <p>Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks" (2010), eq. 16.
     */
    record Glorot() implements Initialisation {
        @Override
        public double draw(int outputs, int inputs, Random random) {
            return (2 * random.nextDouble() - 1) * Math.sqrt(6.0 / (inputs + outputs));
        }
    }

    /**
     * Normal with mean 0 and variance {@code 2 / inputs}: the factor 2 makes up for the half of the signal that ReLU cuts off.
     *
     * <p>\[ w \sim \mathcal N\Bigl(0,\; \frac{2}{n_{l-1}}\Bigr) \]
     *
     * <p>He, Zhang, Ren and Sun, "Delving deep into rectifiers" (2015), eq. 10.
     */
    record He() implements Initialisation {
        @Override
        public double draw(int outputs, int inputs, Random random) {
            return Math.sqrt(2.0 / inputs) * random.nextGaussian();
        }
    }
}
