package io.github.gradwalk.drawing;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.stream.Stream;
import org.knowm.xchart.style.markers.Marker;

/** A point of a series, filled or hollow. All shapes look equally large. */
public final class PointMarker extends Marker {
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

    public static List<Marker> all(boolean hollow) {
        return Stream.of(CORNERS)
                .<Marker>map(corners -> new PointMarker(corners, hollow))
                .toList();
    }

    @Override
    public void paint(Graphics2D g, double x, double y, int size) {
        final double radius = (isHollow ? LARGER : 1) * size / 2;
        if (isHollow) {
            g.setStroke(OUTLINE);
            g.draw(corners.length > 0 ? polygon(x, y, radius) : circle(x, y, radius));
        } else if (corners.length > 0) {
            g.fill(polygon(x, y, radius));
        } else { // a thick dot takes a sixth of the bytes of a circle
            g.setStroke(new BasicStroke(size, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(new Path2D.Double(new Line2D.Double(x, y, x + DOT, y + DOT)));
        }
    }

    private static Shape circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
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
