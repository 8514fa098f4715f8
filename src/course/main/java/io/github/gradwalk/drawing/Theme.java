package io.github.gradwalk.drawing;

import java.util.List;

/**
 * The style that all figures share. Lengths are SVG user units, which are CSS pixels where there is room and smaller on a
 * phone; the type is therefore large. The colours are those on a light page; {@link Palette#dark} says what they become on a dark one.
 */
public final class Theme {
    public static final int WIDTH = 560;
    public static final int MARGIN = 16;
    public static final int TEXT = 17;
    public static final int SMALL = 16;
    public static final double LINE_WIDTH = 2.6;
    public static final int MARKER = 10;

    public static final String PANEL = "#fcfcfd";
    public static final String BORDER = "#c8cdd5";
    public static final String GRID = "#e1e5ea";
    public static final String AXIS = "#6b737d";
    public static final String INK = "#1b1f24";
    public static final String MUTED = "#4a525c";

    /** The width of digits and common letters in a wide typeface, relative to the font size. */
    public static final double CHARACTER = 0.63;

    private Theme() {}

    /**
     * The approximate width of {@code text}, more often too large than too small, whichever sans-serif typeface the reader
     * has: layout never measures a font.
     */
    public static double textWidth(String text, int size) {
        return CHARACTER * size * text.codePoints().filter(Theme::takesRoom).count();
    }

    /** The width of the widest of these texts, 0 if there is none. */
    public static double widest(List<String> texts, int size) {
        return texts.stream().mapToDouble(text -> textWidth(text, size)).max().orElse(0);
    }

    /** Shortens {@code text} to fit into {@code width}. */
    public static String fit(String text, double width, int size) {
        if (textWidth(text, size) <= width) {
            return text;
        }
        int[] points = text.codePoints().toArray();
        int kept = Math.max(1, Math.min(points.length, (int) (width / (CHARACTER * size)) - 1));
        return new String(points, 0, kept).strip() + "…";
    }

    private static boolean takesRoom(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.NON_SPACING_MARK && type != Character.FORMAT;
    }
}
