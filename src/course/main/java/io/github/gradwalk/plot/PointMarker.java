package io.github.gradwalk.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.style.markers.Marker;

/** A point of a series, filled or hollow. All shapes look equally large. */
final class PointMarker extends Marker {
    /** The corners (x, y) of each shape in multiples of the radius of the circle, which is the shape without corners. */
    private static final double[][] CORNERS = {
        {},
        {-0.9, -0.9, 0.9, -0.9, 0.9, 0.9, -0.9, 0.9},
        {0, -1.2, 1.15, 0.8, -1.15, 0.8},
        {0, -1.25, 1.25, 0, 0, 1.25, -1.25, 0},
        {
            -1.15, -0.7, -0.7, -1.15, 0, -0.45, 0.7, -1.15, 1.15, -0.7, 0.45, 0, 1.15, 0.7, 0.7, 1.15, 0, 0.45, -0.7,
            1.15, -1.15, 0.7, -0.45, 0
        },
        {0, 1.2, 1.15, -0.8, -1.15, -0.8}
    };

    /** The factor by which a hollow mark is larger, so that its inside can be seen. */
    private static final double LARGER = 1.2;

    private static final BasicStroke OUTLINE = new BasicStroke(2.2f);

    private final int shape;
    private final boolean isHollow;

    private PointMarker(int shape, boolean isHollow) {
        this.shape = shape;
        this.isHollow = isHollow;
    }

    static List<Marker> all(boolean hollow) {
        return IntStream.range(0, CORNERS.length)
                .<Marker>mapToObj(shape -> new PointMarker(shape, hollow))
                .toList();
    }

    @Override
    public void paint(Graphics2D g, double x, double y, int size) {
        if (isHollow) {
            final Shape outline = outline(x, y, LARGER * size / 2);
            final Color colour = g.getColor();
            g.setColor(Color.decode(Theme.PANEL));
            g.fill(outline);
            g.setColor(colour);
            g.setStroke(OUTLINE);
            g.draw(outline);
        } else {
            g.fill(outline(x, y, size / 2.0));
        }
    }

    private Shape outline(double x, double y, double radius) {
        final double[] corners = CORNERS[shape];
        if (corners.length == 0) {
            return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
        }
        final Path2D path = new Path2D.Double();
        path.moveTo(x + radius * corners[0], y + radius * corners[1]);
        for (int c = 2; c < corners.length; c += 2) {
            path.lineTo(x + radius * corners[c], y + radius * corners[c + 1]);
        }
        path.closePath();
        return path;
    }
}
