package io.github.gradwalk.drawing;

import io.github.gradwalk.drawing.CourseTheme.TickLabels;
import io.github.gradwalk.drawing.Recorder.Mark;
import io.github.gradwalk.text.Numbers;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Function;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;

/** Where the axes of a styled chart end, and which of their ticks are shown. */
final class Axes {
    /** The room between the data and the ends of the axes, as a share of the data's range: no whole number of steps between evenly spaced data. */
    private static final double ROOM = 0.0213;

    /** XChart leaves out a number at the very end of an axis; an axis ends so much farther out, as a share of the room. */
    private static final double HAIR = 1e-6;

    /** The room for a number above the highest bar, and below the lowest one. */
    private static final double LABEL_ROOM = 0.1;

    /** The approximate width of the plot, and how many digits are left of numbers that are wider than their bars. */
    private static final int BARS_WIDTH = 460;

    private static final int FEW_DIGITS = 2;

    private final Collection<?> series;

    /** The ticks of logarithmic axes; null on others. */
    private LogTicks xTicks;

    private LogTicks yTicks;

    Axes(Collection<?> series) {
        this.series = series;
    }

    /** Sets the ends of the axes. If one ended at evenly spaced data, XChart would put its ticks at data, round or not. */
    void set(Styler styler) {
        if (styler instanceof XYStyler xy) {
            final Ends x = ends(xy.isXAxisLogarithmic(), XYSeries::getXData, xy.getXAxisMin(), xy.getXAxisMax());
            xy.setXAxisMin(x.min).setXAxisMax(x.max);
            if (xy.isXAxisLogarithmic() && xy.getXAxisTickLabelsFormattingFunction() instanceof TickLabels) {
                xTicks = x.ticks();
                xy.setXAxisTickLabelsFormattingFunction(xTicks::label).setXAxisLogarithmicDecadeOnly(false);
            }
            final Ends y = ends(xy.isYAxisLogarithmic(), XYSeries::getYData, xy.getYAxisMin(), xy.getYAxisMax());
            xy.setYAxisMin(y.min).setYAxisMax(y.max);
            if (xy.isYAxisLogarithmic() && xy.getYAxisTickLabelsFormattingFunction() instanceof TickLabels) {
                yTicks = y.ticks();
                xy.setYAxisTickLabelsFormattingFunction(yTicks::label).setYAxisLogarithmicDecadeOnly(false);
            }
        } else if (styler instanceof CategoryStyler bars && !bars.isStacked()) {
            setBars(bars);
        }
    }

    /** Lets an axis on which there is no number go from 0 to 1, or from 1 to 10 where it is logarithmic. */
    static void setWithoutData(XYStyler styler, Collection<?> series) {
        if (hasNone(series, XYSeries::getXData) && styler.getXAxisMin() == null && styler.getXAxisMax() == null) {
            styler.setXAxisMin(styler.isXAxisLogarithmic() ? 1.0 : 0.0)
                    .setXAxisMax(styler.isXAxisLogarithmic() ? 10.0 : 1.0);
        }
        if (hasNone(series, XYSeries::getYData) && styler.getYAxisMin() == null && styler.getYAxisMax() == null) {
            styler.setYAxisMin(styler.isYAxisLogarithmic() ? 1.0 : 0.0)
                    .setYAxisMax(styler.isYAxisLogarithmic() ? 10.0 : 1.0);
        }
    }

    private static boolean hasNone(Collection<?> series, Function<XYSeries, double[]> data) {
        return series.stream()
                .map(XYSeries.class::cast)
                .filter(XYSeries::isEnabled)
                .allMatch(one -> Arrays.stream(data.apply(one)).allMatch(Double::isNaN));
    }

    private record Ends(Double min, Double max) {
        LogTicks ticks() {
            return new LogTicks(Math.log10(min), Math.log10(max));
        }
    }

    /** A little outside of the data or, at an end that is given, a hair outside of it. */
    private Ends ends(boolean logarithmic, Function<XYSeries, double[]> data, Double min, Double max) {
        final DoubleSummaryStatistics range = series.stream()
                .map(XYSeries.class::cast)
                .filter(XYSeries::isEnabled)
                .flatMapToDouble(one -> Arrays.stream(data.apply(one)))
                .filter(Double::isFinite)
                .map(value -> logarithmic ? Math.log10(value) : value)
                .summaryStatistics();
        final double room = ROOM * (range.getMax() - range.getMin());
        return room > 0
                ? new Ends(end(min, range.getMin(), -room, logarithmic), end(max, range.getMax(), room, logarithmic))
                : new Ends(min, max);
    }

    private static double end(Double given, double data, double room, boolean logarithmic) {
        if (logarithmic) {
            return Math.pow(10, end(given == null ? null : Math.log10(given), data, room, false));
        }
        return given == null ? data + room : given + HAIR * room;
    }

    /** Leaves room for numbers above and below the bars, if these are wide enough to have any. */
    private void setBars(CategoryStyler bars) {
        final double[] values = series.stream()
                .flatMapToDouble(one -> Arrays.stream(((CategorySeries) one).getYData()))
                .toArray();
        if (!numbersFit(bars, values)) {
            bars.setYAxisTickLabelsFormattingFunction(value -> Numbers.typeset(value, FEW_DIGITS));
            bars.setLabelsVisible(numbersFit(bars, values));
        }
        final double low = Math.min(0, Arrays.stream(values).min().orElseThrow());
        final double high = Math.max(0, Arrays.stream(values).max().orElseThrow());
        final double room = (bars.isLabelsVisible() ? LABEL_ROOM : HAIR) * (high - low);
        if (bars.getYAxisMax() == null) {
            bars.setYAxisMax(high > 0 ? high + room : -HAIR * low);
        }
        if (bars.getYAxisMin() == null) {
            bars.setYAxisMin(low < 0 ? low - room : -HAIR * high);
        }
    }

    private static boolean numbersFit(CategoryStyler bars, double[] values) {
        final double width = BARS_WIDTH * bars.getAvailableSpaceFill() / values.length;
        return !bars.isLabelsVisible()
                || Arrays.stream(values)
                        .mapToObj(bars.getYAxisTickLabelsFormattingFunction()::apply)
                        .allMatch(text ->
                                Lettering.layout(text, bars.getLabelsFont()).getAdvance() <= width);
    }

    /** Whether this is a line between the powers of a logarithmic axis that has many. */
    boolean isNeedless(Mark mark, AxesChartStyler styler, Rectangle2D plot) {
        final Rectangle2D bounds = mark.shape().getBounds2D();
        if (mark.isFilled()
                || !List.of(styler.getPlotGridLinesColor(), styler.getAxisTickMarksColor())
                        .contains(mark.colour())) {
            return false;
        }
        if (xTicks != null && bounds.getWidth() == 0) {
            return !xTicks.hasLineAt((bounds.getX() - plot.getX()) / plot.getWidth(), 1.01 / plot.getWidth());
        }
        return yTicks != null
                && bounds.getHeight() == 0
                && !yTicks.hasLineAt((plot.getMaxY() - bounds.getY()) / plot.getHeight(), 1.01 / plot.getHeight());
    }
}
