package io.github.gradwalk.play;

import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Softmax;
import io.github.gradwalk.Targets;
import org.ejml.data.DMatrixRMaj;

/** Three approximations of the derivative of the cross-entropy with respect to the first logit, each for a given step. */
record DifferenceQuotients(double[] z, Targets truth) {
    double exact() {
        return CrossEntropy.gradient(row(z[0]), truth).get(0, 0);
    }

    /** {@code (f(x + h) − f(x)) / h}, with the step that is actually taken; 0 where {@code x + h} rounds to {@code x}. */
    double forward(double h) {
        return between(z[0] + h, z[0]);
    }

    /** {@code (f(x + h) − f(x − h)) / 2h}, in the same way. */
    double central(double h) {
        return between(z[0] + h, z[0] - h);
    }

    /** {@code Im f(x + ih) / h}, where {@code Σ exp(zₖ)} of the complex logits has the imaginary part {@code exp(x) sin h}. */
    double complexStep(double h) {
        final double[] p = Softmax.probabilities(row(z[0])).data;
        final double real = p[0] * StrictMath.cos(h) + p[1] + p[2];
        return StrictMath.atan2(p[0] * StrictMath.sin(h), real) / h - truth.get(0, 0);
    }

    private double between(double above, double below) {
        return above == below ? 0 : (loss(above) - loss(below)) / (above - below);
    }

    private double loss(double x) {
        return CrossEntropy.loss(row(x), truth);
    }

    private DMatrixRMaj row(double x) {
        return new DMatrixRMaj(1, 3, true, x, z[1], z[2]);
    }
}
