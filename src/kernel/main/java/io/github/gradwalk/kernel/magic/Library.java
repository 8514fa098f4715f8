package io.github.gradwalk.kernel.magic;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A jar of which the name and the version are known. The group is empty if only the name of the file tells them. */
record Library(String group, String name, String version, Path file) {
    private static final Pattern PROPERTIES = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");
    private static final Pattern FILE = Pattern.compile("(.+?)-(\\d.*)\\.jar");

    /** Returns what the jar says of itself, or else what its name says. */
    static Optional<Library> of(Path jar) {
        final var fileName = jar.getFileName().toString();
        if (!fileName.endsWith(".jar")) {
            return Optional.empty();
        }
        try (var zip = new ZipFile(jar.toFile())) {
            // A jar that contains others has their files too.
            final var inside = zip.stream()
                    .filter(entry -> PROPERTIES.matcher(entry.getName()).matches())
                    .map(entry -> read(zip, entry))
                    .map(given -> ofProperties(given, jar))
                    .filter(library -> fileName.startsWith(library.name() + "-" + library.version()))
                    .findFirst();
            return inside.map(library -> library.withClassifier(fileName)).or(() -> ofFileName(fileName, jar));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns the name of the file without a version; two versions of a library have the same. */
    static String nameOfFile(Path jar) {
        return FILE.matcher(jar.getFileName().toString()).replaceFirst("$1");
    }

    private static Properties read(ZipFile zip, ZipEntry entry) {
        final var properties = new Properties();
        try (InputStream text = zip.getInputStream(entry)) {
            properties.load(text);
        } catch (IOException | IllegalArgumentException e) {
            properties.clear();
        }
        return properties;
    }

    private static Library ofProperties(Properties given, Path jar) {
        return new Library(
                given.getProperty("groupId", ""),
                given.getProperty("artifactId", ""),
                given.getProperty("version", "?"),
                jar);
    }

    private static Optional<Library> ofFileName(String fileName, Path jar) {
        final var parts = FILE.matcher(fileName);
        return parts.matches() ? Optional.of(new Library("", parts.group(1), parts.group(2), jar)) : Optional.empty();
    }

    private Library withClassifier(String fileName) {
        final var rest = fileName.substring((name + "-" + version).length()).replaceFirst("\\.jar$", "");
        return new Library(group, name + rest, version, file);
    }

    /** Whether one of the two can only take the place of the other. Jars named alike that have no class in common are different libraries. */
    boolean isOtherVersionOf(Library other) {
        if (!name.equals(other.name) || version.equals(other.version)) {
            return false;
        }
        return group.isEmpty() || other.group.isEmpty() ? sharesClassesWith(other) : group.equals(other.group);
    }

    private boolean sharesClassesWith(Library other) {
        final var shared = new HashSet<>(classes());
        shared.retainAll(other.classes());
        return !shared.isEmpty();
    }

    private Set<String> classes() {
        try (var zip = new ZipFile(file.toFile())) {
            return zip.stream()
                    .map(ZipEntry::getName)
                    .filter(entry -> entry.endsWith(".class") && !entry.endsWith("module-info.class"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            return Set.of();
        }
    }

    /** Two versions of a library: the one that cells get, and one that they do not get. */
    record Conflict(Library used, String unused) {
        /** Returns one line about all of them. */
        static String describe(List<Conflict> conflicts) {
            return conflicts.stream()
                    .distinct()
                    .map(conflict ->
                            conflict.used.name + " " + conflict.used.version + " (not " + conflict.unused + ")")
                    .collect(Collectors.joining(
                            ", ",
                            "class path: of two versions, the one that came first is used: ",
                            "; to use the other one, restart the kernel and add it first"));
        }
    }
}
