package io.github.gradwalk.html;

import io.github.gradwalk.argument.Names;

/** Text in the HTML that the course writes: it stays text, whoever wrote it. */
public final class Html {
    /** The classes of an element in which MathJax, version 2 and later, as Jupyter has it, leaves dollars and backslashes alone. */
    public static final String NO_MATHEMATICS = "tex2jax_ignore mathjax_ignore";

    private static final int UNSHOWN = 0xFFFD;

    private Html() {}

    /**
     * Returns {@code text} as the content or a quoted attribute of an element of HTML or XML. No dollar sign is left that a page could take for
     * the beginning of a formula. Characters that neither language allows, and those that override the direction of the text after them, become
     * U+FFFD.
     */
    public static String escape(String text) {
        final var escaped = new StringBuilder(text.length());
        allowed(text).codePoints().forEach(c -> {
            switch (c) {
                case '&', '<', '>', '"', '\'', '$' -> escaped.append(reference(c));
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    /** Returns {@code text} with U+FFFD for what {@link #escape} replaces, and nothing escaped. */
    public static String allowed(String text) {
        final var allowed = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> allowed.appendCodePoint(isMarkup(c) && !Names.overridesDirection(c) ? c : UNSHOWN));
        return allowed.toString();
    }

    private static String reference(int c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            default -> "&#" + c + ";";
        };
    }

    /** XML 1.0, production 2 (Char), less what the HTML standard forbids: control characters and noncharacters. */
    private static boolean isMarkup(int c) {
        final boolean isNoncharacter = (c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF;
        final boolean isSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        final boolean isSpace = c == '\t' || c == '\n' || c == '\r';
        return !isNoncharacter && !isSurrogate && (isSpace || !Character.isISOControl(c));
    }
}
