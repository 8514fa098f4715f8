package io.github.gradwalk.file;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.argument.Require;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ejml.data.DMatrixRMaj;

/**
 * Saves a network to a text file, and loads it again, with every number as it was, to the last bit.
 *
 * <p>The format, version 1, is UTF-8 with LF at the end of each line, the last one too, and one space between words:
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
 * <p>Below {@code W} stands one line for each output, with a weight for each input; below {@code b} one line with a bias
 * for each output. Numbers are decimal, as {@link Double#toString} writes them: with as many digits as it takes to get the
 * same double back, so that hexadecimal ones, which nobody can read, would not be more exact. (Java 19 and later write a
 * few doubles with fewer digits than 17 does; each reads what the other wrote, to the same bits.)
 *
 * <p>A file may be edited by hand, with any decimal number such as {@code -1}, {@code 0.5} or {@code 1e-3}. The last line
 * is then wrong, and {@link #load} says what it must be; so does {@code sed '$d' net.txt | sha256sum}.
 */
public final class MlpFile {
    private static final String NAME = "gradwalk-mlp";
    private static final String VERSION = "1";
    private static final String CHECKSUM = "sha256 ";
    private static final int LONGEST_HEADER = 200;
    /** More than the 24 characters that Java needs at most, for what is written by hand; and the space. */
    private static final int LONGEST_NUMBER = 40;

    private static final Pattern LAYER =
            Pattern.compile("layer ([0-9]+) inputs ([1-9][0-9]{0,8}) outputs ([1-9][0-9]{0,8}) activation ([A-Z]+)");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private MlpFile() {}

    /**
     * Saves a network. The file is complete or not there: it is written beside its place, forced to disk, and then moved
     * there in one step. If anything fails, a file of that name is as it was, and no other one is left behind. The target
     * of a symbolic link is replaced, not the link.
     *
     * @throws IllegalArgumentException if a parameter is not finite or has been reshaped; nothing is written then
     * @throws IOException if the file cannot be written, or what has its name is a folder, a device or a pipe
     */
    public static void save(Mlp net, Path file) throws IOException {
        requireSound(net.layers());
        AtomicFile.write(file, output -> write(net.layers(), output));
    }

    /**
     * Loads a network.
     *
     * <p>No more memory is taken than a few times the file's length, whatever sizes it claims.
     *
     * @throws IOException if there is no such file, it cannot be read, or it is not exactly what {@link #save} wrote: cut
     *     short, altered, with CR LF or a byte order mark, of another version. The message names the line, what was
     *     expected, and what stands there.
     */
    public static Mlp load(Path file) throws IOException {
        try (var lines = new NumberedLines(file, sha256())) {
            readFormat(lines);
            final int count = readCount(lines);
            final var layers = new ArrayList<Layer>();
            final var decimal = DECIMAL.matcher("");
            for (int l = 1; l <= count; l++) {
                layers.add(readLayer(lines, decimal, l, layers));
            }
            readChecksum(lines);
            lines.end();
            return new Mlp(layers);
        }
    }

    // Writing

    private static void requireSound(List<Layer> layers) {
        for (int l = 1; l <= layers.size(); l++) {
            final var layer = layers.get(l - 1);
            final int inputs = l == 1 ? layer.inputs() : layers.get(l - 2).outputs();
            Require.shape("W of layer " + l, layer.W(), layer.outputs(), inputs);
            Require.shape("b of layer " + l, layer.b(), layer.outputs(), 1);
            Require.finite("W of layer " + l, layer.W());
            Require.finite("b of layer " + l, layer.b());
        }
    }

    private static void write(List<Layer> layers, OutputStream output) throws IOException {
        final var digested = new DigestOutputStream(output, sha256());
        line(digested, NAME + " " + VERSION);
        line(digested, "layers " + layers.size());
        for (int l = 1; l <= layers.size(); l++) {
            write(layers.get(l - 1), l, digested);
        }
        line(
                output,
                CHECKSUM + HexFormat.of().formatHex(digested.getMessageDigest().digest()));
    }

    private static void write(Layer layer, int l, OutputStream output) throws IOException {
        // Joined, not formatted: there are locales with digits of their own.
        final var sizes = "layer " + l + " inputs " + layer.inputs() + " outputs " + layer.outputs();
        line(output, sizes + " activation " + layer.activation());
        line(output, "W");
        for (int i = 0; i < layer.outputs(); i++) {
            line(output, numbers(layer.W(), i * layer.inputs(), layer.inputs()));
        }
        line(output, "b");
        line(output, numbers(layer.b(), 0, layer.outputs()));
    }

    private static String numbers(DMatrixRMaj matrix, int start, int count) {
        final var text = new StringBuilder();
        for (int i = start; i < start + count; i++) {
            text.append(i == start ? "" : " ").append(matrix.data[i]);
        }
        return text.toString();
    }

