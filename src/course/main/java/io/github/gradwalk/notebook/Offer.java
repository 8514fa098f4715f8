package io.github.gradwalk.notebook;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.html.Html;
import java.util.Base64;

/** A file that readers can save. Its bytes are in the link, so that it can be saved without a server. */
final class Offer {
    private static final int KILOBYTE = 1000;

    private Offer() {}

    static String html(String name, byte[] bytes, String description) {
        require(name, bytes, description);
        final var link = "<a download=\"" + Html.escape(name) + "\" href=\"data:application/octet-stream;base64,"
                + Base64.getEncoder().encodeToString(bytes) + "\">" + Html.escape(Names.isolated(name)) + "</a>";
        return "<p class=\"gradwalk-offer " + Html.NO_MATHEMATICS + "\">" + link + " (" + size(bytes) + "): "
                + Html.escape(description) + "</p>";
    }

    static String plain(String name, byte[] bytes, String description) {
        require(name, bytes, description);
        return Names.isolated(name) + " (" + size(bytes) + "): " + description;
    }

    private static void require(String name, byte[] bytes, String description) {
        Require.text("name", name);
        Require.that(!name.matches("(?s).*[/\\\\].*"), "name must be one of a file without a path, but is %s", name);
        Require.notNull("bytes", bytes);
        Require.that(bytes.length > 0, "bytes must not be empty");
        Require.text("description", description);
    }

    private static String size(byte[] bytes) {
        return bytes.length < KILOBYTE ? bytes.length + " bytes" : Math.round(bytes.length / (double) KILOBYTE) + " KB";
    }
}
