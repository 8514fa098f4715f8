package io.github.gradwalk.plot;

import io.github.gradwalk.plot.Recorder.Mark;
import io.github.gradwalk.plot.Svg.Anchor;
import io.github.gradwalk.text.Numbers;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.knowm.xchart.HeatMapSeries;
import org.knowm.xchart.style.HeatMapStyler;

/**
 * The cells of a heat map with their values. XChart would write the values as the locale in which the chart was made does, all
 * in one colour, on light cells and on dark ones.
 */
final class HeatCells {
    private static final int DIGITS = 3;
    private static final double ROOM = 4;

    private final HeatMapStyler styler;
    private final HeatMapSeries series;
    private final List<Number[]> values;

    HeatCells(HeatMapStyler styler, HeatMapSeries series) {
        this.styler = styler;
        this.series = series;
        this.values = series.getHeatData().stream()
                .filter(Objects::nonNull)
                .<Number[]>map(cell -> cell)
                .toList();
    }

    /** The cells among the marks: the last rectangles, in the order of the values. */
    List<Mark> among(List<Mark> marks) {
        final List<Mark> rectangles = marks.stream()
                .filter(mark -> mark.isFilled() && isRectangle(mark))
                .toList();
        return rectangles.subList(rectangles.size() - values.size(), rectangles.size());
    }

    private static boolean isRectangle(Mark mark) {
        final Rectangle2D bounds = mark.shape().getBounds2D();
        return mark.shape().contains(bounds) && !bounds.isEmpty();
    }

    /** Draws the cells and, if there is room for all of them, the values. */
    void draw(Svg svg, List<Mark> cells) {
        final Font font = styler.getValueFont();
        final List<String> labels = new ArrayList<>();
        boolean fits = styler.isShowValue();
        for (int i = 0; i < cells.size(); i++) {
            final Rectangle2D cell = cells.get(i).shape().getBounds2D();
            svg.rect(
                    cell.getX(),
                    cell.getY(),
                    cell.getWidth(),
                    cell.getHeight(),
                    "fill='%s' stroke='%s' stroke-width='2'",
                    Tracing.hex(cells.get(i).colour()),
                    Theme.PANEL);
            labels.add(label(Double.parseDouble(values.get(i)[2].toString())));
            fits &= cell.getHeight() > font.getSize()
                    && Lettering.layout(labels.get(i), font).getAdvance() + ROOM <= cell.getWidth();
        }
        for (int i = 0; fits && i < cells.size(); i++) {
            final Rectangle2D cell = cells.get(i).shape().getBounds2D();
            svg.text(
                    cell.getCenterX(),
                    cell.getCenterY() + font.getSize() / 3.0,
                    Anchor.MIDDLE,
                    font.getSize(),
                    Palette.textOn(Tracing.hex(cells.get(i).colour())),
                    labels.get(i));
        }
    }

    /** Draws the scale of the colours. */
    void drawScale(Svg svg, double top) {
        final List<String> colours =
                Arrays.stream(styler.getRangeColors()).map(Tracing::hex).toList();
        final double min = series.getMin();
        final double max = series.getMax();
        ColourBar.draw(svg, top, t -> Palette.blend(colours, t), label(min), label((min + max) / 2), label(max));
    }

    private String label(double value) {
        if (styler.getHeatMapDecimalValueFormatter() != null) {
            return styler.getHeatMapDecimalValueFormatter().apply(value);
        }
        final String pattern = styler.getHeatMapValueDecimalPattern();
        return pattern == null
                ? Numbers.typeset(value, DIGITS)
                : new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ENGLISH)).format(value);
    }
}
