package io.github.gradwalk.kernel.shell;

import io.github.gradwalk.kernel.interpreter.MimeBundle;
import io.github.gradwalk.kernel.render.HtmlText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows signatures and their documentation comments, as HTML and as plain text. */
final class JavadocText {
    private JavadocText() {}

    /** What is known of one method, type or variable; the comment is empty if there is none. */
    record Entry(String signature, String comment) {
        private String html() {
            final var heading = "<p><code>" + HtmlText.escaped(signature) + "</code></p>";
            return comment.isEmpty() ? heading : heading + "<p>" + JavadocHtml.of(comment);
        }
    }

    static MimeBundle show(List<Entry> entries) {
        final var html = entries.stream().map(Entry::html).collect(Collectors.joining("<hr>"));
        final var bundle = MimeBundle.ofText(plain(html));
        bundle.put("text/html", html);
        return bundle;
    }

    /** Returns HTML of {@link JavadocHtml} as text with the same lines. */
    private static String plain(String html) {
        return Stream.of(html.split("(?=<pre>)|(?<=</pre>)"))
                .map(part -> part.startsWith("<pre>") ? part : part.replaceAll("[ \t]*\n[ \t]*", "\n"))
                .collect(Collectors.joining())
                .replaceAll("\\s*<(br|tr|dt)>\\s*", "\n")
                .replaceAll("\\s*<dd>\\s*", "\n    ")
                .replaceAll("</t[dh]>\\s*", "  ")
                .replaceAll("\\s*</?pre>\\n?", "\n\n")
                .replaceAll("\\s*</?(p|h\\d|table|ul|ol|dl|blockquote|hr|caption)>[ \n]*", "\n\n")
                .replaceAll("\\s*<li>\\s*(<p>\\s*)?", "\n  * ")
                .replaceAll("</?\\w[^>]*>", "")
                .replaceAll("\n{3,}", "\n\n")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .strip();
    }
}
