package io.github.gradwalk.bench.djl;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import io.github.gradwalk.bench.worker.Digits;
import io.github.gradwalk.bench.worker.DigitsWorker;
import io.github.gradwalk.bench.worker.Order;
import java.io.IOException;
import java.util.Arrays;

/** DJL's {@code Trainer} on its PyTorch engine, in single precision: the trainer checks gradients as floats and refuses others. */
public final class DjlDigits {
    private DjlDigits() {}

    public static void main(String[] args) throws IOException {
        final var engine = Engine.getInstance();
        DigitsWorker.serve(
                "DJL %s, Trainer on %s %s, Adam %s, single precision (it has no double)"
                        .formatted(
                                System.getProperty("bench.version"),
                                engine.getEngineName(),
                                engine.getVersion(),
                                DigitsWorker.ADAM_RATE),
                Net::new);
    }

    private static final class Net implements DigitsWorker.Learner {
        private final float[][] trainX;
        private final int[] trainY;
        private final Order order;
        private final Model model = Model.newInstance("digits");
        private final Trainer trainer;

        Net(Digits digits, int seed) {
            trainX = floats(digits.trainX());
            trainY = digits.trainY();
            order = new Order(trainX.length, seed);
            Engine.getInstance().setRandomSeed(seed);
            model.setBlock(new SequentialBlock()
                    .add(Linear.builder().setUnits(DigitsWorker.HIDDEN).build())
                    .add(Activation.reluBlock())
                    .add(Linear.builder().setUnits(Digits.CLASSES).build()));
            trainer = model.newTrainer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                    .optOptimizer(Adam.builder()
                            .optLearningRateTracker(Tracker.fixed((float) DigitsWorker.ADAM_RATE))
                            .build()));
            trainer.initialize(new Shape(DigitsWorker.BATCH, Digits.FEATURES));
        }

        @Override
        public void train(int epochs) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                order.shuffle();
                for (final int[] batch : order.batches(DigitsWorker.BATCH)) {
                    step(batch);
                }
            }
        }

        private void step(int[] batch) {
            try (NDManager manager = trainer.getManager().newSubManager()) {
                final var X = manager.create(
                        Arrays.stream(batch).mapToObj(n -> trainX[n]).toArray(float[][]::new));
                final var y =
                        manager.create(Arrays.stream(batch).map(n -> trainY[n]).toArray());
                try (var collector = trainer.newGradientCollector()) {
                    final var logits = trainer.forward(new NDList(X));
                    final NDArray loss = trainer.getLoss().evaluate(new NDList(y), logits);
                    collector.backward(loss);
                }
                trainer.step();
            }
        }

        @Override
        public int[] classify(double[][] examples) {
            try (NDManager manager = trainer.getManager().newSubManager()) {
                final var logits = trainer.evaluate(new NDList(manager.create(floats(examples))));
                return Arrays.stream(logits.singletonOrThrow().argMax(1).toLongArray())
                        .mapToInt(Math::toIntExact)
                        .toArray();
            }
        }

        private static float[][] floats(double[][] matrix) {
            final var floats = new float[matrix.length][];
            for (int n = 0; n < matrix.length; n++) {
                floats[n] = new float[matrix[n].length];
                for (int j = 0; j < matrix[n].length; j++) {
                    floats[n][j] = (float) matrix[n][j];
                }
            }
            return floats;
        }
    }
}
