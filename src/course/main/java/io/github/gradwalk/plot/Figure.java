package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.html.Html;

/**
 * A finished picture, or several that belong together: its name, what it shows in words, the drawing, and its numbers.
 *
 * <p>The same figure gives the same text on every run and on every machine: positions do not depend on installed
 * fonts, and identifiers are derived from the content.
 *
 * @param title what the figure is, in a few words; its caption, and the name that a screen reader announces
 * @param description what there is to see, for a reader who does not see it
 * @param drawing one element of HTML that needs nothing else: {@code <svg>}, or {@code <div>} for an {@link Animation} or one that
 *     computes
 * @param values what is drawn, as a table
 */
public record Figure(String title, String description, String drawing, Values values) {

    /** @throws IllegalArgumentException if a component is null or blank */
    public Figure {
        Require.text("title", title);
        Require.text("description", description);
        Require.text("drawing", drawing);
        Require.notNull("values", values);
    }

    /** Returns the picture under its title and, folded away, its numbers; it needs no style sheet. */
    public String toHtml() {
        return "<figure class=\"gradwalk-figure " + Html.NO_MATHEMATICS + "\" style=\"margin:1em 0\">"
                + "<figcaption style=\"margin-bottom:.4em;font-weight:600;overflow-wrap:anywhere\">"
                + Html.escape(title) + "</figcaption>"
                + drawing + values.toHtml() + "</figure>";
    }

    /** Returns the title and the description: the figure where there are no pictures. */
    @Override
    public String toString() {
        return Names.isolated(title) + "\n" + Names.lines(description);
    }
}
