package io.github.gradwalk.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Names that somebody else chose (of a class, a column, a file's content), made fit to stand among other words, in a message for instance. */
public final class Names {
    private static final char ISOLATE = '\u2068';
    private static final char END_OF_ISOLATE = '\u2069';
    private static final int UNSHOWN = 0xFFFD;
    private static final int LONGEST_IN_MESSAGE = 100;
    private static final int MOST_IN_MESSAGE = 20;

    private Names() {}

    /**
     * Returns a name as one line to be put among other words. If it has letters that run from right to left it is isolated (Unicode Standard
     * Annex 9): what stands beside it, the number after its colon say, stays in its place. Characters that control the line or
     * its direction become U+FFFD.
     */
    public static String isolated(String name) {
        final var line = new StringBuilder(name.length());
        name.codePoints().forEach(c -> line.appendCodePoint(controls(c) ? UNSHOWN : c));
        return name.codePoints().anyMatch(Names::runsFromRightToLeft)
                ? ISOLATE + line.toString() + END_OF_ISOLATE
                : line.toString();
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
                .map(Names::inMessage)
                .collect(Collectors.toCollection(ArrayList::new));
        if (names.size() > MOST_IN_MESSAGE) {
            shown.add("… and " + (names.size() - MOST_IN_MESSAGE) + " more");
        }
        return shown;
    }

    /** Embeddings, overrides, and isolates but the one of {@link #isolated}, which by itself reorders nothing. */
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
            default -> c == 0x061C; // the Arabic letter mark, to Java a mere format character
        };
    }
}
