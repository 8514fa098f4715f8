package io.github.gradwalk.file;

import java.util.Optional;

/**
 * Any string as one line of text: between quotation marks, with {@code \}{@code uXXXX} in place of quotation marks, backslashes, and
 * characters that are not text of one line (controls, unpaired surrogates). It is a string of JSON.
 */
final class QuotedName {
    private static final int DIGITS = 4;
    private static final int HEXADECIMAL = 16;

    private QuotedName() {}

    static String of(String name) {
        final var line = new StringBuilder(name.length() + 2).append('"');
        for (int at = 0; at < name.length(); at += Character.charCount(name.codePointAt(at))) {
            final int c = name.codePointAt(at);
            if (isPlain(c)) {
                line.appendCodePoint(c);
            } else {
                final var digits = Integer.toHexString(c);
                line.append("\\u").append("0".repeat(DIGITS - digits.length())).append(digits);
            }
        }
        return line.append('"').toString();
    }

    /** Returns the name that a line stands for; nothing if {@link #of} does not write such a line. */
    static Optional<String> read(String line) {
        final int end = line.length() - 1;
        final var name = new StringBuilder(line.length());
        int at = 1;
        while (at < end) {
            if (line.startsWith("\\u", at) && at + 2 + DIGITS <= end) {
                final var digits = line.substring(at + 2, at + 2 + DIGITS);
                if (!digits.chars().allMatch(c -> Character.digit(c, HEXADECIMAL) >= 0)) {
                    return Optional.empty();
                }
                name.append((char) Integer.parseInt(digits, HEXADECIMAL));
                at += 2 + DIGITS;
            } else {
                name.append(line.charAt(at));
                at++;
            }
        }
        final var read = name.toString();
        return of(read).equals(line) ? Optional.of(read) : Optional.empty();
    }

    private static boolean isPlain(int c) {
        return c != '"' && c != '\\' && !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE;
    }
}
