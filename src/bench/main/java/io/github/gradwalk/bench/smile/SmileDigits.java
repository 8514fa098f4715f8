package io.github.gradwalk.bench.smile;

import io.github.gradwalk.bench.worker.Digits;
import io.github.gradwalk.bench.worker.DigitsWorker;
import io.github.gradwalk.bench.worker.Order;
import java.io.IOException;
import java.util.Arrays;
import smile.base.mlp.Layer;
import smile.base.mlp.OutputFunction;
import smile.classification.MLP;
import smile.math.MathEx;
import smile.math.TimeFunction;

/** Smile's {@code MLP}. It has no Adam: RMSProp, which is nearest, at Adam's rate. */
public final class SmileDigits {
    private static final double RATE = 0.001;

    private SmileDigits() {}

    public static void main(String[] args) throws IOException {
        DigitsWorker.serve(
                "Smile %s, MLP, RMSProp %s (it has no Adam)".formatted(System.getProperty("bench.version"), RATE),
                Net::new);
    }

    private static final class Net implements DigitsWorker.Learner {
        private final Digits digits;
        private final Order order;
        private final MLP net;

        Net(Digits digits, int seed) {
            this.digits = digits;
            order = new Order(digits.trainX().length, seed);
            MathEx.setSeed(seed);
            net = new MLP(
                    Layer.input(Digits.FEATURES),
                    Layer.rectifier(DigitsWorker.HIDDEN),
                    Layer.mle(Digits.CLASSES, OutputFunction.SOFTMAX));
            net.setLearningRate(TimeFunction.constant(RATE));
            net.setRMSProp(0.9, 1e-8);
        }

        @Override
        public void train(int epochs) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                order.shuffle();
                for (final int[] batch : order.batches(DigitsWorker.BATCH)) {
                    net.update(
                            Arrays.stream(batch)
                                    .mapToObj(n -> digits.trainX()[n])
                                    .toArray(double[][]::new),
                            Arrays.stream(batch).map(n -> digits.trainY()[n]).toArray());
                }
            }
        }

        @Override
        public int[] classify(double[][] X) {
            return Arrays.stream(X).mapToInt(net::predict).toArray();
        }
    }
}
