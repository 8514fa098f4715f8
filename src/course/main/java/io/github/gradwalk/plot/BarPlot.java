package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.plot.Frame.Key;
import io.github.gradwalk.plot.Marks.Mark;
import io.github.gradwalk.plot.Svg.Anchor;
import io.github.gradwalk.text.Numbers;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;

/** Bars for named categories, side by side where there are several series. Immutable. */
public final class BarPlot {
    private static final int TICKS = 5;
    private static final int DIGITS = 3;
    private static final double HATCH = 8;
    private static final int MOST_SERIES = Hatching.values().length;

    /** The share of a category's width that its bars take. */
    private static final double FILL = 0.8;

    private final String xTitle;
    private final String yTitle;
    private final List<String> categories;
    private final List<Series> series;

    private record Series(String name, double[] values) {}

    BarPlot(List<String> categories) {
        this("", "", categories, List.of());
    }

    private BarPlot(String xTitle, String yTitle, List<String> categories, List<Series> series) {
        this.xTitle = xTitle;
        this.yTitle = yTitle;
        this.categories = categories;
        this.series = List.copyOf(series);
    }

    /** Names the axes. */
    public BarPlot axes(String x, String y) {
        return new BarPlot(Require.text("x", x), Require.text("y", y), categories, series);
    }

    /**
     * Adds one bar for each category.
     *
     * @throws IllegalArgumentException if there is not one value for each category, a value is NaN or infinite, or this
     *     would be the fifth series
     */
    public BarPlot series(String name, double... values) {
        Require.text("name", name);
        double[] copy = Require.finite(Names.inMessage(name), values);
        Require.size(Names.inMessage(name), categories.size(), copy.length);
        Require.that(series.size() < MOST_SERIES, "a bar plot must have at most %d series", MOST_SERIES);
        List<Series> more = new ArrayList<>(series);
        more.add(new Series(name, copy));
        return new BarPlot(xTitle, yTitle, categories, more);
    }

    /**
     * Draws the plot.
     *
     * @param description what there is to see; the values are added to it
     * @throws IllegalArgumentException if there is no series
     */
    public Figure figure(String title, String description) {
        Require.that(!series.isEmpty(), "a plot must have at least one series, but has none");
        Axis y = valueAxis();
        Frame frame = new Frame(xTitle, yTitle, y, keys(), 0);
        frame.categories(categories);
        drawBars(frame, y);
        frame.baseLine(frame.y(0));
        return frame.figure(title, Require.text("description", description) + inWords(), values());
    }

    /** An axis from zero to the values, with room for a number at the end of each bar. */
    private Axis valueAxis() {
        double[] all =
                series.stream().flatMapToDouble(s -> Arrays.stream(s.values)).toArray();
        double min = Math.min(0, Arrays.stream(all).min().orElseThrow());
        double max = Math.max(0, Arrays.stream(all).max().orElseThrow());
        double room = max > min ? 0.1 * (max - min) : 1;
        return Axis.exactly(min < 0 ? min - room : 0, max > 0 || min == 0 ? max + room : 0, TICKS);
    }

    private void drawBars(Frame frame, Axis y) {
        List<Mark> bars = bars(frame, y);
        boolean labelled = labelsFit(frame);
        for (int i = 0; i < bars.size(); i++) {
            Rectangle2D bar = bars.get(i).shape().getBounds2D();
            double value = series.get(i / categories.size()).values[i % categories.size()];
            double x = frame.x(0) + bar.getX();
            double top = frame.top() + bar.getY();
            if (value != 0) {
                bar(frame.svg(), i / categories.size(), x + 1, top, bar.getWidth() - 2, bar.getHeight());
            }
            if (labelled) {
                double end = value < 0 ? top + bar.getHeight() + Theme.SMALL : top - 6;
                frame.svg().haloText(x + bar.getWidth() / 2, end, Anchor.MIDDLE, Theme.SMALL, label(value));
            }
        }
    }

    /** Whether every value fits at the end of its bar without touching another. */
    private boolean labelsFit(Frame frame) {
        double place = (double) frame.plotWidth() / categories.size();
        double room = series.size() == 1 ? place : place * FILL / series.size();
        return series.stream()
                .flatMapToDouble(s -> Arrays.stream(s.values))
                .allMatch(value -> Theme.textWidth(label(value), Theme.SMALL) <= room);
    }

    private static String label(double value) {
        return Numbers.typeset(value, DIGITS);
    }

    private List<Mark> bars(Frame frame, Axis y) {
        CategoryChart chart = new CategoryChart(frame.plotWidth(), frame.plotHeight());
        chart.getStyler().setYAxisMin(y.low()).setYAxisMax(y.high());
        chart.getStyler().setAvailableSpaceFill(FILL);
        for (int i = 0; i < series.size(); i++) {
            double[] places =
                    IntStream.range(0, categories.size()).asDoubleStream().toArray();
            CategorySeries added = chart.addSeries("series " + i, places, series.get(i).values);
            added.setFillColor(Color.decode(Palette.SERIES.get(i)));
        }
        return Marks.of(chart, frame.plotWidth(), frame.plotHeight());
    }

    private List<Key> keys() {
        if (series.size() == 1 && series.get(0).name.equals(yTitle)) {
            return List.of();
        }
        return IntStream.range(0, series.size())
                .mapToObj(i -> new Key(series.get(i).name, (svg, x, y) -> bar(svg, i, x, y - 9, 36, 18)))
                .toList();
    }

    /** The fill of the bars of a series, which distinguishes them without colour. */
    private enum Hatching {
        SOLID,
        RISING,
        FALLING,
        CROSSED
    }

    private static void bar(Svg svg, int index, double x, double y, double width, double height) {
        String colour = Palette.SERIES.get(index);
        Hatching hatching = Hatching.values()[index];
        if (hatching == Hatching.SOLID) {
            svg.rect(x, y, width, height, "fill", colour);
            return;
        }
        svg.open("svg", "x", x, "y", y, "width", width, "height", height);
        svg.rect(0, 0, width, height, "fill", Theme.PANEL);
        svg.path(hatch(hatching, width, height), "stroke", colour, "stroke-width", 2.5, "fill", "none");
        svg.close("svg");
        svg.rect(x + 1, y + 1, width - 2, Math.max(height - 2, 0), "fill", "none", "stroke", colour, "stroke-width", 2);
    }

    private static String hatch(Hatching hatching, double width, double height) {
        StringBuilder lines = new StringBuilder();
        for (double start = -height; start < width; start += HATCH) {
            if (hatching != Hatching.FALLING) {
                segment(lines, start, height, start + height, 0);
            }
            if (hatching != Hatching.RISING) {
                segment(lines, start, 0, start + height, height);
            }
        }
        return lines.toString();
    }

    private static void segment(StringBuilder lines, double x1, double y1, double x2, double y2) {
        lines.append('M').append(Svg.number(x1)).append(' ').append(Svg.number(y1));
        lines.append('L').append(Svg.number(x2)).append(' ').append(Svg.number(y2));
    }

    private Values values() {
        return Values.of(
                xTitle.isEmpty() ? "category" : xTitle,
                categories,
                series.stream().map(Series::name).toList(),
                (category, column) -> series.get(column).values[category]);
    }

    private String inWords() {
        StringBuilder text = new StringBuilder();
        for (Series s : series) {
            text.append(' ').append(Names.isolated(s.name)).append(": ");
            for (int i = 0; i < categories.size(); i++) {
                text.append((i == 0 ? "" : ", ") + Names.isolated(categories.get(i)) + " " + label(s.values[i]));
            }
            text.append('.');
        }
        return text.toString();
    }
}
