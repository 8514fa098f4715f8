package io.github.gradwalk.plot;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.stream.Stream;
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
            -1.1, -0.7, -0.7, -1.1, 0, -0.4, 0.7, -1.1, 1.1, -0.7, 0.4, 0, 1.1, 0.7, 0.7, 1.1, 0, 0.4, -0.7, 1.1, -1.1,
            0.7, -0.4, 0
        },
        {0, 1.2, 1.15, -0.8, -1.15, -0.8}
    };

    /** The factor by which a hollow mark is larger, so that its inside can be seen. */
    private static final double LARGER = 1.25;

    private static final BasicStroke OUTLINE = new BasicStroke(2.6f);
    private static final double DOT = 0.02;

    private final double[] corners;
    private final boolean isHollow;

    private PointMarker(double[] corners, boolean isHollow) {
        this.corners = corners;
        this.isHollow = isHollow;
    }

    static List<Marker> all(boolean hollow) {
        return Stream.of(CORNERS)
                .<Marker>map(corners -> new PointMarker(corners, hollow))
                .toList();
    }

    @Override
    public void paint(Graphics2D g, double x, double y, int size) {
        if (isHollow) {
            g.setStroke(OUTLINE);
            g.draw(corners.length == 0 ? circle(x, y, LARGER * size) : polygon(x, y, LARGER * size / 2));
        } else if (corners.length == 0) {
            g.setStroke(new BasicStroke(size, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(dot(x, y)); // takes a sixth of the bytes of a circle
        } else {
            g.fill(polygon(x, y, size / 2.0));
        }
    }

    private static Shape circle(double x, double y, double diameter) {
        return new Ellipse2D.Double(x - diameter / 2, y - diameter / 2, diameter, diameter);
    }

    private static Shape dot(double x, double y) {
        final Path2D dot = new Path2D.Double();
        dot.moveTo(x, y);
        dot.lineTo(x + DOT, y + DOT);
        return dot;
    }

    private Shape polygon(double x, double y, double radius) {
        final Path2D path = new Path2D.Double();
        path.moveTo(x + radius * corners[0], y + radius * corners[1]);
        for (int c = 2; c < corners.length; c += 2) {
            path.lineTo(x + radius * corners[c], y + radius * corners[c + 1]);
        }
        path.closePath();
        return path;
    }
}
