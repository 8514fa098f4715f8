package io.github.gradwalk.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.Networks;
import io.github.gradwalk.file.MlpFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a cluster of several processes, training gives the same bits, even if some of them are killed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ClusterTest {
    private static final Path FOLDER = Path.of("target/gradwalk-spark/cluster").toAbsolutePath();

    private static Cluster cluster;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        FileUtil.fullyDelete(FOLDER.toFile());
        cluster = new Cluster(FOLDER);
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    /** A run of {@link ClusterDriver}. */
    private static final class Driver implements AutoCloseable {
        private final Process process;
        private final BufferedReader output;
        private final List<String> lines = new ArrayList<>();

        Driver(Path place, String serializer) throws IOException {
            final var library = Cluster.LIBRARY.stream()
                    .map(type -> Jars.of(type, FOLDER).toString())
                    .toList();
            final var builder = cluster.submit(
                    // Wait until both executors are there.
                    "--total-executor-cores",
                    "2",
                    "--conf",
                    "spark.scheduler.minRegisteredResourcesRatio=1",
                    "--conf",
                    "spark.scheduler.maxRegisteredResourcesWaitingTime=3min",
                    "--conf",
                    "spark.serializer=org.apache.spark.serializer." + serializer,
                    "--jars",
                    String.join(",", library),
                    "--class",
                    ClusterDriver.class.getName(),
                    library.get(0),
                    place.toString());
            process = builder.redirectError(FOLDER.resolve("driver").toFile()).start();
            output = process.inputReader();
        }

        /** Lets it train until the end, or until it has said that it has finished an epoch. */
        void runUntil(String epoch) throws IOException {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.startsWith(epoch)) {
                    return;
                }
                goOn();
            }
            assertThat(epoch).as(Files.readString(FOLDER.resolve("driver"))).isEqualTo("the end");
        }

        void goOn() throws IOException {
            process.outputWriter().append('.').flush();
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }

    /** Executors are killed, one while nothing runs and one while a task may run there, and then the driver itself, after a checkpoint. */
    @Test
    void trainsWithTheSameNumbersWhoeverIsKilled() throws IOException {
        final var place = Files.createDirectories(FOLDER.resolve("place"));
        final var lines = new ArrayList<String>();
        try (var driver = new Driver(place, "KryoSerializer")) {
            driver.runUntil("l-bfgs 3 ");
            kill();
            driver.goOn();
            driver.runUntil("adam 3 ");
            driver.goOn();
            kill();
            driver.runUntil("adam 5 ");
            lines.addAll(driver.lines);
        }
        assertThat(Files.readString(FOLDER.resolve("driver")).split("Lost executor"))
                .hasSize(3);
        assertThat(checkpoints(place)).hasSize(2).anyMatch(name -> name.endsWith("-000000004.checkpoint"));
        try (var driver = new Driver(place, "JavaSerializer")) {
            driver.runUntil("the end");
            assertThat(driver.lines).hasSize(4); // the epochs of adam after the checkpoint
            lines.remove(lines.size() - 1); // epoch 5, which has been trained twice
            lines.addAll(driver.lines);
        }
        final var undisturbed = new ArrayList<String>();
        for (final var solver : ClusterDriver.SOLVERS) {
            final var model = ClusterDriver.classifier(solver, "")
                    .onEpoch(epoch -> undisturbed.add(ClusterDriver.line(solver, epoch)))
                    .fit(ClusterDriver.table(Sessions.get()));
            Networks.assertSame(MlpFile.load(place.resolve(solver + ".txt")), model.net());
        }
        assertThat(lines).isEqualTo(undisturbed);
    }

    /** With the command that the page says, after {@code mvn install}. */
    @Test
    void theDocumentedProgramReadsDigits() throws IOException, InterruptedException {
        final var program = Documented.code("java");
        assertThat(program.lines().count()).isLessThan(60);
        final var classes = Files.createDirectories(FOLDER.resolve("classes"));
        final var source = Files.writeString(FOLDER.resolve("ReadDigits.java"), program);
        Jars.run("javac", "-cp", Jars.classPath(), "-d", classes.toString(), source.toString());
        final var files = Map.of(
                "digits.jar",
                Jars.pack(classes, FOLDER.resolve("digits.jar")).toString(),
                "hdfs:///digits.csv",
                Path.of("notebooks/data/digits.csv").toAbsolutePath().toString(),
                "hdfs:///digits-model",
                FOLDER.resolve("model").toString());
        final var command =
                List.of(Documented.code("sh").replace("\\\n", "").trim().split("\\s+"));
        assertThat(command).startsWith("spark-submit", "--master", "spark://MASTER:7077");
        final var submit = cluster.submit(command.stream()
                .skip(3)
                .map(word -> files.getOrDefault(word, word))
                .toArray(String[]::new));
        final var user = FOLDER.resolve("user");
        Jars.install(user);
        submit.environment().merge("JAVA_TOOL_OPTIONS", " -Duser.home=" + user, String::concat);

        final var process =
                submit.redirectError(FOLDER.resolve("errors").toFile()).start();
        final var printed = process.inputReader().lines().toList();
        assertThat(process.waitFor())
                .as(Files.readString(FOLDER.resolve("errors")))
                .isZero();
        assertThat(printed)
                .contains("Mlp 64-32-10, 2410 parameters: LOGISTIC, IDENTITY")
                .anyMatch(line -> line.startsWith("iteration 60, loss 0."))
                .anyMatch(line -> line.matches("accuracy 0\\.9[3-9].*"));
        assertThat(FOLDER.resolve("model/stages")).isDirectory();
    }

    private static void kill() {
        final var executors = cluster.executors();
        assertThat(executors).isNotEmpty();
        assertThat(executors.get(0).destroyForcibly()).isTrue();
        executors.get(0).onExit().join();
    }

    private static List<String> checkpoints(Path place) {
        return List.of(place.toFile().list((folder, name) -> name.endsWith(".checkpoint")));
    }
}
