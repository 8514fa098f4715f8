package io.github.gradwalk.kernel.magic;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code %maven} and its kin ask of Maven. Maven's own libraries stay out of the cells' class path: they are in a folder beside the
 * kernel's jar, and {@link MavenResolver} works in a class loader of its own.
 */
final class Maven {
    private static final Pattern IVY = Pattern.compile("([^#;]+)#([^#;]+);(.+)");
    private static final Pattern BLOCKS =
            Pattern.compile("(?s)<(dependencyManagement|dependencies|repositories|parent|build)>.*?</\\1>");

    private final Map<String, String> repositories = new TreeMap<>();

    /** Takes the name and the URL of a repository; returns nothing. */
    Object addRepository(final MagicCall call) {
        if (call.arguments().size() != 2) {
            throw new IllegalArgumentException(
                    "expected a name and a URL, such as: %mavenRepo jitpack https://jitpack.io");
        }
        repositories.put(call.arguments().get(0), call.arguments().get(1));
        return null;
    }

    /** Returns the jars of the artifacts, {@code group:artifact:version} or Ivy's {@code group#artifact;version}, and of all they need. */
    List<String> resolve(final MagicCall call) throws Exception {
        final List<String> artifacts = new ArrayList<>();
        final Map<String, String> from = new TreeMap<>(repositories);
        for (final var words = call.arguments().iterator(); words.hasNext(); ) {
            final var word = words.next();
            if (word.equals("--from") && words.hasNext()) {
                addSource(from, words.next());
            } else if (word.startsWith("--from=")) {
                addSource(from, word.substring("--from=".length()));
            } else if (!word.startsWith("-")) {
                artifacts.add(IVY.matcher(word).replaceFirst("$1:$2:$3"));
            }
        }
        if (artifacts.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected at least one artifact, such as: %maven org.apache.commons:commons-math3:3.6.1");
        }
        return ask(Map.of("artifacts", artifacts), from);
    }

    private static void addSource(final Map<String, String> from, final String source) {
        if (source.contains(":/")) {
            from.put("from-" + Integer.toHexString(source.hashCode()), source);
        }
    }

    /** Returns the jars that a POM depends on: a file's, with the scopes after it, or that in the body, also only a part of one. */
    List<String> loadFromPom(final MagicCall call) throws Exception {
        if (call.body().isPresent()) {
            final var file = Files.createTempFile("gradwalk", ".pom");
            try {
                Files.writeString(file, wholePom(call.body().get()));
                return ask(Map.of("poms", List.of(file.toString()), "scopes", call.arguments()), repositories);
            } finally {
                Files.delete(file);
            }
        }
        if (call.arguments().isEmpty()) {
            throw new IllegalArgumentException("expected a file, such as: %loadFromPOM pom.xml");
        }
        final var file = Path.of(call.arguments().get(0)).toAbsolutePath();
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        final var scopes = call.arguments().subList(1, call.arguments().size());
        return ask(Map.of("poms", List.of(file.toString()), "scopes", scopes), repositories);
    }

    static String wholePom(final String given) {
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
    private static String gathered(final String text, final String element, final String holder) {
        final var alone =
                Pattern.compile("(?s)<" + element + ">.*?</" + element + ">").matcher(text);
        if (text.contains("<" + holder + ">") || !alone.find()) {
            return text;
        }
        final var elements = alone.reset().results().map(found -> found.group()).collect(Collectors.joining());
        return alone.replaceAll("") + "<" + holder + ">" + elements + "</" + holder + ">";
    }

    @SuppressWarnings("unchecked")
    private static List<String> ask(final Map<String, List<String>> wanted, final Map<String, String> repositories)
            throws Exception {
        final var jar = Path.of(
                Maven.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        final var request = new TreeMap<>(wanted);
        request.put(
                "repositories",
                repositories.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .toList());
        try (var loader = new URLClassLoader(libraries(jar), ClassLoader.getPlatformClassLoader())) {
            final var thread = Thread.currentThread();
            final var before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                final var resolver = loader.loadClass(Maven.class.getPackageName() + ".MavenResolver");
                return ((Function<Map<String, List<String>>, List<String>>)
                                resolver.getConstructor().newInstance())
                        .apply(request);
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    /** The kernel's jar, what it shares with Maven, and what is only Maven's. */
    private static URL[] libraries(final Path jar) throws IOException {
        final List<URL> urls = new ArrayList<>();
        for (final var folder : List.of(jar.getParent(), jar.resolveSibling("maven"))) {
            try (var files = Files.newDirectoryStream(folder, "*.jar")) {
                for (final var file : files) {
                    urls.add(file.toUri().toURL());
                }
            }
        }
        return urls.toArray(new URL[0]);
    }
}
