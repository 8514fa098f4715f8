package io.github.gradwalk.plot;

import io.github.gradwalk.drawing.ColourBar;
import io.github.gradwalk.drawing.CourseTheme;
import io.github.gradwalk.drawing.Lettering;
import io.github.gradwalk.drawing.Palette;
import io.github.gradwalk.drawing.Recorder.Mark;
import io.github.gradwalk.drawing.Svg;
import io.github.gradwalk.drawing.Theme;
import io.github.gradwalk.drawing.Tracing;
import io.github.gradwalk.text.Numbers;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knowm.xchart.HeatMapSeries;
import org.knowm.xchart.style.HeatMapStyler;

/**
 * The cells of a heat map with their values. XChart would write the values as the locale in which the chart was made does, all
 * in one colour, on light cells and on dark ones.
 */
record HeatCells(HeatMapStyler styler, HeatMapSeries series) {
    private static final int DIGITS = 3;
    private static final double ROOM = 4;

    /** Of more cells than these, neighbours of the same colour are drawn in one go, with thin edges. */
    private static final int MANY = 400;

    /** A difference in red, green or blue that nobody sees between cells; those whose colours look the same share a path. */
    private static final int UNSEEN = 4;

    private record Cell(Rectangle2D area, String colour, String label) {
        /** A line as thick as the cell is high. */
        String path() {
            return Svg.pathData(new Line2D.Double(area.getX(), area.getCenterY(), area.getMaxX(), area.getCenterY()));
        }

        boolean hasRoom(Font font) {
            return area.getHeight() > font.getSize()
                    && Lettering.layout(label, font).getAdvance() + ROOM <= area.getWidth();
        }
    }

    /** The cells among the marks: the last rectangles, in the order of the values. */
    List<Mark> among(List<Mark> marks) {
        final List<Mark> rectangles = marks.stream()
                .filter(mark -> mark.isFilled() && isRectangle(mark))
                .toList();
        return rectangles.subList(rectangles.size() - values().size(), rectangles.size());
    }

    private static boolean isRectangle(Mark mark) {
        final Rectangle2D bounds = mark.shape().getBounds2D();
        return mark.shape().contains(bounds) && !bounds.isEmpty();
    }

    private List<Double> values() {
        return series.getHeatData().stream()
                .filter(Objects::nonNull)
                .<Number[]>map(cell -> cell)
                .map(cell -> Double.parseDouble(cell[2].toString()))
                .toList();
    }

    /** Draws the cells and, if there is room for all of them, the values. */
    void draw(Svg svg, List<Mark> marks) {
        final List<Double> values = values();
        final List<String> labels =
                labels(values.stream().mapToDouble(value -> value).toArray());
        final List<Color> colours = new ArrayList<>();
        final List<Cell> cells = IntStream.range(0, marks.size())
                .mapToObj(i -> new Cell(
                        marks.get(i).shape().getBounds2D(),
                        Tracing.hex(known(marks.get(i).colour(), colours)),
                        labels.get(i)))
                .toList();
        svg.add("<g stroke-width='%s'>", cells.get(0).area.getHeight());
        final boolean areMany = cells.size() > MANY;
        (areMany ? joined(cells) : cells)
                .stream()
                        .collect(Collectors.groupingBy(
                                Cell::colour, TreeMap::new, Collectors.mapping(Cell::path, Collectors.joining())))
                        .forEach((colour, path) -> svg.add("<path d='%s' stroke='%s'/>", path, colour));
        svg.add("</g><path d='%s' stroke='%s' stroke-width='%s'/>", edges(cells), Theme.PANEL, areMany ? 1 : 2);
        if (styler.isShowValue() && cells.stream().allMatch(cell -> cell.hasRoom(styler.getValueFont()))) {
            write(svg, cells);
        }
    }

