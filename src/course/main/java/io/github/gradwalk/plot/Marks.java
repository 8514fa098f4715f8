package io.github.gradwalk.plot;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.intermediate.commands.Command;
import de.erichseifert.vectorgraphics2d.intermediate.commands.DrawShapeCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.FillShapeCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.SetColorCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.SetStrokeCommand;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * The shapes that XChart draws for the series of a chart.
 *
 * <p>XChart would write words as outlines of whatever font the machine has, and draws a curve as separate lines between
 * neighbouring points, each of which restarts the dashes. It is therefore given a bare chart; this class joins the lines of a
 * curve, and {@link Frame} writes the words as text.
 */
final class Marks {
    private static final Color CLEAR = new Color(255, 255, 255, 0);

    private final List<Mark> marks = new ArrayList<>();
    private Color colour = Color.BLACK;
    private BasicStroke stroke = new BasicStroke();
    private Path2D curve;

    /** A shape that is filled with a colour, or outlined in it with a stroke. */
    record Mark(Shape shape, Color colour, BasicStroke stroke, boolean filled) {
        void draw(Svg svg) {
            String data = Svg.pathData(shape);
            if (filled) {
                svg.path(data, "fill", hex());
            } else {
                Object[] line = {"fill", "none", "stroke", hex(), "stroke-width", stroke.getLineWidth()};
                Object[] style = {"stroke-linejoin", "round", "stroke-dasharray", dashes()};
                svg.path(data, Stream.of(line, style).flatMap(Stream::of).toArray());
            }
        }

        /** Whether any part of the mark is inside {@code box}. */
        boolean touches(Rectangle2D box) {
            if (filled) {
                return shape.intersects(box);
            }
            double[] p = new double[6];
            Point2D last = new Point2D.Double();
            for (PathIterator path = shape.getPathIterator(null, 1); !path.isDone(); path.next()) {
                boolean drawn = path.currentSegment(p) == PathIterator.SEG_LINETO;
                if (drawn && box.intersectsLine(last.getX(), last.getY(), p[0], p[1])) {
                    return true;
                }
                last = new Point2D.Double(p[0], p[1]);
            }
            return false;
        }

        private String hex() {
            return String.format("#%06x", colour.getRGB() & 0xFFFFFF);
        }

        private String dashes() {
            float[] lengths = stroke.getDashArray() == null ? new float[0] : stroke.getDashArray();
            return IntStream.range(0, lengths.length)
                    .mapToObj(i -> Svg.number(lengths[i]))
                    .collect(Collectors.joining(" "));
        }
    }

    private Marks() {}

    /** The marks of {@code chart}, whose plot is made to cover its whole area of {@code width} by {@code height}. */
    static <S extends AxesChartStyler> List<Mark> of(Chart<S, ?> chart, int width, int height) {
        strip(chart.getStyler());
        return of(g -> chart.paint(g, width, height));
    }

    /** The shapes that {@code drawing} draws, without the transparent ones. */
    static List<Mark> of(Consumer<Graphics2D> drawing) {
        VectorGraphics2D recorder = new VectorGraphics2D();
        drawing.accept(recorder);
        Marks marks = new Marks();
        for (Command<?> command : recorder.getCommands()) {
            marks.accept(command);
        }
        marks.endCurve();
        return List.copyOf(marks.marks);
    }

    private static void strip(AxesChartStyler styler) {
        styler.setLegendPosition(LegendPosition.InsideNE);
        styler.setLegendVisible(false);
        styler.setChartTitleVisible(false);
        styler.setAxisTitlesVisible(false);
        styler.setAxisTicksVisible(false);
        styler.setPlotGridLinesVisible(false);
        styler.setPlotBorderVisible(false);
        styler.setPlotMargin(0);
        styler.setPlotContentSize(1);
        styler.setChartPadding(0);
        styler.setChartBackgroundColor(CLEAR);
        styler.setPlotBackgroundColor(CLEAR);
        // XChart lays out even invisible ticks; the smallest font always fits.
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 1));
    }

    private void accept(Command<?> command) {
        if (command instanceof SetColorCommand c) {
            endCurve();
            colour = c.getValue();
        } else if (command instanceof SetStrokeCommand c && c.getValue() instanceof BasicStroke s) {
            if (!s.equals(stroke)) {
                endCurve();
            }
            stroke = s;
        } else if (command instanceof DrawShapeCommand c && c.getValue() instanceof Line2D line) {
            extendCurve(line);
        } else if (command instanceof DrawShapeCommand c) {
            endCurve();
            marks.add(new Mark(c.getValue(), colour, stroke, false));
        } else if (command instanceof FillShapeCommand c) {
            endCurve();
            if (colour.getAlpha() > 0) {
                marks.add(new Mark(c.getValue(), colour, stroke, true));
            }
        }
    }

    private void extendCurve(Line2D line) {
        if (curve == null || !line.getP1().equals(curve.getCurrentPoint())) {
            endCurve();
            Point2D start = line.getP1();
            curve = new Path2D.Double();
            curve.moveTo(start.getX(), start.getY());
        }
        curve.lineTo(line.getX2(), line.getY2());
    }

    private void endCurve() {
        if (curve != null) {
            marks.add(new Mark(curve, colour, stroke, false));
            curve = null;
        }
    }
}
