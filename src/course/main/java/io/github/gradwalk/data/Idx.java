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
 * Reads the files of MNIST, and of the many data sets that come in its format, IDX: plain or compressed by gzip, which is
 * told from the first two bytes.
 *
 * <p>A file begins with the bytes 0, 0, 8 (the values are unsigned bytes) and the number of dimensions, then has the size of
 * each dimension in four bytes, the most significant first, then the values, the last dimension running fastest.
 *
 * <p>A file must be exactly as long as its header says. It is read twice, and nothing as large as the header says is
 * allocated before the first reading has shown that there is that much, so that a small file cannot ask for much memory. All
 * methods throw {@link IllegalArgumentException} that names the file if it is not in this format, too short, too long,
 * or has more than {@code 2²⁸} values, and {@link UncheckedIOException} if it cannot be read.
 */
public final class Idx {
    private static final int UNSIGNED_BYTES = 8;
    private static final int LABELS = 1;
    private static final int IMAGES = 3;

    /** As a matrix, 2 GiB; six times MNIST's 60 000 images. */
    private static final long MOST_VALUES = 1L << 28;

    private static final int DIGITS = 10;
    private static final double WHITE = 255;
    private static final int GZIP_MAGIC_1 = 0x1f;
    private static final int GZIP_MAGIC_2 = 0x8b;

    /** What is made of the values, which are next in the stream. */
    private interface Values<T> {
        T read(DataInputStream in, int[] sizes) throws IOException;
    }

    private Idx() {}

    /**
     * Reads images and their labels, 0 to 9. The classes are called "0" … "9", also if some do not occur, and the features
     * "pixel 1", "pixel 2" …
     *
     * @throws IllegalArgumentException if there are more images than labels, or more labels than images, or a label is
     *     above 9, or see above
     */
    public static Dataset dataset(Path images, Path labels) {
        final int N = count(images, IMAGES);
        final int n = count(labels, LABELS);
        Require.that(
                N == n,
                "images and labels must be equally many, but %s has %d images and %s has %d labels",
                images,
                N,
                labels,
                n);
        final int[] classes = labels(labels);
        for (int i = 0; i < N; i++) {
            Require.that(
                    classes[i] < DIGITS,
                    "labels must be in 0 … %d, but number %d of %s is %d",
                    DIGITS - 1,
                    i,
                    labels,
                    classes[i]);
        }
        final var X = images(images);
        return new Dataset(
                X,
                Targets.ofClasses(DIGITS, classes),
                IntStream.rangeClosed(1, X.numCols).mapToObj(j -> "pixel " + j).toList(),
                IntStream.range(0, DIGITS).mapToObj(Integer::toString).toList());
    }

    /** Reads images, one a row, its pixels row by row, scaled from 0 … 255 to [0, 1] by {@code x/255}. */
    public static DMatrixRMaj images(Path path) {
        return read(path, IMAGES, (in, sizes) -> {
            final byte[] image = new byte[sizes[1] * sizes[2]];
            final var X = new DMatrixRMaj(sizes[0], image.length);
            for (int n = 0; n < X.numRows; n++) {
                in.readFully(image);
                for (int j = 0; j < image.length; j++) {
                    X.set(n, j, Byte.toUnsignedInt(image[j]) / WHITE);
                }
            }
            return X;
        });
    }

    /** Reads labels, each 0 … 255. */
    public static int[] labels(Path path) {
        return read(path, LABELS, (in, sizes) -> {
            final int[] labels = new int[sizes[0]];
            for (int n = 0; n < labels.length; n++) {
                labels[n] = in.readUnsignedByte();
            }
            return labels;
        });
    }

    /** How many there are, as the header says. */
    private static int count(Path path, int dimensions) {
        return told(path, () -> {
            try (var in = open(path)) {
                return sizes(path, in, dimensions)[0];
            }
        });
    }

    private static <T> T read(Path path, int dimensions, Values<T> values) {
        return told(path, () -> {
            requireLengthOfHeader(path, dimensions);
            try (var in = open(path)) {
                return values.read(in, sizes(path, in, dimensions));
            }
        });
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    /** What the reading gives, or the exception that tells what is wrong with the file. */
    private static <T> T told(Path path, Reading<T> reading) {
        try {
            return reading.read();
        } catch (EOFException e) {
            throw new IllegalArgumentException(path + " is too short: it ends within the header or is cut off", e);
        } catch (ZipException e) {
            throw new IllegalArgumentException(path + " is damaged: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read: " + e, e);
        }
    }

    /** The first reading: to the end, since only there gzip says whether all was well, but never far beyond. */
    private static void requireLengthOfHeader(Path path, int dimensions) throws IOException {
        try (var in = open(path)) {
            final int[] sizes = sizes(path, in, dimensions);
            final long expected = count(sizes);
            long present = 0;
            final byte[] buffer = new byte[1 << 13];
            for (int read = in.read(buffer); read >= 0 && present <= expected; read = in.read(buffer)) {
                present += read;
            }
            Require.that(
                    present >= expected,
                    "%s is too short: its header %s says %d values, but it has %d",
                    path,
                    Arrays.toString(sizes),
                    expected,
                    present);
            Require.that(
                    present == expected,
                    "%s is too long: its header %s says %d values, but it has more",
                    path,
                    Arrays.toString(sizes),
                    expected);
        }
    }

    private static int[] sizes(Path path, DataInputStream in, int dimensions) throws IOException {
        final int expected = UNSIGNED_BYTES << 8 | dimensions;
        final int magic = in.readInt();
        Require.that(
                magic == expected,
                "%s must begin with 0x%08x, as IDX files of %s do, but begins with 0x%08x",
                path,
                expected,
                dimensions == IMAGES ? "images" : "labels",
                magic);
        final int[] sizes = new int[dimensions];
        for (int i = 0; i < dimensions; i++) {
            sizes[i] = in.readInt();
        }
        Require.that(
                Arrays.stream(sizes).allMatch(size -> size > 0),
                "%s must have sizes from 1 to 2147483647, but has %s",
                path,
                Arrays.toString(sizes));
        Require.that(
                count(sizes) <= MOST_VALUES,
                "%s must have at most %d values, but has the sizes %s",
                path,
                MOST_VALUES,
                Arrays.toString(sizes));
        return sizes;
    }

    /** The product of the sizes, or the largest {@code long} if it overflows. */
    private static long count(int[] sizes) {
        long count = 1;
        for (final int size : sizes) {
            count = count > Long.MAX_VALUE / size ? Long.MAX_VALUE : count * size;
        }
        return count;
    }

    /** A gzip file is one member or several. The JDK's reader calls itself for each that is empty, until the stack overflows. */
    private static final class Members extends GZIPInputStream {
        private static final int MOST_EMPTY = 100;

        private int empty;

        Members(InputStream in) throws IOException {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (empty > MOST_EMPTY) {
                throw new ZipException("it has more than " + MOST_EMPTY + " empty members, one after the other");
            }
            empty++;
            try {
                return super.read(buffer, offset, length);
            } finally {
                empty--;
            }
        }
    }

    private static DataInputStream open(Path path) throws IOException {
        final var file = new BufferedInputStream(Files.newInputStream(path));
        try {
            file.mark(2);
            final boolean zipped = file.read() == GZIP_MAGIC_1 && file.read() == GZIP_MAGIC_2;
            file.reset();
            final InputStream in = zipped ? new BufferedInputStream(new Members(file)) : file;
            return new DataInputStream(in);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }
}
