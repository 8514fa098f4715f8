package io.github.gradwalk.plot;

import io.github.gradwalk.drawing.Painted;
import io.github.gradwalk.drawing.Recorder;
import io.github.gradwalk.drawing.Svg;
import io.github.gradwalk.drawing.Theme;
import io.github.gradwalk.drawing.Tracing;
import io.github.gradwalk.html.Html;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/** One legend for several charts, as HTML: each series that occurs in any of them, once. */
final class SharedLegend {
    private static final int WIDTH = 30;
    private static final int HEIGHT = 18;

    /** A number of examples, which belongs to one chart only. */
    private static final String COUNT = " \\(\\d+\\)$";

    private final Map<String, String> swatches = new LinkedHashMap<>();

    /** @param chart whose series have their colours, since it has been painted */
    void add(XYChart chart) {
        for (XYSeries series : chart.getSeriesCollection()) {
            if (series.isEnabled() && series.isShowInLegend()) {
                final String label = series.getLabel() == null ? series.getName() : series.getLabel();
                swatches.computeIfAbsent(label.replaceFirst(COUNT, ""), name -> swatch(chart, series));
            }
        }
    }

    private static String swatch(XYChart chart, XYSeries series) {
        final Recorder recorder = new Recorder();
        final XYSeriesRenderStyle style =
                series.getXYSeriesRenderStyle().orElse(chart.getStyler().getDefaultSeriesRenderStyle());
        if (style != XYSeriesRenderStyle.Scatter) {
            recorder.setColor(series.getLineColor());
            recorder.setStroke(series.getLineStyle());
            recorder.draw(new Line2D.Double(0, HEIGHT / 2.0, WIDTH, HEIGHT / 2.0));
        }
        recorder.setColor(series.getMarkerColor());
        series.getMarker()
                .paint(recorder, WIDTH / 2.0, HEIGHT / 2.0, chart.getStyler().getMarkerSize());
        final Rectangle2D area = new Rectangle2D.Double(0, 0, WIDTH, HEIGHT);
        final Svg svg = new Svg();
        new Tracing(svg, new Painted(recorder.marks(), area, area, Set.of(), 0, 0), List.of(), Set.of(), Map.of())
                .draw(recorder.marks());
        return svg.picture(WIDTH, HEIGHT);
    }

    /** Returns nothing if there is no series. */
    String toHtml() {
        return swatches.isEmpty()
                ? ""
                : swatches.entrySet().stream()
                        .map(entry -> "<span style=\"display:inline-flex;gap:6px;align-items:center\">"
                                + entry.getValue() + Html.escape(entry.getKey()) + "</span>")
                        .collect(Collectors.joining(
                                "",
                                "<div class=\"gradwalk-legend\" style=\"display:flex;flex-wrap:wrap;gap:4px 20px;margin:0 0 8px;font:"
                                        + Theme.SMALL + "px/1.4 sans-serif;overflow-wrap:anywhere\">",
                                "</div>"));
    }
}
