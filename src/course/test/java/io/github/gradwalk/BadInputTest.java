package io.github.gradwalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.gradwalk.data.Idx;
import io.github.gradwalk.file.ClassifierFile;
import io.github.gradwalk.file.MlpFile;
import io.github.gradwalk.predict.Classifier;
import io.github.gradwalk.table.Tables;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Malformed files. Each is refused within a second of processor time, with a message that names it, with memory in proportion
 * to its length, and without being changed.
 */
class BadInputTest {
    @RegisterExtension
    static final Fragment TABLE = new Fragment("bad-input");

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MOST_NANOSECONDS = 1_000_000_000;

    /** What reading any file takes, apart from a multiple of its length. */
    private static final long MOST_BYTES = 16 << 20;

    private static final String CSV = """
            length,width,species
            1.5,2,Adelie
            -3e2,0.25,"Gentoo, large"
            """;
    private static final byte[] IMAGES = TestFiles.images(2, 2, 3, new int[12]);
    private static final byte[] LABELS = TestFiles.labels(2, 7, 0);
    private static final Map<String, Integer> COUNTS = new LinkedHashMap<>();
    private static int refused;

    @TempDir
    static Path folder;

    private static String model;
    private static String classifier;

    /** Reads a file or throws. */
    private interface Reader {
        Object read(Path file) throws IOException;
    }

