package io.github.gradwalk.drawing;

import io.github.gradwalk.drawing.Recorder.Mark;
import io.github.gradwalk.drawing.Svg.Anchor;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the shapes that XChart paints as SVG: words become text again, and some fills become hatching. */
public final class Tracing {
    private static final double UPRIGHT = -Math.PI / 2;
    private static final double HATCH = 6;
    private static final int SHORT = 4;

    /** The height of a capital letter, as a share of the size of the font. */
    private static final double CAPITAL = 0.73;

    private final Svg svg;
    private final Rectangle2D area;
    private final Rectangle2D plot;
    private final Set<Font> fonts;
    private final Map<String, List<String>> strings = new HashMap<>();
    private final Set<String> legend;
    private final Map<Color, String> hatching;

    /** Shapes of the same look that follow each other, in one path. */
    private final StringBuilder path = new StringBuilder();

    private Mark look;
    private Rectangle2D clip;

    /** Words, with the transformation that puts them into their place, and their height there. */
    private record Placed(Lettering.Words words, Font font, AffineTransform place, double height) {}

    /**
     * @param svg to which the shapes are added
     * @param painted the chart, whose shapes are drawn by {@link #draw}
     * @param strings what the chart says, as far as it is known; what its outlines do not show is taken from here
     * @param legend the texts of the legend
     * @param hatching the addresses of patterns that replace colours of fills
     */
    public Tracing(Svg svg, Painted painted, List<String> strings, Set<String> legend, Map<Color, String> hatching) {
        this.svg = svg;
        this.area = painted.area();
        this.plot = painted.plot();
        this.fonts = painted.fonts();
        this.legend = legend;
        this.hatching = hatching;
        for (String string : strings) {
            for (Font font : fonts) {
                final List<String> known =
                        this.strings.computeIfAbsent(Lettering.of(font).seen(string, font), seen -> new ArrayList<>());
                if (!known.contains(string)) {
                    known.add(string);
                }
            }
        }
    }

    public void draw(List<Mark> marks) {
        for (Mark mark : marks) {
            if (mark.isFilled()) {
                fill(mark);
            } else {
                draw(mark);
            }
        }
        endPath();
        endClip();
    }

    private void fill(Mark mark) {
        final Path2D shape = mark.shape();
        final Rectangle2D bounds = shape.getBounds2D();
        if (bounds.contains(area) || bounds.isEmpty()) {
            return;
        }
        final Optional<Placed> words = words(mark);
        final String pattern = hatching.get(mark.colour());
        if (words.isPresent()) {
            endPath();
            endClip();
            write(words.get(), mark.colour());
        } else if (pattern == null) {
            draw(mark);
        } else {
            endPath();
            clipTo(mark.clip(), bounds);
            final String outline = Svg.pathData(Thinned.of(shape));
            svg.add("<path d='%s' fill='%s' stroke='%s' stroke-width='2'/>", outline, pattern, hex(mark.colour()));
        }
    }

    private void draw(Mark mark) {
        final Path2D shape = Thinned.of(mark.shape());
        if (look == null || !mark.looksLike(look) || !path.isEmpty() && !fits(mark.clip(), shape.getBounds2D())) {
            endPath();
        }
        if (path.isEmpty()) {
            clipTo(mark.clip(), shape.getBounds2D());
        }
        look = mark;
        path.append(Svg.pathData(shape));
    }

    private void endPath() {
        if (path.isEmpty()) {
            return;
        }
        final String colour = hex(look.colour());
        final Object opacity = opacity(look.colour());
        svg.add("<path d='%s'", Dots.shortened(path.toString()));
        if (look.isFilled()) {
            svg.add(" fill='%s' fill-opacity='%s'/>", colour, opacity);
        } else {
            final BasicStroke stroke = look.stroke();
            final String cap = stroke.getEndCap() == BasicStroke.CAP_ROUND ? "round" : "";
            svg.add(" fill='none' stroke='%s' stroke-opacity='%s'", colour, opacity)
                    .add(" stroke-width='%s' stroke-linejoin='round'", stroke.getLineWidth())
                    .add(" stroke-linecap='%s' stroke-dasharray='%s'/>", cap, dashes(stroke));
        }
        path.setLength(0);
    }

    /** Whether a shape may be drawn as things are: it is inside of its own clip, or that is the one in force. */
    private boolean fits(Rectangle2D wanted, Rectangle2D bounds) {
        return wanted == null || grown(wanted).contains(bounds) ? clip == null : wanted.equals(clip);
    }

    /** Clips what follows, if the shape with these bounds needs it: an inner {@code svg} element shows only what is inside. */
    private void clipTo(Rectangle2D wanted, Rectangle2D bounds) {
        if (fits(wanted, bounds)) {
            return;
        }
        endClip();
        if (wanted != null && !grown(wanted).contains(bounds)) {
            clip = wanted;
            svg.add(
                    "<svg x='%1$s' y='%2$s' width='%3$s' height='%4$s' viewBox='%1$s %2$s %3$s %4$s'>",
                    clip.getX(), clip.getY(), clip.getWidth(), clip.getHeight());
        }
    }

