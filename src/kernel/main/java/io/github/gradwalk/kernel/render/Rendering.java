package io.github.gradwalk.kernel.render;

import io.github.gradwalk.kernel.interpreter.MimeBundle;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** Turns values into what a client can show. */
public final class Rendering {
    private static final String PLAIN = "text/plain";
    private static final String HTML = "text/html";
    /** Markup that nobody wants to read where it cannot be shown. */
    private static final Set<String> UNREADABLE = Set.of(HTML, "text/css", "image/svg+xml", "application/javascript");

    private Rendering() {}

    /**
     * Returns a value in the given MIME types, and always as {@code text/plain} too, of which only the beginning is shown if it is long.
     * Renderers of cells come first. Without types, images become PNG, tables of Tablesaw become HTML, and everything else is text. With
     * types, the value is encoded as {@link Encoding} says.
     */
    public static MimeBundle render(Object value, String... types) {
        final var wanted = new LinkedHashSet<>(Arrays.asList(types));
        return value instanceof SelfRendering self
                ? self.rendered(wanted)
                : withPlainText(rendered(value, wanted), value);
    }

    /** Adds the value as plain text, unless there is some, to the bundle, and returns it. */
    public static MimeBundle withPlainText(MimeBundle bundle, Object value) {
        if (!bundle.data().containsKey(PLAIN)) {
            bundle.put(PLAIN, PlainText.of(value));
        }
        return bundle;
    }

    private static MimeBundle rendered(Object value, Set<String> wanted) {
        final var bundle = new MimeBundle();
        if (value == null) {
            return bundle;
        }
        if (wanted.isEmpty()) {
            renderAsPreferred(bundle, value);
        } else {
            renderAs(bundle, value, wanted);
        }
        return bundle;
    }

    private static void renderAsPreferred(MimeBundle bundle, Object value) {
        Renderers.nearestFirst(value.getClass()).stream()
                .findFirst()
                .ifPresentOrElse(
                        nearest -> nearest.forEach(
                                renderer -> renderer.renderInto(bundle, value, WantedTypes.of(renderer.preferred()))),
                        () -> putTable(bundle, value));
    }

    private static void renderAs(MimeBundle bundle, Object value, Set<String> types) {
        var missing = WantedTypes.of(types);
        for (var renderers : Renderers.nearestFirst(value.getClass())) {
            for (var renderer : renderers) {
                if (missing.meet(renderer.supported())) {
                    renderer.renderInto(bundle, value, missing);
                    missing = missing.without(bundle.data().keySet());
                }
            }
        }
        for (var type : types) {
            if (missing.names().contains(type)) {
                putEncoded(bundle, value, type);
            }
        }
    }

    private static void putEncoded(MimeBundle bundle, Object value, String type) {
        if (type.equals(HTML)) {
            putTable(bundle, value);
        }
        if (!type.equals(PLAIN)) {
            Encoding.of(value, type).ifPresent(encoded -> bundle.put(type, encoded));
        }
        if (UNREADABLE.contains(type)
                && value instanceof CharSequence
                && !bundle.data().containsKey(PLAIN)) {
            bundle.put(PLAIN, "<" + type + ">");
        }
    }

    private static void putTable(MimeBundle bundle, Object value) {
        TablesawTable.html(value).ifPresent(html -> bundle.put(HTML, html));
    }
}
