package io.github.gradwalk.file;

import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.column;
import static io.github.gradwalk.Matrices.rows;
import static io.github.gradwalk.Networks.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Law;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Networks;
import io.github.gradwalk.argument.Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MlpFileTest {
    private static final String TEXT = """
            gradwalk-mlp 1
            layers 2
            layer 1 inputs 2 outputs 3 activation TANH
            W
            0.5 -0.25
            1.0E-4 2.0
            -0.0 0.125
            b
            0.0 4.9E-324 -1.7976931348623157E308
            layer 2 inputs 3 outputs 1 activation IDENTITY
            W
            1.0 -2.0 3.0
            b
            0.1
            """;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("net.txt");
    }

    private static Mlp net() {
        return new Mlp(List.of(
                new Layer(
                        rows(new double[] {0.5, -0.25}, new double[] {1e-4, 2}, new double[] {-0.0, 0.125}),
                        column(0, Double.MIN_VALUE, -Double.MAX_VALUE),
                        Activation.TANH),
                new Layer(rows(new double[] {1, -2, 3}), column(0.1), Activation.IDENTITY)));
    }

    /** The text with the checksum that it must have. */
    private static String signed(String text) throws NoSuchAlgorithmException {
        final var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return text + "sha256 " + HexFormat.of().formatHex(digest) + "\n";
    }

    private static DMatrixRMaj W(Mlp net, int l) {
        return net.layers().get(l).W();
    }

    private static DMatrixRMaj b(Mlp net, int l) {
        return net.layers().get(l).b();
    }

    private void assertNotLoaded(String content, String message) throws IOException {
        Files.writeString(file, content);
        assertThatIOException().isThrownBy(() -> MlpFile.load(file)).withMessage(file + ": " + message);
    }

    /** In a locale with other digits, too. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "ar-EG-u-nu-arab"})
    void theFormatIsAsDocumented(String locale) throws Exception {
        final var usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(locale));
        try {
            MlpFile.save(net(), file);
            assertThat(file).hasContent(signed(TEXT));
            assertThat(Files.size(file)).isEqualTo(signed(TEXT).length());
            assertSame(MlpFile.load(file), net());
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Provide
    Arbitrary<double[]> numbers() {
        final var bits = Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
        final var awkward = Arbitraries.of(0.0, -0.0, Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, 2e23, 1e7);
        return Arbitraries.oneOf(bits, awkward).array(double[].class).ofSize(14);
    }

    @Law
    void everyNumberComesBackToTheLastBit(@ForAll("numbers") double[] numbers, @ForAll Activation activation)
            throws IOException {
        final var net = Mlp.create(new int[] {1, 3, 2}, activation, new Initialisation.Zero(), 0);
        int used = 0;
        for (final var matrix : Networks.parameters(net)) {
            System.arraycopy(numbers, used, matrix.data, 0, matrix.getNumElements());
            used += matrix.getNumElements();
        }
        final var own = Files.createTempFile("net", ".txt");
        try {
            MlpFile.save(net, own);
            assertSame(MlpFile.load(own), net);
        } finally {
            Files.delete(own);
        }
    }

    @Test
    void whatIsWrongIsNamedWithItsLine() throws Exception {
        assertNotLoaded("", "the file is empty");
        final var endless = "x".repeat(1_000_000);
        assertMisread("PK\3 \u202e" + endless, 1, "gradwalk-mlp 1", "PK\uFFFD \uFFFD" + "x".repeat(95) + "…");
        assertMisread("\uFEFF" + TEXT, 1, "gradwalk-mlp 1", "\uFEFFgradwalk-mlp 1");
        assertMisread(changed("mlp 1", "mlp 2"), 1, "gradwalk-mlp 1", "gradwalk-mlp 2");
        assertMisread(changed("layers 2", "layers 0"), 2, "layers …", "layers 0");
        assertMisread(
                changed("layers 2", "layers 1"), 10, "sha256 …", "layer 2 inputs 3 outputs 1 activation IDENTITY");
        assertMisread(
                changed("TANH", "SINE"),
                3,
                "layer 1 inputs … outputs … activation …",
                "layer 1 inputs 2 outputs 3 activation SINE");
        assertMisread(changed("3 activation TANH\nW", "3 activation TANH\nV"), 4, "W", "V");
        assertNotLoaded(
                signed(TEXT.replace("layer 2 inputs 3", "layer 2 inputs 4").replace("-2.0 3.0", "-2.0 3.0 4.0")),
                "layers do not fit: W of layer 2 is 1×4, but layer 1 has 3 outputs");
    }

    private static String changed(String from, String to) throws NoSuchAlgorithmException {
        return signed(TEXT.replace(from, to));
    }

    private void assertMisread(String content, int line, String expected, String found) throws IOException {
        assertNotLoaded(content, "line " + line + ": expected \"" + expected + "\", but found \"" + found + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NaN", "Infinity", "1e999", "0x1p3", "1,5", "", "1 2", "1d", "+1", "1.", ".5", "\u0663", "1\t"})
    void whatIsNotAFiniteDecimalNumberIsRefused(String number) throws Exception {
        assertNotLoaded(
                changed("0.125", number),
                "line 7: expected 2 finite decimal numbers, but found \"" + Names.isolated("-0.0 " + number) + "\"");
    }

    /** An array of so many numbers, or of so many rows, would not fit into the memory of the tests. */
    @ParameterizedTest
    @CsvSource({"999999999, 1", "1, 999999999", "999999999, 999999999"})
    void memoryIsNotTakenForSizesThatTheFileOnlyClaims(int inputs, int outputs) throws Exception {
        final var sizes = "layer 1 inputs %d outputs %d".formatted(inputs, outputs);
        Files.writeString(file, changed("layer 1 inputs 2 outputs 3", sizes));
        assertThatIOException().isThrownBy(() -> MlpFile.load(file)).withMessageContaining(": line ");
    }

    @Test
    void aFileEditedByHandIsReadOnceItsChecksumIsWhatTheMessageSays() throws Exception {
        final var edited = TEXT.replace("1.0E-4 2.0", "1e-4 -7");
        Files.writeString(file, signed(TEXT).replace(TEXT, edited));
        final var problem = catchThrowableOfType(IOException.class, () -> MlpFile.load(file));
        final var checksum = problem.getMessage()
                .replaceFirst("(?s).*: the last line must be \"(sha256 [0-9a-f]{64})\", the digest of.*", "$1");
        Files.writeString(file, edited + checksum + "\n");
        assertThat(W(MlpFile.load(file), 0).get(1, 1)).isEqualTo(-7);
    }

    /** Among them a pipe: a save must not put a file in the place of a device such as /dev/null. */
    @Test
    void pathsAtWhichNoFileCanBeAreNamed() throws Exception {
        final var pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        final var link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nothing"));
        final var paths = List.of(folder, pipe, link, folder.resolve("none/net.txt"), folder.resolve("n".repeat(240)));
        for (final var path : paths) {
            assertThatIOException()
                    .isThrownBy(() -> MlpFile.save(net(), path))
                    .withMessageStartingWith(path.toString());
            assertThatIOException()
                    .isThrownBy(() -> MlpFile.load(path))
                    .withMessage(
                            path + (path == folder ? ": this is a folder, not a file" : ": there is no such file"));
        }
        assertThat(namesIn(folder)).containsExactlyInAnyOrder("pipe", "link");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    void aSymbolicLinkIsFollowedAndStays() throws Exception {
        final var real = Files.createDirectory(folder.resolve("real")).resolve("net.txt");
        MlpFile.save(Mlp.create(new int[] {1, 1}, Activation.TANH, new Initialisation.Zero(), 0), real);
        Files.createSymbolicLink(file, real);
        MlpFile.save(net(), file);
        assertThat(file).isSymbolicLink();
        assertSame(MlpFile.load(real), net());
    }

    @Test
    void theFileKeepsItsPermissions() throws Exception {
        MlpFile.save(net(), file);
        final var secret = PosixFilePermissions.fromString("rw-------");
        Files.setPosixFilePermissions(file, secret);
        MlpFile.save(net(), file);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(secret);
    }

    @Test
    void aNetworkThatIsNotFiniteOrWasReshapedIsNotSaved() throws Exception {
        MlpFile.save(net(), file);
        assertNotSaved(
                net -> W(net, 1).set(0, 2, Double.NaN),
                "W of layer 2 must be finite, but row 0, column 2 (counted from 0) is NaN");
        assertNotSaved(
                net -> b(net, 0).set(1, 0, 1 / 0.0),
                "b of layer 1 must be finite, but row 1, column 0 (counted from 0) is Infinity");
        assertNotSaved(net -> b(net, 0).reshape(1, 3), "b of layer 1 must have the shape 3×1, but has 1×3");
        assertNotSaved(net -> W(net, 1).reshape(1, 2), "W of layer 2 must have the shape 1×3, but has 1×2");
        assertSame(MlpFile.load(file), net());
    }

    private void assertNotSaved(Consumer<Mlp> change, String message) {
        final var net = net();
        change.accept(net);
        assertRefused(() -> MlpFile.save(net, file), message);
    }

    @Test
    void aSaveThatFailsHalfWayLeavesTheOldFileAndNothingElse() throws Exception {
        MlpFile.save(net(), file);
        assertThatIOException()
                .isThrownBy(() -> AtomicFile.write(file, output -> {
                    output.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }))
                .withMessageEndingWith("No space left on device");
        assertSame(MlpFile.load(file), net());
        assertThat(namesIn(folder)).containsExactly("net.txt");
    }

    /** As in a cell whose training was stopped. */
    @Test
    void anInterruptedThreadSavesAndLoads() throws Exception {
        Thread.currentThread().interrupt();
        MlpFile.save(net(), file);
        final var loaded = MlpFile.load(file);
        assertThat(Thread.interrupted()).isTrue();
        assertSame(loaded, net());
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
