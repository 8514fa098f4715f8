package io.github.gradwalk.drawing;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.html.Html;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes one SVG picture, including the coordinates and the identifiers of figures. */
public final class Svg {
    /** The position of a text relative to its x. */
    public enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** Attributes that give a text a light outline, with which it is readable on any background. */
    public static final String HALO =
            " stroke='" + Theme.PANEL + "' stroke-width='5' stroke-linejoin='round' paint-order='stroke'";

    private static final Pattern PAINT = Pattern.compile("\\b(?:fill|stroke)=\"#[0-9a-f]{6}\"");

    private static final String DARK_PAGES =
            "[data-jp-theme-light=false] .gradwalk-figure{color-scheme:dark}" + "svg:root{color-scheme:light dark}";

    private static final int[] COORDINATES = {2, 2, 4, 6, 0};

    private final StringBuilder body = new StringBuilder();

    /**
     * Adds markup with {@code '} for each quotation mark and {@code %s} for each value, a number or a text, which is
     * escaped. An attribute whose value is empty is left out.
     */
    public Svg add(String template, Object... values) {
        Object[] texts = Stream.of(values)
                .map(value -> value instanceof Number n ? number(n.doubleValue()) : Html.escape((String) value))
                .toArray();
        body.append(template.replace('\'', '"').formatted(texts).replaceAll(" [\\w-]+=\"\"", ""));
        return this;
    }

    /** Adds a rectangle; {@code look} is a template of further attributes. */
    public Svg rect(double x, double y, double width, double height, String look, Object... values) {
        return add("<rect x='%s' y='%s' width='%s' height='%s' ", x, y, width, height)
                .add(look + "/>", values);
    }

    /** Adds a text; {@code more} are templates of further attributes, without values. */
    public Svg text(double x, double y, Anchor anchor, int size, String colour, String text, String... more) {
        String template = "<text x='%s' y='%s' font-size='%s' fill='%s' text-anchor='%s'" + String.join("", more);
        String position = anchor == Anchor.START ? "" : anchor.name().toLowerCase(Locale.ROOT);
        return add(template + ">%s</text>", x, y, size, colour, position, text);
    }

    /** Puts the drawing on a panel, and gives it a title and a description. */
    public Figure figure(double width, double height, String title, String description, Values values) {
        Require.text("title", title);
        Require.text("description", description);
        String id = identifier(width + " " + height + title + '\0' + description + '\0' + body);
        Svg whole = new Svg()
                .add("<svg xmlns='http://www.w3.org/2000/svg' class='gradwalk-plot' role='img'")
                .add(" aria-labelledby='%1$s-title' aria-describedby='%1$s-desc'", id)
                .add(" viewBox='0 0 %1$s %2$s' width='%1$s' height='%2$s'", width, height)
                .add(" style='max-width:100%%;height:auto' font-family='sans-serif'>")
                .add("<title id='%s-title'>%s</title><desc id='%s-desc'>%s</desc>", id, title, id, description)
                .add("<g>")
                .rect(0.5, 0.5, width - 1, height - 1, "rx='10' fill='%s' stroke='%s'", Theme.PANEL, Theme.BORDER);
        String style = "<style>" + styleSheet(whole.body.toString() + body) + "</style></g>";
        return new Figure(
                title,
                description,
                whole.body.append(style).append(body).append("</svg>").toString(),
                values);
    }

    /**
     * Other colours on a dark page. It says itself that it is dark, with {@code color-scheme}; for JupyterLab and Notebook it is said here, and a
     * picture in a file of its own asks the system.
     */
    private static String styleSheet(String drawing) {
        return PAINT.matcher(drawing)
                .results()
                .map(MatchResult::group)
                .distinct()
                .map(Svg::themed)
                .collect(Collectors.joining("", DARK_PAGES, ""));
    }

    /** @param paint an attribute with a colour, which stays in force where a browser does not know the rule */
    private static String themed(String paint) {
        final String property = paint.substring(0, paint.indexOf('='));
        final String colour = paint.substring(property.length() + 2, paint.length() - 1);
        return ".gradwalk-plot [" + paint + "]{" + property + ":" + Palette.themed(colour, Palette.dark(colour)) + "}";
    }

    /** The drawing without a panel, for a place where words say what it means. */
    public String picture(double width, double height) {
        return new Svg()
                .add("<svg xmlns='http://www.w3.org/2000/svg' class='gradwalk-plot' aria-hidden='true'")
                .add(" viewBox='0 0 %1$s %2$s' width='%1$s' height='%2$s'>", width, height)
                .body
                .append(body)
                .append("</svg>")
                .toString();
    }

    /** A number with at most two decimals, without trailing zeros or a negative zero. */
    public static String number(double value) {
        BigDecimal rounded =
                BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /** A path, to a tenth of a unit, whose points are relative to the ones before: half as many bytes. */
    public static String pathData(Shape shape) {
        StringBuilder data = new StringBuilder();
        double[] p = new double[6];
        double[] pen = new double[2];
        int before = PathIterator.SEG_CLOSE;
        for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
            int type = path.currentSegment(p);
            boolean isMove = type == PathIterator.SEG_MOVETO;
            boolean isNamed = isMove || type != before;
            data.append(isNamed ? "MlqcZ".substring(type, type + 1) : ""); // in the order of SEG_MOVETO to SEG_CLOSE
            for (int i = 0; i < COORDINATES[type]; i++) {
                p[i] = Math.rint(10 * (p[i] - (isMove ? 0 : pen[i % 2]))) / 10;
                data.append(p[i] < 0 || i == 0 && isNamed ? "" : " ").append(number(p[i]));
            }
            for (int i = 0; i < 2 && COORDINATES[type] > 0; i++) {
                pen[i] = (isMove ? 0 : pen[i]) + p[COORDINATES[type] - 2 + i];
            }
            before = type;
        }
        return data.toString();
    }

    /** An identifier derived from the content. */
    public static String identifier(String content) {
        UUID digits = UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
        return "gw" + digits.toString().replace("-", "").substring(0, 12);
    }
}
