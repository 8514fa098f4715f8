package io.github.gradwalk.kernel.shell;

import io.github.gradwalk.kernel.interpreter.Completion;
import io.github.gradwalk.kernel.magic.CellParts;
import io.github.gradwalk.kernel.magic.MagicCommands;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Completes the names of magics, and paths after those that take paths. */
final class MagicCompletion {
    private static final Pattern NAME = Pattern.compile("%%?\\w*");
    private static final Pattern PATH =
            Pattern.compile("(?:%classpath|%jars|%load|%%?loadFromPOM|%%writefile)\\s(?:.*\\s)?(?<path>\\S*)");
    private static final Pattern TIMED = Pattern.compile("%%?time\\s");

    private MagicCompletion() {}

    /** Completes a magic at the cursor; empty if there is none, or only Java in one. */
    static Optional<Completion> complete(String code, MagicCommands magics) {
        final var magic = magicAtEnd(code);
        if (magic.isEmpty() || TIMED.matcher(magic).lookingAt()) {
            return Optional.empty();
        }
        final int end = code.length();
        if (NAME.matcher(magic).matches()) {
            return Optional.of(matches(magics.namesLike(magic).stream(), "magic", end - magic.length(), end));
        }
        final var path = PATH.matcher(magic);
        if (path.matches()) {
            return Optional.of(matches(
                    paths(path.group("path")), "path", end - path.group("path").length(), end));
        }
        return Optional.of(new Completion(List.of(), end, end));
    }

    private static Completion matches(Stream<String> texts, String kind, int start, int end) {
        return new Completion(
                texts.map(text -> new Completion.Match(text, kind)).toList(), start, end);
    }

    /** The magic that the last line of the code belongs to, which may have no name yet. */
    private static String magicAtEnd(String code) {
        final var parts = CellParts.of(code + "x");
        final var magic = parts.get(parts.size() - 1).magic();
        return magic.isEmpty() ? "" : magic.substring(0, magic.length() - 1);
    }

    private static Stream<String> paths(String given) {
        final int name = given.lastIndexOf('/') + 1;
        final var folder = given.substring(0, name);
        final var found = new File(folder.isEmpty() ? "." : folder).listFiles();
        return Arrays.stream(found == null ? new File[0] : found)
                .filter(file -> file.getName().startsWith(given.substring(name)))
                .filter(file -> name < given.length() || !file.isHidden())
                .map(file -> folder + file.getName() + (file.isDirectory() ? "/" : ""))
                .filter(path -> !path.contains(" "))
                .sorted();
    }

    /** Returns the Java of an unfinished cell, also that after {@code %time}, with spaces in the place of the rest. */
    static String java(String code) {
        final var magic = magicAtEnd(code);
        final var timed = TIMED.matcher(magic);
        final int end = code.length() - magic.length();
        return timed.lookingAt()
                ? CellParts.javaOnly(code.substring(0, end))
                        + timed.replaceFirst(found -> " ".repeat(found.group().length()))
                : CellParts.javaOnly(code);
    }
}
