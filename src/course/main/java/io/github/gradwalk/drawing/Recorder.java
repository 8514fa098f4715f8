package io.github.gradwalk.drawing;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Remembers the shapes that XChart paints. XChart paints a curve as separate lines between neighbouring points, with markers
 * among them; they are joined, since each line would restart the dashes.
 */
public final class Recorder extends VectorGraphics2D {
    private final List<Mark> marks = new ArrayList<>();

    /** The place in {@code marks} of the curve that the next line may continue, or −1, and the end of that curve. */
    private int curve = -1;

    private Point2D end;

    /**
     * A shape, filled or drawn with a stroke.
     *
     * @param outline as XChart made it
     * @param place moves the outline to its place in the chart
     * @param stroke of a shape that is not filled, otherwise null
     * @param clip outside of which nothing is seen, or null
     */
    public record Mark(Shape outline, AffineTransform place, Color colour, BasicStroke stroke, Rectangle2D clip) {
        public Path2D shape() {
            return new Path2D.Double(outline, place);
        }

        public boolean isFilled() {
            return stroke == null;
        }

        public boolean looksLike(Mark other) {
            return colour.equals(other.colour) && Objects.equals(stroke, other.stroke);
        }
    }

    public List<Mark> marks() {
        return List.copyOf(marks);
    }

    /** XChart draws the lines of a grid by filling their outlines, dash by dash. */
    @Override
    public void fill(Shape shape) {
        final Rectangle2D bounds = shape.getBounds2D();
        if (getStroke() instanceof BasicStroke stroke && isAsThinAs(stroke.getLineWidth(), bounds)) {
            final boolean level = bounds.getHeight() < bounds.getWidth();
            add(
                    level
                            ? new Line2D.Double(
                                    bounds.getX(), bounds.getCenterY(), bounds.getMaxX(), bounds.getCenterY())
                            : new Line2D.Double(
                                    bounds.getCenterX(), bounds.getY(), bounds.getCenterX(), bounds.getMaxY()),
                    stroke);
        } else {
            add(shape, null);
        }
    }

    private static boolean isAsThinAs(double width, Rectangle2D bounds) {
        final double thickness = Math.min(bounds.getWidth(), bounds.getHeight());
        return Math.abs(thickness - width) < 1e-6 && Math.max(bounds.getWidth(), bounds.getHeight()) > 20 * width;
    }

    @Override
    public void draw(Shape shape) {
        if (getStroke() instanceof BasicStroke stroke) {
            add(shape, stroke);
        }
    }

    @Override
    public void drawLine(int x1, int y1, int x2, int y2) {
        draw(new Line2D.Double(x1, y1, x2, y2));
    }

    @Override
    public FontRenderContext getFontRenderContext() {
        return Lettering.CONTEXT;
    }

    private void add(Shape shape, BasicStroke stroke) {
        if (getColor().getAlpha() == 0 || stroke != null && stroke.getLineWidth() == 0) {
            return;
        }
        final AffineTransform place = getTransform();
        final Rectangle2D clip = getClip() == null
                ? null
                : place.createTransformedShape(getClip()).getBounds2D();
        final Mark mark = new Mark(new Path2D.Double(shape), place, getColor(), stroke, clip);
        if (shape instanceof Line2D line && stroke != null) {
            addLine(line, mark);
        } else {
            marks.add(mark);
        }
    }

    private void addLine(Line2D line, Mark mark) {
        if (curve >= 0 && marks.get(curve).looksLike(mark) && line.getP1().equals(end)) {
            ((Path2D) marks.get(curve).outline()).lineTo(line.getX2(), line.getY2());
        } else {
            curve = marks.size();
            marks.add(mark);
        }
        end = line.getP2();
    }
}
