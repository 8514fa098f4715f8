package io.github.gradwalk.drawing;

import io.github.gradwalk.drawing.Recorder.Mark;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.HeatMapStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;

/**
 * Lets XChart paint a chart in the bundled font and with numbers as in English, so that the shapes are the same on every
 * machine. For this it changes settings of the chart, and afterwards puts them back.
 */
public final class ChartPainter {
    private static final int FEW_POINTS = 12;
    private static final int MARKERS_ON_A_CURVE = 7;

    /** What XChart adds to the width of the texts in a horizontal legend: at both ends, and for each entry. */
    private static final int SWATCH = 24;

    /** Fonts of what a picture does not have. */
    private static final Pattern UNSEEN = Pattern.compile("ToolTip|Cursor|ChartTitle");

    private static final int LEGEND_LINE = 27;

    /** The room at the left of the plot, under whose middle XChart puts the legend. */
    private static final int LEFT_OF_PLOT = 60;

    private final Styler styler;
    private final Collection<?> series;
    private final Painting painting;
    private final List<Runnable> restorers = new ArrayList<>();

    /** How XChart paints the chart in a given size, with its title or with a blank instead. */
    public interface Painting {
        void paint(Graphics2D g, int width, int height, boolean withTitle);
    }

    public ChartPainter(Styler styler, Collection<?> series, Painting painting) {
        this.styler = styler;
        this.series = series;
        this.painting = painting;
    }

    /** Paints a chart that is {@code width} by {@code height}; a styled one gets {@code styledWidth} instead, and as much of its height. */
    public Painted painted(int width, int height, int styledWidth, List<String> legend) {
        remember(styler);
        try {
            return changedAndPainted(width, height, styledWidth, legend);
        } finally {
            restorers.forEach(Runnable::run);
        }
    }

    private void remember(Object owner) {
        Setting.of(owner).forEach(setting -> restorers.add(setting.restorer()));
    }

    private Painted changedAndPainted(int width, int height, int styledWidth, List<String> legend) {
        final boolean styled = styler.getTheme() instanceof CourseTheme;
        final Axes axes = new Axes(series);
        final Set<Font> fonts = fonts();
        final int paintedWidth = styled ? styledWidth : width;
        int paintedHeight = height * paintedWidth / width;
        if (styler.getLocale().equals(Locale.getDefault())) {
            styler.setLocale(Locale.ENGLISH);
        }
        if (styler instanceof HeatMapStyler heat) {
            heat.setShowValue(false).setLegendVisible(false);
        }
        if (styler instanceof XYStyler xy) {
            Axes.setWithoutData(xy, series);
        }
        if (styled) {
            paintedHeight += LEGEND_LINE * (legendLines(legend) - 1);
            axes.set(styler);
        }
        final List<LongSeries> longOnes = LongSeries.among(series);
        final LongSeries.Ranges ranges = longOnes.isEmpty() ? null : LongSeries.Ranges.of(series, (XYStyler) styler);
        longOnes.forEach(one -> restorers.add(one.restorer()));
        longOnes.forEach(LongSeries::leaveOutermost);
        final Recorder layout = new Recorder();
        final Rectangle2D area = new Rectangle2D.Double(0, 0, paintedWidth, paintedHeight);
        final Runnable title = withoutTitle(layout, paintedWidth, paintedHeight);
        series.forEach(this::remember);
        final int drawn = longOnes.stream()
                .mapToInt(one -> one.leaveSeen(plot(layout.marks(), area), (XYStyler) styler, ranges))
                .sum();
        if (styled) {
            curves();
        }
        final Recorder recorder = new Recorder();
        painting.paint(recorder, paintedWidth, paintedHeight, false);
        title.run();
        painting.paint(new Recorder(), width, height, true); // a chart keeps its sizes as they were painted last
        final List<Mark> marks = new ArrayList<>(recorder.marks());
        final Rectangle2D plot = plot(marks, area);
        if (styler instanceof AxesChartStyler withAxes) {
            marks.removeIf(mark -> axes.isNeedless(mark, withAxes, plot));
        }
        final int points = longOnes.stream().mapToInt(LongSeries::points).sum();
        return new Painted(marks, area, plot, fonts, points, drawn);
    }

    /**
     * Hides the title, and returns an action that shows it again. A chart keeps the room of the title that it painted last, so it
     * has to paint a blank one; this also gives each series its colour and marker.
     */
    private Runnable withoutTitle(Recorder layout, int width, int height) {
        final boolean isVisible = styler.isChartTitleVisible();
        final int padding = styler.getChartTitlePadding();
        styler.setChartTitleVisible(true).setChartTitlePadding(0);
        painting.paint(layout, width, height, false);
        styler.setChartTitleVisible(false);
        return () -> styler.setChartTitleVisible(isVisible).setChartTitlePadding(padding);
    }

    private Rectangle2D plot(List<Mark> marks, Rectangle2D area) {
        return marks.stream()
                .filter(mark -> mark.isFilled() && mark.colour().equals(styler.getPlotBackgroundColor()))
                .map(mark -> mark.shape().getBounds2D())
                .filter(bounds -> !bounds.equals(area))
                .findFirst()
                .orElse(area);
    }

    /** Replaces each font by the bundled font of the same size. */
    private Set<Font> fonts() {
        final Set<Font> fonts = new LinkedHashSet<>();
        for (Setting setting : Setting.of(styler)) {
            if (setting.value() instanceof Font font
                    && !UNSEEN.matcher(setting.getter().getName()).find()) {
                final Font bundled = new CourseTheme().getBaseFont().deriveFont((float) font.getSize());
                setting.set(bundled);
                fonts.add(bundled);
            }
        }
        return fonts;
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
        styler.setLegendLayout(fits ? LegendLayout.Horizontal : LegendLayout.Vertical);
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
                curve.setLineStyle(Palette.stroke(place));
            }
            final int points = (int) Arrays.stream(curve.getYData())
                    .filter(y -> !Double.isNaN(y))
                    .count();
            if (points > FEW_POINTS && curve.getMarker() != null) {
                final double offset = (i + 0.5) / curves.size();
                curve.setMarker(new SparseMarker(curve.getMarker(), points, offset));
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
}
