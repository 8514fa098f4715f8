package io.github.gradwalk.data;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Targets;
import io.github.gradwalk.argument.Require;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.ejml.data.DMatrixRMaj;

/**
 * Reads IDX files, the format of MNIST and of the many data sets modelled on it, plain or compressed with gzip (recognised
 * by its first two bytes).
 *
 * <p>A file begins with the bytes 0, 0, 8 (the values are unsigned bytes) and the number of dimensions. Then come the size of
 * each dimension, in four bytes with the most significant first, and the values, with the last dimension varying fastest.
 *
 * <p>A file must be exactly as long as its header says; memory is allocated for the values that are there, not for those that
 * the header announces. All methods throw {@link IllegalArgumentException}, with the file's name, if a file is not in this
 * format, too short, too long, or has more than {@code 2²⁸} values, and {@link UncheckedIOException} if it cannot be read.
 */
public final class Idx {
    private static final int LABELS = 0x801;
    private static final int IMAGES = 0x803;
    private static final int GZIP = 0x1f8b;

    /** As a matrix, 2 GiB: six times the 60,000 images of MNIST. */
    private static final int MOST_VALUES = 1 << 28;

    private static final int DIGITS = 10;
    private static final double WHITE = 255;

    private record Content(int[] sizes, byte[] values) {}

    private Idx() {}

    /**
     * Reads images and their labels, 0 to 9. The classes are named "0" … "9", even if some do not occur, and the features
     * "pixel 1", "pixel 2" …
     *
     * @throws IllegalArgumentException if the numbers of images and labels differ, a label is above 9, or a file is refused
     *     as described above
     */
    public static Dataset dataset(Path images, Path labels) {
        final int[] classes = labels(labels);
        final var X = images(images);
        Require.that(
                X.numRows == classes.length,
                "the numbers of images and labels must be the same, but %s has %d images and %s has %d labels",
                images,
                X.numRows,
                labels,
                classes.length);
        for (int n = 0; n < classes.length; n++) {
            if (classes[n] >= DIGITS) {
                throw Require.refused(
                        "labels must be in 0 … %d, but number %d of %s is %d", DIGITS - 1, n, labels, classes[n]);
            }
        }
        return new Dataset(
                X,
                Targets.ofClasses(DIGITS, classes),
                IntStream.rangeClosed(1, X.numCols).mapToObj(j -> "pixel " + j).toList(),
                IntStream.range(0, DIGITS).mapToObj(Integer::toString).toList());
    }

    /** Reads images, one per row, with their pixels row by row, scaled from 0 … 255 to [0, 1] by {@code x/255}. */
    public static DMatrixRMaj images(Path path) {
        final var content = read(path, IMAGES);
        final var X = new DMatrixRMaj(content.sizes[0], content.sizes[1] * content.sizes[2]);
        for (int i = 0; i < content.values.length; i++) {
            X.data[i] = Byte.toUnsignedInt(content.values[i]) / WHITE;
        }
        return X;
    }

    /** Reads labels, each in 0 … 255. */
    public static int[] labels(Path path) {
        final byte[] values = read(path, LABELS).values;
        return IntStream.range(0, values.length)
                .map(n -> Byte.toUnsignedInt(values[n]))
                .toArray();
    }

    private static Content read(Path path, int magic) {
        try (var file = new BufferedInputStream(Files.newInputStream(path));
                var in = new DataInputStream(isCompressed(file) ? new GZIPInputStream(file) : file)) {
            final int[] sizes = sizes(path, in, magic);
            final int expected = count(sizes);
            final byte[] values = in.readNBytes(expected);
            final var header = "its header " + Arrays.toString(sizes) + " announces " + expected + " values";
            Require.that(values.length == expected, "%s is too short: %s, but it has %d", path, header, values.length);
            // this also makes gzip compare its check sum
            Require.that(in.read() < 0, "%s is too long: %s, but it has more", path, header);
            return new Content(sizes, values);
        } catch (EOFException e) {
            throw new IllegalArgumentException(path + " is too short: it ends within its header or is cut off", e);
        } catch (ZipException e) {
            throw new IllegalArgumentException(path + " is damaged: " + e.getMessage(), e);
        } catch (StackOverflowError e) { // GZIPInputStream calls itself for every empty member
            throw new IllegalArgumentException(path + " is damaged: it has too many empty gzip members in a row", e);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read: " + e, e);
        }
    }

    private static boolean isCompressed(InputStream file) throws IOException {
        file.mark(2);
        final boolean isCompressed = (file.read() << 8 | file.read()) == GZIP;
        file.reset();
        return isCompressed;
    }

    private static int[] sizes(Path path, DataInputStream in, int expected) throws IOException {
        final int magic = in.readInt();
        Require.that(
                magic == expected,
                "%s must begin with 0x%08x, as IDX files of %s do, but begins with 0x%08x",
                path,
                expected,
                expected == IMAGES ? "images" : "labels",
                magic);
        final int[] sizes = new int[magic & 0xff];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = in.readInt();
        }
        Require.that(
                Arrays.stream(sizes).allMatch(size -> size > 0) && count(sizes) <= MOST_VALUES,
                "%s must have sizes of at least 1 whose product is at most %d, but has %s",
                path,
                MOST_VALUES,
                Arrays.toString(sizes));
        return sizes;
    }

    /** The product of the sizes, or some number above the limit: it does not overflow. */
    private static int count(int[] sizes) {
        long count = 1;
        for (final int size : sizes) {
            count = Math.min(count * size, MOST_VALUES + 1L);
        }
        return (int) count;
    }
}
