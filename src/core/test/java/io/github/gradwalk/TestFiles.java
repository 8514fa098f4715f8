package io.github.gradwalk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** Contents of files for tests: IDX, and gzip. */
public final class TestFiles {
    private TestFiles() {}

    /** An IDX file of images with these sizes in its header, and these pixels. */
    public static byte[] images(int count, int height, int width, int... pixels) {
        return bytes(
                ByteBuffer.allocate(16 + pixels.length)
                        .putInt(0x803)
                        .putInt(count)
                        .putInt(height)
                        .putInt(width),
                pixels);
    }

    /** An IDX file of labels with this number of them in its header, and these labels. */
    public static byte[] labels(int count, int... labels) {
        return bytes(ByteBuffer.allocate(8 + labels.length).putInt(0x801).putInt(count), labels);
    }

    private static byte[] bytes(ByteBuffer buffer, int... values) {
        for (final int value : values) {
            buffer.put((byte) value);
        }
        return buffer.array();
    }

    /** The parts, one after the other, compressed with gzip. */
    public static byte[] compressed(byte[]... parts) {
        final var compressed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(compressed)) {
            for (final byte[] part : parts) {
                out.write(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    /** A gzip file with 20,000 empty members after it. */
    public static byte[] withEmptyMembers(byte[] start) {
        final byte[] empty = compressed();
        final var all =
                ByteBuffer.allocate(start.length + 20_000 * empty.length).put(start);
        while (all.hasRemaining()) {
            all.put(empty);
        }
        return all.array();
    }
}
