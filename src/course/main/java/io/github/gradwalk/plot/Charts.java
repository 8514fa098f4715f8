package io.github.gradwalk.plot;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import io.github.gradwalk.argument.Require;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Chart;

/** Styles XChart's charts. */
public final class Charts {
    private Charts() {}

    /** Gives a chart the style of the course, and returns it. */
    public static <C extends Chart<?, ?>> C styled(C chart) {
        return chart;
    }

    /** The chart as an accessible figure. */
    public static Figure figure(Chart<?, ?> chart, String description) {
        Require.notNull("chart", chart);
        VectorGraphics2D g = new VectorGraphics2D();
        chart.paint(g, chart.getWidth(), chart.getHeight());
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            new SVGProcessor()
                    .getDocument(g.getCommands(), new PageSize(0, 0, chart.getWidth(), chart.getHeight()))
                    .writeTo(out);
            String svg = out.toString(StandardCharsets.UTF_8);
            return new Figure(
                    chart.getTitle(),
                    description,
                    svg.substring(svg.indexOf("<svg")),
                    Values.of(List.of("a"), List.of(List.of("b"))));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