    /** A malformed file, and what is wrong with it. */
    private record Bad(String what, byte[] content) {
        static Bad text(String what, String content) {
            return new Bad(what, content.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Also reads well-formed files, so that the loading of classes is not measured later. */
    @BeforeAll
    static void saveAModel() throws IOException {
        final var file = folder.resolve("model");
        MlpFile.save(Mlp.create(new int[] {2, 4, 3}, Activation.TANH, new Initialisation.Glorot(), 3), file);
        model = Files.readString(file);
        ClassifierFile.save(Classifier.of(MlpFile.load(file)), file);
        classifier = Files.readString(file);
        assertThat(Tables.read(write(Bad.text("table", CSV))).rowCount()).isEqualTo(2);
        assertThat(Idx.images(write(new Bad("images", IMAGES))).numRows).isEqualTo(2);
        assertThat(Idx.labels(write(new Bad("labels", LABELS)))).containsExactly(7, 0);
        assertThat(MlpFile.load(write(Bad.text("model", model))).layers()).hasSize(2);
        assertThat(ClassifierFile.load(write(Bad.text("classifier", classifier)))
                        .classNames())
                .hasSize(3);
    }

    // Tables

    @TestFactory
    Stream<DynamicTest> tables() {
        final var bad = new ArrayList<>(List.of(
                Bad.text("empty", ""),
                Bad.text("a byte order mark, and nothing", "\uFEFF"),
                Bad.text("the character 0 at the start", "\0a,b\n1,2\n"),
                Bad.text("the character 0", "a,b\n1,\0\n"),
                new Bad("in ISO-8859-1", "länge,weite\n1,2\n".getBytes(StandardCharsets.ISO_8859_1)),
                new Bad("a UTF-8 sequence that is cut off", new byte[] {'a', '\n', (byte) 0xE2, (byte) 0x82}),
                new Bad("compressed", TestFiles.compressed(CSV.getBytes(StandardCharsets.UTF_8))),
                Bad.text("two columns of the same name", "a,a\n1,2\n"),
                Bad.text("two columns whose names differ in case", "a,A\n1,2\n"),
                Bad.text("an overlong cell", "a,b\n1," + "x".repeat(100_000) + "\n"),
                Bad.text("an overlong name", "a," + "x".repeat(100_000) + "\n1,2\n"),
                Bad.text("rows whose first cells lack the closing quotation mark", "n,l\n\"a,1\n\"b,2\n"),
                Bad.text("a cell that goes on after its closing quotation mark", "n,l\n\"a\"b,1\n"),
                Bad.text("too many columns", "a,".repeat(4097) + "b\n1\n")));
        for (final var charset : List.of("UTF-16", "UTF-16LE", "UTF-32")) {
            bad.add(new Bad("in " + charset, "länge,weite\n1,2\n".getBytes(Charset.forName(charset))));
        }
        for (int i = 0; i < CSV.length(); i++) {
            if (CSV.charAt(i) == ',' && !CSV.startsWith(", large", i)) {
                // A quotation mark within an unquoted cell is an ordinary character.
                if (CSV.charAt(i + 1) != '"') {
                    bad.add(Bad.text("without the comma at " + i, CSV.substring(0, i) + ";" + CSV.substring(i + 1)));
                }
                bad.add(Bad.text("with another comma at " + i, CSV.substring(0, i) + "," + CSV.substring(i)));
            }
            if (CSV.charAt(i) == '"') {
                bad.add(Bad.text("without the quotation mark at " + i, CSV.substring(0, i) + CSV.substring(i + 1)));
            }
        }
        for (final var end : List.of("\n", "\r\n", "\r")) {
            for (final var row : List.of("1", "1,2", "1,2,3,4", "1,2,\"x", "\"1,2,3" + end + "4,5,6")) {
                bad.add(Bad.text("ending with the row " + row, CSV.replace("\n", end) + row + end));
            }
        }
        return refused("tables", 40, bad, Tables::read);
    }

    // Images and labels

    @TestFactory
    Stream<DynamicTest> images() {
        final var bad = new ArrayList<>(cutOff(IMAGES));
        for (int position = 0; position < 4; position++) {
            final byte[] other = IMAGES.clone();
            other[position] ^= 0x5;
            bad.add(new Bad("another magic number, byte " + position, other));
        }
        for (final int[] sizes : new int[][] {
            {0, 2, 3},
            {2, 0, 3},
            {2, 2, 0},
            {-1, 2, 3},
            {2, -2, 3},
            {Integer.MIN_VALUE, 1, 1},
            {3, 2, 3},
            {1, 2, 3},
            {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE},
            {1 << 16, 1 << 8, 1 << 8},
            {1 << 16, 1 << 16, 1},
            {1 << 14, 1 << 7, 1 << 7}
        }) {
            bad.add(new Bad(
                    "sizes " + Arrays.toString(sizes), TestFiles.images(sizes[0], sizes[1], sizes[2], new int[12])));
        }
        bad.add(new Bad("a bomb: 64 MB of zeros after the header", bomb(TestFiles.images(2, 2, 3))));
        bad.add(new Bad("a bomb without a header", bomb(new byte[0])));
        bad.add(Bad.text("text", CSV));
        bad.add(new Bad("labels", LABELS));
        // a reader that takes 8192 bytes at a time must look for the next one
        final byte[] oneTooMany = TestFiles.images(1, 64, 128, new int[8193]);
        bad.add(new Bad("8192 pixels and one more", oneTooMany));
        bad.add(new Bad("8192 pixels and one more, compressed", TestFiles.compressed(oneTooMany)));
        return refused("images", 70, bad, Idx::images);
    }

    @TestFactory
    Stream<DynamicTest> labels() {
        final var bad = new ArrayList<>(cutOff(LABELS));
        bad.add(new Bad("images", IMAGES));
        bad.add(new Bad("one byte more", Arrays.copyOf(LABELS, LABELS.length + 1)));
        bad.add(new Bad("a bomb", bomb(LABELS)));
        bad.add(new Bad(
                "20,000 empty gzip members after the header",
                TestFiles.withEmptyMembers(TestFiles.compressed(new byte[] {0, 0, 8, 1}))));
        return refused("labels", 40, bad, Idx::labels);
    }

    /** The first bytes of a file, of each length, plain and compressed. */
    private static List<Bad> cutOff(byte[] content) {
        final var bad = new ArrayList<Bad>();
        for (final byte[] whole : List.of(content, TestFiles.compressed(content))) {
            for (int end = 0; end < whole.length; end++) {
                bad.add(new Bad("the first " + end + " of " + whole.length + " bytes", Arrays.copyOf(whole, end)));
            }
        }
        return bad;
    }

    private static byte[] bomb(byte[] head) {
        return TestFiles.compressed(Stream.concat(
                        Stream.of(head),
                        Stream.generate(() -> new byte[1 << 20]).limit(64))
                .toArray(byte[][]::new));
    }

    // Models

    @TestFactory
    Stream<DynamicTest> models() {
        final var bad = converted(model);
        bad.add(Bad.text(
                "many short lines and a wrong digest",
                "gradwalk-mlp 1\nlayers 1\nlayer 1 inputs 1 outputs 300000 activation IDENTITY\nW\n"
                        + "1\n".repeat(300_000) + "b\n1" + " 1".repeat(299_999) + "\nsha256 0\n"));
        bad.add(Bad.text("a line of a megabyte", "x".repeat(1 << 20)));
        return refused("models", 50, bad, MlpFile::load);
    }

    @TestFactory
    Stream<DynamicTest> classifiers() throws NoSuchAlgorithmException {
        final var bad = converted(classifier);
        bad.add(Bad.text("a model", model));
        final var names = "gradwalk-classifier 1\nfeatures 300000\n";
        bad.add(signed("names that the file only announces", names));
        bad.add(signed("more names than inputs", names + "\"x\"\n".repeat(300_000) + "classes 2\n"));
        for (final var name : List.of("", "\"", "x", "\"\\\"", "\"\\u00\"", "\"\\uFFFF\"", "\"\"\"", "'x'")) {
            bad.add(signed("the name " + name, classifier.replace("\"x1\"", name)));
        }
        bad.add(signed("a name of a megabyte", classifier.replace("\"x1\"", "\"" + "\\u00e".repeat(1 << 18))));
        bad.add(signed("two classes of one name", classifier.replace("class 2", "class 1")));
        return refused("classifiers", 50, bad, ClassifierFile::load);
    }

    /** With the digest of its lines in place of its own. */
    private static Bad signed(String what, String text) throws NoSuchAlgorithmException {
        final var lines = text.replaceFirst("sha256.*\n", "");
        final var digest = MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
        return Bad.text(what, lines + "sha256 " + HexFormat.of().formatHex(digest) + "\n");
    }

    /** Cut off, and changed as other programs change texts. */
    private static List<Bad> converted(String text) {
        final var bad = new ArrayList<Bad>();
        for (int end = 0; end < text.length(); end++) {
            final boolean fieldEnds = " \n".indexOf(text.charAt(end)) >= 0;
            if (fieldEnds || end == 0) {
                bad.add(Bad.text("cut off at " + end, text.substring(0, end)));
            }
        }
        bad.add(Bad.text("a byte order mark", "\uFEFF" + text));
        bad.add(Bad.text("lines ending CR LF", text.replace("\n", "\r\n")));
        bad.add(new Bad("in UTF-16", text.getBytes(StandardCharsets.UTF_16)));
        bad.add(new Bad("compressed", TestFiles.compressed(text.getBytes(StandardCharsets.UTF_8))));
        return bad;
    }

    // What every reader must do

    private static Stream<DynamicTest> refused(String kind, int least, List<Bad> bad, Reader reader) {
        assertThat(bad).as(kind).hasSizeGreaterThanOrEqualTo(least);
        COUNTS.put(kind, bad.size());
        return bad.stream()
                .map(file -> DynamicTest.dynamicTest(kind + ": " + file.what, () -> {
                    assertRefused(file, reader);
                    refused++;
                }));
    }

    private static void assertRefused(Bad bad, Reader reader) throws IOException {
        final var file = write(bad);
        final long startBytes = THREAD.getCurrentThreadAllocatedBytes();
        final long start = THREAD.getCurrentThreadCpuTime();
        Throwable thrown = null;
        try {
            reader.read(file);
        } catch (IllegalArgumentException | IOException refusal) {
            thrown = refusal;
        }
        final long time = THREAD.getCurrentThreadCpuTime() - start;
        final long bytes = THREAD.getCurrentThreadAllocatedBytes() - startBytes;
        assertThat(thrown).as("what is thrown for " + bad.what).isNotNull();
        assertThat(thrown.getMessage()).contains(file.getFileName().toString()).hasSizeLessThan(1000);
        assertThat(time).as("nanoseconds").isLessThan(MOST_NANOSECONDS);
        assertThat(bytes).as("bytes").isLessThan(MOST_BYTES + 80L * bad.content.length);
        assertThat(Files.readAllBytes(file)).as("the file").isEqualTo(bad.content);
        try (var files = Files.list(folder)) {
            assertThat(files.filter(other -> !other.equals(file) && !other.endsWith("model")))
                    .as("other files")
                    .isEmpty();
        }
        Files.delete(file);
    }

    private static Path write(Bad bad) throws IOException {
        return Files.write(folder.resolve("bad file"), bad.content);
    }

    @AfterAll
    static void fillTheTable() {
        final int all = COUNTS.values().stream().mapToInt(count -> count).sum();
        if (refused == all) { // a fragment is not told when a dynamic test fails
            COUNTS.forEach((kind, count) -> TABLE.row("| %s | %d |", kind, count));
            TABLE.row("| all | %d |", all);
        }
    }
}
