package io.github.gradwalk.bench.worker;

import java.io.IOException;
import java.nio.file.Path;

/** Learns the digits: 64-64-10, ReLU, batches of 32 in an order drawn for each epoch, double precision, one thread. */
public final class DigitsWorker {
    public static final int HIDDEN = 64;
    public static final int BATCH = 32;
    public static final double ADAM_RATE = 0.003;

    private DigitsWorker() {}

    /** Makes a network with random weights that will learn from this training part. */
    @FunctionalInterface
    public interface Start {
        Learner on(Digits digits, int seed);
    }

    /** A network that learns. */
    public interface Learner {
        /** Goes through the training part so many times. */
        void train(int epochs);

        int[] classify(double[][] X);
    }

    /** Takes turns: of a seed and a number of epochs, {@code "1 20"}, the seconds that an epoch took and the test accuracy after all of them. */
    public static void serve(String settings, Start start) throws IOException {
        Worker.serve(settings, request -> {
            final var words = request.split(" ");
            final int seed = Integer.parseInt(words[0]);
            final int epochs = Integer.parseInt(words[1]);
            final var digits = Digits.read(Path.of("notebooks/data"), seed);
            final var learner = start.on(digits, seed);
            final long begin = System.nanoTime();
            learner.train(epochs);
            final double seconds = (System.nanoTime() - begin) * 1e-9;
            return new double[] {seconds / epochs, digits.accuracy(learner.classify(digits.testX()))};
        });
    }
}
