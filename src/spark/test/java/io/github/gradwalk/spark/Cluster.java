package io.github.gradwalk.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.Mlp;
import io.github.gradwalk.Networks;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * A standalone cluster of Spark on the loopback address: a master and two workers with one core each, processes of their own, started from the jars that
 * Maven has brought. It knows nothing of this library, which its users must send there.
 */
final class Cluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern STARTED = Pattern.compile("Starting Spark master at (spark://\\S+)");

    /** The library and its tests, and EJML: a class of each jar that Spark does not have. */
    static final List<Class<?>> LIBRARY = List.of(
            ClusterDriver.class,
            GradwalkClassifier.class,
            Networks.class,
            Mlp.class,
            NormOps_DDRM.class,
            DMatrixRMaj.class);

    private final Path folder;
    private final String master;
    private final List<Process> processes = new ArrayList<>();

    /** @param folder an empty folder */
    Cluster(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        // Also if the virtual machine ends before the test does.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        final var ours = LIBRARY.stream().map(Jars::placeOf).toList();
        Files.createDirectories(home().resolve("jars"));
        for (final var entry : Jars.classPath().split(File.pathSeparator)) {
            final var jar = Path.of(entry);
            if (!ours.contains(jar)) {
                Files.createSymbolicLink(home().resolve("jars").resolve(jar.getFileName()), jar);
            }
        }
        try {
            start("master", "org.apache.spark.deploy.master.Master", "--port", "0");
            master = waitForMaster();
            for (final var name : List.of("worker1", "worker2")) {
                final var place = folder.resolve(name + "-files").toString();
                start(name, "org.apache.spark.deploy.worker.Worker", "-c", "1", "-m", "1g", "-d", place, master);
            }
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    /** The folder that Spark calls its home: a distribution would have the same jars there. */
    private Path home() {
        return folder.resolve("home");
    }

    /** As the script {@code spark-submit}: with these options, a jar, and the program's arguments, for this cluster. */
    ProcessBuilder submit(String... arguments) {
        final var all = new ArrayList<>(List.of(
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                master,
                "--executor-memory",
                "512m",
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.driver.host=127.0.0.1"));
        all.addAll(Arrays.asList(arguments));
        return program(all);
    }

    /** A program of Spark, with the class path and the environment that its own scripts would give it. */
    private ProcessBuilder program(List<String> classAndArguments) {
        final var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add") || option.startsWith("-XX:+Ignore"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx512m", "-cp", home().resolve("jars") + File.separator + "*"));
        command.addAll(classAndArguments);
        final var builder = new ProcessBuilder(command);
        builder.environment().put("SPARK_HOME", home().toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        // Compilers that start fast, for all, executors too.
        builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        return builder;
    }

    /** Starts a program that belongs to the cluster; what it says is in a file of that name. */
    private void start(String name, String main, String... arguments) throws IOException {
        final var all = new ArrayList<>(List.of("-Dspark.master.rest.enabled=false", main));
        all.addAll(List.of("--host", "127.0.0.1", "--webui-port", "0"));
        all.addAll(List.of(arguments));
        processes.add(program(all)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name).toFile())
                .start());
    }

    /** Returns the address that the master has chosen. */
    private String waitForMaster() throws IOException, InterruptedException {
        final var end = Instant.now().plus(PATIENCE);
        while (true) {
            final var said = Files.readString(folder.resolve("master"));
            final var started = STARTED.matcher(said);
            if (started.find()) {
                return started.group(1);
            }
            assertThat(processes.get(0).isAlive() && Instant.now().isBefore(end))
                    .as(said)
                    .isTrue();
            Thread.sleep(100);
        }
    }

    /** The processes of the executors, which the workers have started. */
    List<ProcessHandle> executors() {
        return processes.stream().skip(1).flatMap(Process::children).toList();
    }

    /** Ends all processes, each by its id. */
    @Override
    public void close() {
        final var all = processes.stream()
                .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process.toHandle())))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
    }
}
