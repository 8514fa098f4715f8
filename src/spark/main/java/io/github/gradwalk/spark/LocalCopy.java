package io.github.gradwalk.spark;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads and writes gradwalk's files, which are local, on any file system of Hadoop. */
final class LocalCopy {
    interface Reader<T> {
        T read(java.nio.file.Path local) throws IOException;
    }

    interface Writer {
        void write(java.nio.file.Path local) throws IOException;
    }

    private LocalCopy() {}

    static <T> T read(FileSystem files, Path file, Reader<T> reader) throws IOException {
        final var folder = Files.createTempDirectory("gradwalk");
        final var local = folder.resolve("copy");
        try {
            files.copyToLocalFile(false, file, new Path(local.toUri()), true);
            return reader.read(local);
        } catch (IOException e) {
            throw new IOException(e.getMessage().replace(local.toString(), file.toString()), e);
        } finally {
            Files.deleteIfExists(local);
            Files.delete(folder);
        }
    }

    /** Writes a new file wholly or not at all: under another name first, which is changed when it is complete. */
    static void write(FileSystem files, Path file, Writer writer) throws IOException {
        final var folder = Files.createTempDirectory("gradwalk");
        final var local = folder.resolve("copy");
        final var unfinished = new Path(file.getParent(), "." + file.getName() + ".unfinished");
        try {
            writer.write(local);
            files.copyFromLocalFile(false, true, new Path(local.toUri()), unfinished);
            files.delete(file, false);
            if (!files.rename(unfinished, file)) {
                throw new IOException(file + ": this file cannot be written");
            }
        } finally {
            Files.deleteIfExists(local);
            Files.delete(folder);
        }
    }
}
