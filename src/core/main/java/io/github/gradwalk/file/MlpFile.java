package io.github.gradwalk.file;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.LineNumberReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.ejml.data.DMatrixRMaj;

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
    private static final String SIZES_AND_ACTIVATION =
            " inputs ([1-9][0-9]{0,8}) outputs ([1-9][0-9]{0,8}) activation (IDENTITY|LOGISTIC|TANH|RELU)";
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

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
        for (int l = 1; l <= net.layers().size(); l++) {
            final var layer = net.layers().get(l - 1);
            Require.shape("W of layer " + l, layer.W(), layer.outputs(), net.sizes()[l - 1]);
            Require.shape("b of layer " + l, layer.b(), layer.outputs(), 1);
            Require.finite("W of layer " + l, layer.W());
            Require.finite("b of layer " + l, layer.b());
        }
        final byte[] content = text(net.layers()).getBytes(StandardCharsets.UTF_8);
        final byte[] checksum = checksum(content, content.length).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, output -> {
            output.write(content);
            output.write(checksum);
        });
    }

    private static String text(List<Layer> layers) {
        // Concatenated, not formatted, since some locales have digits of their own.
        final var text = new StringBuilder(FORMAT + "\nlayers " + layers.size() + "\n");
        for (int l = 1; l <= layers.size(); l++) {
            final var layer = layers.get(l - 1);
            text.append("layer " + l + " inputs " + layer.inputs() + " outputs " + layer.outputs());
            text.append(" activation " + layer.activation() + "\nW\n");
            appendLines(text, layer.W().data, layer.outputs(), layer.inputs());
            appendLines(text.append("b\n"), layer.b().data, 1, layer.outputs());
        }
        return text.toString();
    }

    private static void appendLines(StringBuilder text, double[] numbers, int lines, int inLine) {
        for (int i = 0; i < lines * inLine; i++) {
            text.append(numbers[i]).append((i + 1) % inLine == 0 ? '\n' : ' ');
        }
    }

    /**
     * Loads a network. Whatever sizes the file claims, this takes no more memory than some times the length of the file, which
     * must be below 2 GB, as it must when it is saved.
     *
     * @throws IOException if there is no such file, it cannot be read, or it is not exactly what {@link #save} wrote: cut
     *     short, altered, converted, or of another version. The message names the file, what was expected and what was found.
     */
    public static Mlp load(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
        try (var input = new FileInputStream(file.toFile())) { // not a channel: see AtomicFile
            final byte[] content = input.readAllBytes();
            final var lines = new LineNumberReader(new StringReader(new String(content, StandardCharsets.UTF_8)));
            next(lines, FORMAT);
            requireChecksum(content);
            final var count = next(lines, "layers ([1-9][0-9]{0,8})").group(1);
            final var layers = new ArrayList<Layer>();
            for (int l = 1; l <= Integer.parseInt(count); l++) {
                layers.add(readLayer(lines, l));
            }
            next(lines, "sha256 (.*)");
            return new Mlp(layers);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static void requireChecksum(byte[] content) {
        final int start = new String(content, StandardCharsets.ISO_8859_1).lastIndexOf('\n', content.length - 2) + 1;
        final var expected = checksum(content, start);
        final var found = new String(content, start, content.length - start, StandardCharsets.UTF_8);
        Require.that(
                found.equals(expected),
                "the last line must be \"%s\", the digest of the lines above, and end with LF, but is \"%s\"",
                expected.strip(),
                Names.inMessage(found));
    }

    private static String checksum(byte[] content, int length) {
        try {
            final var digest = MessageDigest.getInstance("SHA-256");
            digest.update(content, 0, length);
            return "sha256 " + HexFormat.of().formatHex(digest.digest()) + "\n";
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }

    private static Layer readLayer(LineNumberReader lines, int l) throws IOException {
        final var header = next(lines, "layer " + l + SIZES_AND_ACTIVATION);
        final int inputs = Integer.parseInt(header.group(1));
        final int outputs = Integer.parseInt(header.group(2));
        next(lines, "W");
        final var W = new ArrayList<double[]>(); // which grows with the file, whatever the sizes above claim
        for (int i = 0; i < outputs; i++) {
            W.add(readNumbers(lines, inputs));
        }
        next(lines, "b");
        final var b = new DMatrixRMaj(outputs, 1, true, readNumbers(lines, outputs));
        return new Layer(new DMatrixRMaj(W.toArray(double[][]::new)), b, Activation.valueOf(header.group(3)));
    }

    private static double[] readNumbers(LineNumberReader lines, int count) throws IOException {
        final var words = next(lines, ".*").group().split(" ", -1);
        final double[] numbers = Arrays.stream(words)
                .filter(word -> DECIMAL.matcher(word).matches())
                .mapToDouble(Double::parseDouble)
                .filter(Double::isFinite)
                .toArray();
        Require.that(
                words.length == count && numbers.length == count,
                "line %d: expected %d finite decimal numbers, but found \"%s\"",
                lines.getLineNumber(),
                count,
                Names.inMessage(String.join(" ", words)));
        return numbers;
    }

    /** Reads a line that must match a regular expression, whose groups are shown as … in the message if it does not. */
    private static MatchResult next(LineNumberReader lines, String expected) throws IOException {
        final var line = Objects.requireNonNullElse(lines.readLine(), "");
        final var match = Pattern.compile(expected).matcher(line);
        Require.that(
                match.matches(),
                "line %d: expected \"%s\", but found \"%s\"",
                lines.getLineNumber(),
                expected.replaceAll("\\([^)]*\\)", "…"),
                Names.inMessage(line));
        return match;
    }
}
