package io.github.gradwalk.spark;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.file.CheckpointFile;
import io.github.gradwalk.train.Checkpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The checkpoints of a training in a folder, on any file system that Spark can write to. Each is a file of its own, which gets its name when it is
 * whole; the one before is removed afterwards. Trainings with other data or settings have files with other names.
 */
final class CheckpointFolder {
    private static final String END = ".checkpoint";

    private final Path folder;
    private final FileSystem files;

    /** @throws IllegalArgumentException if it cannot be written to, which is tried */
    CheckpointFolder(String folder, Configuration hadoop) {
        try {
            this.folder = new Path(folder);
            files = this.folder.getFileSystem(hadoop);
            files.mkdirs(this.folder);
            final var trial = new Path(this.folder, ".gradwalk-" + UUID.randomUUID());
            files.create(trial).close();
            files.delete(trial, false);
        } catch (IOException | RuntimeException e) { // as for a host that is not known
            throw new IllegalArgumentException(
                    "checkpointDir must be a folder that can be written to, but is " + folder + ": " + e.getMessage(),
                    e);
        }
    }

    /**
     * Returns the last checkpoint of a training.
     *
     * @param setup what must be the same when the training goes on, in words
     */
    Optional<Checkpoint> latest(List<String> setup) throws IOException {
        final var found =
                saved(setup).max(Comparator.comparing(file -> file.getPath().getName()));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        final var checkpoint = LocalCopy.read(files, found.get().getPath(), CheckpointFile::load);
        Require.that(
                checkpoint.setup().equals(setup),
                "%s is the checkpoint of another training: %s",
                found.get().getPath(),
                checkpoint.setup());
        return Optional.of(checkpoint);
    }

    void save(Checkpoint checkpoint) throws IOException {
        final var name = start(checkpoint.setup())
                + String.format(Locale.ROOT, "%09d", checkpoint.epochs().size())
                + END;
        final var file = new Path(folder, name);
        LocalCopy.write(files, file, local -> CheckpointFile.save(checkpoint, local));
        for (final var earlier : saved(checkpoint.setup()).toList()) {
            if (earlier.getPath().getName().compareTo(name) < 0) {
                files.delete(earlier.getPath(), false);
            }
        }
    }

    private Stream<FileStatus> saved(List<String> setup) throws IOException {
        return Arrays.stream(files.listStatus(folder))
                .filter(file -> file.getPath().getName().startsWith(start(setup)))
                .filter(file -> file.getPath().getName().endsWith(END));
    }

    /** How the names of a training's files start. */
    private static String start(List<String> setup) {
        final var digest = new CRC32();
        setup.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return "gradwalk-" + String.format(Locale.ROOT, "%08x", digest.getValue()) + "-";
    }
}
