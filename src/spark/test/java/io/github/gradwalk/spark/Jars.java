package io.github.gradwalk.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.Mlp;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.ejml.data.DMatrixRMaj;

/** Jars of programs and of this library. */
final class Jars {
    private Jars() {}

    /** That of the tests. */
    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Returns the jar from which a class was loaded, or the folder. */
    static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the jar from which a class was loaded; that is packed into a folder if it does not exist yet. */
    static Path of(Class<?> type, Path folder) {
        final var place = placeOf(type);
        return Files.isDirectory(place) ? pack(place, folder.resolve(type.getSimpleName() + ".jar")) : place;
    }

    /** Packs a folder of classes. */
    static Path pack(Path classes, Path jar) {
        run("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        return jar;
    }

    /** Runs a tool of the JDK. */
    static void run(String tool, String... arguments) {
        assertThat(ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments))
                .isZero();
    }

    /**
     * Makes a folder look like a user's home after {@code mvn install}: its {@code .m2/repository} has this library and, by links, what Maven has
     * brought.
     */
    static void install(Path user) throws IOException {
        final var repository = Files.createDirectories(user.resolve(".m2/repository"));
        final var mavens = placeOf(DMatrixRMaj.class).resolve("../../../../..").normalize();
        for (final var group : mavens.toFile().listFiles((folder, name) -> !name.equals("io"))) {
            Files.createSymbolicLink(repository.resolve(group.getName()), group.toPath());
        }
        install("gradwalk-parent", Path.of("pom.xml"), repository);
        Files.copy(of(Mlp.class, user), install("gradwalk", Path.of("src/core/pom.xml"), repository));
        Files.copy(
                of(GradwalkClassifier.class, user),
                install("gradwalk-spark", Path.of("src/spark/pom.xml"), repository));
    }

    /** Returns where its jar belongs. */
    private static Path install(String artifact, Path pom, Path repository) throws IOException {
        final var version = Pattern.compile("<version>(.*)</version>").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        final var place = Files.createDirectories(
                repository.resolve("io/github/gradwalk").resolve(artifact).resolve(version.group(1)));
        final var name = artifact + "-" + version.group(1);
        Files.copy(pom, place.resolve(name + ".pom"));
        return place.resolve(name + ".jar");
    }
}
