package io.github.gradwalk.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradwalk.Networks;
import io.github.gradwalk.train.EpochListener;
import io.github.gradwalk.train.EpochRecord;
import io.github.gradwalk.train.History.Stopped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    private static final Dataset<Row> TABLE = Sessions.table(Sessions.data(90), 3);

    /** They go on from no other's checkpoint. */
    @Test
    void trainingsWithOtherSettingsShareTheFolder(@TempDir Path folder) throws IOException {
        final var first = ClusterDriver.classifier("adam", folder.toString());
        final var net = first.fit(TABLE).net();
        final var other = first.copy(first.extractParamMap()).setSeed(9).fit(TABLE);
        assertThat(other.net().layers().get(0).W().data)
                .isNotEqualTo(net.layers().get(0).W().data);
        assertThat(checkpoints(folder)).hasSize(2);
        // One that is finished has nothing left to do.
        final var none = new ArrayList<EpochRecord>();
        Networks.assertSame(first.onEpoch(none::add).fit(TABLE).net(), net);
        assertThat(none).isEmpty();
    }

    /** A mount table that leads back to a local folder stands for HDFS and object stores. */
    @Test
    void checkpointsAreOnAnyFileSystemOfHadoop(@TempDir Path folder) throws IOException {
        Sessions.get()
                .sparkContext()
                .hadoopConfiguration()
                .set("fs.viewfs.mounttable.test.link./disk", folder.toUri().toString());
        final var epochs = new ArrayList<EpochRecord>();
        for (final int last : new int[] {4, 8}) {
            ClusterDriver.classifier("l-bfgs", "viewfs://test/disk/some/folder")
                    .setMaxIter(last)
                    .onEpoch(epochs::add)
                    .fit(TABLE);
        }
        assertThat(epochs).extracting(EpochRecord::epoch).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(checkpoints(folder.resolve("some/folder")))
                .hasSize(1)
                .allMatch(name -> name.endsWith("-000000008.checkpoint"));
    }

    /** Said before the rows are read: these would not do either. */
    @Test
    void aFolderThatCannotBeWrittenToIsNamedBeforeTraining(@TempDir Path folder) throws IOException {
        final var file = Files.createFile(folder.resolve("file")).toUri();
        for (final var place :
                List.of(file.toString(), file + "/below", "unknown://host/folder", "hdfs://no.host/folder")) {
            assertThatThrownBy(() -> ClusterDriver.classifier("adam", place).fit(TABLE.limit(0)))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(
                            "checkpointDir must be a folder that can be written to, but is " + place + ": ");
        }
    }

    @Test
    void aDamagedCheckpointIsNamed(@TempDir Path folder) throws IOException {
        final var classifier =
                ClusterDriver.classifier("adam", folder.toString()).setMaxIter(2);
        classifier.fit(TABLE);
        final var file = folder.resolve(checkpoints(folder).get(0));
        Files.writeString(file, Files.readString(file).replace("steps 6", "steps 7"));
        assertThatThrownBy(() -> classifier.fit(TABLE))
                .isExactlyInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    private static List<String> checkpoints(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".crc"))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"l-bfgs", "adam"})
    void anInterruptReturnsTheNetworkSoFar(String solver) {
        final var ended = new ArrayList<String>();
        final var classifier = ClusterDriver.classifier(solver, "").onEpoch(new EpochListener() {
            @Override
            public void accept(EpochRecord epoch) {
                if (epoch.epoch() == 3) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void end() {
                ended.add("end");
            }
        });
        final var model = classifier.fit(TABLE);
        assertThat(Thread.interrupted()).isTrue();
        final var history = model.history().orElseThrow();
        assertThat(history.stopped()).isEqualTo(Stopped.INTERRUPTED);
        assertThat(history.epochs()).hasSize(3);
        assertThat(ended).containsExactly("end");
        Networks.assertSame(
                model.net(),
                ClusterDriver.classifier(solver, "").setMaxIter(3).fit(TABLE).net());
    }

    /** As in Spark's own pages, or {@code sc.cancelJobGroup}: a job that is running when this is called is cancelled. */
    @Test
    void cancellingTheJobsReturnsTheNetworkSoFar() {
        final var context = Sessions.get().sparkContext();
        final var cancel = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart job) {
                if (job.properties().getProperty("spark.job.description", "").contains("loss")) {
                    context.cancelJobGroup("a group");
                }
            }
        };
        context.addSparkListener(cancel);
        context.setJobGroup("a group", "a description", false);
        try {
            final var model =
                    ClusterDriver.classifier("adam", "").setMaxIter(100_000).fit(TABLE);
            final var history = model.history().orElseThrow();
            assertThat(history.stopped()).isEqualTo(Stopped.INTERRUPTED);
            assertThat(history.epochs().size()).isBetween(1, 99_999);
            assertThat(context.getLocalProperty("spark.job.description")).isEqualTo("a description");
        } finally {
            context.removeSparkListener(cancel);
            context.clearJobGroup();
        }
    }

    @Test
    void sparksPagesSayHowFarTrainingIs() throws TimeoutException {
        final var context = Sessions.get().sparkContext();
        final var descriptions = new CopyOnWriteArrayList<String>();
        final var listener = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart job) {
                descriptions.add(job.properties().getProperty("spark.job.description", ""));
            }
        };
        context.addSparkListener(listener);
        ClusterDriver.classifier("adam", "").setMaxIter(2).setBatchSize(90).fit(TABLE);
        context.listenerBus().waitUntilEmpty();
        context.removeSparkListener(listener);
        assertThat(descriptions).contains("gradwalk: epoch 1 of 2");
        assertThat(descriptions).anyMatch(text -> text.matches("gradwalk: epoch 2 of 2, loss [0-9.]+, [0-9]+ rows/s"));
        assertThat(context.getLocalProperty("spark.job.description")).isNull();
    }
}
