package io.github.gradwalk.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes names that come from outside (of classes or columns, or pieces of a file) fit for a message or another line of text. */
public final class Names {
    private static final char ISOLATE = '\u2068';
    private static final char END_OF_ISOLATE = '\u2069';
    private static final int UNSHOWN = 0xFFFD;
    private static final int LONGEST_IN_MESSAGE = 100;
    private static final int MOST_IN_MESSAGE = 20;

    private Names() {}

    /**
     * Returns a name as one line of text. If some of its letters run from right to left, it is isolated (Unicode Standard Annex 9) so
     * that what stands beside it, such as a colon and a number, stays in place. Characters that control the line or its direction
     * become U+FFFD.
     */
    public static String isolated(String name) {
        final var line = new StringBuilder(name.length());
        name.codePoints().forEach(c -> line.appendCodePoint(controls(c) ? UNSHOWN : c));
        return name.codePoints().anyMatch(Names::runsFromRightToLeft)
                ? ISOLATE + line.toString() + END_OF_ISOLATE
                : line.toString();
    }

    /** Returns a text of several lines with U+FFFD in place of characters that control a terminal or override the direction; isolated names stay isolated. */
    public static String lines(String text) {
        final var lines = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            final boolean isShown = c == '\n' || !Character.isISOControl(c) && !overridesDirection(c);
            lines.appendCodePoint(isShown ? c : UNSHOWN);
        });
        return lines.toString();
    }

    /** Returns a name as {@link #isolated} does, shortened so that the rest of the message stays in sight. */
    public static String inMessage(String name) {
        final boolean isShort = name.codePointCount(0, name.length()) <= LONGEST_IN_MESSAGE;
        return isolated(isShort ? name : name.substring(0, name.offsetByCodePoints(0, LONGEST_IN_MESSAGE)) + "…");
    }

    /** Returns the first names of a list, each as {@link #inMessage(String)} returns it, and how many more there are. */
    public static List<String> inMessage(List<String> names) {
        final var shown = names.stream()
                .limit(MOST_IN_MESSAGE)
                .map(Names::inMessage)
                .collect(Collectors.toCollection(ArrayList::new));
        if (names.size() > MOST_IN_MESSAGE) {
            shown.add("… and " + (names.size() - MOST_IN_MESSAGE) + " more");
        }
        return shown;
    }

    /** Returns the names of columns or classes that have none: the stem with 1, 2, 3 … after it. */
    public static List<String> numbered(String stem, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> stem + i).toList();
    }

    /** Whether a character embeds or overrides a direction, or isolates text in a given one. The isolate of {@link #isolated} does not. */
    public static boolean overridesDirection(int c) {
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
            default -> c == 0x061C; // the Arabic letter mark, for which Java knows no direction
        };
    }
}