    /** Neighbours of the same colour as one cell, in fewer bytes. */
    private static List<Cell> joined(List<Cell> cells) {
        final List<Cell> joined = new ArrayList<>();
        for (Cell cell : cells) {
            final Cell last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null
                    && last.colour.equals(cell.colour)
                    && last.area.getY() == cell.area.getY()
                    && Math.abs(last.area.getMaxX() - cell.area.getX()) < 1) {
                joined.set(joined.size() - 1, new Cell(last.area.createUnion(cell.area), cell.colour, ""));
            } else {
                joined.add(cell);
            }
        }
        return joined;
    }

    private static String edges(List<Cell> cells) {
        final Rectangle2D all =
                cells.stream().map(Cell::area).reduce(Rectangle2D::createUnion).orElseThrow();
        final StringBuilder edges = new StringBuilder();
        for (double x = all.getX();
                x < all.getMaxX() + 1;
                x += cells.get(0).area.getWidth()) {
            edges.append(Svg.pathData(new Line2D.Double(x, all.getY(), x, all.getMaxY())));
        }
        for (double y = all.getY();
                y < all.getMaxY() + 1;
                y += cells.get(0).area.getHeight()) {
            edges.append(Svg.pathData(new Line2D.Double(all.getX(), y, all.getMaxX(), y)));
        }
        return edges.toString();
    }

    /** The colour in which a label is readable on a cell, on a light page and on a dark one. */
    private record Ink(String light, String dark) implements Comparable<Ink> {
        static Ink on(String cell) {
            return new Ink(Palette.textOn(cell), Palette.textOn(Palette.dark(cell)));
        }

        @Override
        public int compareTo(Ink other) {
            return (light + dark).compareTo(other.light + other.dark);
        }
    }

    /** Writes the values, row by row, with common attributes. */
    private void write(Svg svg, List<Cell> cells) {
        final int size = styler.getValueFont().getSize();
        svg.add("<g font-size='%s' text-anchor='middle'>", size);
        cells.stream()
                .collect(Collectors.groupingBy(
                        cell -> cell.area.getCenterY(),
                        TreeMap::new,
                        Collectors.groupingBy(cell -> Ink.on(cell.colour), TreeMap::new, Collectors.toList())))
                .forEach((y, row) -> row.forEach((ink, some) -> {
                    svg.add("<g transform='translate(0 %s)' fill='%s'", y + size / 3.0, ink.light)
                            .add(" style='fill:%s'>", Palette.themed(ink.light, ink.dark));
                    some.forEach(cell -> svg.add("<text x='%s'>%s</text>", cell.area.getCenterX(), cell.label));
                    svg.add("</g>");
                }));
        svg.add("</g>");
    }

    /** A colour among the known ones that looks the same or, if there is none, this one, which becomes known. */
    private static Color known(Color colour, List<Color> known) {
        final Optional<Color> same = known.stream()
                .filter(other -> Math.abs(other.getRed() - colour.getRed()) <= UNSEEN
                        && Math.abs(other.getGreen() - colour.getGreen()) <= UNSEEN
                        && Math.abs(other.getBlue() - colour.getBlue()) <= UNSEEN)
                .findFirst();
        if (same.isEmpty()) {
            known.add(colour);
        }
        return same.orElse(colour);
    }

    /** Draws the scale of the colours. */
    void drawScale(Svg svg, double top) {
        final List<String> colours =
                Arrays.stream(styler.getRangeColors()).map(Tracing::hex).toList();
        final double min = series.getMin();
        final double max = series.getMax();
        final List<String> labels = labels(min, (min + max) / 2, max);
        ColourBar.draw(svg, top, t -> Palette.blend(colours, t), labels.get(0), labels.get(1), labels.get(2));
    }

    /** With the same number of decimals, unless the chart has a format of its own. */
    private List<String> labels(double... values) {
        final Function<Double, String> format = styler.getHeatMapDecimalValueFormatter();
        if (format instanceof CourseTheme.TickLabels) {
            return Numbers.typeset(values, DIGITS);
        }
        final String pattern = styler.getHeatMapValueDecimalPattern();
        return Arrays.stream(values)
                .mapToObj(value -> format != null
                        ? format.apply(value)
                        : pattern == null
                                ? Numbers.typeset(value, DIGITS)
                                : new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ENGLISH))
                                        .format(value))
                .toList();
    }
}
