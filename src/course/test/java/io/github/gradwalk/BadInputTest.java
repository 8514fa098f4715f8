package io.github.gradwalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.data.Idx;
import io.github.gradwalk.data.Tables;
import io.github.gradwalk.file.MlpFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that are not what they should be: each is refused with a message that names it, within a second, with memory in
 * proportion to its length, and is afterwards as it was.
 */
class BadInputTest {
    @RegisterExtension
    static final Fragment TABLE = new Fragment("bad-input");

    private static final long MOST_NANOSECONDS = 1_000_000_000;

    /** Beside some times the length of the file: what reading any file takes. */
    private static final long MOST_BYTES = 16 << 20;

    private static final String CSV = """
            length,width,species
            1.5,2,Adelie
            -3e2,0.25,"Gentoo, large"
            """;
    private static final byte[] IMAGES = images(2, 2, 3, 12);
    private static final byte[] LABELS = {0, 0, 8, 1, 0, 0, 0, 2, 7, 0};
    private static final Map<String, Integer> COUNTS = new LinkedHashMap<>();
    private static int refused;

    @TempDir
    static Path folder;

    private static String model;

    /** What a reader makes of a file, or what it throws. */
    private interface Reader {
        Object read(Path file) throws IOException;
    }

    /** A malformed file. */
    private record Bad(String what, byte[] content) {
        static Bad text(String what, String content) {
            return new Bad(what, content.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Reading sound files first, so that no time is taken for the loading of classes. */
    @BeforeAll
    static void aModel() throws IOException {
        final var file = folder.resolve("model");
        MlpFile.save(Mlp.create(new int[] {2, 4, 3}, Activation.TANH, new Initialisation.Glorot(), 3), file);
        model = Files.readString(file);
        assertSoundFilesAreRead();
    }

    private static void assertSoundFilesAreRead() throws IOException {
        assertThat(Tables.read(write(Bad.text("table", CSV))).rowCount()).isEqualTo(2);
        assertThat(Idx.images(write(new Bad("images", IMAGES))).numRows).isEqualTo(2);
        assertThat(Idx.labels(write(new Bad("labels", LABELS)))).containsExactly(7, 0);
        assertThat(MlpFile.load(write(Bad.text("model", model))).layers()).hasSize(2);
    }

    // Tables

    @TestFactory
    Stream<DynamicTest> tables() {
        final var bad = new ArrayList<Bad>();
        bad.add(Bad.text("empty", ""));
        bad.add(Bad.text("a mark of byte order, and nothing", "\uFEFF"));
        bad.add(Bad.text("the character 0 at the start", "\0a,b\n1,2\n"));
        bad.add(new Bad("the character 0", "a,b\n1,\0\n".getBytes(StandardCharsets.UTF_8)));
        for (final var charset : List.of("UTF-16", "UTF-16LE", "UTF-32")) {
            bad.add(new Bad("in " + charset, "länge,weite\n1,2\n".getBytes(Charset.forName(charset))));
        }
        bad.add(new Bad("in ISO-8859-1", "länge,weite\n1,2\n".getBytes(StandardCharsets.ISO_8859_1)));
        bad.add(new Bad("a UTF-8 sequence that is cut off", new byte[] {'a', '\n', (byte) 0xE2, (byte) 0x82}));
        bad.add(new Bad("compressed", zipped(CSV.getBytes(StandardCharsets.UTF_8))));
        bad.add(Bad.text("two columns of one name", "a,a\n1,2\n"));
        bad.add(Bad.text("two columns that differ in case", "a,A\n1,2\n"));
        bad.add(Bad.text("an overlong cell", "a,b\n1," + "x".repeat(100_000) + "\n"));
        bad.add(Bad.text("rows of which each lacks the mark that closes its first cell", "n,l\n\"a,1\n\"b,2\n"));
        bad.add(Bad.text("a cell that goes on after its closing mark", "n,l\n\"a\"b,1\n"));
        bad.add(Bad.text("too many columns", "a,".repeat(4097) + "b\n1\n"));
        bad.add(Bad.text("an overlong name", "a," + "x".repeat(100_000) + "\n1,2\n"));
        for (int i = 0; i < CSV.length(); i++) {
            if (CSV.charAt(i) == ',' && !CSV.startsWith(", large", i)) {
                // A quotation mark within a cell is read as it stands.
                if (CSV.charAt(i + 1) != '"') {
                    bad.add(Bad.text("without the comma at " + i, CSV.substring(0, i) + ";" + CSV.substring(i + 1)));
                }
                bad.add(Bad.text("with a comma more at " + i, CSV.substring(0, i) + "," + CSV.substring(i)));
            }
            if (CSV.charAt(i) == '"') {
                bad.add(Bad.text("without the quote at " + i, CSV.substring(0, i) + CSV.substring(i + 1)));
            }
        }
        for (final var end : List.of("\n", "\r\n", "\r")) {
            final var lines = CSV.replace("\n", end);
            for (final var row : List.of("1", "1,2", "1,2,3,4", "1,2,\"x", "\"1,2,3" + end + "4,5,6")) {
                bad.add(Bad.text(
                        "a last row " + row.replaceAll("\\R", "⏎") + ", lines ending " + escaped(end),
                        lines + row + end));
            }
        }
        return refused("tables", 40, bad, Tables::read);
    }

    // Images and labels

    @TestFactory
    Stream<DynamicTest> images() {
        final var bad = new ArrayList<>(cutOff("images", IMAGES));
        bad.addAll(zippedAndCutOff(IMAGES));
        for (final int position : new int[] {0, 1, 2, 3}) {
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
            {65_536, 65_536, 1},
            {1 << 14, 1 << 7, 1 << 7}
        }) {
            bad.add(new Bad("sizes " + Arrays.toString(sizes), images(sizes[0], sizes[1], sizes[2], 12)));
        }
        bad.add(new Bad("a bomb: 64 MB of zeros beyond the header", bomb(images(2, 2, 3, 0))));
        bad.add(new Bad("a bomb without a header", bomb(new byte[0])));
        bad.add(Bad.text("text", CSV));
        bad.add(new Bad("labels", LABELS));
        // what a reader takes at a time may end just where the images should
        bad.add(new Bad("8192 pixels and one more", images(1, 64, 128, 8193)));
        bad.add(new Bad("8192 pixels and one more, compressed", zipped(images(1, 64, 128, 8193))));
        return refused("images", 70, bad, Idx::images);
    }

    @TestFactory
    Stream<DynamicTest> labels() {
        final var bad = new ArrayList<>(cutOff("labels", LABELS));
        bad.addAll(zippedAndCutOff(LABELS));
        bad.add(new Bad("images", IMAGES));
        bad.add(new Bad("a byte more", Arrays.copyOf(LABELS, LABELS.length + 1)));
        bad.add(new Bad("a bomb", bomb(LABELS)));
        bad.add(new Bad("20,000 empty members after the header", withEmptyMembers(zipped(new byte[] {0, 0, 8, 1}))));
        return refused("labels", 40, bad, Idx::labels);
    }

    // Models

    @TestFactory
    Stream<DynamicTest> models() {
        final var bad = new ArrayList<Bad>();
        for (int end = 0; end < model.length(); end++) {
            final boolean fieldEnds = " \n".indexOf(model.charAt(end)) >= 0;
            if (fieldEnds || end == 0) {
                bad.add(Bad.text("cut off at " + end, model.substring(0, end)));
            }
        }
        bad.add(Bad.text("a mark of byte order", "\uFEFF" + model));
        bad.add(Bad.text("lines ending CR LF", model.replace("\n", "\r\n")));
        bad.add(new Bad("in UTF-16", model.getBytes(StandardCharsets.UTF_16)));
        bad.add(new Bad("compressed", zipped(model.getBytes(StandardCharsets.UTF_8))));
        bad.add(Bad.text("a line more", model + "\n"));
        bad.add(Bad.text("the character 0 more", model + "\0"));
        bad.add(Bad.text(
                "many short lines and another digest",
                "gradwalk-mlp 1\nlayers 1\nlayer 1 inputs 1 outputs 300000 activation IDENTITY\nW\n"
                        + "1\n".repeat(300_000) + "b\n1" + " 1".repeat(299_999) + "\nsha256 0\n"));
        bad.add(Bad.text("a line of a megabyte", "x".repeat(1 << 20)));
        final var number = model.lines().toList().get(4).split(" ")[0];
        for (final var other :
                List.of("NaN", "Infinity", "-Infinity", "1e999", "0x1p3", "1,5", "１", "+1", ".5", "1d", "")) {
            bad.add(Bad.text("the number " + other, model.replaceFirst(Pattern.quote(number), other)));
        }
        for (final var pair : Map.of(
                        "layers 2", "layers 3",
                        "layer 1", "layer 2",
                        "inputs 2", "inputs 999999999",
                        "outputs 3", "outputs 2147483648",
                        "inputs 4", "inputs 5",
                        "TANH", "SINH",
                        "IDENTITY", "identity",
                        "gradwalk-mlp 1", "gradwalk-mlp 2",
                        "sha256 ", "sha257 ")
                .entrySet()) {
            bad.add(Bad.text(pair.getKey() + " → " + pair.getValue(), model.replace(pair.getKey(), pair.getValue())));
        }
        return refused(
                "models",
                70,
                bad.stream()
                        .filter(file -> !Arrays.equals(file.content, bytesOfModel()))
                        .toList(),
                MlpFile::load);
    }

    private static byte[] bytesOfModel() {
        return model.getBytes(StandardCharsets.UTF_8);
    }

    // What is made of files

    private static byte[] images(int count, int height, int width, int values) {
        return ByteBuffer.allocate(16 + values)
                .putInt(0x803)
                .putInt(count)
                .putInt(height)
                .putInt(width)
                .array();
    }

    private static List<Bad> cutOff(String what, byte[] content) {
        return Stream.iterate(0, end -> end < content.length, end -> end + 1)
                .map(end -> new Bad(what + " cut off at " + end, Arrays.copyOf(content, end)))
                .collect(Collectors.toList());
    }

    private static List<Bad> zippedAndCutOff(byte[] content) {
        return cutOff("compressed, and", zipped(content)).stream().skip(2).toList();
    }

    private static byte[] zipped(byte[] content) {
        return zipped(out -> out.write(content));
    }

    private static byte[] bomb(byte[] head) {
        return zipped(out -> {
            out.write(head);
            final byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                out.write(zeros);
            }
        });
    }

