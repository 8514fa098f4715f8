package io.github.spencerpark.jupyter.kernel.magic.common;

import io.github.spencerpark.jupyter.kernel.magic.registry.CellMagic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/** The magic {@code %%writefile}; a notebook that wants it registers this class. */
public final class WriteFile {
    private static final Set<String> APPEND = Set.of("-a", "--append");

    private WriteFile() {}

    /** Writes the body to the named file or, after {@code -a}, to its end. */
    @CellMagic
    public static void writefile(List<String> arguments, String body) throws IOException {
        final var names = arguments.stream()
                .filter(argument -> !APPEND.contains(argument))
                .toList();
        if (names.isEmpty()) {
            throw new IllegalArgumentException("expected one file, such as: %%writefile notes.txt");
        }
        final boolean appends = names.size() < arguments.size();
        Files.writeString(
                // More than one: a path with spaces.
                Path.of(String.join(" ", names)),
                body,
                StandardOpenOption.CREATE,
                appends ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
    }
}
