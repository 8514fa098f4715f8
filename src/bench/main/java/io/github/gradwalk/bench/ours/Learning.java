package io.github.gradwalk.bench.ours;

import io.github.gradwalk.Backprop;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Targets;
import io.github.gradwalk.train.Learner;
import io.github.gradwalk.train.Optimizer;
import io.github.gradwalk.train.StepSettings;
import org.ejml.data.DMatrixRMaj;

/** What the bench asks of the library: training steps and inference on one network. */
public final class Learning {
    private final Learner learner;
    private final Backprop backprop;

    /** @param threads how many threads a step may use */
    public Learning(Mlp net, Optimizer optimizer, int threads) {
        learner = Learner.of(net, StepSettings.with(optimizer).threads(threads));
        backprop = new Backprop(net);
    }

    /** Forward, loss, backward, update. Returns the loss. */
    public double step(DMatrixRMaj X, Targets Y) {
        return learner.learn(X, Y, Net.LEARNING_RATE);
    }

    /** Returns the logits of a batch. */
    public DMatrixRMaj infer(DMatrixRMaj X) {
        return backprop.forward(X);
    }
}
