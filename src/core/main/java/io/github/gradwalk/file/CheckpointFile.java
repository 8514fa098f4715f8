package io.github.gradwalk.file;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.train.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Saves the state of a training to a text file, and loads it again with every number the same to the last bit: the network, what the optimizer
 * remembers, and what was measured.
 *
 * <pre>{@code
 * var training = Files.exists(file)
 *         ? trainer.resume(CheckpointFile.load(file), data, validation)
 *         : trainer.start(net, data, validation);
 * while (!training.isFinished()) {
 *     training.run(10);
 *     CheckpointFile.save(training.checkpoint(), file);
 * }
 * }</pre>
 *
 * <p>The format, version 1, is that of {@link MlpFile} with other lines around those of the network:
 *
 * <pre>
 * gradwalk-checkpoint 1
 * setup 6
 * "data 150 × 4, 3 classes, digest c0ffee42"
 * "validation 30 × 4, 3 classes, digest 5eed"
 * "optimizer Adam[beta1=0.9, beta2=0.999, epsilon=1.0E-8]"
 * "batch size 32"
 * "seed 0"
 * "early stopping on"
 * epochs 5
 * <i>loss, accuracy, validation loss and accuracy, gradient norm, learning rate, seconds: a line for each epoch</i>
 * begun 0
 * <i>examples, weight, loss, correct, gradient norm, seconds: sums over the steps of the epoch that comes next</i>
 * layers 2
 * <i>…: the network, as in {@link MlpFile}</i>
 * best yes
 * layers 2
 * <i>…: the network with the lowest validation loss, if the line above says yes</i>
 * steps 25
 * vectors 2
 * <i>a number for each parameter: a line for each vector that the optimizer remembers</i>
 * sha256 <i>the SHA-256 of all bytes above this line</i>
 * </pre>
 */
public final class CheckpointFile {
    private static final String FORMAT = "gradwalk-checkpoint 1";

    private CheckpointFile() {}

    /**
     * Saves a checkpoint, wholly or not at all, as {@link MlpFile#save} does with a network.
     *
     * @throws IllegalArgumentException if a parameter is not finite or has been reshaped; nothing is written then
     * @throws IOException if the file cannot be written, or what has its name is a folder, a device or a pipe
     */
    public static void save(Checkpoint checkpoint, Path file) throws IOException {
        Require.notNull("checkpoint", checkpoint);
        final var text = new StringBuilder(FORMAT + "\n");
        CheckpointText.append(text, checkpoint);
        SignedText.save(text.toString(), file);
    }

    /**
     * Loads a checkpoint. Whether it fits a trainer and its data, {@link io.github.gradwalk.train.Trainer#resume} checks.
     *
     * @throws IOException if there is no such file, it cannot be read, or it is not exactly what {@link #save} wrote. The message names the
     *     file, what was expected and what was found.
     */
    public static Checkpoint load(Path file) throws IOException {
        return SignedText.load(file, FORMAT, CheckpointText::read);
    }
}
