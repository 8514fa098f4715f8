package io.github.gradwalk.drawing;

import java.awt.BasicStroke;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knowm.xchart.style.markers.Marker;

/**
 * Colours that readers with any kind of colour vision can tell apart. Colour is never the only difference: a series also has
 * its own marker and its own dashes or, in a bar chart, its own hatching.
 */
public final class Palette {
    /** Hues after Okabe and Ito, dark enough for a contrast of 3:1 with the panel, and of different lightness for colour-blind readers. */
    public static final List<String> SERIES = List.of("#005fa3", "#b84000", "#00947a", "#882255", "#222222", "#b58900");

    /** The same hues on a dark page, chosen by the same rules. */
    public static final List<String> DARK_SERIES =
            List.of("#308ee3", "#ec8d45", "#58d6bf", "#f51f93", "#f7f7f7", "#fccd1e");

    public static final List<Marker> MARKERS = PointMarker.all(false);

    /** The markers of points that are to be told from those with {@link #MARKERS}. */
    public static final List<Marker> HOLLOW_MARKERS = PointMarker.all(true);

    private static final float[][] DASHES = {null, {11, 6}, {3, 5}, {12, 5, 3, 5}, {18, 5}, {6, 4, 6, 12}};

    /** Blue below zero, light at zero, orange above: distinguishable with every kind of colour vision. */
    public static final List<String> DIVERGING = List.of("#16467a", "#5a93c7", "#f6f6f4", "#e0904a", "#8a3d04");

    /** From light to dark, so that it also works in grey: viridis, reversed. */
    private static final List<String> SEQUENTIAL = List.of("#f7e64c", "#74ca66", "#2a938c", "#39578c", "#3c1051");

    private static final double TINT = 0.24;

    /** What becomes of white on a dark page, as a level of grey: little more than the page itself. */
    public static final int DARKEST = 22;

    private Palette() {}

    public static BasicStroke stroke(int series) {
        return new BasicStroke(
                (float) Theme.LINE_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, DASHES[series], 0);
    }

    /** The dashes of the series, as SVG's {@code stroke-dasharray}. */
    public static List<String> dashes() {
        return IntStream.range(0, SERIES.size())
                .mapToObj(series -> Tracing.dashes(stroke(series)))
                .toList();
    }

    /** The colour of {@code t}, in [−1, 1]. */
    public static String diverging(double t) {
        return blend(DIVERGING, (t + 1) / 2);
    }

    /** The colour of {@code t}, in [0, 1]. */
    public static String sequential(double t) {
        return blend(SEQUENTIAL, t);
    }

    /** A light shade of {@code colour}, for an area under marks of that colour. */
    public static String tint(String colour) {
        return blend(List.of(Theme.PANEL, colour), TINT);
    }

    /**
     * The colour that stands for {@code colour} on a dark page: light for dark and dark for light, of the same hue. The scripts of interactive
     * figures do the same.
     */
    public static String dark(String colour) {
        if (SERIES.contains(colour)) {
            return DARK_SERIES.get(SERIES.indexOf(colour));
        }
        final int[] channels =
                IntStream.range(0, 3).map(c -> channel(colour, c)).toArray();
        final int turn = 255
                - IntStream.of(channels).max().orElseThrow()
                - IntStream.of(channels).min().orElseThrow();
        return IntStream.of(channels)
                .mapToObj(c -> String.format("%02x", Math.round(DARKEST + (255 - DARKEST) * (c + turn) / 255.0)))
                .collect(Collectors.joining("", "#", ""));
    }

    /** The colour as CSS: itself on a light page, another one on a dark page. */
    public static String themed(String light, String dark) {
        return "light-dark(" + light + "," + dark + ")";
    }

    /** Black or white, whichever has the higher contrast: at least 4.5:1 on any colour. */
    public static String textOn(String background) {
        return contrast("#000000", background) >= contrast("#ffffff", background) ? "#000000" : "#ffffff";
    }

    /** The contrast ratio of WCAG 2, from 1 to 21. */
    public static double contrast(String one, String other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(String colour) {
        return 0.2126 * linear(channel(colour, 0))
                + 0.7152 * linear(channel(colour, 1))
                + 0.0722 * linear(channel(colour, 2));
    }

    /** Red, green or blue, from 0 to 255. */
    private static int channel(String colour, int index) {
        return Integer.decode(colour) >> 8 * (2 - index) & 0xFF;
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    /** The colour of {@code t}, from that of 0, the first, to that of 1, the last. */
    public static String blend(List<String> stops, double t) {
        double position = Math.min(Math.max(t, 0), 1) * (stops.size() - 1);
        int i = Math.min((int) position, stops.size() - 2);
        return IntStream.range(0, 3)
                .mapToObj(c -> {
                    int from = channel(stops.get(i), c);
                    return String.format(
                            "%02x", Math.round(from + (position - i) * (channel(stops.get(i + 1), c) - from)));
                })
                .collect(Collectors.joining("", "#", ""));
    }
}
