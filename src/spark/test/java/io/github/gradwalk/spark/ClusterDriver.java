package io.github.gradwalk.spark;

import io.github.gradwalk.file.MlpFile;
import io.github.gradwalk.train.EpochRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A program that trains with both kinds of solvers, with checkpoints: ClusterDriver FOLDER. It prints a line after every epoch, and goes on when it has
 * read a byte.
 */
public final class ClusterDriver {
    static final List<String> SOLVERS = List.of("l-bfgs", "adam");

    private ClusterDriver() {}

    public static void main(String[] arguments) throws IOException {
        try (var session = SparkSession.builder().getOrCreate()) {
            for (final var solver : SOLVERS) {
                final var model = classifier(solver, "file:" + arguments[0])
                        .onEpoch(epoch -> {
                            System.out.println(line(solver, epoch));
                            waitForByte();
                        })
                        .fit(table(session));
                MlpFile.save(model.net(), Path.of(arguments[0], solver + ".txt"));
            }
        }
    }

    private static void waitForByte() {
        try {
            System.in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String line(String solver, EpochRecord epoch) {
        return solver + " " + epoch.epoch() + " " + epoch.loss();
    }

    static Dataset<Row> table(SparkSession session) {
        return Sessions.table(session, Sessions.rows(Sessions.data(90), false), 6);
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
