package io.github.gradwalk.plot;

import io.github.gradwalk.drawing.ChartPainter;
import io.github.gradwalk.drawing.ChartPainter.Painting;
import io.github.gradwalk.drawing.ColourBar;
import io.github.gradwalk.drawing.Figure;
import io.github.gradwalk.drawing.Painted;
import io.github.gradwalk.drawing.Recorder.Mark;
import io.github.gradwalk.drawing.Svg;
import io.github.gradwalk.drawing.Theme;
import io.github.gradwalk.drawing.Tracing;
import io.github.gradwalk.drawing.Values;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.knowm.xchart.HeatMapSeries;
import org.knowm.xchart.style.HeatMapStyler;
import org.knowm.xchart.style.Styler;

/**
 * Makes a figure of a chart.
 *
 * @param legend the texts of the legend
 * @param fills the colours of the areas that hatching distinguishes too, as they are after the chart was painted
 */
record ChartFigure(
        String title,
        String x,
        String y,
        Styler styler,
        Collection<?> series,
        List<String> legend,
        Supplier<List<Color>> fills,
        Painting painting) {

    /** The figure of the chart painted {@code width} by {@code height}, or {@code styledWidth} wide if it has the style of the course. */
    Figure of(int width, int height, int styledWidth, String description) {
        final Values values = new ChartTable(x, y).of(series);
        final Painted painted = new ChartPainter(styler, series, painting).painted(width, height, styledWidth, legend);
        final Svg svg = new Svg();
        final Map<Color, String> hatching =
                Tracing.hatching(svg, Svg.identifier(title + '\0' + description + '\0' + text(values)), fills.get());
        final Tracing tracing = new Tracing(svg, painted, strings(), Set.copyOf(legend), hatching);
        double bottom = painted.area().getHeight();
        if (styler instanceof HeatMapStyler heat && series.iterator().next() instanceof HeatMapSeries first) {
            final HeatCells cells = new HeatCells(heat, first);
            final List<Mark> others = new ArrayList<>(painted.marks());
            final List<Mark> drawn = cells.among(others);
            others.removeAll(drawn);
            tracing.draw(others);
            cells.draw(svg, drawn);
            if (styler.isLegendVisible()) {
                cells.drawScale(svg, bottom);
                bottom += ColourBar.ROOM + Theme.MARGIN;
            }
        } else {
            tracing.draw(painted.marks());
        }
        final String caption = title(description) + leftOut(painted);
        return svg.figure(painted.area().getWidth(), bottom, caption, description, values);
    }

    private static String leftOut(Painted painted) {
        return painted.drawn() == painted.points()
                ? ""
                : String.format(
                        Locale.ROOT,
                        " (%,d of %,d points drawn: the others lie under these)",
                        painted.drawn(),
                        painted.points());
    }

    private static String text(Values values) {
        return "Values[columns=" + values.columns() + ", rows=" + values.rows() + "]";
    }

    private List<String> strings() {
        final List<String> strings = new ArrayList<>(legend);
        strings.add(x);
        strings.add(y);
        strings.addAll(ChartTable.names(series));
        return strings;
    }

    /** The title or, if the chart has none, the first sentence of the description. */
    private String title(String description) {
        return title == null || title.isBlank() ? description.split("(?<=[.!?])\\s")[0] : title;
    }
}
