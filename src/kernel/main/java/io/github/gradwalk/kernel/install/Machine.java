package io.github.gradwalk.kernel.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the place of Jupyter's folders depends on. */
record Machine(String system, Path home, Map<String, String> environment) {
    static Machine own() {
        return new Machine(System.getProperty("os.name"), Path.of(System.getProperty("user.home")), System.getenv());
    }

    /** The folder that holds Jupyter's folder {@code kernels}. */
    Path jupyter(Request request) {
        final Path folder;
        if (request.has("--prefix")) {
            folder = Path.of(request.last("--prefix", "")).resolve("share/jupyter");
        } else if (request.has("--sys-prefix")) {
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
                return folderOfUser().resolve("Library/Jupyter");
            }
            if (name.startsWith("windows")) {
                return path("APPDATA").orElse(home.resolve("AppData/Roaming")).resolve("jupyter");
            }
            return path("XDG_DATA_HOME")
                    .orElse(folderOfUser().resolve(".local/share"))
                    .resolve("jupyter");
        });
    }

    /** Python, and so Jupyter, goes by HOME; Java, by the list of users. */
    private Path folderOfUser() {
        return path("HOME").orElse(home);
    }

    private Path sysPrefix() {
        return path("VIRTUAL_ENV")
                .or(() -> path("CONDA_PREFIX"))
                .or(() -> prefixOf("python3"))
                .or(() -> prefixOf("python"))
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "--sys-prefix: expected an active conda or virtual environment, or python3 on the PATH; --prefix DIR names a folder"));
    }

    private Optional<Path> path(String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    private static Optional<Path> prefixOf(String python) {
        try {
            final var program = Program.run(python, "-c", "import sys; print(sys.prefix)");
            final var lines = program.printed().lines().toList();
            return program.code() == 0 ? Optional.of(Path.of(lines.get(lines.size() - 1))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
