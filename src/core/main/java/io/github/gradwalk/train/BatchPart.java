package io.github.gradwalk.train;

import io.github.gradwalk.Backprop;
import io.github.gradwalk.Batch;
import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Gradients;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Reduction;
import io.github.gradwalk.Targets;
import io.github.gradwalk.evaluate.ConfusionMatrix;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/** What one thread does of a step: its share of the examples, forward and backward. */
final class BatchPart {
    private final Backprop backprop;
    private final Batch batch;
    private final DMatrixRMaj delta = new DMatrixRMaj(1, 1);

    private DMatrixRMaj X;
    private Targets Y;
    private double share;

    private Gradients gradients;
    private boolean finiteLogits;
    private double loss;
    private int correct;

    BatchPart(Mlp net) {
        final var layers = net.layers();
        backprop = new Backprop(net);
        batch = new Batch(layers.get(0).inputs(), layers.get(layers.size() - 1).outputs());
    }

    /** All of a batch, which is not copied. */
    void take(DMatrixRMaj X, Targets Y) {
        this.X = X;
        this.Y = Y;
        share = 1;
    }

    /** Some rows, which are a {@code share} of the batch. */
    void take(DMatrixRMaj X, Targets Y, int[] rows, int from, int to, double share) {
        batch.take(X, Y, rows, from, to);
        this.X = batch.X();
        this.Y = batch.Y();
        this.share = share;
    }

    /** Computes this part's loss and gradients, both times its share; nothing if a logit is not finite. */
    void compute() {
        final var logits = backprop.forward(X);
        // CrossEntropy must not see them: to it, −∞ is a masked class, and the others are a mistake of the caller.
        finiteLogits = !MatrixFeatures_DDRM.hasUncountable(logits);
        if (!finiteLogits) {
            return;
        }
        correct = ConfusionMatrix.correct(Y, logits);
        loss = share * CrossEntropy.lossAndGradient(logits, Y, Reduction.MEAN, delta);
        CommonOps_DDRM.scale(share, delta);
        gradients = backprop.backward(delta);
    }

    boolean finiteLogits() {
        return finiteLogits;
    }

    double loss() {
        return loss;
    }

    int correct() {
        return correct;
    }

    Gradients gradients() {
        return gradients;
    }
}
