package io.github.gradwalk.play;

import io.github.gradwalk.plot.Figure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Puts a script under a drawing, which stays for readers without scripts. */
final class Script {
    private Script() {}

    /**
     * @param kind which figure, the name of its script
     * @param still what is drawn while no script runs, an {@code <svg>}; the script draws in its box
     * @param data what the script starts from
     */
    static Figure playing(String kind, Figure still, Map<String, Object> data) {
        final var drawing = "<div class=\"gradwalk-play\" data-figure=\"" + kind + "\">" + still.drawing()
                + "<script type=\"application/json\">" + Json.of(data) + "</script>"
                + "<script>" + source(kind) + "</script></div>";
        return new Figure(still.title(), still.description(), drawing, still.values());
    }

    /** The formulas, the drawing, the figure: one function, so that nothing becomes global. */
    private static String source(String kind) {
        return "(() => {\n\"use strict\";\n" + read("math") + read("draw") + read(kind) + "})();\n";
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
