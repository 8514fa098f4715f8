package io.github.gradwalk.plot;

import io.github.gradwalk.plot.CourseTheme.TickLabels;
import io.github.gradwalk.plot.Recorder.Mark;
import io.github.gradwalk.text.Numbers;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.HeatMapStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;

/**
 * Lets XChart paint a chart in the bundled font and with numbers as in English, so that the shapes are the same on every
 * machine. For this it changes the chart, and afterwards changes it back.
 */
final class ChartPainter {
    private static final int FEW_POINTS = 12;
    private static final int MARKERS_ON_A_CURVE = 7;

    /** What XChart adds to the width of the texts in a horizontal legend: at both ends, and for each entry. */
    private static final int SWATCH = 24;

    /** Fonts of what a picture does not have. */
    private static final Pattern UNSEEN = Pattern.compile("ToolTip|Cursor|ChartTitle");

    private static final int LEGEND_LINE = 27;

    /** The room at the left of the plot, under whose middle XChart puts the legend. */
    private static final int LEFT_OF_PLOT = 60;

    /** The room between the data and the ends of the axes, as a share of the data's range: no whole number of steps between evenly spaced data. */
    private static final double ROOM = 0.0213;

    /** XChart leaves out a number at the very end of an axis; an axis ends so much farther out, as a share of the room. */
    private static final double HAIR = 1e-6;

    /** The room for a number above the highest bar, and below the lowest one. */
    private static final double LABEL_ROOM = 0.1;

    /** The approximate width of the plot, and how many digits are left of numbers that are wider than their bars. */
    private static final int BARS_WIDTH = 460;

    private static final int FEW_DIGITS = 2;

    private final Styler styler;
    private final Collection<?> series;
    private final Painting painting;
    private final Set<Font> fonts = new LinkedHashSet<>();
    private final Deque<Runnable> changesBack = new ArrayDeque<>();

    /** The ticks of logarithmic axes; null on others. */
    private LogTicks xTicks;

    private LogTicks yTicks;

    /** How XChart paints the chart in a given size. */
    interface Painting {
        void paint(Graphics2D g, int width, int height);
    }

    ChartPainter(Styler styler, Collection<?> series, Painting painting) {
        this.styler = styler;
        this.series = series;
        this.painting = painting;
    }

    /** The shapes, the area that they cover, that of the data, and the fonts of the words among the shapes. */
    record Painted(List<Mark> marks, Rectangle2D area, Rectangle2D plot, Set<Font> fonts) {}

    /** Paints a chart that is {@code width} by {@code height}; a styled one gets the width of all figures. */
    Painted painted(int width, int height, List<String> legend) {
        final boolean styled = styler.getTheme() instanceof CourseTheme;
        final int paintedWidth = styled ? Theme.WIDTH : width;
        int paintedHeight = height * paintedWidth / width;
        final boolean title = styler.isChartTitleVisible();
        try {
            fonts();
            change(styler::isChartTitleVisible, styler::setChartTitleVisible, false);
            if (styler.getLocale().equals(Locale.getDefault())) {
                change(styler::getLocale, styler::setLocale, Locale.ENGLISH);
            }
            if (styler instanceof HeatMapStyler heat) {
                change(heat::isShowValue, heat::setShowValue, false);
                change(styler::isLegendVisible, styler::setLegendVisible, false);
            }
            if (styled) {
                paintedHeight += LEGEND_LINE * (legendLines(legend) - 1);
                axes();
                painting.paint(new Recorder(), paintedWidth, paintedHeight); // gives each series its marker
                curves();
            }
            final Recorder recorder = new Recorder();
            painting.paint(recorder, paintedWidth, paintedHeight);
            styler.setChartTitleVisible(title);
            painting.paint(
                    new Recorder(), width, height); // a chart keeps its size and its title's as they were painted last
            final Rectangle2D area = new Rectangle2D.Double(0, 0, paintedWidth, paintedHeight);
            final List<Mark> marks = new ArrayList<>(recorder.marks());
            final Rectangle2D plot = plot(marks, area);
            marks.removeIf(mark -> isNeedless(mark, plot));
            return new Painted(marks, area, plot, Set.copyOf(fonts));
        } finally {
            changesBack.forEach(Runnable::run);
        }
    }

    private Rectangle2D plot(List<Mark> marks, Rectangle2D area) {
        return marks.stream()
                .filter(mark -> mark.isFilled() && mark.colour().equals(styler.getPlotBackgroundColor()))
                .map(mark -> mark.shape().getBounds2D())
                .filter(bounds -> !bounds.equals(area))
                .findFirst()
                .orElse(area);
    }

