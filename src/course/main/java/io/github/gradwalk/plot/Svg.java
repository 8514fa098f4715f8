package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.html.Html;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.PathIterator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes one SVG picture, including the coordinates and the identifiers of figures. */
final class Svg {
    /** The position of a text relative to its x. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    private static final Object[] HALO = {
        "stroke", Theme.PANEL, "stroke-width", 5, "stroke-linejoin", "round", "paint-order", "stroke"
    };

    private static final int[] COORDINATES = {2, 2, 4, 6, 0};

    private final StringBuilder body = new StringBuilder();

    /**
     * Adds an element without content; {@code attributes} are alternating names and values, where a value is a number
     * or a text, and an empty text leaves the attribute out.
     */
    Svg element(String name, Object... attributes) {
        tag(name, attributes).append("/>");
        return this;
    }

    /** Opens an element, to be closed with {@link #close}. A nested {@code svg} element clips what is in it. */
    Svg open(String name, Object... attributes) {
        tag(name, attributes).append('>');
        return this;
    }

    Svg close(String name) {
        body.append("</").append(name).append('>');
        return this;
    }

    Svg rect(double x, double y, double width, double height, Object... attributes) {
        tag("rect", "x", x, "y", y, "width", width, "height", height);
        return finish(attributes);
    }

    Svg line(double x1, double y1, double x2, double y2, Object... attributes) {
        tag("path", "d", pathData(new Line2D.Double(x1, y1, x2, y2)), "fill", "none");
        return finish(attributes);
    }

    /** An image whose pixels stay sharp when it is enlarged. */
    Svg image(double x, double y, double width, double height, String address) {
        tag("image", "x", x, "y", y, "width", width, "height", height);
        return finish("preserveAspectRatio", "none", "style", "image-rendering:pixelated", "href", address);
    }

    Svg path(String data, Object... attributes) {
        tag("path", "d", data);
        return finish(attributes);
    }

    Svg text(double x, double y, Anchor anchor, int size, String colour, String text, Object... attributes) {
        tag("text", "x", x, "y", y, "font-size", size, "fill", colour);
        if (anchor != Anchor.START) {
            attributes("text-anchor", anchor.name().toLowerCase(Locale.ROOT));
        }
        attributes(attributes).append('>').append(Html.escape(text)).append("</text>");
        return this;
    }

    /** Text with a light outline, readable on any background. */
    Svg haloText(double x, double y, Anchor anchor, int size, String text, Object... attributes) {
        return text(
                x,
                y,
                anchor,
                size,
                Theme.INK,
                text,
                Stream.of(HALO, attributes).flatMap(Stream::of).toArray());
    }

    /** Puts the drawing on a panel, and gives it a title and a description. */
    Figure figure(double width, double height, String title, String description, Values values) {
        Require.text("title", title);
        Require.text("description", description);
        String id = identifier(width + " " + height + title + '\0' + description + '\0' + body);
        Svg whole = new Svg();
        whole.tag("svg", "xmlns", "http://www.w3.org/2000/svg", "class", "gradwalk-plot", "role", "img");
        whole.attributes("aria-labelledby", id + "-title", "aria-describedby", id + "-desc");
        whole.attributes("viewBox", "0 0 " + number(width) + " " + number(height), "width", width, "height", height);
        whole.attributes("style", "max-width:100%;height:auto", "font-family", "sans-serif")
                .append('>');
        whole.content("title", id + "-title", title).content("desc", id + "-desc", description);
        whole.rect(0.5, 0.5, width - 1, height - 1, "rx", 10, "fill", Theme.PANEL, "stroke", Theme.BORDER);
        whole.body.append(body);
        whole.close("svg");
        return new Figure(title, description, whole.body.toString(), values);
    }

    /** A number with at most two decimals, without trailing zeros or a negative zero. */
    static String number(double value) {
        BigDecimal rounded =
                BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    static String pathData(Shape shape) {
        StringBuilder data = new StringBuilder();
        double[] p = new double[6];
        for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
            int type = path.currentSegment(p);
            data.append("MLQCZ".charAt(type)); // in the order of the constants SEG_MOVETO to SEG_CLOSE
            for (int i = 0; i < COORDINATES[type]; i++) {
                data.append(i == 0 ? "" : " ").append(number(p[i]));
            }
        }
        return data.toString();
    }

    private Svg content(String name, String id, String text) {
        tag(name, "id", id).append('>').append(Html.escape(text));
        return close(name);
    }

    private StringBuilder tag(String name, Object... attributes) {
        body.append('<').append(name);
        return attributes(attributes);
    }

    private Svg finish(Object... attributes) {
        attributes(attributes).append("/>");
        return this;
    }

    private StringBuilder attributes(Object... attributes) {
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            String text = value instanceof Number n ? number(n.doubleValue()) : Html.escape((String) value);
            if (!text.isEmpty()) {
                body.append(" " + attributes[i] + "=\"" + text + "\"");
            }
        }
        return body;
    }

    /** An identifier derived from the content. */
    static String identifier(String content) {
        String digits =
                UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)).toString();
        return "gw" + digits.replace("-", "").substring(0, 12);
    }
}
