package io.github.gradwalk.file;

import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.column;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Law;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.argument.Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private static void assertSame(Mlp actual, Mlp expected) {
        assertThat(actual.sizes()).isEqualTo(expected.sizes());
        for (int l = 0; l < expected.layers().size(); l++) {
            assertIdentical(actual.layers().get(l).W(), expected.layers().get(l).W());
            assertIdentical(actual.layers().get(l).b(), expected.layers().get(l).b());
            assertThat(actual.layers().get(l).activation())
                    .isEqualTo(expected.layers().get(l).activation());
        }
    }

    private void assertRefused(String content, String message) throws IOException {
        Files.writeString(file, content);
        assertThatIOException().isThrownBy(() -> MlpFile.load(file)).withMessage(file + ", " + message);
    }

    @Test
    void theFormatIsAsDocumented() throws Exception {
        MlpFile.save(net(), file);
        assertThat(file).hasContent(signed(TEXT));
        assertThat(Files.size(file)).isEqualTo(signed(TEXT).length());
        assertSame(MlpFile.load(file), net());
    }

    @Provide
    Arbitrary<Mlp> networks() {
        final var sizes = Arbitraries.integers()
                .between(1, 5)
                .array(int[].class)
                .ofMinSize(2)
                .ofMaxSize(4);
        final var bits = Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
        final var awkward = Arbitraries.of(
                0.0,
                -0.0,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                Double.MIN_NORMAL,
                Math.nextDown(Double.MIN_NORMAL),
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                2.0E-3,
                2e23,
                0.1,
                1 / 3.0,
                9007199254740993.0,
                1e7,
                1e-3);
        final var numbers =
                Arbitraries.oneOf(bits, awkward).array(double[].class).ofSize(3 * 30);
        return Combinators.combine(sizes, numbers, Arbitraries.of(Activation.class))
                .as(MlpFileTest::network);
    }

    private static Mlp network(int[] sizes, double[] numbers, Activation activation) {
        final var net = Mlp.create(sizes, activation, new Initialisation.Zero(), 0);
        int used = 0;
        for (final var layer : net.layers()) {
            for (final var matrix : List.of(layer.W(), layer.b())) {
                System.arraycopy(numbers, used, matrix.data, 0, matrix.getNumElements());
                used += matrix.getNumElements();
            }
        }
        return net;
    }

    @Law
    void everyNumberComesBackToTheLastBit(@ForAll("networks") Mlp net) throws IOException {
        final var own = Files.createTempFile("net", ".txt");
        try {
            MlpFile.save(net, own);
            assertSame(MlpFile.load(own), net);
        } finally {
            Files.delete(own);
        }
    }

    @Test
    void aFileCutShortAnywhereIsRefused() throws Exception {
        final var whole = signed(TEXT).getBytes(StandardCharsets.UTF_8);
        final var lines = signed(TEXT).split("(?<=\n)");
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            int line = 0;
            for (int start = 0; start + lines[line].length() <= length; line++) {
                start += lines[line].length();
            }
            final int last = line + 1;
            assertThatIOException()
                    .as("%d bytes", length)
                    .isThrownBy(() -> MlpFile.load(file))
                    .withMessageMatching(".*, line \\d+: expected .*, but .*")
                    // Where sizes do not fit into what is left, it is their line that is named.
                    .satisfies(problem -> assertThat(lineOf(problem)).isIn(3, 10, last));
        }
    }

    private static int lineOf(IOException problem) {
        return Integer.parseInt(problem.getMessage().replaceFirst("(?s).*, line (\\d+): .*", "$1"));
    }

    @Test
    void aFileWithAnyByteChangedIsRefused() throws Exception {
        final var whole = signed(TEXT).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < whole.length; i++) {
            for (final int flipped : new int[] {1, 2, 4, 0x80, whole[i] ^ '\n', whole[i] ^ ' ', whole[i] ^ '7', 0xFF}) {
                if (flipped != 0) {
                    final var changed = whole.clone();
                    changed[i] ^= (byte) flipped;
                    Files.write(file, changed);
                    assertThatIOException()
                            .as("byte %d, flipped by %d", i, flipped)
                            .isThrownBy(() -> MlpFile.load(file))
                            .withMessageMatching(".*, line \\d+: expected .*, but .*");
                }
            }
        }
    }

    @Test
    void aFileWithABytePutInOrTakenOutIsRefused() throws Exception {
        final var whole = signed(TEXT);
        for (int i = 0; i < whole.length(); i++) {
            for (final var content : List.of(
                    whole.substring(0, i) + whole.substring(i + 1),
                    whole.substring(0, i) + " " + whole.substring(i),
                    whole.substring(0, i) + "\n" + whole.substring(i),
                    whole.substring(0, i) + "0" + whole.substring(i))) {
                Files.writeString(file, content);
                assertThatIOException().as("at %d", i).isThrownBy(() -> MlpFile.load(file));
            }
        }
    }

    @Test
    void whatIsWrongIsNamedWithItsLine() throws Exception {
        assertRefused("", "line 1: expected \"gradwalk-mlp 1\", but the file ends");
        assertRefused("PK\3\4\n", "line 1: expected \"gradwalk-mlp 1\", but found \"PK\uFFFD\uFFFD\"");
        assertRefused(
                TEXT.replace("mlp 1", "mlp 2"), "line 1: expected version 1 of the format, but the file has version 2");
        assertRefused(
                "\uFEFF" + signed(TEXT),
                "line 1: expected \"gradwalk-mlp 1\", but there is a byte order mark before it: an editor has put it there");
        assertRefused(
                signed(TEXT).replace("\n", "\r\n"),
                "line 1: expected \"gradwalk-mlp 1\", but the line ends with CR LF instead of LF: something has converted the file");
        assertRefused(
                TEXT.replace("layers 2", "layers 0"),
                "line 2: expected \"layers\" and how many there are, but found \"layers 0\"");
        assertRefused(
                TEXT.replace("layer 1 ", "layer 2 "),
                "line 3: expected \"layer 1 inputs … outputs … activation …\", but found \"layer 2 inputs 2 outputs 3 activation TA…\"");
        assertRefused(
                TEXT.replace("TANH", "SINE"),
                "line 3: expected an activation of [IDENTITY, LOGISTIC, TANH, RELU], but found \"SINE\"");
        assertRefused(
                TEXT.replace("0.5 -0.25", "0.5"),
                "line 5: expected row 1 of W of layer 1, that is 2 numbers, but found 1");
        assertRefused(
                TEXT.replace("1.0E-4 2.0\n", ""),
                "line 7: expected row 3 of W of layer 1, that is 2 numbers, but found 1");
        for (final var number : List.of("NaN", "Infinity", "1e999", "0x1p3", "1,5", "", "1d", "+1", "1.", "\u0663")) {
            assertRefused(
                    TEXT.replace("0.125", number),
                    "line 7: expected row 3 of W of layer 1 with finite decimal numbers, but number 2 is \""
                            + Names.isolated(number) + "\"");
        }
        assertRefused(
                TEXT.replace("layer 2 inputs 3", "layer 2 inputs 4"),
                "line 10: expected as many inputs as the layer before has outputs, 3, but there are 4");
        assertRefused(
                TEXT.substring(0, TEXT.indexOf("0.1\n") + 2),
                "line 14: expected b of layer 2, that is 1 number, but the file ends within the line");
        assertRefused(signed(TEXT.replaceFirst("W\n", "V\n")), "line 4: expected \"W\", but found \"V\"");
        assertRefused(signed(TEXT.replaceFirst("b\n", "B\n")), "line 8: expected \"b\", but found \"B\"");
        assertRefused(
                TEXT.replace("mlp 1", "mlp\0 1"),
                "line 1: expected \"gradwalk-mlp 1\", but found \"gradwalk-mlp\uFFFD 1\"");
        assertRefused(signed(TEXT) + "\n", "line 16: expected the end of the file, but it goes on");
    }

    @Test
    void whateverTheLineItSaysWhatWasToCome() throws Exception {
        final var toCome = Map.of(
                1, "\"gradwalk-mlp 1\"",
                2, "\"layers\" and how many there are",
                3, "\"layer 1 inputs … outputs … activation …\"",
                4, "\"W\"",
                5, "row 1 of W of layer 1, that is 2 numbers",
                8, "\"b\"",
                13, "\"b\"",
                14, "b of layer 2, that is 1 number",
                15, "\"" + signed(TEXT).lines().toList().get(14) + "\"");
        // Something must follow the line in question: whether there is room for a layer is asked before it is read.
        for (final var line : toCome.entrySet()) {
            final var before = TEXT.lines()
                    .limit(line.getKey() - 1)
                    .map(text -> text + "\n")
                    .collect(Collectors.joining());
            assertRefused(
                    before + "\uFEFF\n" + "0".repeat(150),
                    "line " + line.getKey() + ": expected " + line.getValue()
                            + ", but there is a byte order mark before it: an editor has put it there");
        }
        assertRefused(TEXT.replace("0.1\n", " 0.1\n"), "line 14: expected b of layer 2, that is 1 number, but found 2");
    }

    @Test
    void whatAMessageQuotesIsInertAndShort() throws Exception {
        assertRefused(
                "\u202eevil\u202c \u009b31m" + "🐧".repeat(40) + "\n",
                "line 1: expected \"gradwalk-mlp 1\", but found \"\uFFFDevil\uFFFD \uFFFD31m" + "🐧".repeat(29)
                        + "…\"");
    }

    @Test
    void sizesThatTheFileCannotHoldAreRefusedBeforeTheyAreAllocated() throws Exception {
        assertRefused(
                "gradwalk-mlp 1\nlayers 1\nlayer 1 inputs 999999999 outputs 999999999 activation TANH\nW\n",
                "line 3: expected at least 1999999998000000000 more bytes for 999999999×999999999 weights and the biases,"
                        + " but the file has 2");
    }

    @Test
    void aLineWithoutEndIsNotReadToItsEnd() throws Exception {
        assertRefused(
                "gradwalk-mlp 1" + " ".repeat(1_000_000),
                "line 1: expected \"gradwalk-mlp 1\", but the line is longer than 200 bytes");
        assertRefused(
                TEXT.replace("0.5 -0.25", "0.5 0." + "1".repeat(100)),
                "line 5: expected row 1 of W of layer 1, that is 2 numbers, but the line is longer than 80 bytes");
    }

    @Test
    void aFileEditedByHandIsTakenOnceItsChecksumIsWhatTheMessageSays() throws Exception {
        final var edited = TEXT.replace("1.0E-4 2.0", "1e-4 -7");
        Files.writeString(file, signed(TEXT).replace(TEXT, edited));
        final var problem = new ArrayList<String>();
        assertThatIOException()
                .isThrownBy(() -> MlpFile.load(file))
                .withMessageContaining(", line 15: ")
                .withMessageEndingWith(": one or the other has been altered")
                .satisfies(refused -> problem.add(refused.getMessage()));
        final var checksum = problem.get(0).replaceFirst("(?s).*expected \"(sha256 [0-9a-f]{64})\".*", "$1");
        Files.writeString(file, edited + checksum + "\n");
        assertThat(MlpFile.load(file).layers().get(0).W().get(1, 1)).isEqualTo(-7);
    }

    @Test
    void pathsThatAreNoFileAreNamed() throws Exception {
        final var missing = folder.resolve("none/net.txt");
        assertThatThrownBy(() -> MlpFile.load(missing))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing + ": there is no such file");
        assertThatThrownBy(() -> MlpFile.save(net(), missing))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing + ": there is no folder " + missing.getParent());
        assertThatIOException().isThrownBy(() -> MlpFile.load(folder)).withMessage(folder + ": this is a folder");
        assertThatIOException()
                .isThrownBy(() -> MlpFile.save(net(), folder))
                .withMessage(folder + ": this is a folder");
        assertThat(folder).isEmptyDirectory();
    }

    /** A pipe, as /dev/null would be: a save must not put a file in its place. */
    @Test
    void whatIsNoFileIsNotReplaced() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        assertThatIOException()
                .isThrownBy(() -> MlpFile.save(net(), file))
                .withMessage(file + ": this is no regular file");
        assertThatIOException().isThrownBy(() -> MlpFile.load(file)).withMessage(file + ": this is no regular file");
        assertThat(Files.readAttributes(file, BasicFileAttributes.class).isOther())
                .isTrue();
    }

    @Test
    void aFolderThatTakesNoNewFileIsNamed() {
        final var longest = folder.resolve("n".repeat(240));
        assertThatIOException()
                .isThrownBy(() -> MlpFile.save(net(), longest))
                .withMessageStartingWith(longest + ": there can be no new file in its folder: ");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aSymbolicLinkIsFollowedAndStays() throws Exception {
        final var real = Files.createDirectory(folder.resolve("real")).resolve("net.txt");
        Files.createSymbolicLink(file, real);
        assertThatIOException().isThrownBy(() -> MlpFile.load(file)).withMessage(file + ": there is no such file");
        assertThatIOException()
                .isThrownBy(() -> MlpFile.save(net(), file))
                .withMessage(file + ": this is a symbolic link that leads nowhere");
        MlpFile.save(net(), real);
        MlpFile.save(Mlp.create(new int[] {1, 1}, Activation.TANH, new Initialisation.Zero(), 0), file);
        assertThat(file).isSymbolicLink();
        assertThat(MlpFile.load(real).sizes()).containsExactly(1, 1);
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
    void aNetworkThatHasDivergedIsNotSaved() throws Exception {
        MlpFile.save(net(), file);
        final var diverged = net();
        diverged.layers().get(1).W().set(0, 2, Double.NaN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MlpFile.save(diverged, file))
                .withMessage("W of layer 2 must be finite, but row 0, column 2 is NaN");
        final var infinite = net();
        infinite.layers().get(0).b().set(1, 0, Double.POSITIVE_INFINITY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MlpFile.save(infinite, file))
                .withMessage("b of layer 1 must be finite, but row 1, column 0 is Infinity");
        assertSame(MlpFile.load(file), net());
    }

    @Test
    void aSaveThatFailsHalfWayLeavesTheOldFileAndNothingElse() throws Exception {
        MlpFile.save(net(), file);
        assertThatIOException()
                .isThrownBy(() -> AtomicFile.write(file, output -> {
                    output.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }))
                .withMessage("No space left on device");
        assertSame(MlpFile.load(file), net());
        assertThat(namesIn(folder)).containsExactly("net.txt");
    }

    /** Nothing is at the file's place, not even for a moment, but the whole old network or the whole new one. */
    @Test
    void whoeverLoadsDuringASaveGetsAWholeNetwork() throws Exception {
        final var large = Mlp.create(new int[] {40, 60, 5}, Activation.RELU, new Initialisation.He(), 1);
        MlpFile.save(net(), file);
        final var saving = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; i < 30; i++) {
                    MlpFile.save(i % 2 == 0 ? large : net(), file);
                }
            } catch (IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
        });
        do {
            assertThat(MlpFile.load(file).sizes()).isIn(net().sizes(), large.sizes());
        } while (!saving.isDone());
        saving.join();
        assertThat(namesIn(folder)).containsExactly("net.txt");
    }

    @Test
    void theFormatIsTheSameInALocaleWithOtherDigits() throws Exception {
        final var usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat("%d".formatted(1)).isNotEqualTo("1");
            MlpFile.save(net(), file);
            assertThat(file).hasContent(signed(TEXT));
            assertRefused("", "line 1: expected \"gradwalk-mlp 1\", but the file ends");
        } finally {
            Locale.setDefault(usual);
        }
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

    @Test
    void aMatrixThatWasReshapedIsNotSaved() {
        final var net = net();
        net.layers().get(0).b().reshape(1, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MlpFile.save(net, file))
                .withMessage("b of layer 1 must have the shape 3×1, but has 1×3");
        final var narrow = net();
        narrow.layers().get(1).W().reshape(1, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MlpFile.save(narrow, file))
                .withMessage("W of layer 2 must have the shape 1×3, but has 1×2");
        assertThat(file).doesNotExist();
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
