package io.github.gradwalk.kernel.render;

/** Text as HTML that shows it, in elements and in quoted attributes. */
public final class HtmlText {
    private HtmlText() {}

    public static String escaped(Object text) {
        return String.valueOf(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
