package io.github.gradwalk.plot;

/**
 * The look that all figures share. Lengths are SVG user units: CSS pixels while there is room, fewer on a phone, which
 * is why the type is large. A figure brings its own light panel, so it reads the same on a light and on a dark page.
 */
final class Theme {
    static final int WIDTH = 560;
    static final int MARGIN = 16;
    static final int TEXT = 17;
    static final int SMALL = 16;
    static final double LINE_WIDTH = 2.6;
    static final int MARKER = 10;

    static final String PANEL = "#fcfcfd";
    static final String BORDER = "#c8cdd5";
    static final String GRID = "#e1e5ea";
    static final String AXIS = "#6b737d";
    static final String INK = "#1b1f24";
    static final String MUTED = "#4a525c";

    /** Width of a wide face's digits and usual letters, in units of the size. */
    private static final double CHARACTER = 0.63;

    private Theme() {}

    /**
     * About how wide {@code text} is, more often less than more, whichever sans-serif face the reader has: layout never
     * measures a font.
     */
    static double textWidth(String text, int size) {
        return CHARACTER * size * text.codePoints().filter(Theme::takesRoom).count();
    }

    /** Shortens {@code text} to {@code width}. */
    static String fit(String text, double width, int size) {
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
