package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.drawing.CourseTheme;
import io.github.gradwalk.drawing.Figure;
import io.github.gradwalk.drawing.Svg;
import io.github.gradwalk.drawing.Values;
import io.github.gradwalk.html.Html;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * Figures that follow one another in time. They are shown side by side, each with its label; unless the reader's system asks
 * for reduced motion, controls above them play them one after the other instead. No script is needed, and in a notebook
 * viewer that strips style sheets and controls the figures remain.
 */
public final class Animation {
    private static final int MOST = 60;

    /** Of a chart, so that its words are about as large as those of the text where two frames stand side by side. */
    private static final int WIDTH = 400;

    private static final BigDecimal SECONDS = new BigDecimal("0.8");

    /** One column, or two where there is room; an inline style, for viewers that strip style sheets. */
    private static final String GRID = "display:grid;gap:12px;max-width:1132px;"
            + "grid-template-columns:repeat(auto-fill,minmax(min(100%,max(300px,50% - 6px)),1fr))";

    private static final String FOR_SCREEN_READERS =
            "position:absolute;width:1px;height:1px;margin:0;overflow:hidden;clip-path:inset(50%)";

    /** {@code FRAMES}, {@code CYCLE} and {@code SHARE} are replaced by numbers. The keyframes step, so that frames do not fade into each other. */
    private static final String STYLE = """
            @media screen and (prefers-reduced-motion:no-preference){@supports selector(:has(*)){
            .gradwalk-frames .gradwalk-choice{display:flex!important;flex-wrap:wrap;gap:4px 20px;margin:0 0 8px}
            .gradwalk-choice label{display:inline-flex;align-items:center;gap:6px;min-height:28px;cursor:pointer}
            .gradwalk-choice label::after{content:attr(data-label)}
            .gradwalk-frames:has(.gradwalk-moving:checked) .gradwalk-stills{grid-template-columns:minmax(0,560px)!important}
            .gradwalk-frames:has(.gradwalk-moving:checked) .gradwalk-stills>div{grid-area:1/1;opacity:0}
            .gradwalk-FRAMES:has(.gradwalk-moving:checked) .gradwalk-stills>div{animation:gradwalk-FRAMES CYCLEs step-end infinite}
            .gradwalk-frames:has(.gradwalk-moving[value=pause]:checked) .gradwalk-stills>div{animation-play-state:paused}
            @keyframes gradwalk-FRAMES{0%{opacity:1}SHARE%,100%{opacity:0}}
            }}""";

    private final List<Still> stills = new ArrayList<>();
    private final SharedLegend legend = new SharedLegend();

    private record Still(String label, Figure figure) {
        Stream<List<String>> rows() {
            return figure.values().rows().stream().map(row -> with(label, row));
        }
    }

    Animation() {}

    /**
     * Adds a frame.
     *
     * @param label what distinguishes it, such as {@code "epoch 1"}
     */
    public Animation frame(String label, Figure figure) {
        Require.text("label", label);
        Require.notNull("figure", figure);
        Require.that(figure.drawing().startsWith("<svg"), "figure must be a single picture, but is an animation");
        Require.that(stills.size() < MOST, "an animation must have at most %d frames", MOST);
        stills.add(new Still(label, figure));
        return this;
    }

    /**
     * Adds an XChart chart as a frame, as it is now. Frames are smaller than other figures, and so their words are larger in proportion; those of
     * XY charts in the style of the course have one legend together, in which no number of examples stands behind a name.
     */
    public Animation frame(String label, Chart<?, ?> chart, String description) {
        Require.notNull("chart", chart);
        if (!(chart instanceof XYChart xy
                && xy.getStyler().isLegendVisible()
                && xy.getStyler().getTheme() instanceof CourseTheme)) {
            return frame(label, Charts.figure(chart, WIDTH, description));
        }
        xy.getStyler().setLegendVisible(false);
        try {
            frame(label, Charts.figure(xy, WIDTH, description));
        } finally {
            xy.getStyler().setLegendVisible(true);
        }
        legend.add(xy);
        return this;
    }

