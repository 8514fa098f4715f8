package io.github.gradwalk.drawing;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.html.Html;

/**
 * A finished picture, or several that belong together: a title, a description in words, the drawing, and its numbers.
 *
 * <p>The same figure gives the same text on every run and on every machine: positions do not depend on installed
 * fonts, and identifiers are derived from the content.
 *
 * @param title what the figure is, in a few words; its caption, and the name that a screen reader announces
 * @param description what the figure shows, for readers who cannot see it
 * @param drawing one self-contained HTML element: {@code <svg>}, or {@code <div>} for an animation or an interactive figure
 * @param values the numbers drawn, as a table
 */
public record Figure(String title, String description, String drawing, Values values) {

    /** @throws IllegalArgumentException if a component is null or blank */
    public Figure {
        Require.text("title", title);
        Require.text("description", description);
        Require.text("drawing", drawing);
        Require.notNull("values", values);
    }

    /** Returns the title, the picture, and its numbers in a table that opens on demand; no style sheet is needed. */
    public String toHtml() {
        return "<figure class=\"gradwalk-figure " + Html.NO_MATHEMATICS + "\" style=\"margin:1em 0\">"
                + "<figcaption style=\"margin-bottom:.4em;font-weight:600;overflow-wrap:anywhere\">"
                + Html.escape(title) + "</figcaption>"
                + drawing + values.toHtml() + "</figure>";
    }

    /** Returns the title and the description, which stand for the figure in plain text. */
    @Override
    public String toString() {
        return Names.isolated(title) + "\n" + Names.lines(description);
    }
}
