package io.github.gradwalk.kernel.magic;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What cells can import from: the kernel's own class path, and what magics add to it. */
public final class ClassPath {
    private final Set<Path> known = new LinkedHashSet<>();
    private final Map<String, List<Path>> namedAlike = new HashMap<>();
    private final Map<Path, Optional<Library>> libraries = new HashMap<>();
    private final Consumer<String> adder;

    /** The adder takes one or more new entries, joined by the platform's path separator. */
    public ClassPath(Consumer<String> adder) throws IOException {
        this.adder = adder;
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            final var path = Path.of(entry);
            if (Files.exists(path)) {
                known.add(path.toRealPath());
            }
        }
    }

    /** Adds jars and folders of classes, given as paths or globs relative to the working directory; returns what these match. */
    public List<String> addAll(List<String> globs) throws IOException {
        return add(globs, path -> true);
    }

    /** Adds those of the matches that are jars; returns them. */
    List<String> addJars(List<String> globs) throws IOException {
        return add(globs, path -> path.toString().endsWith(".jar"));
    }

    private List<String> add(List<String> globs, Predicate<Path> wanted) throws IOException {
        if (globs.isEmpty()) {
            throw new IllegalArgumentException("expected at least one path or glob, such as ../target/lib/*.jar");
        }
        final Set<Path> all = new LinkedHashSet<>();
        for (var glob : globs) {
            final var found = expand(glob).stream().filter(wanted).toList();
            if (found.isEmpty()) {
                System.err.println("class path: nothing found at " + glob + " in "
                        + Path.of("").toAbsolutePath());
            }
            for (var path : found) {
                all.add(path.toRealPath());
            }
        }
        addNew(all);
        return all.stream().map(Path::toString).toList();
    }

    /** Adds the jars that Maven has chosen, says which other versions are therefore not used, and returns the paths of the jars. */
    List<String> addLibraries(Resolution resolution) throws IOException {
        final Set<Path> jars = new LinkedHashSet<>();
        for (var library : resolution.libraries()) {
            if (library.file().toString().endsWith(".jar")) {
                final var jar = library.file().toRealPath();
                jars.add(jar);
                libraries.put(jar, Optional.of(library));
            }
        }
        report(resolution.conflicts());
        addNew(jars);
        return jars.stream().map(Path::toString).toList();
    }

    private void addNew(Set<Path> all) {
        final Set<Path> fresh = new LinkedHashSet<>(all);
        fresh.removeAll(known);
        if (fresh.isEmpty()) {
            return;
        }
        adder.accept(fresh.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        known.addAll(fresh);
        final List<Library.Conflict> conflicts = new ArrayList<>();
        for (var path : fresh) {
            // Only these need be opened, which takes time.
            final var others = namedAlike.computeIfAbsent(Library.nameOfFile(path), name -> new ArrayList<>());
            others.stream()
                    .flatMap(other -> conflict(other, path).stream())
                    .findFirst()
                    .ifPresent(conflicts::add);
            others.add(path);
        }
        report(conflicts);
    }

    private Optional<Library.Conflict> conflict(Path used, Path unused) {
        return library(used).flatMap(first -> library(unused)
                .filter(first::isOtherVersionOf)
                .map(second -> new Library.Conflict(first, second.version())));
    }

    private Optional<Library> library(Path path) {
        return libraries.computeIfAbsent(path, Library::of);
    }

    private static void report(List<Library.Conflict> conflicts) {
        if (!conflicts.isEmpty()) {
            System.err.println(Library.Conflict.describe(conflicts));
        }
    }

    /** Returns the version of the library that is on the class path. */
    Optional<Library> find(Library wanted) {
        return known.stream()
                .flatMap(path -> library(path).stream())
                .filter(present ->
                        present.group().equals(wanted.group()) && present.name().equals(wanted.name()))
                .findFirst();
    }

    /** Returns everything on the class path, in order. */
    public List<Path> entries() {
        return List.copyOf(known);
    }

    /** Returns the existing files that match a path whose parts may contain {@code *} and {@code ?}. */
    public static List<Path> expand(String glob) throws IOException {
        List<Path> found = List.of(glob.startsWith("/") ? Path.of("/") : Path.of(""));
        for (var part :
                Arrays.stream(glob.split("/")).filter(part -> !part.isEmpty()).toList()) {
            final List<Path> next = new ArrayList<>();
            for (var folder : found) {
                next.addAll(children(folder, part));
            }
            found = next;
        }
        return found;
    }

    private static List<Path> children(Path folder, String part) throws IOException {
        if (part.indexOf('*') < 0 && part.indexOf('?') < 0) {
            final var child = folder.resolve(part);
            return Files.exists(child) ? List.of(child) : List.of();
        }
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        final var matcher = FileSystems.getDefault()
                .getPathMatcher(
                        "glob:" + part.replaceAll("[\\\\\\[\\]{}]", "\\\\$0").replaceAll("\\*+", "*"));
        try (var children = Files.list(folder.toString().isEmpty() ? Path.of(".") : folder)) {
            return children.filter(child -> matcher.matches(child.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
