package io.github.gradwalk.bench.ours;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Targets;
import io.github.gradwalk.bench.worker.Digits;
import io.github.gradwalk.bench.worker.DigitsWorker;
import io.github.gradwalk.train.Optimizer;
import io.github.gradwalk.train.Trainer;
import java.io.IOException;
import org.ejml.data.DMatrixRMaj;

/** The library's {@code Trainer}, with all that it measures in an epoch. */
public final class GradwalkDigits {
    private GradwalkDigits() {}

    public static void main(String[] args) throws IOException {
        DigitsWorker.serve(
                "%s, Adam %s".formatted(Products.pinned().description(), DigitsWorker.ADAM_RATE), Learner::new);
    }

    private static final class Learner implements DigitsWorker.Learner {
        private final Dataset data;
        private final Mlp net;
        private final int seed;

        Learner(Digits digits, int seed) {
            data = new Dataset(new DMatrixRMaj(digits.trainX()), Targets.ofClasses(Digits.CLASSES, digits.trainY()));
            net = Mlp.create(
                    new int[] {Digits.FEATURES, DigitsWorker.HIDDEN, Digits.CLASSES},
                    Activation.RELU,
                    new Initialisation.He(),
                    seed);
            this.seed = seed;
        }

        @Override
        public void train(int epochs) {
            Trainer.with(new Optimizer.Adam())
                    .learningRate(DigitsWorker.ADAM_RATE)
                    .batchSize(DigitsWorker.BATCH)
                    .epochs(epochs)
                    .seed(seed)
                    .train(net, data);
        }

        @Override
        public int[] classify(double[][] X) {
            return net.classify(new DMatrixRMaj(X));
        }
    }
}
