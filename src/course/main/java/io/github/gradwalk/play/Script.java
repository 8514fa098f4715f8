package io.github.gradwalk.play;

import io.github.gradwalk.drawing.Figure;
import io.github.gradwalk.drawing.Palette;
import io.github.gradwalk.drawing.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Adds a script to a drawing; readers without scripts see the drawing. */
final class Script {
    private Script() {}

    /**
     * @param kind the kind of figure, which is the name of its script
     * @param still the drawing while no script runs, an {@code <svg>}; the script draws in its box
     * @param data what the script starts with; the theme is added to it
     */
    static Figure playing(String kind, Figure still, Map<String, Object> data) {
        final var all = new TreeMap<>(data);
        all.put("theme", theme());
        final var drawing = "<div class=\"gradwalk-play\" data-figure=\"" + kind + "\">" + still.drawing()
                + "<script type=\"application/json\">" + ScriptData.json(all) + "</script>"
                + "<script>" + source(kind) + "</script></div>";
        return new Figure(still.title(), still.description(), drawing, still.values());
    }

    /** The style of all figures, in the words of the scripts. */
    static Map<String, Object> theme() {
        final var theme = new TreeMap<String, Object>();
        theme.put("axis", Theme.AXIS);
        theme.put("border", Theme.BORDER);
        theme.put("character", Theme.CHARACTER);
        theme.put("darkest", Palette.DARKEST);
        theme.put("darkSeries", Palette.DARK_SERIES);
        theme.put("dashes", Palette.dashes());
        theme.put("diverging", Palette.DIVERGING);
        theme.put("grid", Theme.GRID);
        theme.put("ink", Theme.INK);
        theme.put("line", Theme.LINE_WIDTH);
        theme.put("muted", Theme.MUTED);
        theme.put("panel", Theme.PANEL);
        theme.put("series", Palette.SERIES);
        theme.put("small", Theme.SMALL);
        theme.put("text", Theme.TEXT);
        return theme;
    }

    /** The formulas, the drawing functions, the controls and the figure, all in one function, so that nothing becomes global. */
    private static String source(String kind) {
        return "(() => {\n\"use strict\";\n" + read("math") + read("draw") + read("controls") + read(kind) + "})();\n";
    }

    private static String read(String name) {
        try (var stream = Script.class.getResourceAsStream(name + ".js")) {
            if (stream == null) {
                throw new IllegalStateException(name + ".js is missing from the library");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