    private void endClip() {
        if (clip != null) {
            svg.add("</svg>");
            clip = null;
        }
    }

    private static Rectangle2D grown(Rectangle2D box) {
        return new Rectangle2D.Double(box.getX() - 1, box.getY() - 1, box.getWidth() + 2, box.getHeight() + 2);
    }

    private Optional<Placed> words(Mark mark) {
        final AffineTransform turned = new AffineTransform(mark.place());
        turned.rotate(UPRIGHT);
        final AffineTransform back = AffineTransform.getRotateInstance(-UPRIGHT);
        final double height = mark.shape().getBounds2D().getHeight();
        return fonts.stream()
                .flatMap(font -> Lettering.of(font)
                        .read(mark.outline())
                        .map(words -> new Placed(words, font, mark.place(), height))
                        .or(() -> Lettering.of(font)
                                .read(back.createTransformedShape(mark.outline()))
                                .map(words -> new Placed(words, font, turned, height)))
                        .stream())
                .findFirst();
    }

    /** Where a reader's letters are narrower than ours, a text keeps its end next to an axis, its start in a legend, its middle elsewhere. */
    private void write(Placed placed, Color colour) {
        final Lettering.Words words = placed.words;
        final String text = original(words.text());
        final double left = placed.place
                .transform(new Point2D.Double(words.x(), words.y()), null)
                .getX();
        final boolean level = placed.place.getShearX() == 0;
        final Anchor anchor = legend.contains(text)
                ? Anchor.START
                : level && left + words.advance() <= plot.getX() ? Anchor.END : Anchor.MIDDLE;
        final double along = anchor == Anchor.START ? 0 : anchor == Anchor.MIDDLE ? 0.5 : 1;
        final Point2D at =
                placed.place.transform(new Point2D.Double(words.x() + along * words.advance(), words.y()), null);
        final double x = Math.rint(10 * at.getX()) / 10;
        // XChart puts these the lower the higher they are, so that words with descenders lie below others
        final double baseline = anchor == Anchor.MIDDLE
                ? at.getY()
                : at.getY() - placed.height / 2 + CAPITAL / 2 * placed.font.getSize();
        final double y = Math.rint(10 * baseline) / 10;
        final boolean isInside = plot.contains(at) && level;
        final String turned = level ? "" : " transform='rotate(-90 " + Svg.number(x) + " " + Svg.number(y) + ")'";
        final String ink = isInside ? Theme.INK : hex(colour);
        svg.text(x, y, anchor, placed.font.getSize(), ink, text, isInside ? Svg.HALO : turned, length(words));
    }

    /** Makes longer words as wide in any typeface as in the one in which they were laid out. */
    private static String length(Lettering.Words words) {
        return words.text().length() < SHORT || words.text().indexOf(Lettering.UNKNOWN) >= 0
                ? ""
                : " textLength='" + Svg.number(words.advance()) + "' lengthAdjust='spacingAndGlyphs'";
    }

    private String original(String seen) {
        final List<String> known = strings.getOrDefault(seen, List.of());
        return known.isEmpty() ? seen : known.size() == 1 ? known.get(0) : known.remove(0);
    }

    public static String hex(Color colour) {
        return String.format("#%06x", colour.getRGB() & 0xFFFFFF);
    }

    private static Object opacity(Color colour) {
        return colour.getAlpha() == 255 ? "" : colour.getAlpha() / 255.0;
    }

    public static String dashes(BasicStroke stroke) {
        final float[] lengths = stroke.getDashArray() == null ? new float[0] : stroke.getDashArray();
        return IntStream.range(0, lengths.length)
                .mapToObj(i -> Svg.number(lengths[i]))
                .collect(Collectors.joining(" "));
    }

    /**
     * Adds a pattern of lines for each colour but the first, and returns their addresses.
     *
     * @param id distinguishes the patterns from all others on a page
     */
    public static Map<Color, String> hatching(Svg svg, String id, List<Color> colours) {
        final String[] turns = {"rotate(45)", "rotate(-45)", "rotate(90)"};
        final Map<Color, String> addresses = new HashMap<>();
        for (int k = 1; k < colours.size(); k++) {
            final String turn = turns[(k - 1) % turns.length];
            svg.add("<pattern id='%s-%s' width='%s' height='%3$s'", id, k, HATCH)
                    .add(" patternUnits='userSpaceOnUse' patternTransform='%s'>", turn)
                    .rect(0, 0, HATCH, HATCH, "fill='%s'", Theme.PANEL)
                    .add(
                            "<path d='M0 0L0 %1$s' fill='none' stroke='%2$s' stroke-width='%1$s'/>",
                            HATCH, hex(colours.get(k)))
                    .add("</pattern>");
            addresses.put(colours.get(k), "url(#" + id + "-" + k + ")");
        }
        return addresses;
    }
}
