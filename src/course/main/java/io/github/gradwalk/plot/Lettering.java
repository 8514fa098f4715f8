package io.github.gradwalk.plot;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads words from their outlines. XChart fills words as shapes; those in the bundled font consist of its glyphs, one after
 * the other, each at the end of the advance of the one before.
 */
final class Lettering {
    static final FontRenderContext CONTEXT = new FontRenderContext(null, true, false);

    /** The letter that stands for one that the font does not have. */
    static final char UNKNOWN = '\uFFFD';

    /** A letter that no font has. */
    private static final char MISSING = '\uE000';

    private static final double PRECISION = 0.02;
    private static final Map<Font, Lettering> KNOWN = new ConcurrentHashMap<>();

    private final List<Glyph> glyphs;
    private final double space;

    /** What a text says; its baseline starts at ({@code x}, {@code y}) and is {@code advance} long, in the coordinates of the outline. */
    record Words(String text, double x, double y, double advance) {}

    private record Segment(int type, double[] points) {
        boolean isAt(Segment other, double dx, double dy) {
            if (type != other.type) {
                return false;
            }
            for (int i = 0; i < points.length; i += 2) {
                if (Math.abs(points[i] + dx - other.points[i]) > PRECISION
                        || Math.abs(points[i + 1] + dy - other.points[i + 1]) > PRECISION) {
                    return false;
                }
            }
            return true;
        }
    }

    private record Glyph(char letter, List<Segment> outline, double advance) {
        /** Whether the outline, moved by ({@code dx}, {@code dy}), is the part of {@code shape} that begins at {@code from}. */
        boolean isAt(List<Segment> shape, int from, double dx, double dy) {
            return from + outline.size() <= shape.size()
                    && IntStream.range(0, outline.size())
                            .allMatch(i -> outline.get(i).isAt(shape.get(from + i), dx, dy));
        }

        double x() {
            return outline.get(0).points[0];
        }

        double y() {
            return outline.get(0).points[1];
        }
    }

    private Lettering(Font font) {
        final String letters = IntStream.rangeClosed('!', MISSING)
                .filter(letter -> letter == MISSING || font.canDisplay(letter))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        final GlyphVector vector = font.createGlyphVector(CONTEXT, letters);
        glyphs = IntStream.range(0, letters.length())
                .mapToObj(i -> glyph(letters.charAt(i), vector, i))
                .filter(glyph -> !glyph.outline.isEmpty())
                .sorted(Comparator.comparingInt((Glyph glyph) -> -glyph.outline.size()))
                .toList();
        space = layout(" ", font).getAdvance();
    }

    /** The reader of words in one size of the bundled font. */
    static Lettering of(Font font) {
        return KNOWN.computeIfAbsent(font, Lettering::new);
    }

    /** What {@link #read} finds in the outline of {@code text}: other letters, if some have the same shape or the font has none for them. */
    String seen(String text, Font font) {
        return text.isEmpty()
                ? ""
                : read(layout(text, font).getOutline(null)).map(Words::text).orElse("");
    }

    /** The words with this outline, if it is one of words. */
    Optional<Words> read(Shape shape) {
        final List<Segment> outline = segments(shape);
        final StringBuilder text = new StringBuilder();
        double start = 0;
        double baseline = 0;
        double pen = 0;
        for (int i = 0; i < outline.size(); ) {
            final double[] first = outline.get(i).points;
            final Optional<Glyph> found = glyphAt(outline, i, text.isEmpty() ? Double.NaN : baseline);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            final double x = first[0] - found.get().x();
            if (text.isEmpty()) {
                start = x;
                baseline = first[1] - found.get().y();
            } else {
                text.append(" ".repeat((int) Math.max(0, Math.round((x - pen) / space))));
            }
            text.append(found.get().letter);
            pen = x + found.get().advance;
            i += found.get().outline.size();
        }
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(new Words(text.toString(), start, baseline, pen - start));
    }

    private Optional<Glyph> glyphAt(List<Segment> outline, int from, double baseline) {
        final double[] first = outline.get(from).points;
        return glyphs.stream()
                .filter(glyph -> Double.isNaN(baseline) || Math.abs(first[1] - glyph.y() - baseline) <= PRECISION)
                .filter(glyph -> glyph.isAt(outline, from, first[0] - glyph.x(), first[1] - glyph.y()))
                .findFirst();
    }

    static TextLayout layout(String text, Font font) {
        return new TextLayout(text, font, CONTEXT);
    }

    private static Glyph glyph(char letter, GlyphVector vector, int index) {
        final Point2D place = vector.getGlyphPosition(index);
        final AffineTransform home = AffineTransform.getTranslateInstance(-place.getX(), -place.getY());
        final List<Segment> outline = segments(home.createTransformedShape(vector.getGlyphOutline(index)));
        return new Glyph(
                letter == MISSING ? UNKNOWN : letter,
                outline,
                vector.getGlyphMetrics(index).getAdvance());
    }

    private static List<Segment> segments(Shape shape) {
        final int[] lengths = {2, 2, 4, 6, 0};
        final List<Segment> segments = new ArrayList<>();
        final double[] points = new double[6];
        for (PathIterator path = shape.getPathIterator(new AffineTransform()); !path.isDone(); path.next()) {
            final int type = path.currentSegment(points);
            segments.add(new Segment(type, Arrays.copyOf(points, lengths[type])));
        }
        return segments;
    }
}