    /** Whether this is a line between the powers of a logarithmic axis that has many. */
    private boolean isNeedless(Mark mark, Rectangle2D plot) {
        final Rectangle2D bounds = mark.shape().getBounds2D();
        final boolean isTick = !mark.isFilled()
                && styler instanceof AxesChartStyler axes
                && Stream.of(axes.getPlotGridLinesColor(), axes.getAxisTickMarksColor())
                        .anyMatch(mark.colour()::equals);
        if (isTick && xTicks != null && bounds.getWidth() == 0) {
            return !xTicks.hasLineAt((bounds.getX() - plot.getX()) / plot.getWidth(), 1.01 / plot.getWidth());
        }
        if (isTick && yTicks != null && bounds.getHeight() == 0) {
            return !yTicks.hasLineAt((plot.getMaxY() - bounds.getY()) / plot.getHeight(), 1.01 / plot.getHeight());
        }
        return false;
    }

    private <T> void change(Supplier<T> getter, Consumer<T> setter, T value) {
        final T before = getter.get();
        changesBack.push(() -> setter.accept(before));
        setter.accept(value);
    }

    /** Replaces each font, whichever parts of this kind of chart have one, by the bundled font of the same size. */
    private void fonts() {
        for (Method getter : styler.getClass().getMethods()) {
            if (getter.getReturnType() == Font.class
                    && !UNSEEN.matcher(getter.getName()).find()) {
                try {
                    final Method setter =
                            styler.getClass().getMethod("s" + getter.getName().substring(1), Font.class);
                    final Font before = (Font) getter.invoke(styler);
                    final Font font = new CourseTheme().getBaseFont().deriveFont((float) before.getSize());
                    fonts.add(font);
                    setter.invoke(styler, font);
                    changesBack.push(() -> invoke(setter, before));
                } catch (NoSuchMethodException e) {
                    continue; // a font that cannot be changed is derived from another
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(getter + " of XChart cannot be called", e);
                }
            }
        }
    }

    private void invoke(Method setter, Font font) {
        try {
            setter.invoke(styler, font);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(setter + " of XChart cannot be called", e);
        }
    }

    /** Lays the entries of a legend below the plot out in one line if they fit, and returns the number of its lines. */
    private int legendLines(List<String> legend) {
        if (!styler.isLegendVisible() || styler.getLegendPosition() != LegendPosition.OutsideS || legend.isEmpty()) {
            return 1;
        }
        final Font font = styler.getLegendFont();
        final double width = legend.stream()
                .mapToDouble(text -> Lettering.layout(text, font).getAdvance() + SWATCH + 2 * styler.getLegendPadding())
                .sum();
        final boolean fits =
                width + styler.getLegendPadding() <= Theme.WIDTH - LEFT_OF_PLOT - 2 * styler.getChartPadding();
        change(
                styler::getLegendLayout,
                styler::setLegendLayout,
                fits ? LegendLayout.Horizontal : LegendLayout.Vertical);
        return fits ? 1 : legend.size();
    }

    /** Gives curves few markers, and dashes: XChart gives these only to the second series of a colour. */
    private void curves() {
        final List<XYSeries> curves = series.stream()
                .filter(XYSeries.class::isInstance)
                .map(XYSeries.class::cast)
                .filter(curve -> curve.getXYSeriesRenderStyle()
                        .filter(XYSeriesRenderStyle.Line::equals)
                        .isPresent())
                .toList();
        for (int i = 0; i < curves.size(); i++) {
            final XYSeries curve = curves.get(i);
            if (curve.getLineStyle().equals(Palette.stroke(0))) {
                final int place = List.copyOf(series).indexOf(curve) % Palette.SERIES.size();
                change(curve::getLineStyle, curve::setLineStyle, Palette.stroke(place));
            }
            final int points = (int) Arrays.stream(curve.getYData())
                    .filter(y -> !Double.isNaN(y))
                    .count();
            if (points > FEW_POINTS && curve.getMarker() != null) {
                final double offset = (i + 0.5) / curves.size();
                change(curve::getMarker, curve::setMarker, new SparseMarker(curve.getMarker(), points, offset));
            }
        }
    }

    /** A marker that is drawn at a few points of a curve, at different ones on each curve lest they cover each other. */
    private static final class SparseMarker extends Marker {
        private final Marker marker;
        private final int points;
        private final Set<Integer> drawn;
        private int next;

        SparseMarker(Marker marker, int points, double offset) {
            this.marker = marker;
            this.points = points;
            this.drawn = Set.copyOf(IntStream.range(0, MARKERS_ON_A_CURVE)
                    .mapToObj(i -> (int) ((i + offset) / MARKERS_ON_A_CURVE * (points - 1)))
                    .toList());
        }

