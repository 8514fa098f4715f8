package io.github.gradwalk.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.theme.AbstractBaseTheme;

/** The style of the course's charts, as XChart asks for it. */
final class CourseTheme extends AbstractBaseTheme {
    private static final Font FONT = font();

    static void apply(Styler styler) {
        styler.setTheme(new CourseTheme());
        styler.setLocale(Locale.ENGLISH);
    }

    private static Font font() {
        try (InputStream file = CourseTheme.class.getResourceAsStream("DejaVuSansCondensed.ttf")) {
            return Font.createFont(Font.TRUETYPE_FONT, file);
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException("The font of the charts cannot be read", e);
        }
    }

    @Override
    public Font getBaseFont() {
        return FONT.deriveFont((float) Theme.SMALL);
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
}
