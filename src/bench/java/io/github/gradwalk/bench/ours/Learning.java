package io.github.gradwalk.bench.ours;

import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Gradients;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Reduction;
import io.github.gradwalk.Targets;
import io.github.gradwalk.train.Optimizer;
import io.github.gradwalk.train.OptimizerRun;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** What the bench asks of the library: training steps and inference on one network. */
public final class Learning {
    private final Mlp net;
    private final Optimizer optimizer;
    private final OptimizerRun run;
    private final DMatrixRMaj delta = new DMatrixRMaj(1, 1);

    /** @param threads how many threads a step may use */
    public Learning(Mlp net, Optimizer optimizer, int threads) {
        if (threads != 1) {
            throw new UnsupportedOperationException("this version of gradwalk has no threads");
        }
        this.net = net;
        this.optimizer = optimizer;
        run = optimizer.on(net);
    }

    /** Forward, loss, backward, update. Returns the loss. */
    public double step(DMatrixRMaj X, Targets Y) {
        final var pass = net.forward(X);
        final double loss = CrossEntropy.lossAndGradient(pass.logits(), Y, Reduction.MEAN, delta);
        final var gradients = net.backward(pass, delta);
        if (optimizer instanceof Optimizer.Sgd) {
            descend(gradients);
        } else {
            run.step(gradients, Net.LEARNING_RATE);
        }
        return loss;
    }

    /** Returns the logits of a batch. */
    public DMatrixRMaj infer(DMatrixRMaj X) {
        return net.logits(X);
    }

    private void descend(Gradients gradients) {
        for (int l = 0; l < net.layers().size(); l++) {
            CommonOps_DDRM.addEquals(
                    net.layers().get(l).W(), -Net.LEARNING_RATE, gradients.W().get(l));
            CommonOps_DDRM.addEquals(
                    net.layers().get(l).b(), -Net.LEARNING_RATE, gradients.b().get(l));
        }
    }
}
