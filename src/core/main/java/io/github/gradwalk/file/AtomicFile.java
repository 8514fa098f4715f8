package io.github.gradwalk.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/** Writes a file whole or not at all: whoever reads it meanwhile, or after a crash, finds the old content or the new. */
final class AtomicFile {
    private AtomicFile() {}

    /** What a file is to hold. */
    interface Content {
        void writeTo(OutputStream output) throws IOException;
    }

    /**
     * Writes beside the file, forces that to disk, then moves it to the file's place.
     *
     * @throws IOException if that fails, or what is there is no file, such as a device: it is as it was, and nothing lies
     *     beside it
     */
    static void write(Path file, Content content) throws IOException {
        final var target = target(file);
        final var temporary = createdBeside(target);
        try {
            keepPermissions(target, temporary);
            // Not a channel: those give up where the thread has been interrupted, as after a training that was stopped.
            try (var output = new FileOutputStream(temporary.toFile());
                    var buffered = new BufferedOutputStream(output)) {
                content.writeTo(buffered);
                buffered.flush();
                output.getFD().sync();
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** The place to write to: where a symbolic link leads, if it is one. */
    private static Path target(Path file) throws IOException {
        if (Files.exists(file)) {
            requireRegular(file);
            if (!Files.isWritable(file)) {
                throw new AccessDeniedException(file.toString(), null, "this file is write-protected");
            }
            return file.toRealPath();
        }
        if (Files.isSymbolicLink(file)) {
            throw new NoSuchFileException(file.toString(), null, "this is a symbolic link that leads nowhere");
        }
        final var folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(file.toString(), null, "there is no folder " + folder);
        }
        return file.toAbsolutePath();
    }

    /** @throws IOException if there is something else than a file: a folder, a device, a pipe */
    static void requireRegular(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": this is " + (Files.isDirectory(file) ? "a folder" : "no regular file"));
        }
    }

    private static Path createdBeside(Path target) throws IOException {
        try {
            return Files.createFile(
                    target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp"));
        } catch (IOException e) {
            throw new IOException(target + ": there can be no new file in its folder: " + e, e);
        }
    }

    private static void keepPermissions(Path old, Path replacement) throws IOException {
        final var view = Files.getFileAttributeView(replacement, PosixFileAttributeView.class);
        if (view != null && Files.exists(old)) {
            view.setPermissions(Files.getPosixFilePermissions(old));
        }
    }
}
