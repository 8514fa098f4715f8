package io.github.gradwalk.file;

import io.github.gradwalk.argument.Require;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** All bytes of a file. */
final class FileBytes {
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private FileBytes() {}

    /** @throws IOException if there is no such file, it cannot be read, or it is too large; the message names it */
    static byte[] read(Path file) throws IOException {
        Require.notNull("file", file);
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "this is a folder, not a file");
        }
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
        if (Files.size(file) > LONGEST) {
            throw new IOException(file + ": this file is too large, it must have less than 2 GB");
        }
        try (var input = new FileInputStream(file.toFile())) { // not a channel: see AtomicFile
            return input.readAllBytes();
        }
    }
}
