package io.github.gradwalk.data;

import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
    /** Two images of 2 × 3 pixels. */
    private static final byte[] IMAGES =
            bytes(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 51, 102, 153, 204, 255, 1, 2, 3, 4, 5, 128);

    private static final byte[] LABELS = bytes(0, 0, 8, 1, 0, 0, 0, 2, 7, 0);

    @TempDir
    Path folder;

    private static byte[] bytes(int... values) {
        final byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] zipped(byte[] bytes) {
        final var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    private Path file(byte[] bytes) {
        try {
            return Files.write(folder.resolve("file"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refused(byte[] images, String message) {
        final var file = file(images);
        assertRefused(() -> Idx.images(file), file + message);
    }

    @Test
    void pixelsAreScaledToOne() {
        final var expected = rows(
                new double[] {0, 0.2, 0.4, 0.6, 0.8, 1},
                new double[] {1 / 255.0, 2 / 255.0, 3 / 255.0, 4 / 255.0, 5 / 255.0, 128 / 255.0});
        assertIdentical(Idx.images(file(IMAGES)), expected);
        assertIdentical(Idx.images(file(zipped(IMAGES))), expected);
    }

    @Test
    void labelsAreUnsigned() {
        assertThat(Idx.labels(file(LABELS))).containsExactly(7, 0);
        assertThat(Idx.labels(file(zipped(bytes(0, 0, 8, 1, 0, 0, 0, 1, 200))))).containsExactly(200);
    }

    @Test
    void imagesAndLabelsAreADatasetOfTenDigits() throws IOException {
        final var images = Files.write(folder.resolve("images"), IMAGES);
        final var dataset = Idx.dataset(images, file(zipped(LABELS)));
        assertIdentical(dataset.X(), Idx.images(images));
        assertThat(dataset.Y().classOf(0)).isEqualTo(7);
        assertThat(dataset.Y().classOf(1)).isEqualTo(0);
        assertThat(dataset.classNames()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(dataset.featureNames()).startsWith("pixel 1", "pixel 2").hasSize(6);
    }

    /** The JDK's reader would call itself for each. */
    @Test
    void manyEmptyMembersOfGzipAreRefused() throws IOException {
        final var bytes = new ByteArrayOutputStream();
        bytes.write(zipped(bytes(0, 0, 8, 1)));
        for (int i = 0; i < 20_000; i++) {
            bytes.write(zipped(new byte[0]));
        }
        final var file = file(bytes.toByteArray());
        assertRefused(
                () -> Idx.labels(file), file + " is damaged: it has more than 100 empty members, one after the other");
    }

    @Test
    void aFileOfSeveralMembersIsOne() throws IOException {
        final var bytes = new ByteArrayOutputStream();
        for (final int b : new int[] {0, 0, 8, 1, 0, 0, 0, 2, 7, 5}) {
            bytes.write(zipped(bytes(b)));
            bytes.write(zipped(new byte[0]));
        }
        assertThat(Idx.labels(file(bytes.toByteArray()))).containsExactly(7, 5);
    }

    @Test
    void aLargeCompressedFileIsReadInManyPieces() throws IOException {
        final byte[] labels = new byte[8 + 2_000_000];
        ByteBuffer.wrap(labels).putInt(0x801).putInt(2_000_000).put(8 + 1_999_999, (byte) 3);
        assertThat(Idx.labels(file(zipped(labels)))).hasSize(2_000_000).endsWith(0, 3);
    }

    @Test
    void moreImagesThanLabelsAreRefusedBeforeTheyAreRead() throws IOException {
        final byte[] thousand = new byte[16 + 1000 * 100 * 100];
        ByteBuffer.wrap(thousand).putInt(0x803).putInt(1000).putInt(100).putInt(100);
        final var images = Files.write(folder.resolve("images"), zipped(thousand));
        final var one = file(bytes(0, 0, 8, 1, 0, 0, 0, 1, 5));
        final var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long before = thread.getCurrentThreadAllocatedBytes();
        assertRefused(
                () -> Idx.dataset(images, one),
                "images and labels must be equally many, but " + images + " has 1000 images and " + one
                        + " has 1 labels");
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(16 << 20);
    }

    @Test
    void imagesAndLabelsMustBeEquallyManyDigits() throws IOException {
        final var images = Files.write(folder.resolve("images"), IMAGES);
        final var three = file(bytes(0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 3));
        assertRefused(
                () -> Idx.dataset(images, three),
                "images and labels must be equally many, but " + images + " has 2 images and " + three
                        + " has 3 labels");
        final var letters = file(bytes(0, 0, 8, 1, 0, 0, 0, 2, 9, 10));
        assertRefused(
                () -> Idx.dataset(images, letters), "labels must be in 0 … 9, but number 1 of " + letters + " is 10");
    }

    @Test
    void aFileThatIsCutOffAnywhereIsRefused() {
        for (final byte[] whole : new byte[][] {IMAGES, zipped(IMAGES)}) {
            for (int length = 0; length < whole.length; length++) {
                final var file = file(Arrays.copyOf(whole, length));
                assertThatIllegalArgumentException()
                        .as("the first %d of %d bytes", length, whole.length)
                        .isThrownBy(() -> Idx.images(file))
                        .withMessageStartingWith(file + " is too short: ");
            }
        }
    }

    @Test
    void aFileThatIsTooLongOrTooShortForItsHeaderIsRefused() {
        for (final byte[] file : new byte[][] {
            Arrays.copyOf(IMAGES, IMAGES.length + 1), zipped(Arrays.copyOf(IMAGES, IMAGES.length + 100_000))
        }) {
            refused(file, " is too long: its header [2, 2, 3] says 12 values, but it has more");
        }
        refused(zipped(Arrays.copyOf(IMAGES, 20)), " is too short: its header [2, 2, 3] says 12 values, but it has 4");
    }

    @Test
    void aZippedFileWithAWrongByteNeverGivesWrongImages() {
        final byte[] zipped = zipped(IMAGES);
        int refused = 0;
        for (int i = 0; i < zipped.length; i++) {
            final byte[] damaged = zipped.clone();
            damaged[i] ^= 0x10;
            try {
                assertIdentical(Idx.images(file(damaged)), Idx.images(file(IMAGES))); // a bit that means nothing
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(zipped.length / 2);
    }

    @Test
    void aRefusedFileIsClosed() {
        final var cutOff = file(Arrays.copyOf(zipped(IMAGES), 5));
        final long before = openFiles();
        for (int i = 0; i < 100; i++) {
            assertThatIllegalArgumentException().isThrownBy(() -> Idx.images(cutOff));
        }
        assertThat(openFiles()).isLessThan(before + 50);
    }

    /** None where the system does not count them: Windows, which refuses to delete the test's folder while one is open. */
    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    @Test
    void anotherKindOfFileIsRefused() {
        refused(LABELS, " must begin with 0x00000803, as IDX files of images do, but begins with 0x00000801");
        final var images = file(IMAGES);
        assertRefused(
                () -> Idx.labels(images),
                images + " must begin with 0x00000801, as IDX files of labels do, but begins with 0x00000803");
        refused(
                bytes('P', 'N', 'G', '!'),
                " must begin with 0x00000803, as IDX files of images do, but begins with 0x504e4721");
        refused(
                bytes(0, 0, 0x0D, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0),
                " must begin with 0x00000803, as IDX files of images do, but begins with 0x00000d03");
    }

    @Test
    void sizesThatCannotBeAreRefused() {
        refused(
                bytes(0, 0, 8, 3, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 3),
                " must have sizes from 1 to 2147483647, but has [0, 2, 3]");
        refused(
                bytes(0, 0, 8, 3, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 2, 0, 0, 0, 3),
                " must have sizes from 1 to 2147483647, but has [-1, 2, 3]");
        // 2³¹ − 1 each: the product overflows a long; 65536 · 65536 · 1 overflows an int
        refused(
                bytes(0, 0, 8, 3, 0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff),
                " must have at most 268435456 values, but has the sizes [2147483647, 2147483647, 2147483647]");
        refused(
                bytes(0, 0, 8, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1),
                " must have at most 268435456 values, but has the sizes [65536, 65536, 1]");
    }

    @Test
    void aHeaderThatClaimsMuchMakesNothingLarge() {
        final byte[] claim = bytes(0, 0, 8, 3, 0, 1, 0, 0, 0, 0, 0x10, 0, 0, 0, 0, 1, 9);
        refused(claim, " is too short: its header [65536, 4096, 1] says 268435456 values, but it has 1");
    }

    @Test
    void aFileThatIsNotThereIsAnErrorOfInput() throws IOException {
        final var file = file(LABELS);
        assertThat(Idx.labels(file)).containsExactly(7, 0);
        Files.delete(file);
        for (final var notThere : List.of(file, folder)) {
            assertThatThrownBy(() -> Idx.labels(notThere))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith(notThere + " cannot be read: ");
        }
    }
}
