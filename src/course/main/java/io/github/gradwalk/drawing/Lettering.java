package io.github.gradwalk.drawing;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.util.ArrayList;
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
public final class Lettering {
    public static final FontRenderContext CONTEXT = new FontRenderContext(null, true, false);

    /** The letter that stands for one that the font does not have. */
    public static final char UNKNOWN = '\uFFFD';

    /** A letter that no font has. */
    private static final char MISSING = '\uE000';

    private static final double PRECISION = 0.02;
    private static final Map<Font, Lettering> KNOWN = new ConcurrentHashMap<>();

    private final List<Glyph> glyphs;
    private final double space;

    /** What a text says; its baseline starts at ({@code x}, {@code y}) and is {@code advance} long, in the coordinates of the outline. */
    public record Words(String text, double x, double y, double advance) {}

    /** A letter and its outline: for each segment its type and then its coordinates. */
    private record Glyph(char letter, List<double[]> outline, double advance) {
        /** Whether the outline, moved by ({@code dx}, {@code dy}), is the part of {@code shape} that begins at {@code from}. */
        boolean isAt(List<double[]> shape, int from, double dx, double dy) {
            return from + outline.size() <= shape.size()
                    && IntStream.range(0, outline.size())
                            .allMatch(i -> areSame(outline.get(i), shape.get(from + i), dx, dy));
        }

        private static boolean areSame(double[] segment, double[] other, double dx, double dy) {
            return segment[0] == other[0]
                    && IntStream.range(1, segment.length)
                            .allMatch(i -> Math.abs(segment[i] + (i % 2 == 1 ? dx : dy) - other[i]) <= PRECISION);
        }

        double x() {
            return outline.get(0)[1];
        }

        double y() {
            return outline.get(0)[2];
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
    public static Lettering of(Font font) {
        return KNOWN.computeIfAbsent(font, Lettering::new);
    }

    /** What {@link #read} finds in the outline of {@code text}: other letters, if some have the same shape or the font has none for them. */
    public String seen(String text, Font font) {
        return text.isEmpty()
                ? ""
                : read(layout(text, font).getOutline(null)).map(Words::text).orElse("");
    }

    /** The words with this outline, if it is one of words. */
    public Optional<Words> read(Shape shape) {
        final List<double[]> outline = segments(shape);
        final StringBuilder text = new StringBuilder();
        double start = 0;
        double baseline = 0;
        double pen = 0;
        for (int i = 0; i < outline.size(); ) {
            final Optional<Glyph> found = glyphAt(outline, i, text.isEmpty() ? Double.NaN : baseline);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            final double x = outline.get(i)[1] - found.get().x();
            if (text.isEmpty()) {
                start = x;
                baseline = outline.get(i)[2] - found.get().y();
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

    private Optional<Glyph> glyphAt(List<double[]> outline, int from, double baseline) {
        final double[] first = outline.get(from);
        return glyphs.stream()
                .filter(glyph -> Double.isNaN(baseline) || Math.abs(first[2] - glyph.y() - baseline) <= PRECISION)
                .filter(glyph -> glyph.isAt(outline, from, first[1] - glyph.x(), first[2] - glyph.y()))
                .findFirst();
    }

    public static TextLayout layout(String text, Font font) {
        return new TextLayout(text, font, CONTEXT);
    }

    private static Glyph glyph(char letter, GlyphVector vector, int index) {
        final Point2D place = vector.getGlyphPosition(index);
        final AffineTransform home = AffineTransform.getTranslateInstance(-place.getX(), -place.getY());
        final List<double[]> outline = segments(home.createTransformedShape(vector.getGlyphOutline(index)));
        return new Glyph(
                letter == MISSING ? UNKNOWN : letter,
                outline,
                vector.getGlyphMetrics(index).getAdvance());
    }

    private static List<double[]> segments(Shape shape) {
        final int[] coordinates = {2, 2, 4, 6, 0}; // of the types from SEG_MOVETO to SEG_CLOSE
        final List<double[]> segments = new ArrayList<>();
        final double[] points = new double[6];
        for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
            final int type = path.currentSegment(points);
            final double[] segment = new double[1 + coordinates[type]];
            segment[0] = type;
            System.arraycopy(points, 0, segment, 1, coordinates[type]);
            segments.add(segment);
        }
        return segments;
    }
}