    private static byte[] withEmptyMembers(byte[] begin) {
        final byte[] empty = zipped(new byte[0]);
        final var all =
                ByteBuffer.allocate(begin.length + 20_000 * empty.length).put(begin);
        for (int i = 0; i < 20_000; i++) {
            all.put(empty);
        }
        return all.array();
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static byte[] zipped(Writing writing) {
        final var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            writing.to(out);
        } catch (IOException impossible) {
            throw new AssertionError("writing to memory", impossible);
        }
        return zipped.toByteArray();
    }

    private static String escaped(String end) {
        return end.replace("\r", "CR ").replace("\n", "LF").strip();
    }

    // What is asked of a reader

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
        final long startBytes = allocated();
        final long start = System.nanoTime();
        Throwable thrown = null;
        try {
            reader.read(file);
        } catch (IllegalArgumentException | IOException refusal) {
            thrown = refusal;
        }
        final long time = System.nanoTime() - start;
        final long bytes = allocated() - startBytes;
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

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static Path write(Bad bad) throws IOException {
        return Files.write(folder.resolve("bad file"), bad.content);
    }

    @AfterAll
    static void fillTheTable() {
        final int all = COUNTS.values().stream().mapToInt(count -> count).sum();
        if (refused == all) { // a fragment hears of no dynamic test that fails
            COUNTS.forEach((kind, count) -> TABLE.row("| %s | %d |", kind, count));
            TABLE.row("| all | %d |", all);
        }
    }
}
