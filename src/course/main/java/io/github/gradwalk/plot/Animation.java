package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.html.Html;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Figures that follow one another in time. They are shown side by side, each with its label; unless the reader's system asks
 * for reduced motion, controls above them play them one after the other instead. No script is needed, and in a notebook
 * viewer that strips style sheets and controls the figures remain. Immutable.
 */
public final class Animation {
    private static final int MOST = 60;
    private static final BigDecimal SECONDS = new BigDecimal("0.8");

    /** As many columns as fit; an inline style, for viewers that strip style sheets. */
    private static final String GRID =
            "display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,260px),1fr));gap:12px";

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

    private final List<Still> stills;

    private record Still(String label, Figure figure) {}

    Animation() {
        this(List.of());
    }

    private Animation(List<Still> stills) {
        this.stills = List.copyOf(stills);
    }

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
        List<Still> more = new ArrayList<>(stills);
        more.add(new Still(label, figure));
        return new Animation(more);
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
        Require.that(stills.size() >= 2, "an animation must have at least 2 frames, but has %d", stills.size());
        String drawing = "<div class=\"gradwalk-frames gradwalk-" + stills.size() + "\" style=\"position:relative\">"
                + "<p style=\"" + FOR_SCREEN_READERS + "\">" + Html.escape(description) + "</p>"
                + choice(Svg.identifier(title + '\0' + description + '\0' + labels()))
                + "<div class=\"gradwalk-stills\" style=\"" + GRID + "\">" + frames() + "</div>"
                + "<svg width=\"0\" height=\"0\" style=\"display:none\" aria-hidden=\"true\"><style>" + style()
                + "</style></svg></div>";
        return new Figure(title, description + inWords(), drawing, values());
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
    private String frames() {
        StringBuilder frames = new StringBuilder();
        for (int i = 0; i < stills.size(); i++) {
            Still still = stills.get(i);
            BigDecimal delay = SECONDS.multiply(BigDecimal.valueOf(i - stills.size()));
            frames.append("<div style=\"break-inside:avoid;animation-delay:")
                    .append(delay)
                    .append("s\">");
            frames.append("<div style=\"font-weight:600;margin-bottom:4px;overflow-wrap:anywhere\">")
                    .append(Html.escape(still.label));
            frames.append("</div>").append(still.figure.drawing()).append("</div>");
        }
        return frames.toString();
    }

    private String style() {
        BigDecimal count = BigDecimal.valueOf(stills.size());
        BigDecimal share = BigDecimal.valueOf(100).divide(count, 3, RoundingMode.UP);
        return STYLE.replace("FRAMES", count.toString())
                .replace("CYCLE", SECONDS.multiply(count).toString())
                .replace("SHARE", share.toString())
                .replace("\n", "");
    }

    private String labels() {
        return stills.stream().map(still -> Names.isolated(still.label)).collect(Collectors.joining(", "));
    }

    private Values values() {
        List<String> labels = stills.stream().map(Still::label).toList();
        List<Values> parts = stills.stream().map(still -> still.figure.values()).toList();
        boolean alike = parts.stream().map(Values::columns).distinct().count() == 1;
        return alike
                ? Values.joined("frame", labels, parts)
                : Values.of(
                        List.of("frame", "what it shows"),
                        stills.stream()
                                .map(still -> List.of(still.label, still.figure.description()))
                                .toList());
    }

    private String inWords() {
        return " " + stills.size() + " frames: " + labels() + "."
                + stills.stream()
                        .map(still -> " " + Names.isolated(still.label) + ": " + still.figure.description())
                        .collect(Collectors.joining());
    }
}