    /** How many frames, and that {@link #figure} draws them. */
    @Override
    public String toString() {
        return "an animation of " + stills.size() + " frames, drawn by figure(…)";
    }

    /**
     * Joins the frames into one figure.
     *
     * @param description what there is to see; the labels and the descriptions of the frames are added to it
     * @throws IllegalArgumentException if there are not at least two frames
     */
    public Figure figure(String title, String description) {
        Require.text("title", title);
        Require.text("description", description);
        int count = stills.size();
        Require.that(count >= 2, "an animation must have at least 2 frames, but has %d", count);
        String labels =
                stills.stream().map(still -> Names.isolated(still.label)).collect(Collectors.joining(", "));
        String drawing = "<div class=\"gradwalk-frames gradwalk-" + count + "\" style=\"position:relative\">"
                + "<p style=\"" + FOR_SCREEN_READERS + "\">" + Html.escape(description) + "</p>"
                + choice(Svg.identifier(title + '\0' + description + '\0' + labels))
                + legend.toHtml() + "<div class=\"gradwalk-stills\" style=\"" + GRID + "\">"
                + IntStream.range(0, count).mapToObj(this::frame).collect(Collectors.joining()) + "</div>"
                + "<svg width=\"0\" height=\"0\" style=\"display:none\" aria-hidden=\"true\"><style>" + style(count)
                + "</style></svg></div>";
        String words = stills.stream()
                .map(still -> " " + Names.isolated(still.label) + ": " + still.figure.description())
                .collect(Collectors.joining("", description + " " + count + " frames: " + labels + ".", ""));
        return new Figure(title, words, drawing, values());
    }

    /** The style sheet adds the visible labels, so that without it there are no labels of controls that do nothing. */
    private static String choice(String group) {
        return "<div class=\"gradwalk-choice\" role=\"radiogroup\" aria-label=\"How the frames are shown\""
                + " style=\"display:none\">"
                + option(group, "all", "All frames", " checked=\"checked\"")
                + option(group, "play", "Play", " class=\"gradwalk-moving\"")
                + option(group, "pause", "Pause", " class=\"gradwalk-moving\"") + "</div>";
    }

    private static String option(String group, String value, String label, String more) {
        return "<label data-label=\"" + label + "\"><input type=\"radio\" name=\"" + group + "\" value=\"" + value
                + "\" aria-label=\"" + label + "\"" + more + "/></label>";
    }

    /** Negative delays put every frame at its own point of the cycle from the start. */
    private String frame(int i) {
        return "<div style=\"break-inside:avoid;animation-delay:"
                + SECONDS.multiply(BigDecimal.valueOf(i - stills.size()))
                + "s\"><div style=\"font-weight:600;margin-bottom:4px;overflow-wrap:anywhere\">"
                + Html.escape(stills.get(i).label) + "</div>"
                + stills.get(i).figure.drawing() + "</div>";
    }

    private static String style(int count) {
        BigDecimal frames = BigDecimal.valueOf(count);
        BigDecimal share = BigDecimal.valueOf(100).divide(frames, 3, RoundingMode.DOWN);
        return STYLE.replace("FRAMES", "" + frames)
                .replace("CYCLE", "" + SECONDS.multiply(frames))
                .replace("SHARE", "" + share)
                .replace("\n", "");
    }

    /** The tables of the frames as one if they have the same columns, and otherwise a table of what the frames show. */
    private Values values() {
        List<String> columns = stills.get(0).figure.values().columns();
        if (stills.stream().allMatch(still -> still.figure.values().columns().equals(columns))) {
            return new Values(
                    with("frame", columns), stills.stream().flatMap(Still::rows).toList());
        }
        return new Values(
                List.of("frame", "what it shows"),
                stills.stream()
                        .map(still -> List.of(still.label, still.figure.description()))
                        .toList());
    }

    private static List<String> with(String first, List<String> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }
}