    private static void line(OutputStream output, String text) throws IOException {
        output.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    // Reading

    private static void readFormat(NumberedLines lines) throws IOException {
        final var expected = "\"" + NAME + " " + VERSION + "\"";
        final var line = lines.next(() -> expected, LONGEST_HEADER);
        if (line.matches(NAME + " [0-9]+") && !line.equals(NAME + " " + VERSION)) {
            throw lines.expected("version " + VERSION + " of the format", "the file has version " + line.split(" ")[1]);
        }
        requireLine(lines, line, NAME + " " + VERSION);
    }

    private static int readCount(NumberedLines lines) throws IOException {
        final var expected = "\"layers\" and how many there are";
        final var line = lines.next(() -> expected, LONGEST_HEADER);
        if (!line.matches("layers [1-9][0-9]{0,8}")) {
            throw lines.expected(expected, found(line));
        }
        return Integer.parseInt(line.substring("layers ".length()));
    }

    private static Layer readLayer(NumberedLines lines, Matcher decimal, int l, List<Layer> before) throws IOException {
        final var expected = "\"layer " + l + " inputs … outputs … activation …\"";
        final var line = lines.next(() -> expected, LONGEST_HEADER);
        final var header = LAYER.matcher(line);
        if (!header.matches() || !header.group(1).equals(Integer.toString(l))) {
            throw lines.expected(expected, found(line));
        }
        final int inputs = Integer.parseInt(header.group(2));
        final int outputs = Integer.parseInt(header.group(3));
        final var activation = activation(lines, header.group(4));
        if (l > 1 && inputs != before.get(l - 2).outputs()) {
            throw lines.expected(
                    "as many inputs as the layer before has outputs, "
                            + before.get(l - 2).outputs(),
                    "there are " + inputs);
        }
        requireRoom(lines, inputs, outputs);

        requireLine(lines, lines.next(() -> "\"W\"", LONGEST_HEADER), "W");
        final var W = new DMatrixRMaj(outputs, inputs);
        for (int i = 0; i < outputs; i++) {
            final int row = i + 1;
            readNumbers(lines, decimal, () -> "row " + row + " of W of layer " + l, W, i * inputs, inputs);
        }
        requireLine(lines, lines.next(() -> "\"b\"", LONGEST_HEADER), "b");
        final var b = new DMatrixRMaj(outputs, 1);
        readNumbers(lines, decimal, () -> "b of layer " + l, b, 0, outputs);
        return new Layer(W, b, activation);
    }

    private static Activation activation(NumberedLines lines, String name) throws IOException {
        return Arrays.stream(Activation.values())
                .filter(activation -> activation.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> lines.expected("an activation of " + Arrays.toString(Activation.values()), found(name)));
    }

    /** Before anything is allocated: each number takes a digit and what ends it. */
    private static void requireRoom(NumberedLines lines, int inputs, int outputs) throws IOException {
        final long bytes = 2 * ((long) inputs * outputs + outputs);
        if (bytes > lines.remaining()) {
            throw lines.expected(
                    "at least " + bytes + " more bytes for " + outputs + "×" + inputs + " weights and the biases",
                    "the file has " + lines.remaining());
        }
        if ((long) inputs * outputs > Integer.MAX_VALUE) {
            throw lines.expected("at most " + Integer.MAX_VALUE + " weights", "there are " + outputs + "×" + inputs);
        }
    }

    private static void readNumbers(
            NumberedLines lines, Matcher decimal, Supplier<String> what, DMatrixRMaj matrix, int start, int count)
            throws IOException {
        final Supplier<String> expected =
                () -> what.get() + ", that is " + count + (count == 1 ? " number" : " numbers");
        final var line = lines.next(expected, (long) count * LONGEST_NUMBER);
        final int found = words(line);
        if (found != count) {
            throw lines.expected(expected.get(), "found " + found);
        }
        int from = 0;
        for (int j = 0; j < count; j++) {
            final int to = j == count - 1 ? line.length() : line.indexOf(' ', from);
            final var word = line.substring(from, to);
            final double value = decimal.reset(word).matches() ? Double.parseDouble(word) : Double.NaN;
            if (!Double.isFinite(value)) {
                throw lines.expected(
                        what.get() + " with finite decimal numbers",
                        "number " + (j + 1) + " is " + NumberedLines.quoted(word));
            }
            matrix.data[start + j] = value;
            from = to + 1;
        }
    }

    private static int words(String line) {
        int words = 1;
        for (int at = line.indexOf(' '); at >= 0; at = line.indexOf(' ', at + 1)) {
            words++;
        }
        return words;
    }

    private static void readChecksum(NumberedLines lines) throws IOException {
        final var expected = CHECKSUM + lines.digest();
        final var line = lines.next(() -> "\"" + expected + "\"", LONGEST_HEADER);
        if (!line.equals(expected)) {
            throw lines.expected(
                    "\"" + expected + "\", which is the digest of the lines above",
                    found(line) + ": one or the other has been altered");
        }
    }

    private static void requireLine(NumberedLines lines, String line, String expected) throws IOException {
        if (!line.equals(expected)) {
            throw lines.expected("\"" + expected + "\"", found(line));
        }
    }

    private static String found(String line) {
        return "found " + NumberedLines.quoted(line);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }
}
