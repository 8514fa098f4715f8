package io.github.gradwalk.drawing;

import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A series of so many points that most of them cannot be seen. The chart is laid out with the outermost ones, and then painted
 * without the points that lie under others: markers that others cover, and points of a line between the lowest and the highest of a
 * column one unit wide.
 */
final class LongSeries {
    private static final int FEW = 5000;

    private final XYSeries series;
    private final double[] x;
    private final double[] y;
    private final BitSet outermost = new BitSet();

    private LongSeries(XYSeries series) {
        this.series = series;
        this.x = series.getXData();
        this.y = series.getYData();
        for (double[] values : List.of(x, y)) {
            int low = -1;
            int high = -1;
            for (int i = 0; i < values.length; i++) {
                if (!Double.isNaN(y[i]) && !Double.isNaN(x[i])) {
                    low = low < 0 || values[i] < values[low] ? i : low;
                    high = high < 0 || values[i] > values[high] ? i : high;
                }
            }
            if (low >= 0) {
                outermost.set(low);
                outermost.set(high);
            }
        }
    }

    static List<LongSeries> among(Collection<?> series) {
        return series.stream()
                .filter(XYSeries.class::isInstance)
                .map(XYSeries.class::cast)
                .filter(one -> one.isEnabled() && one.getXData().length > FEW && isPlain(one))
                .map(LongSeries::new)
                .toList();
    }

    /** Neither smooth nor with error bars, nor zoomed into. */
    private static boolean isPlain(XYSeries series) {
        return !series.isSmooth() && series.getExtraValues() == null && series.isAllXData();
    }

    int points() {
        return x.length;
    }

    /** Returns an action that gives the series all its points back. */
    Runnable restorer() {
        return () -> series.replaceData(x, y, null);
    }

    void leaveOutermost() {
        replace(outermost);
    }

    /**
     * Leaves the points that are needed, and returns their number.
     *
     * @param plot the part of the chart with the data
     * @param whole the ranges of the data of all series of the chart
     */
    int leaveSeen(Rectangle2D plot, XYStyler styler, Ranges whole) {
        final double size = styler.getPlotContentSize();
        final double width = size * plot.getWidth();
        final double height = size * plot.getHeight();
        final double[] across = placed(x, whole.x(), styler.isXAxisLogarithmic(), t -> t * width);
        final double[] down = placed(y, whole.y(), styler.isYAxisLogarithmic(), t -> (1 - t) * height);
        final BitSet seen = (BitSet) outermost.clone();
        final XYSeriesRenderStyle style = series.getXYSeriesRenderStyle().orElse(XYSeriesRenderStyle.Line);
        final boolean isLine = style != XYSeriesRenderStyle.Scatter && series.getLineStyle() != SeriesLines.NONE;
        if (style == XYSeriesRenderStyle.PolygonArea) {
            seen.set(0, x.length);
        } else if (isLine) {
            seen.or(lowestAndHighest(across));
        }
        final boolean isSparse = isLine && styler.getTheme() instanceof CourseTheme;
        if (series.getMarker() != null && !isSparse) {
            seen.or(new MarkerCover(series.getMarker(), styler.getMarkerSize(), width, height).needed(across, down));
            if (series.getMarker() == SeriesMarkers.CIRCLE) {
                series.setMarker(Palette.MARKERS.get(0)); // looks the same in a fifth of the bytes
            }
        }
        replace(seen);
        return seen.cardinality();
    }

    /** The least and the largest value of each axis. */
    record Ranges(double[] x, double[] y) {
        static Ranges of(Collection<?> series, XYStyler styler) {
            return new Ranges(
                    range(series, XYSeries::getXData, styler.getXAxisMin(), styler.getXAxisMax()),
                    range(series, XYSeries::getYData, styler.getYAxisMin(), styler.getYAxisMax()));
        }

        private static double[] range(Collection<?> series, Function<XYSeries, double[]> data, Double min, Double max) {
            final var range = series.stream()
                    .map(XYSeries.class::cast)
                    .filter(XYSeries::isEnabled)
                    .flatMapToDouble(one -> Arrays.stream(data.apply(one)))
                    .filter(Double::isFinite)
                    .summaryStatistics();
            return new double[] {min == null ? range.getMin() : min, max == null ? range.getMax() : max};
        }
    }

    private static double[] placed(double[] values, double[] range, boolean isLogarithmic, DoubleUnaryOperator place) {
        final double low = isLogarithmic ? Math.log10(range[0]) : range[0];
        final double high = isLogarithmic ? Math.log10(range[1]) : range[1];
        return Arrays.stream(values)
                .map(value -> ((isLogarithmic ? Math.log10(value) : value) - low) / (high > low ? high - low : 1))
                .map(place)
                .toArray();
    }

    /** Of successive points in the same column the first, the lowest, the highest and the last; of a gap one point without a value. */
    private BitSet lowestAndHighest(double[] across) {
        final BitSet needed = new BitSet(x.length);
        for (int from = 0, to; from < x.length; from = to) {
            int low = from;
            int high = from;
            for (to = from; to < x.length && isInColumn(across, from, to); to++) {
                low = y[to] < y[low] ? to : low;
                high = y[to] > y[high] ? to : high;
            }
            IntStream.of(from, low, high, to - 1).forEach(needed::set);
        }
        return needed;
    }

    private boolean isInColumn(double[] across, int from, int i) {
        return i == from
                || Double.isNaN(y[i]) == Double.isNaN(y[from])
                        && (Double.isNaN(y[i]) || Math.floor(across[i]) == Math.floor(across[from]));
    }

    private void replace(BitSet indices) {
        series.replaceData(
                indices.stream().mapToDouble(i -> x[i]).toArray(),
                indices.stream().mapToDouble(i -> y[i]).toArray(),
                null);
    }
}
