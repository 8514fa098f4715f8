package io.github.gradwalk.bench.ours;

import io.github.gradwalk.bench.worker.Blocks;
import io.github.gradwalk.bench.worker.Worker;
import java.io.IOException;

/**
 * Steps of one network on one batch. Takes turns of so many seconds, and answers with the times of a step in µs.
 *
 * <p>Arguments: a net, such as {@code 64-64-10 32 tanh sgd}, and the number of threads.
 */
public final class StepWorker {
    private StepWorker() {}

    public static void main(String[] args) throws IOException {
        final var net = Net.parse(args[0], args[1], args[2], args[3]);
        final var learning = new Learning(net.create(), net.optimizer(), Integer.parseInt(args[4]));
        final var X = net.X();
        final var Y = net.Y();
        final var steps = new Blocks(() -> learning.step(X, Y));
        Worker.serve(Products.pinned().description(), seconds -> steps.time(Double.parseDouble(seconds)));
    }
}
