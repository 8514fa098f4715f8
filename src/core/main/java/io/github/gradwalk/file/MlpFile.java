package io.github.gradwalk.file;

import io.github.gradwalk.Mlp;
import io.github.gradwalk.argument.Require;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Saves a network to a text file, and loads it again with every number the same to the last bit.
 *
 * <p>The format, version 1, is UTF-8 with LF at the end of every line, and one space between words:
 *
 * <pre>
 * gradwalk-mlp 1
 * layers 2
 * layer 1 inputs 2 outputs 3 activation TANH
 * W
 * 0.5 -0.25
 * 1.0E-4 2.0
 * -0.0 0.125
 * b
 * 0.0 0.0 0.0
 * layer 2 inputs 3 outputs 2 activation IDENTITY
 * W
 * …
 * b
 * …
 * sha256 <i>the SHA-256 of all bytes above this line, 64 hexadecimal digits</i>
 * </pre>
 *
 * <p>Below {@code W} is one line for each output, with a weight for each input; below {@code b} one line with a bias for each
 * output. Numbers are decimal, as {@link Double#toString} writes them: with as many digits as are needed to read the same double.
 *
 * <p>A file may be edited by hand, with any decimal numbers such as {@code -1} or {@code 1e-3}. The last line is then wrong, and
 * {@link #load} says what it must be; so does {@code sed '$d' net.txt | sha256sum}.
 */
public final class MlpFile {
    private static final String FORMAT = "gradwalk-mlp 1";

    private MlpFile() {}

    /**
     * Saves a network. It is written to a new file, forced to disk, and then moved to its place in one step: if anything fails, a
     * file of that name stays as it was, and no other is left behind. If the name is a symbolic link, the link stays and the file
     * that it points to is replaced.
     *
     * @throws IllegalArgumentException if a parameter is not finite or has been reshaped; nothing is written then
     * @throws IOException if the file cannot be written, or what has its name is a folder, a device or a pipe
     */
    public static void save(Mlp net, Path file) throws IOException {
        Require.notNull("net", net);
        final var text = new StringBuilder(FORMAT + "\n");
        MlpText.append(text, net);
        SignedText.save(text.toString(), file);
    }

    /**
     * Loads a network. Whatever sizes the file claims, this takes no more memory than some times the length of the file, which
     * must be below 2 GB, as it must when it is saved.
     *
     * @throws IOException if there is no such file, it cannot be read, or it is not exactly what {@link #save} wrote: cut
     *     short, altered, converted, or of another version. The message names the file, what was expected and what was found.
     */
    public static Mlp load(Path file) throws IOException {
        return SignedText.load(file, FORMAT, MlpText::read);
    }
}
