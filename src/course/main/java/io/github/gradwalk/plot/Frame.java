package io.github.gradwalk.plot;

import io.github.gradwalk.plot.Svg.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Everything around the marks of a chart with two axes, from top to bottom: the title of the vertical axis, written
 * horizontally to be easy to read; the legend, outside the plot; the plot with its grid; the labels and the title of the
 * horizontal axis.
 */
final class Frame {
    private static final int PLOT_HEIGHT = 270;
    private static final int LINE = 24;
    private static final int SWATCH = 40;
    private static final int TICK_GAP = 8;

    private final Svg svg = new Svg();
    private final Axis vertical;
    private final double left;
    private final double top;
    private final double width;
    private final int plotHeight;
    private double height;

    /** One entry of the legend; {@code swatch} draws a sample of 40 × 16 units, given the middle of its left side. */
    record Key(String name, Swatch swatch) {}

    /** Draws a sample of a series. */
    interface Swatch {
        void draw(Svg svg, double x, double y);
    }

    /** A frame that leaves {@code linesAbove} lines of text free above the plot, for {@link #baselineAbove}. */
    Frame(String xTitle, String yTitle, Axis vertical, List<Key> keys, int linesAbove) {
        this(xTitle, yTitle, vertical, keys, linesAbove, PLOT_HEIGHT);
    }

    /** A frame around a plot of this height. */
    Frame(String xTitle, String yTitle, Axis vertical, List<Key> keys, int linesAbove, int plotHeight) {
        this.plotHeight = plotHeight;
        this.vertical = vertical;
        left = Theme.MARGIN + TICK_GAP + widestTick(vertical);
        width = Theme.WIDTH - Theme.MARGIN - left;
        double y = Theme.MARGIN;
        if (!yTitle.isEmpty()) {
            y += LINE;
            svg.text(Theme.MARGIN, y - 8, Anchor.START, Theme.TEXT, Theme.INK, fitted(yTitle), "font-weight", "600");
        }
        y = legend(y, keys);
        top = y + TICK_GAP + LINE * linesAbove;
        height = top + plotHeight + LINE + Theme.MARGIN;
        if (!xTitle.isEmpty()) {
            svg.text(left + width, height + 2, Anchor.END, Theme.TEXT, Theme.INK, fitted(xTitle), "font-weight", "600");
            height += LINE - 4;
        }
        horizontalGrid();
    }

    Svg svg() {
        return svg;
    }

    /** The width of the plot, a whole number, as XChart requires. */
    int plotWidth() {
        return (int) width;
    }

    int plotHeight() {
        return plotHeight;
    }

    double top() {
        return top;
    }

    /** The baseline of a line of text above the plot; the lines are counted upwards from 0. */
    double baselineAbove(int line) {
        return top - 7 - LINE * line;
    }

    /** Writes a label on a line of text above the plot, around {@code x} as far as the panel allows. */
    void labelAbove(double x, int line, String label) {
        double half = Theme.textWidth(label, Theme.SMALL) / 2;
        double middle = Math.min(Math.max(x, Theme.MARGIN + half), Theme.WIDTH - Theme.MARGIN - half);
        svg.haloText(middle, baselineAbove(line), Anchor.MIDDLE, Theme.SMALL, label);
    }

    double bottom() {
        return top + plotHeight;
    }

    double x(double fraction) {
        return left + fraction * plotWidth();
    }

    double y(double value) {
        return bottom() - vertical.fraction(value) * plotHeight;
    }

    /** Clips what is drawn until {@link #closePlot} to the plot, whose upper left corner becomes (0, 0). */
    void openPlot() {
        svg.open("svg", "x", left, "y", top, "width", plotWidth(), "height", plotHeight);
    }

    void closePlot() {
        svg.close("svg");
    }

