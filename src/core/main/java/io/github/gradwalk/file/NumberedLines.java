package io.github.gradwalk.file;

import io.github.gradwalk.argument.Names;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Supplier;

/** The lines of a text file, one after the other: numbered, bounded in length, ended by LF, and digested. */
final class NumberedLines implements AutoCloseable {
    private static final int QUOTED_CHARACTERS = 40;

    private final Path file;
    private final RandomAccessFile open;
    private final InputStream bytes;
    private final MessageDigest digest;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long remaining;
    private int number;

    /** @throws IOException if there is no such file, or it is a folder, or it cannot be opened */
    NumberedLines(Path file, MessageDigest digest) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
        AtomicFile.requireRegular(file);
        this.file = file;
        this.digest = digest;
        // The length of the file that is open, even if another takes its place meanwhile.
        this.open = new RandomAccessFile(file.toFile(), "r");
        this.remaining = open.length();
        this.bytes = new BufferedInputStream(new FileInputStream(open.getFD()));
    }

    /**
     * Returns the next line, without its end.
     *
     * @param expected what it should be, for a message
     * @param longest how many bytes it may have
     */
    String next(Supplier<String> expected, long longest) throws IOException {
        number++;
        line.reset();
        for (int b = bytes.read(); b != '\n'; b = bytes.read()) {
            if (b < 0) {
                throw expected(expected.get(), line.size() == 0 ? "the file ends" : "the file ends within the line");
            }
            if (line.size() == longest) {
                throw expected(expected.get(), "the line is longer than " + longest + " bytes");
            }
            line.write(b);
        }
        final byte[] content = line.toByteArray();
        remaining -= content.length + 1;
        digest.update(content);
        digest.update((byte) '\n');
        return withoutForeignMarks(expected, new String(content, StandardCharsets.UTF_8));
    }

    private String withoutForeignMarks(Supplier<String> expected, String line) throws IOException {
        if (line.startsWith("\uFEFF")) {
            throw expected(expected.get(), "there is a byte order mark before it: an editor has put it there");
        }
        if (line.endsWith("\r")) {
            throw expected(expected.get(), "the line ends with CR LF instead of LF: something has converted the file");
        }
        return line;
    }

    /** Refuses a file that goes on. */
    void end() throws IOException {
        number++;
        if (bytes.read() >= 0) {
            throw expected("the end of the file", "it goes on");
        }
    }

    /** How many bytes the file has after the lines that were read. */
    long remaining() {
        return remaining;
    }

    /** The digest, in hexadecimal, of all lines read since it was last asked for. */
    String digest() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** What to throw where the line read last is not as it should be. */
    IOException expected(String expected, String found) {
        return new IOException(file + ", line " + number + ": expected " + expected + ", but " + found);
    }

    /** A piece of the file for a message: never long, never invisible. */
    static String quoted(String text) {
        final boolean isShort = text.codePointCount(0, text.length()) <= QUOTED_CHARACTERS;
        final var start = isShort ? text : text.substring(0, text.offsetByCodePoints(0, QUOTED_CHARACTERS)) + "…";
        return "\"" + Names.isolated(start) + "\"";
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
