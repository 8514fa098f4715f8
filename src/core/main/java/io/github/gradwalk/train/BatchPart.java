package io.github.gradwalk.train;

import io.github.gradwalk.Backprop;
import io.github.gradwalk.Batch;
import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Gradients;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Reduction;
import io.github.gradwalk.Targets;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/** The part of a step that one thread does: forward and backward for its share of the examples. */
final class BatchPart {
    private final Backprop backprop;
    private final Batch batch;
    private final DMatrixRMaj delta = new DMatrixRMaj(1, 1);

    private DMatrixRMaj X;
    private Targets Y;
    private double weight;
    private double share;
    private int step;
    private int first;

    private Gradients gradients;
    private boolean finiteLogits;
    private double loss;
    private int correct;

    BatchPart(Mlp net, StepSettings settings) {
        final var layers = net.layers();
        backprop = new Backprop(net, settings.dropout(), settings.seed());
        batch = new Batch(layers.get(0).inputs(), layers.get(layers.size() - 1).outputs());
    }

    /** Takes all of a batch, which is not copied. */
    void take(DMatrixRMaj X, Targets Y) {
        this.X = X;
        this.Y = Y;
        weight = Y.totalWeight();
    }

    /** Takes a copy of rows {@code rows[from] … rows[to − 1]}. */
    void take(DMatrixRMaj X, Targets Y, int[] rows, int from, int to) {
        batch.take(X, Y, rows, from, to);
        take(batch.X(), batch.Y());
    }

    /** The sum of the weights of this part's examples. */
    double weight() {
        return weight;
    }

    int examples() {
        return Y.examples();
    }

    /**
     * Says what this part is a part of.
     *
     * @param step the number of the step
     * @param first the number, in the whole batch, of this part's first example
     * @param whole the sum of the weights of the whole batch
     */
    void belongTo(int step, int first, double whole) {
        this.step = step;
        this.first = first;
        // A mean over weights that are all 0 is taken as 0.
        share = whole == 0 ? 0 : weight / whole;
    }

    /** Computes the loss and the gradients of this part, both multiplied by its share; neither if a logit is not finite. */
    void compute() {
        final var logits = backprop.forwardWithDropout(X, step, first);
        // CrossEntropy must not see them: it takes −∞ for a masked class, and refuses +∞ and NaN as mistakes of its
        // caller.
        finiteLogits = !MatrixFeatures_DDRM.hasUncountable(logits);
        if (!finiteLogits) {
            return;
        }
        correct = Y.countCorrect(logits);
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
