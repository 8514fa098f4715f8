package io.github.gradwalk.kernel.magic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;

/** What {@code %maven} and the magics like it ask of Maven. */
final class Maven {
    private static final String EXAMPLE = "org.apache.commons:commons-math3:3.6.1";
    private static final Pattern IVY = Pattern.compile("([^#;]+)#([^#;]+);(.+)");
    private static final Pattern BLOCKS =
            Pattern.compile("(?s)<(dependencyManagement|dependencies|repositories|parent|build)>.*?</\\1>");

    private final Map<String, String> repositories = new TreeMap<>();
    private final MavenResolver resolver;

    /** What is on the class path already stays there. */
    Maven(ClassPath classPath) {
        resolver = new MavenResolver(classPath);
    }

    /** Takes the name of a repository and its URL or folder; returns nothing. */
    Object addRepository(MagicCall call) throws IOException {
        final var given = PathArguments.of(call);
        if (given.size() != 2) {
            throw new IllegalArgumentException(
                    "expected a name and a URL, such as: %mavenRepo jitpack https://jitpack.io");
        }
        final var place = given.get(1);
        final boolean isUrl = place.contains(":/");
        repositories.put(given.get(0), isUrl ? place : url(Path.of(place)));
        return null;
    }

    /** As Maven reads it, which takes only some of the characters apart that Java's own form of a URL encodes. */
    private static String url(Path folder) {
        return "file://"
                + folder.toAbsolutePath().toString().replace("%", "%25").replace(" ", "%20");
    }

    /** Returns the jars of the artifacts, {@code group:artifact:version} or Ivy's {@code group#artifact;version}, and of all they need. */
    Resolution resolve(MagicCall call) {
        final List<Artifact> artifacts = new ArrayList<>();
        final Map<String, String> from = new TreeMap<>(repositories);
        for (var words = call.arguments().iterator(); words.hasNext(); ) {
            final var word = words.next();
            if (word.equals("--from") && words.hasNext()) {
                addSource(from, words.next());
            } else if (word.startsWith("--from=")) {
                addSource(from, word.substring("--from=".length()));
            } else if (!word.startsWith("-")) {
                artifacts.add(artifact(inMavensTerms(word)));
            }
        }
        if (artifacts.isEmpty()) {
            throw new IllegalArgumentException("expected at least one artifact, such as: %maven " + EXAMPLE);
        }
        return resolver.resolve(artifacts, Optional.empty(), List.of(), from);
    }

    private static Artifact artifact(String coordinates) {
        try {
            return new DefaultArtifact(coordinates);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    coordinates + " is not an artifact: expected group:artifact:version, such as " + EXAMPLE, e);
        }
    }

    /** Ivy's form and versions, such as {@code 1.10.+} and {@code latest.release}, in those of Maven. */
    static String inMavensTerms(String artifact) {
        return IVY.matcher(artifact)
                .replaceFirst("$1:$2:$3")
                .replaceFirst(":(\\+|latest\\.release)$", ":RELEASE")
                .replaceFirst(":latest\\.(integration|milestone)$", ":LATEST")
                .replaceFirst(":([^:]*)\\.\\+$", ":[$1,$1." + Integer.MAX_VALUE + "]");
    }

    private static void addSource(Map<String, String> from, String source) {
        if (source.contains(":/")) {
            from.put("from-" + Integer.toHexString(source.hashCode()), source);
        }
    }

    /** Returns the jars that a POM depends on: a file's, with the scopes after it, or that in the body, also only a part of one. */
    Resolution loadFromPom(MagicCall call) throws IOException {
        if (call.body().isPresent()) {
            final var file = Files.createTempFile("gradwalk", ".pom");
            try {
                Files.writeString(file, wholePom(call.body().get()));
                return resolver.resolve(List.of(), Optional.of(file), call.arguments(), repositories);
            } finally {
                Files.delete(file);
            }
        }
        if (call.arguments().isEmpty()) {
            throw new IllegalArgumentException("expected a file, such as: %loadFromPOM pom.xml");
        }
        final var arguments = PathArguments.of(call);
        final var file = Path.of(arguments.get(0)).toAbsolutePath();
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        final var scopes = arguments.subList(1, arguments.size());
        return resolver.resolve(List.of(), Optional.of(file), scopes, repositories);
    }

    static String wholePom(String given) {
        if (given.contains("<project")) {
            return given.strip();
        }
        final var text = gathered(gathered(given, "dependency", "dependencies"), "repository", "repositories");
        final var own = BLOCKS.matcher(text).replaceAll("");
        final var missing = new StringBuilder();
        Map.of("modelVersion", "4.0.0", "groupId", "cell", "artifactId", "cell", "version", "1")
                .forEach((tag, value) -> missing.append(
                        own.contains("<" + tag + ">") ? "" : "<" + tag + ">" + value + "</" + tag + ">"));
        return "<project>" + missing + text + "</project>";
    }

    /** Elements that stand alone, put into the element that should hold them. */
    private static String gathered(String text, String element, String holder) {
        final var alone =
                Pattern.compile("(?s)<" + element + ">.*?</" + element + ">").matcher(text);
        if (text.contains("<" + holder + ">") || !alone.find()) {
            return text;
        }
        final var elements = alone.reset().results().map(found -> found.group()).collect(Collectors.joining());
        return alone.replaceAll("") + "<" + holder + ">" + elements + "</" + holder + ">";
    }
}