    /** The grid, the labels and the line of a numerical horizontal axis. */
    void horizontalAxis(Axis horizontal) {
        List<Axis.Tick> ticks = horizontal.ticks();
        int origin = IntStream.range(0, ticks.size())
                .filter(k -> ticks.get(k).value() == 0)
                .findFirst()
                .orElse(0);
        int every = labelEvery(horizontal, origin);
        for (int k = 0; k < ticks.size(); k++) {
            double x = x(horizontal.fraction(ticks.get(k).value()));
            svg.line(x, top, x, bottom(), "stroke", Theme.GRID);
            if ((k - origin) % every == 0) {
                String label = ticks.get(k).label();
                svg.text(x, bottom() + LINE - 3, Anchor.MIDDLE, Theme.SMALL, Theme.MUTED, label);
            }
        }
        baseLine(bottom());
    }

    /** The smallest number of ticks from one label to the next that keeps the labels apart. */
    private int labelEvery(Axis horizontal, int origin) {
        List<Axis.Tick> ticks = horizontal.ticks();
        for (int every = 1; every < ticks.size(); every++) {
            double free = Double.NEGATIVE_INFINITY;
            boolean fits = true;
            for (int k = origin % every; k < ticks.size(); k += every) {
                double x = x(horizontal.fraction(ticks.get(k).value()));
                double half = Theme.textWidth(ticks.get(k).label(), Theme.SMALL) / 2;
                fits &= x - half > free;
                free = x + half + TICK_GAP;
            }
            if (fits) {
                return every;
            }
        }
        return Math.max(ticks.size(), 1);
    }

    /** The labels of a horizontal axis that is divided equally among categories. */
    void categories(List<String> names) {
        double place = (double) plotWidth() / names.size();
        for (int i = 0; i < names.size(); i++) {
            String name = Theme.fit(names.get(i), place - 4, Theme.SMALL);
            svg.text(left + (i + 0.5) * place, bottom() + LINE - 3, Anchor.MIDDLE, Theme.SMALL, Theme.MUTED, name);
        }
    }

    /** A horizontal line across the plot. */
    void baseLine(double y) {
        svg.line(left, y, left + plotWidth(), y, "stroke", Theme.AXIS, "stroke-width", 1.5);
    }

    Figure figure(String title, String description, Values values) {
        return svg.figure(Theme.WIDTH, height, title, description, values);
    }

    private void horizontalGrid() {
        for (Axis.Tick tick : vertical.ticks()) {
            double y = y(tick.value());
            svg.line(left, y, left + plotWidth(), y, "stroke", Theme.GRID);
            svg.text(left - TICK_GAP, y + 5.5, Anchor.END, Theme.SMALL, Theme.MUTED, tick.label());
        }
    }

    private double legend(double y, List<Key> keys) {
        double room = Theme.WIDTH - 2.0 * Theme.MARGIN;
        double x = 0;
        double baseline = y + LINE - 8;
        List<Key> placed = new ArrayList<>();
        for (Key key : keys) {
            String name = Theme.fit(key.name(), room - SWATCH - TICK_GAP, Theme.TEXT);
            double needed = SWATCH + TICK_GAP + Theme.textWidth(name, Theme.TEXT);
            if (!placed.isEmpty() && x + needed > room) {
                x = 0;
                baseline += LINE;
            }
            key.swatch().draw(svg, Theme.MARGIN + x, baseline - 6);
            svg.text(Theme.MARGIN + x + SWATCH + TICK_GAP, baseline, Anchor.START, Theme.TEXT, Theme.INK, name);
            placed.add(key);
            x += needed + 1.5 * Theme.MARGIN;
        }
        return keys.isEmpty() ? y : baseline + TICK_GAP;
    }

    private static double widestTick(Axis axis) {
        return Theme.widest(axis.ticks().stream().map(Axis.Tick::label).toList(), Theme.SMALL);
    }

    private static String fitted(String title) {
        return Theme.fit(title, Theme.WIDTH - 2.0 * Theme.MARGIN, Theme.TEXT);
    }
}
