package io.github.gradwalk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The Java peers: each is installed by its profile of {@code src/bench/peers/pom.xml} and runs with a class path of its own. */
final class Peers {
    static final List<String> ALL = List.of("smile", "dl4j", "djl");
    private static final Path HOME = Path.of("target/bench");

    private Peers() {}

    /**
     * Compiles the peer's worker and fetches what it needs.
     *
     * @throws IOException if that fails, with Maven's reason as message
     */
    static Contender install(String peer, String maven) throws IOException {
        final var log = Files.createDirectories(HOME.resolve("log")).resolve("install-" + peer + ".log");
        final var process = new ProcessBuilder(
                        maven,
                        "-q",
                        "-B",
                        "-ntp",
                        "-f",
                        "src/bench/peers/pom.xml",
                        "-P",
                        peer,
                        "package",
                        "-Dmaven.test.skip=true")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (exitCode(process) != 0) {
            throw new IOException(reason(log));
        }
        return contender(peer);
    }

    private static Contender contender(String peer) throws IOException {
        final var home = HOME.resolve(peer);
        final var classPath = home.resolve("classes") + System.getProperty("path.separator") + home.resolve("lib/*");
        // Their native libraries are unpacked into target, not into the home folder.
        final var cache = home.resolve("cache");
        final var options = List.of(
                "-Xmx2g",
                "-Dbench.version=" + version(home.resolve("lib"), peer),
                "-Dorg.bytedeco.javacpp.cachedir=" + cache,
                "-DDJL_CACHE_DIR=" + cache,
                "-Dai.djl.pytorch.num_threads=1",
                "-Dai.djl.pytorch.num_interop_threads=1",
                "-DDJL_OFFLINE=true",
                "-DOPT_OUT_TRACKING=true");
        final var stem = peer.substring(0, 1).toUpperCase(Locale.ROOT) + peer.substring(1);
        return Contender.java(peer, classPath, options, "io.github.gradwalk.bench." + peer + "." + stem + "Digits");
    }

    private static String version(Path lib, String peer) throws IOException {
        final var jar =
                switch (peer) {
                    case "smile" -> "smile-core-";
                    case "dl4j" -> "deeplearning4j-nn-";
                    case "djl" -> "pytorch-engine-";
                    default -> peer;
                };
        try (var files = Files.list(lib)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(jar))
                    .map(name -> name.substring(jar.length(), name.length() - ".jar".length()))
                    .findFirst()
                    .orElse("unknown");
        }
    }

    private static String reason(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.startsWith("[ERROR]"))
                .findFirst()
                .map(line -> line.substring("[ERROR] ".length()))
                .orElse("Maven failed, see " + log);
    }

    private static int exitCode(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
