package io.github.gradwalk.data;

import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.gradwalk.TestFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdxTest {
    /** Two images of 2 × 3 pixels. */
    private static final byte[] IMAGES = TestFiles.images(2, 2, 3, 0, 51, 102, 153, 204, 255, 1, 2, 3, 4, 5, 128);

    private static final byte[] LABELS = TestFiles.labels(2, 7, 0);

    @TempDir
    Path folder;

    private Path images;
    private Path labels;

    @BeforeEach
    void writeFiles() throws IOException {
        images = Files.write(folder.resolve("images"), IMAGES);
        labels = Files.write(folder.resolve("labels"), LABELS);
    }

    @Test
    void pixelsAreScaledToOne() throws IOException {
        final var expected = rows(
                new double[] {0, 0.2, 0.4, 0.6, 0.8, 1},
                new double[] {1 / 255.0, 2 / 255.0, 3 / 255.0, 4 / 255.0, 5 / 255.0, 128 / 255.0});
        assertIdentical(Idx.images(images), expected);
        assertIdentical(Idx.images(Files.write(images, TestFiles.compressed(IMAGES))), expected);
    }

    @Test
    void labelsAreUnsigned() throws IOException {
        Files.write(labels, TestFiles.compressed(TestFiles.labels(2, 200, 7)));
        assertThat(Idx.labels(labels)).containsExactly(200, 7);
    }

    /** The start of a file of so many bytes. */
    private static ByteBuffer idx(int type, int bytes, int... sizes) {
        final var file = ByteBuffer.allocate(bytes).putInt(type << 8 | sizes.length);
        Arrays.stream(sizes).forEach(file::putInt);
        return file;
    }

    /** The bytes are those of Python's {@code struct.pack('>2f', 1.5, -2)} and so on. */
    static Stream<Arguments> types() {
        return Stream.of(
                arguments(0x08, "33ff", new double[] {0.2, 1}),
                arguments(0x09, "33ff", new double[] {51, -1}),
                arguments(0x0B, "0102ffff", new double[] {258, -1}),
                arguments(0x0C, "0001000080000000", new double[] {65536, -2147483648}),
                arguments(0x0D, "3fc00000c0000000", new double[] {1.5, -2}),
                arguments(0x0E, "3fb999999999999ac000000000000000", new double[] {0.1, -2}));
    }

    @ParameterizedTest
    @MethodSource("types")
    void valuesAreOfAnyType(int type, String hexadecimal, double[] values) throws IOException {
        final byte[] bytes = HexFormat.of().parseHex(hexadecimal);
        Files.write(images, idx(type, 12 + bytes.length, 1, 2).put(bytes).array());
        assertIdentical(Idx.images(images), rows(values));
        Files.write(images, idx(type, 20 + bytes.length, 2, 1, 1, 1).put(bytes).array());
        assertIdentical(Idx.images(images), rows(new double[] {values[0]}, new double[] {values[1]}));
    }

    @Test
    void labelsAreOfAnyTypeButWholeNumbers() throws IOException {
        final byte[] ints = idx(0x0C, 20, 2, 1).putInt(46).putInt(-1).array();
        assertThat(Idx.labels(Files.write(labels, ints))).containsExactly(46, -1);
        final byte[] floats = idx(0x0D, 16, 2).putFloat(3).putFloat(2.5f).array();
        Files.write(labels, floats);
        assertRefused(() -> Idx.labels(labels), "labels must be whole numbers, but number 1 of " + labels + " is 2.5");
    }

    /** As in the letters of EMNIST, whose labels begin at 1. */
    @Test
    void classesMayHaveAnyNamesAndBeginAtAnyLabel() throws IOException {
        Files.write(labels, TestFiles.labels(2, 3, 1));
        final var dataset = Idx.dataset(images, labels, 1, List.of("a", "b", "c"));
        assertThat(dataset.classNames()).containsExactly("a", "b", "c");
        assertThat(dataset.Y().classOf(0)).isEqualTo(2);
        assertThat(dataset.Y().classOf(1)).isEqualTo(0);
        Files.write(labels, TestFiles.labels(2, 3, 0));
        assertRefused(
                () -> Idx.dataset(images, labels, 1, List.of("a", "b", "c")),
                "labels must be in 1 … 3, but number 1 of " + labels + " is 0");
    }

    @Test
    void imagesAndLabelsAreADatasetOfTenDigits() {
        final var dataset = Idx.dataset(images, labels);
        assertIdentical(dataset.X(), Idx.images(images));
        assertThat(dataset.Y().classOf(0)).isEqualTo(7);
        assertThat(dataset.Y().classOf(1)).isEqualTo(0);
        assertThat(dataset.classNames()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(dataset.featureNames()).startsWith("pixel 1", "pixel 2").hasSize(6);
    }

    @Test
    void severalGzipMembersAreReadAsOneFile() throws IOException {
        Files.write(labels, new byte[0]);
        for (final byte b : LABELS) {
            Files.write(labels, TestFiles.compressed(new byte[] {b}), StandardOpenOption.APPEND);
            Files.write(labels, TestFiles.compressed(new byte[0]), StandardOpenOption.APPEND);
        }
        assertThat(Idx.labels(labels)).containsExactly(7, 0);
    }

    @Test
    void aLargeCompressedFileIsReadToItsEnd() throws IOException {
        final byte[] many = new byte[8 + 2_000_000];
        ByteBuffer.wrap(many).putInt(0x801).putInt(2_000_000).put(8 + 1_999_999, (byte) 3);
        assertThat(Idx.labels(Files.write(labels, TestFiles.compressed(many))))
                .hasSize(2_000_000)
                .endsWith(0, 3);
    }

    @Test
    void imagesAndLabelsThatDoNotMatchAreRefused() throws IOException {
        Files.write(labels, TestFiles.labels(3, 1, 2, 3));
        assertRefused(
                () -> Idx.dataset(images, labels),
                "the numbers of images and labels must be the same, but " + images + " has 2 images and " + labels
                        + " has 3 labels");
        Files.write(labels, TestFiles.labels(2, 9, 10));
        assertRefused(
                () -> Idx.dataset(images, labels), "labels must be in 0 … 9, but number 1 of " + labels + " is 10");
    }

    static Stream<Arguments> badImages() {
        final var sizes = " must have sizes of at least 1 whose product is at most 268435456, but has ";
        final var magic =
                " must begin with 0x0000 and a type of 08, 09, 0b, 0c, 0d or 0e, as IDX files do, but begins with ";
        return Stream.of(
                arguments(LABELS, " must have at least two dimensions, as images do, but has [2]"),
                arguments(new byte[] {'P', 'N', 'G', '!'}, magic + "0x504e4721"),
                arguments(new byte[] {0, 0, 10, 3}, magic + "0x00000a03"),
                arguments(new byte[] {0, 0, 8, 0}, sizes + "[]"),
                arguments(
                        idx(0x0D, 12, 1 << 28, 1).array(),
                        " is too short: its header [268435456, 1] announces 268435456 values, but it has 0"),
                arguments(
                        idx(0x0E, 12, 1 << 28, 1).array(),
                        " must have sizes of at least 1 whose product is at most 134217728, but has [268435456, 1]"),
                arguments(
                        idx(0x0D, 12 + 7, 2, 1).array(),
                        " is too short: its header [2, 1] announces 2 values, but it has 1"),
                arguments(new byte[3], " is too short: it ends within its header or is cut off"),
                arguments(TestFiles.images(0, 2, 3), sizes + "[0, 2, 3]"),
                arguments(TestFiles.images(-1, 2, 3), sizes + "[-1, 2, 3]"),
                arguments(TestFiles.images(1 << 16, 1 << 16, 1), sizes + "[65536, 65536, 1]"), // 2³²: 0 as an int
                arguments(
                        TestFiles.images(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE),
                        sizes + "[2147483647, 2147483647, 2147483647]"),
                arguments(
                        TestFiles.images(1 << 14, 1 << 14, 1, 9),
                        " is too short: its header [16384, 16384, 1] announces 268435456 values, but it has 1"),
                arguments(
                        TestFiles.compressed(Arrays.copyOf(IMAGES, 20)),
                        " is too short: its header [2, 2, 3] announces 12 values, but it has 4"),
                arguments(
                        Arrays.copyOf(IMAGES, IMAGES.length + 1),
                        " is too long: its header [2, 2, 3] announces 12 values, but it has more"),
                arguments(
                        TestFiles.withEmptyMembers(TestFiles.compressed(new byte[] {0, 0, 8, 3})),
                        " is damaged: it has too many empty gzip members in a row"));
    }

    @ParameterizedTest
    @MethodSource("badImages")
    void badImagesAreRefused(byte[] content, String message) throws IOException {
        Files.write(images, content);
        assertRefused(() -> Idx.images(images), images + message);
    }

    @Test
    void labelsHaveOneDimension() {
        assertRefused(() -> Idx.labels(images), images + " must have one dimension, as labels do, but has [2, 2, 3]");
    }

    @Test
    void aRefusedFileIsClosed() throws IOException {
        Files.write(images, Arrays.copyOf(TestFiles.compressed(IMAGES), 5));
        final long before = openFiles();
        for (int i = 0; i < 100; i++) {
            assertThatIllegalArgumentException().isThrownBy(() -> Idx.images(images));
        }
        assertThat(openFiles()).isLessThan(before + 50);
    }

    /** 0 on systems that do not count them, such as Windows, where an open file would keep the test's folder from being deleted. */
    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    @Test
    void aFileThatCannotBeReadIsAnInputError() {
        for (final var missing : List.of(folder.resolve("missing"), folder)) {
            assertThatThrownBy(() -> Idx.labels(missing))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith(missing + " cannot be read: ");
        }
    }
}