        @Override
        public void paint(Graphics2D g, double x, double y, int size) {
            if (drawn.contains(next) || next >= points) { // the last one is that of the legend
                marker.paint(g, x, y, size);
            }
            next++;
        }
    }

    /** Ends the axes a little outside of the data. If one ended at evenly spaced data, XChart would put its ticks at data, round or not. */
    private void axes() {
        if (styler instanceof XYStyler xy) {
            xTicks = end(
                    xy.isXAxisLogarithmic(),
                    XYSeries::getXData,
                    xy::getXAxisMin,
                    xy::setXAxisMin,
                    xy::getXAxisMax,
                    xy::setXAxisMax);
            yTicks = end(
                    xy.isYAxisLogarithmic(),
                    XYSeries::getYData,
                    xy::getYAxisMin,
                    xy::setYAxisMin,
                    xy::getYAxisMax,
                    xy::setYAxisMax);
            if (xTicks != null && xy.getXAxisTickLabelsFormattingFunction() instanceof TickLabels) {
                change(
                        xy::getXAxisTickLabelsFormattingFunction,
                        xy::setXAxisTickLabelsFormattingFunction,
                        xTicks::label);
                change(xy::isXAxisLogarithmicDecadeOnly, xy::setXAxisLogarithmicDecadeOnly, false);
            }
            if (yTicks != null && xy.getYAxisTickLabelsFormattingFunction() instanceof TickLabels) {
                change(
                        xy::getYAxisTickLabelsFormattingFunction,
                        xy::setYAxisTickLabelsFormattingFunction,
                        yTicks::label);
                change(xy::isYAxisLogarithmicDecadeOnly, xy::setYAxisLogarithmicDecadeOnly, false);
            }
        }
        if (styler instanceof CategoryStyler bars && !bars.isStacked()) {
            barsAxis(bars);
        }
    }

    /** Leaves room for numbers above and below the bars, if they have any. */
    private void barsAxis(CategoryStyler bars) {
        final DoubleSummaryStatistics range = series.stream()
                .flatMapToDouble(one -> Arrays.stream(((CategorySeries) one).getYData()))
                .summaryStatistics();
        final double width = BARS_WIDTH * bars.getAvailableSpaceFill() / range.getCount();
        if (bars.isLabelsVisible()
                && series.stream()
                        .flatMapToDouble(one -> Arrays.stream(((CategorySeries) one).getYData()))
                        .mapToObj(bars.getYAxisTickLabelsFormattingFunction()::apply)
                        .anyMatch(text ->
                                Lettering.layout(text, bars.getLabelsFont()).getAdvance() > width)) {
            change(
                    bars::getYAxisTickLabelsFormattingFunction,
                    bars::setYAxisTickLabelsFormattingFunction,
                    value -> Numbers.typeset(value, FEW_DIGITS));
        }
        final double low = Math.min(0, range.getMin());
        final double high = Math.max(0, range.getMax());
        final double room = (bars.isLabelsVisible() ? LABEL_ROOM : HAIR) * (high - low);
        if (bars.getYAxisMax() == null) {
            change(bars::getYAxisMax, bars::setYAxisMax, high > 0 ? high + room : -HAIR * low);
        }
        if (bars.getYAxisMin() == null) {
            change(bars::getYAxisMin, bars::setYAxisMin, low < 0 ? low - room : -HAIR * high);
        }
    }

    /** Where an axis ends: a little outside of the data or, if that is given, a hair outside of the given end. */
    private static double end(Double given, double data, double room, boolean logarithmic) {
        if (logarithmic) {
            return Math.pow(10, end(given == null ? null : Math.log10(given), data, room, false));
        }
        return given == null ? data + room : given + HAIR * room;
    }

    /** Sets the ends of an axis, and returns its ticks if it is logarithmic, otherwise null. */
    private LogTicks end(
            boolean logarithmic,
            Function<XYSeries, double[]> data,
            Supplier<Double> min,
            Consumer<Double> setMin,
            Supplier<Double> max,
            Consumer<Double> setMax) {
        final DoubleSummaryStatistics range = series.stream()
                .map(XYSeries.class::cast)
                .filter(XYSeries::isEnabled)
                .flatMapToDouble(one -> Arrays.stream(data.apply(one)))
                .filter(Double::isFinite)
                .map(value -> logarithmic ? Math.log10(value) : value)
                .summaryStatistics();
        final double room = ROOM * (range.getMax() - range.getMin());
        if (room > 0) {
            change(min, setMin, end(min.get(), range.getMin(), -room, logarithmic));
            change(max, setMax, end(max.get(), range.getMax(), room, logarithmic));
        }
        return logarithmic && room > 0 ? new LogTicks(Math.log10(min.get()), Math.log10(max.get())) : null;
    }
}
