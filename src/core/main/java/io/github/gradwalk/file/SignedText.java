package io.github.gradwalk.file;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file of text in UTF-8. Its first line names the format, its last one is the SHA-256 of all lines above. */
final class SignedText {
    private SignedText() {}

    /** Reads what is between the first line and the last. */
    interface Body<T> {
        T read(TextLines lines) throws IOException;
    }

    /**
     * @param text whole lines, of which the first names the format
     * @throws IOException if the file cannot be written; it is then as it was
     */
    static void save(String text, Path file) throws IOException {
        final byte[] content = text.getBytes(StandardCharsets.UTF_8);
        final byte[] checksum = checksum(content, content.length).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, output -> {
            output.write(content);
            output.write(checksum);
        });
    }

    /** @throws IOException naming the file, what was expected, and what was found */
    static <T> T load(Path file, String format, Body<T> body) throws IOException {
        final byte[] content = FileBytes.read(file);
        try {
            Require.that(content.length > 0, "the file is empty");
            final var lines = new TextLines(new String(content, StandardCharsets.UTF_8));
            lines.next(format);
            requireChecksum(content);
            final T value = body.read(lines);
            lines.next("sha256 (.*)");
            return value;
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static void requireChecksum(byte[] content) {
        final var bytes = new String(content, StandardCharsets.ISO_8859_1);
        Require.that(
                !bytes.contains("\r\n"), // which is never in what is written here
                "the line ends of the file were converted from LF to CRLF, as git does with core.autocrlf: convert them back");
        final int start = bytes.lastIndexOf('\n', content.length - 2) + 1;
        final var expected = checksum(content, start);
        final var found = new String(content, start, content.length - start, StandardCharsets.UTF_8);
        Require.that(
                found.equals(expected),
                "the file is cut short or altered: the last line must be \"%s\", the digest of the lines above, and end with LF, but is \"%s\"",
                expected.strip(),
                Names.inMessage(found));
    }

    private static String checksum(byte[] content, int length) {
        try {
            final var digest = MessageDigest.getInstance("SHA-256");
            digest.update(content, 0, length);
            return "sha256 " + HexFormat.of().formatHex(digest.digest()) + "\n";
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }
}
