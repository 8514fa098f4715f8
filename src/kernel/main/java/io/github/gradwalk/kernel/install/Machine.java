package io.github.gradwalk.kernel.install;

import io.github.gradwalk.kernel.install.Request.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the place of Jupyter's folders depends on. */
record Machine(String system, Path home, Map<String, String> environment) {
    static Machine own() {
        return new Machine(System.getProperty("os.name"), Path.of(System.getProperty("user.home")), System.getenv());
    }

    /** The folder that holds Jupyter's folder {@code kernels}. */
    Path jupyter(final Place place) {
        final Path folder;
        if (place instanceof Place.Prefix prefix) {
            folder = prefix.folder().resolve("share/jupyter");
        } else if (place instanceof Place.SysPrefix) {
            folder = sysPrefix().resolve("share/jupyter");
        } else {
            folder = dataFolder();
        }
        return folder.toAbsolutePath().normalize();
    }

    /** As jupyter_core has it. */
    private Path dataFolder() {
        return path("JUPYTER_DATA_DIR").orElseGet(() -> {
            final var name = system.toLowerCase(Locale.ROOT);
            if (name.startsWith("mac")) {
                return home.resolve("Library/Jupyter");
            }
            if (name.startsWith("windows")) {
                return path("APPDATA").orElse(home.resolve("AppData/Roaming")).resolve("jupyter");
            }
            return path("XDG_DATA_HOME").orElse(home.resolve(".local/share")).resolve("jupyter");
        });
    }

    private Path sysPrefix() {
        return Stream.of(path("VIRTUAL_ENV"), path("CONDA_PREFIX"), prefixOf("python3"), prefixOf("python"))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "--sys-prefix: expected an active conda or virtual environment, or python3 on the PATH; --prefix DIR names a folder"));
    }

    private Optional<Path> path(final String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    private Optional<Path> prefixOf(final String python) {
        final var builder = new ProcessBuilder(List.of(python, "-c", "import sys; print(sys.prefix)"))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            final var process = builder.start();
            final var printed = new String(process.getInputStream().readAllBytes()).strip();
            return process.waitFor() == 0 ? Optional.of(Path.of(printed)) : Optional.empty();
        } catch (final IOException e) {
            return Optional.empty();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
