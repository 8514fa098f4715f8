package io.github.gradwalk.drawing;

import io.github.gradwalk.text.Numbers;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.HeatMapStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.theme.AbstractBaseTheme;

/** The style of the course: what XChart asks a theme for, and what it has only setters for. */
public final class CourseTheme extends AbstractBaseTheme {
    /** Labels of ticks, and of a heat map's cells, that the theme chose, not the reader. */
    public interface TickLabels extends Function<Double, String> {}

    private static final Font TYPEFACE = typeface();
    private static final Color INK = Color.decode(Theme.INK);
    private static final Color MUTED = Color.decode(Theme.MUTED);
    private static final Color PANEL = Color.decode(Theme.PANEL);
    private static final BasicStroke HAIRLINE = new BasicStroke(1);
    private static final BasicStroke MARKED =
            new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0);

    /** Enough for any tick; values of bars and cells are rounded more. */
    private static final int TICK_DIGITS = 5;

    private static final int FEW_DIGITS = 3;

    private static final double OUTSIDE = 1.06;
    private static final double BAR_WIDTH = 0.86;
    private static final int SCALE_WIDTH = 14;

    /** The colours of a heat map are not so dark that XChart's black numbers cannot be read. */
    private static final double[] CELL_SHADES = {-0.75, -0.375, 0, 0.375, 0.75};

    /** More than XChart's, since a reader's typeface may be wider than ours. */
    private static final int LEGEND_PADDING = 13;

    private static final int AXIS_TITLE_PADDING = 14;
    private static final int X_SPACING = 90;
    private static final int Y_SPACING = 55;
    private static final int CATEGORY_SPACING = 24;

    /** Sets the style; the kinds of charts that the course does not use get what all kinds have in common. */
    public static void style(Styler styler) {
        styler.setTheme(new CourseTheme());
        common(styler);
        if (styler instanceof AxesChartStyler axes) {
            axes(axes);
        }
        if (styler instanceof XYStyler xy) {
            final TickLabels labels = value -> Numbers.typeset(value, TICK_DIGITS);
            xy.setXAxisTickLabelsFormattingFunction(labels).setYAxisTickLabelsFormattingFunction(labels);
        } else if (styler instanceof CategoryStyler bars) {
            bars.setAvailableSpaceFill(BAR_WIDTH)
                    .setLabelsVisible(true)
                    .setLabelsPosition(OUTSIDE)
                    .setXAxisTickMarkSpacingHint(CATEGORY_SPACING)
                    .setPlotGridVerticalLinesVisible(false)
                    .setYAxisTickLabelsFormattingFunction(value -> Numbers.typeset(value, FEW_DIGITS));
        } else if (styler instanceof HeatMapStyler cells) {
            final TickLabels labels = value -> Numbers.typeset(value, FEW_DIGITS);
            cells.setRangeColors(cellColours(true))
                    .setShowValue(true)
                    .setValueFont(font(Theme.SMALL))
                    .setHeatMapValueDecimalPattern("0.###")
                    .setHeatMapDecimalValueFormatter(labels)
                    .setGradientColorColumnWeight(SCALE_WIDTH)
                    .setAxisTicksLineVisible(false)
                    .setAxisTicksMarksVisible(false)
                    .setXAxisTickMarkSpacingHint(1) // a name for each cell
                    .setLegendLayout(LegendLayout.Horizontal);
        }
    }

    /** From blue below zero, if there is anything, through white to orange. */
    public static Color[] cellColours(boolean below) {
        return DoubleStream.of(CELL_SHADES)
                .filter(shade -> below || shade >= 0)
                .mapToObj(shade -> Color.decode(Palette.diverging(shade)))
                .toArray(Color[]::new);
    }

    private static void common(Styler styler) {
        styler.setLocale(Locale.ENGLISH);
        styler.setChartTitleFont(font(Theme.TEXT))
                .setLegendFont(font(Theme.SMALL))
                .setAnnotationTextFont(font(Theme.SMALL))
                .setAnnotationTextPanelFont(font(Theme.SMALL))
                .setToolTipFont(font(Theme.SMALL))
                .setAnnotationTextFontColor(INK)
                .setAnnotationLineColor(MUTED)
                .setAnnotationLineStroke(MARKED)
                .setChartBackgroundColor(PANEL)
                .setChartTitleBoxVisible(false)
                .setChartPadding(Theme.MARGIN)
                .setPlotBackgroundColor(PANEL)
                .setPlotBorderVisible(false)
                .setPlotContentSize(1)
                .setLegendBackgroundColor(PANEL)
                .setLegendBorderColor(PANEL)
                .setLegendPadding(LEGEND_PADDING)
                .setLegendPosition(LegendPosition.OutsideS);
    }

    private static void axes(AxesChartStyler styler) {
        styler.setAxisTickLabelsFont(font(Theme.SMALL))
                .setAxisTickLabelsColor(MUTED)
                .setAxisTickMarksColor(Color.decode(Theme.AXIS))
                .setYAxisLabelAlignment(TextAlignment.Right)
                .setPlotTicksMarksVisible(false)
                .setPlotGridLinesColor(Color.decode(Theme.GRID))
                .setPlotGridLinesStroke(HAIRLINE)
                .setXAxisTickMarkSpacingHint(X_SPACING)
                .setYAxisTickMarkSpacingHint(Y_SPACING)
                .setAxisTitlePadding(AXIS_TITLE_PADDING)
                .setPlotMargin(0);
    }

    /** The bundled typeface, so that a chart is laid out alike on every machine. */
    private static Font font(int size) {
        return TYPEFACE.deriveFont((float) size);
    }

    private static Font typeface() {
        try (InputStream file = CourseTheme.class.getResourceAsStream("DejaVuSansCondensed.ttf")) {
            return Font.createFont(Font.TRUETYPE_FONT, file);
        } catch (IOException | FontFormatException e) {
            // Java hides that it finds no fonts on the machine, without which it does not even read others.
            throw new IllegalStateException(
                    "The typeface of the charts cannot be read; if no fonts are installed, install any, such as DejaVu",
                    e);
        }
    }

    @Override
    public Font getBaseFont() {
        return font(Theme.SMALL);
    }

    @Override
    public Font getAxisTitleFont() {
        return font(Theme.TEXT);
    }

    @Override
    public Font getCursorFont() {
        return font(Theme.SMALL);
    }

    @Override
    public Color getChartFontColor() {
        return INK;
    }

    @Override
    public Color[] getSeriesColors() {
        return Palette.SERIES.stream().map(Color::decode).toArray(Color[]::new);
    }

    @Override
    public Marker[] getSeriesMarkers() {
        return Palette.MARKERS.toArray(Marker[]::new);
    }

    @Override
    public BasicStroke[] getSeriesLines() {
        return IntStream.range(0, Palette.SERIES.size())
                .mapToObj(Palette::stroke)
                .toArray(BasicStroke[]::new);
    }

    @Override
    public int getMarkerSize() {
        return Theme.MARKER;
    }

    @Override
    public int getLegendSeriesLineLength() {
        return 26;
    }
}
