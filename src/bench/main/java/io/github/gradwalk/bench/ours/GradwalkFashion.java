package io.github.gradwalk.bench.ours;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.bench.worker.Worker;
import io.github.gradwalk.data.Idx;
import io.github.gradwalk.train.Optimizer;
import io.github.gradwalk.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The library's {@code Trainer} learns Fashion-MNIST: 784-100-10, ReLU, batches of 128, Adam 0.001. Takes turns: of a seed and a number of
 * epochs, {@code "1 20"}, the seconds that all of them took and the test accuracy after them.
 */
public final class GradwalkFashion {
    private static final Path FOLDER = Path.of("target/bench/fashion-mnist");

    private GradwalkFashion() {}

    public static void main(String[] args) throws IOException {
        final var train = part("train");
        final var test = part("t10k");
        Worker.serve(Products.pinned().description(), request -> {
            final var words = request.split(" ");
            return turn(train, test, Integer.parseInt(words[0]), Integer.parseInt(words[1]));
        });
    }

    private static Dataset part(String name) {
        return Idx.dataset(
                FOLDER.resolve(name + "-images-idx3-ubyte.gz"), FOLDER.resolve(name + "-labels-idx1-ubyte.gz"));
    }

    private static double[] turn(Dataset train, Dataset test, int seed, int epochs) {
        final var net = Mlp.create(new int[] {784, 100, 10}, Activation.RELU, new Initialisation.He(), seed);
        final long begin = System.nanoTime();
        Trainer.with(new Optimizer.Adam())
                .learningRate(0.001)
                .batchSize(128)
                .epochs(epochs)
                .seed(seed)
                .train(net, train);
        final double seconds = (System.nanoTime() - begin) * 1e-9;
        final int correct = test.Y().countCorrect(net.logits(test.X()));
        return new double[] {seconds, (double) correct / test.examples()};
    }
}
