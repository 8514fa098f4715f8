package io.github.gradwalk.plot;

import static io.github.gradwalk.plot.Xml.elements;
import static io.github.gradwalk.plot.Xml.parse;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.drawing.Figure;
import io.github.gradwalk.drawing.Palette;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.w3c.dom.Element;

/** Charts of so many points that most of them cannot be seen. */
class LongSeriesTest {
    private static final int MILLION = 1_000_000;
    private static final BasicStroke SOLID = new BasicStroke(2.5f);
    private static final String WORDS = "What there is to see.";

    private enum Kind {
        SQUARE(true, false),
        CLOUD(true, true),
        CURVE(false, false),
        NOISE(false, true);

        private final boolean isScatter;
        private final boolean isNormal;

        Kind(boolean isScatter, boolean isNormal) {
            this.isScatter = isScatter;
            this.isNormal = isNormal;
        }

        double[] x(int points) {
            final Random random = new Random(1);
            return IntStream.range(0, points)
                    .mapToDouble(i -> isScatter ? value(random) : i)
                    .toArray();
        }

        double[] y(int points) {
            final Random random = new Random(2);
            return IntStream.range(0, points)
                    .mapToDouble(i -> this == CURVE ? Math.sin(20.0 * i / points) : value(random))
                    .toArray();
        }

        private double value(Random random) {
            return isNormal ? random.nextGaussian() : random.nextDouble();
        }

        XYChart chart(double[] x, double[] y, int parts, boolean isStyled) {
            final XYChart chart = new XYChartBuilder().title("Many").build();
            chart.getStyler().setLegendVisible(false);
            if (isStyled) {
                Charts.styled(chart).getStyler().setLegendVisible(false);
            }
            for (int part = 0; part < parts; part++) {
                final int from = part * x.length / parts;
                final int to = Math.min(x.length, (part + 1) * x.length / parts + (isScatter ? 0 : 1));
                final var series = chart.addSeries(
                        "part " + part, Arrays.copyOfRange(x, from, to), Arrays.copyOfRange(y, from, to));
                series.setMarkerColor(Color.BLUE);
                series.setLineColor(Color.BLUE);
                if (isScatter) {
                    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
                    if (isStyled) {
                        series.setMarker(Palette.MARKERS.get(0));
                    }
                } else if (isStyled) {
                    series.setMarker(SeriesMarkers.NONE).setLineStyle(SOLID);
                }
            }
            return chart;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CLOUD", "NOISE"})
    void aMillionPointsTakeLittleTimeAndRoom(Kind kind) {
        final double[] x = kind.x(MILLION);
        final double[] y = kind.y(MILLION);
        for (boolean isStyled : new boolean[] {true, false}) {
            final XYChart chart = kind.chart(x, y, 1, isStyled);
            final double[] before = chart.getSeries("part 0").getXData();
            final var thread = ManagementFactory.getThreadMXBean();
            final long start = thread.getCurrentThreadCpuTime();
            final Figure figure = Charts.figure(chart, WORDS);
            assertThat(thread.getCurrentThreadCpuTime() - start)
                    .as("nanoseconds of a thread that may have to compile the code")
                    .isLessThan(3_000_000_000L);
            assertThat(figure.drawing()).hasSizeLessThan(isStyled ? 40_000 : 130_000);
            assertThat(figure.title())
                    .matches("Many \\([\\d,]{3,6} of 1,000,000 points drawn: the others lie under these\\)");
            assertThat(figure.values().rows()).hasSize(100);
            assertThat(figure.toHtml()).contains("100 of 1000000 rows, evenly spaced");
            assertThat(chart.getSeries("part 0").getXData()).isSameAs(before);
        }
    }

    /** The same points in three series of the same look are all drawn. */
    @ParameterizedTest
    @EnumSource
    void whatIsLeftOutWasNotSeen(Kind kind) {
        final double[] x = kind.x(12_000);
        final double[] y = kind.y(12_000);
        final Figure thinned = Charts.figure(kind.chart(x, y, 1, true), WORDS);
        final Figure all = Charts.figure(kind.chart(x, y, 3, true), WORDS);
        assertThat(all.title()).isEqualTo("Many");
        final BufferedImage expected = painted(all);
        final BufferedImage actual = painted(thinned);
        int inked = 0;
        int different = 0;
        for (int i = 0; i < expected.getWidth() * expected.getHeight(); i++) {
            final int column = i % expected.getWidth();
            final int row = i / expected.getWidth();
            final int shade = expected.getRaster().getSample(column, row, 0);
            inked += shade > 127 ? 1 : 0;
            different += Math.abs(shade - actual.getRaster().getSample(column, row, 0)) > 127 ? 1 : 0;
        }
        assertThat(inked).isGreaterThan(1000);
        assertThat(different).as("of " + inked).isLessThanOrEqualTo(inked / 200);
    }

    /** Draws the blue marks of a figure, with antialiasing. */
    private static BufferedImage painted(Figure figure) {
        final BufferedImage image = new BufferedImage(560, 420, BufferedImage.TYPE_BYTE_GRAY);
        final var g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        for (Element path : elements(parse(figure.drawing()), "path")) {
            if (path.getAttribute("stroke").equals("#0000ff")) {
                final float width = Float.parseFloat(path.getAttribute("stroke-width"));
                g.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                g.draw(outline(path.getAttribute("d")));
            } else if (path.getAttribute("fill").equals("#0000ff")) {
                g.fill(outline(path.getAttribute("d")));
            }
        }
        return image;
    }

    /** A path of moves and straight lines. */
    private static Path2D outline(String data) {
        final Path2D path = new Path2D.Double();
        double x = 0;
        double y = 0;
        String command = "M";
        final Matcher number =
                Pattern.compile("([MmlhZcq])|(-?(?:\\d+\\.?\\d*|\\.\\d+))").matcher(data);
        double[] pair = new double[2];
        int count = 0;
        while (number.find()) {
            if (number.group(1) != null) {
                command = number.group(1);
                continue;
            }
            pair[count++] = Double.parseDouble(number.group(2));
            if (command.equals("h")) {
                path.lineTo(x, y);
                count = 0;
            } else if (count == 2) {
                x = command.equals("M") ? pair[0] : x + pair[0];
                y = command.equals("M") ? pair[1] : y + pair[1];
                if (command.equalsIgnoreCase("m")) {
                    path.moveTo(x, y);
                } else {
                    path.lineTo(x, y);
                }
                count = 0;
            }
        }
        return path;
    }
}
