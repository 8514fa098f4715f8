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
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.ejml.data.DMatrixRMaj;

/**
 * Reads IDX files, the format of MNIST and of the many data sets modelled on it, plain or compressed with gzip (recognised
 * by its first two bytes).
 *
 * <p>A file begins with two bytes that are 0, the type of its values (8 unsigned bytes, 9 bytes, 11 shorts, 12 ints, 13 floats, 14 doubles)
 * and the number of dimensions. Then come the size of each dimension, in four bytes with the most significant first, and the values, with
 * the last dimension varying fastest.
 *
 * <p>A file must be exactly as long as its header says; memory is allocated for the values that are there, not for those that
 * the header announces. All methods throw {@link IllegalArgumentException}, with the file's name, if a file is not in this
 * format, too short, too long, or has more than {@code 2²⁸} values or {@code 2³⁰} bytes, and {@link UncheckedIOException} if it cannot be
 * read.
 */
public final class Idx {
    private static final int GZIP = 0x1f8b;

    /** As a matrix, 2 GiB: six times the 60,000 images of MNIST. */
    private static final int MOST_VALUES = 1 << 28;

    private static final int MOST_BYTES = 1 << 30;
    private static final int DIGITS = 10;
    private static final double WHITE = 255;

    /** What the values of a file are, by the third byte. */
    private enum Type {
        UNSIGNED_BYTE(8, Byte.BYTES, values -> Byte.toUnsignedInt(values.get())),
        BYTE(9, Byte.BYTES, ByteBuffer::get),
        SHORT(11, Short.BYTES, ByteBuffer::getShort),
        INT(12, Integer.BYTES, ByteBuffer::getInt),
        FLOAT(13, Float.BYTES, ByteBuffer::getFloat),
        DOUBLE(14, Double.BYTES, ByteBuffer::getDouble);

        final int code;
        final int bytes;
        final ToDoubleFunction<ByteBuffer> next;

        Type(int code, int bytes, ToDoubleFunction<ByteBuffer> next) {
            this.code = code;
            this.bytes = bytes;
            this.next = next;
        }

        int mostValues() {
            return Math.min(MOST_VALUES, MOST_BYTES / bytes);
        }
    }

    private record Header(Type type, int[] sizes) {
        /** The product of the sizes, or some number above the limit: it does not overflow. */
        int count() {
            long count = 1;
            for (final int size : sizes) {
                count = Math.min(count * size, MOST_VALUES + 1L);
            }
            return (int) count;
        }

        @Override
        public String toString() {
            return Arrays.toString(sizes);
        }
    }

    private record Content(Header header, ByteBuffer values) {
        double[] numbers() {
            final double[] numbers = new double[header.count()];
            Arrays.setAll(numbers, i -> header.type.next.applyAsDouble(values));
            return numbers;
        }
    }

    private Idx() {}

    /**
     * Reads images and their labels, 0 to 9. The classes are named "0" … "9", even if some do not occur, and the features
     * "pixel 1", "pixel 2" …
     *
     * @throws IllegalArgumentException if the numbers of images and labels differ, a label is not in 0 … 9, or a file is refused
     *     as described above
     */
    public static Dataset dataset(Path images, Path labels) {
        return dataset(
                images,
                labels,
                0,
                IntStream.range(0, DIGITS).mapToObj(Integer::toString).toList());
    }

