package io.github.gradwalk.spark;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A driver that ends in the middle of two trainings, as if it had been killed: KilledDriver FOLDER. Each has a folder of its solver's name there. */
public final class KilledDriver {
    static final List<String> SOLVERS = List.of("l-bfgs", "adam");
    static final int KILLED = 137;

    private KilledDriver() {}

    public static void main(String[] arguments) throws InterruptedException {
        final var afterFive = new CountDownLatch(SOLVERS.size());
        final var table = Sessions.table(Sessions.data(90), 3);
        for (final var solver : SOLVERS) {
            final var classifier =
                    classifier(solver, Path.of(arguments[0], solver).toString());
            classifier.onEpoch(epoch -> {
                if (epoch.epoch() == 5) {
                    afterFive.countDown();
                    await(new CountDownLatch(1));
                }
            });
            new Thread(() -> classifier.fit(table)).start();
        }
        afterFive.await();
        Runtime.getRuntime().halt(KILLED);
    }

    private static void await(CountDownLatch forEver) {
        try {
            forEver.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static GradwalkClassifier classifier(String solver, String folder) {
        return new GradwalkClassifier()
                .setLayers(4, 5, 3)
                .setActivation("tanh")
                .setSolver(solver)
                .setBatchSize(30)
                .setMaxIter(8)
                .setCheckpointDir(folder)
                .setCheckpointInterval(2);
    }
}
