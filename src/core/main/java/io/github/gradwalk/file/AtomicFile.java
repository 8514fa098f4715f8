package io.github.gradwalk.file;

import io.github.gradwalk.argument.Require;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/** Writes a file wholly or not at all: a reader finds the old content or the new, even after a crash. */
public final class AtomicFile {
    private AtomicFile() {}

    /** What is to be written. */
    public interface Content {
        void writeTo(OutputStream output) throws IOException;
    }

    /**
     * Writes a new file beside this one, with its permissions, forces it to disk, and moves it to the place of this one.
     *
     * @throws IOException if the file cannot be written, its folder does not exist, or what has its name is a folder, a device or a pipe
     */
    public static void write(Path file, Content content) throws IOException {
        Require.notNull("file", file);
        final boolean exists = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        final var target = exists ? file.toRealPath() : file.toAbsolutePath();
        if (exists && !(Files.isRegularFile(target) && Files.isWritable(target))) {
            throw new IOException(file + ": this is not a file that can be written");
        }
        if (!Files.isDirectory(target.getParent())) {
            throw new IOException(
                    file + ": this file cannot be written, since there is no such folder: " + target.getParent());
        }
        try {
            replace(target, exists, content);
        } catch (IOException e) {
            throw new IOException(file + ": this file cannot be written: " + e, e);
        }
    }

    private static void replace(Path target, boolean exists, Content content) throws IOException {
        final var name = "." + target.getFileName() + "." + UUID.randomUUID() + ".tmp";
        final var temporary = Files.createFile(target.resolveSibling(name));
        try {
            final var view = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
            if (exists && view != null) {
                view.setPermissions(Files.getPosixFilePermissions(target));
            }
            // Not a channel, which would be closed if the thread has been interrupted, as after a training that was
            // stopped.
            try (var output = new FileOutputStream(temporary.toFile())) {
                content.writeTo(output);
                output.getFD().sync();
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