    /**
     * Reads images and their labels, of any classes. The features are named "pixel 1", "pixel 2" …
     *
     * @param firstLabel the label of the first class, 0 or 1 in most files
     * @param classNames the names of the classes {@code firstLabel}, {@code firstLabel} + 1 …, even if some do not occur
     * @throws IllegalArgumentException if the numbers of images and labels differ, a label has no name, or a file is refused
     *     as described above
     */
    public static Dataset dataset(Path images, Path labels, int firstLabel, List<String> classNames) {
        Require.notNull("images", images);
        Require.notNull("labels", labels);
        Require.notNull("classNames", classNames);
        final int[] classes = labels(labels);
        final var X = images(images);
        Require.that(
                X.numRows == classes.length,
                "the numbers of images and labels must be the same, but %s has %d images and %s has %d labels",
                images,
                X.numRows,
                labels,
                classes.length);
        final long lastLabel = (long) firstLabel + classNames.size() - 1;
        for (int n = 0; n < classes.length; n++) {
            if (classes[n] < firstLabel || classes[n] > lastLabel) {
                throw Require.refused(
                        "labels must be in %d … %d, but number %d of %s is %d",
                        firstLabel, lastLabel, n, labels, classes[n]);
            }
            classes[n] -= firstLabel;
        }
        return new Dataset(
                X,
                Targets.ofClasses(classNames.size(), classes),
                IntStream.rangeClosed(1, X.numCols).mapToObj(j -> "pixel " + j).toList(),
                classNames);
    }

    /**
     * Reads images, or other arrays of numbers, one per row: a file of N × h × w × 1 values becomes a matrix of N × hw, with the pixels row by
     * row. Unsigned bytes are scaled from 0 … 255 to [0, 1] by {@code x/255}; values of other types are left as they are.
     *
     * @throws IllegalArgumentException if there is only one dimension, or the file is refused as described above
     */
    public static DMatrixRMaj images(Path path) {
        final var content = read(path);
        final int[] sizes = content.header.sizes;
        Require.that(
                sizes.length > 1,
                "%s must have at least two dimensions, as images do, but has %s",
                path,
                content.header);
        final double[] values = content.numbers();
        if (content.header.type == Type.UNSIGNED_BYTE) {
            Arrays.setAll(values, i -> values[i] / WHITE);
        }
        return DMatrixRMaj.wrap(sizes[0], values.length / sizes[0], values);
    }

    /**
     * Reads labels, of any type. There is one dimension, or others of size 1 after it.
     *
     * @throws IllegalArgumentException if there are more dimensions, a label is not a whole number that fits into an {@code int}, or the file
     *     is refused as described above
     */
    public static int[] labels(Path path) {
        final var content = read(path);
        final double[] values = content.numbers();
        Require.that(
                content.header.sizes[0] == values.length,
                "%s must have one dimension, as labels do, but has %s",
                path,
                content.header);
        for (int n = 0; n < values.length; n++) {
            if ((int) values[n] != values[n]) { // or NaN
                throw Require.refused("labels must be whole numbers, but number %d of %s is %s", n, path, values[n]);
            }
        }
        return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
    }

    private static Content read(Path path) {
        Require.notNull("path", path);
        try (var file = new BufferedInputStream(Files.newInputStream(path));
                var in = new DataInputStream(isCompressed(file) ? new GZIPInputStream(file) : file)) {
            final var header = header(path, in);
            final int expected = header.count() * header.type.bytes;
            final byte[] values = in.readNBytes(expected);
            final var announced = "its header " + header + " announces " + header.count() + " values";
            Require.that(
                    values.length == expected,
                    "%s is too short: %s, but it has %d",
                    path,
                    announced,
                    values.length / header.type.bytes);
            // this also makes gzip compare its check sum
            Require.that(in.read() < 0, "%s is too long: %s, but it has more", path, announced);
            return new Content(header, ByteBuffer.wrap(values));
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

    private static Header header(Path path, DataInputStream in) throws IOException {
        final int start = in.readInt();
        final var type = Arrays.stream(Type.values())
                .filter(known -> known.code == start >>> Byte.SIZE)
                .findFirst()
                .orElseThrow(() -> Require.refused(
                        "%s must begin with 0x0000 and a type of 08, 09, 0b, 0c, 0d or 0e, as IDX files do, but begins with 0x%08x",
                        path, start));
        final int[] sizes = new int[start & 0xff];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = in.readInt();
        }
        final var header = new Header(type, sizes);
        Require.that(
                sizes.length > 0
                        && Arrays.stream(sizes).allMatch(size -> size > 0)
                        && header.count() <= type.mostValues(),
                "%s must have sizes of at least 1 whose product is at most %d, but has %s",
                path,
                type.mostValues(),
                header);
        return header;
    }
}
