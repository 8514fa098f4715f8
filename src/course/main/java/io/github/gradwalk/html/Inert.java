package io.github.gradwalk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Text that somebody else wrote (the name of a class or a column, a cell of a table, a title), made so that it stays text wherever it is
 * shown.
 */
public final class Inert {
    /** The classes of an element in which MathJax, version 2 and later, as Jupyter has it, leaves dollars and backslashes alone. */
    public static final String NO_MATHEMATICS = "tex2jax_ignore mathjax_ignore";

    private static final char ISOLATE = '\u2068';
    private static final char END_OF_ISOLATE = '\u2069';
    private static final int UNSHOWN = 0xFFFD;
    private static final int LONGEST_IN_MESSAGE = 100;
    private static final int MOST_IN_MESSAGE = 20;

    private Inert() {}

    /**
     * Returns {@code text} as the content or a quoted attribute of an element of HTML or XML. No dollar is left that the pages could take for
     * the begin of a formula; what neither language can hold, and characters that override the direction of what follows, become U+FFFD.
     */
    public static String markup(String text) {
        final var escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&', '<', '>', '"', '\'', '$' -> escaped.append(reference(c));
                default -> escaped.appendCodePoint(isMarkup(c) && !overridesDirection(c) ? c : UNSHOWN);
            }
        });
        return escaped.toString();
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

    /**
     * Returns a name as one line to be put among other words. If it has letters that run from right to left it is isolated (Unicode Standard
     * Annex 9): what stands beside it, the number after its colon say, stays in its place. Characters that control the line or
     * its direction become U+FFFD.
     */
    public static String isolated(String name) {
        final var line = new StringBuilder(name.length());
        name.codePoints().forEach(c -> line.appendCodePoint(controls(c) ? UNSHOWN : c));
        return any(name, Inert::runsFromRightToLeft) ? ISOLATE + line.toString() + END_OF_ISOLATE : line.toString();
    }

    /** Returns a text of several lines, in which names may be isolated, with U+FFFD for what controls a terminal or overrides the direction. */
    public static String lines(String text) {
        final var lines = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            final boolean isShown = c == '\n' || !Character.isISOControl(c) && !overridesDirection(c);
            lines.appendCodePoint(isShown ? c : UNSHOWN);
        });
        return lines.toString();
    }

    /** Returns a name, or a piece of a file, as {@link #isolated} does, and shortened: what a message says beside it stays in sight. */
    public static String inMessage(String name) {
        final boolean isShort = name.codePointCount(0, name.length()) <= LONGEST_IN_MESSAGE;
        return isolated(isShort ? name : name.substring(0, name.offsetByCodePoints(0, LONGEST_IN_MESSAGE)) + "…");
    }

    /** Returns the first names of a list, each as by {@link #inMessage(String)}, and how many more there are. */
    public static List<String> inMessage(List<String> names) {
        final var shown = names.stream()
                .limit(MOST_IN_MESSAGE)
                .map(Inert::inMessage)
                .collect(Collectors.toCollection(ArrayList::new));
        if (names.size() > MOST_IN_MESSAGE) {
            shown.add("… and " + (names.size() - MOST_IN_MESSAGE) + " more");
        }
        return shown;
    }

    private static boolean any(String text, IntPredicate what) {
        return text.codePoints().anyMatch(what);
    }

    /** XML 1.0, production 2 (Char), less what the HTML standard forbids: control characters and noncharacters. */
    private static boolean isMarkup(int c) {
        final boolean isNoncharacter = (c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF;
        final boolean isSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        final boolean isSpace = c == '\t' || c == '\n' || c == '\r';
        return !isNoncharacter && !isSurrogate && (isSpace || !Character.isISOControl(c));
    }

    /** Embeddings, overrides, and isolates but the one of {@link #isolated}, which by itself reorders nothing. */
    private static boolean overridesDirection(int c) {
        return c >= 0x202A && c <= 0x202E || c == 0x2066 || c == 0x2067;
    }

    private static boolean controls(int c) {
        return Character.isISOControl(c)
                || c == 0x2028
                || c == 0x2029
                || overridesDirection(c)
                || c == ISOLATE
                || c == END_OF_ISOLATE;
    }

    private static boolean runsFromRightToLeft(int c) {
        return switch (Character.getDirectionality(c)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                    Character.DIRECTIONALITY_ARABIC_NUMBER -> true;
            default -> c == 0x061C; // the Arabic letter mark, to Java a mere format character
        };
    }
}
