package io.github.gradwalk.kernel.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The artifacts of some packages that notebooks import without saying where they come from. */
final class KnownPackages {
    private static final Pattern NAME = Pattern.compile("\\w+(\\.\\w+)*");

    private KnownPackages() {}

    /** Returns the artifact of the first known package that the compiler's words name. */
    static Optional<String> artifact(String words) {
        final var artifacts = read();
        return NAME.matcher(words)
                .results()
                .map(MatchResult::group)
                .flatMap(name -> artifactOf(name, artifacts).stream())
                .findFirst();
    }

    private static Optional<String> artifactOf(String name, Properties artifacts) {
        var known = name;
        while (!artifacts.containsKey(known)) {
            final int end = known.lastIndexOf('.');
            if (end < 0) {
                return Optional.empty();
            }
            known = known.substring(0, end);
        }
        return Optional.of(artifacts.getProperty(known));
    }

    private static Properties read() {
        final var artifacts = new Properties();
        try (InputStream table = KnownPackages.class.getResourceAsStream("packages.properties")) {
            artifacts.load(table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return artifacts;
    }
}
