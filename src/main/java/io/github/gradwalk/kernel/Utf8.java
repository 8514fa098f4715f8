package io.github.gradwalk.kernel;

/** Cutting UTF-8 between characters. */
final class Utf8 {
    private static final int LONGEST = 4;

    private Utf8() {}

    /** Returns the length of the longest prefix that does not end inside a character. */
    static int wholeCharacters(final byte[] bytes) {
        for (int back = 1; back <= Math.min(LONGEST, bytes.length); back++) {
            final int b = bytes[bytes.length - back] & 0xFF;
            if (b < 0x80) {
                return bytes.length;
            }
            if (b >= 0xC0) {
                return length(b) > back ? bytes.length - back : bytes.length;
            }
        }
        return bytes.length;
    }

    private static int length(final int first) {
        return first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    }
}
