package io.github.gradwalk.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaletteTest {
    /** The matrices of Machado, Oliveira and Fernandes (2009) for complete deficiencies, over linear RGB. */
    enum Vision {
        NORMAL(1, 0, 0, 0, 1, 0, 0, 0, 1),
        PROTANOPIA(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
        DEUTERANOPIA(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
        TRITANOPIA(1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

        private final double[] matrix;

        Vision(double... matrix) {
            this.matrix = matrix;
        }

        /** The colour as seen, in the coordinates of Oklab, where distances are differences as perceived. */
        double[] seen(String colour) {
            Color c = Color.decode(colour);
            double[] rgb = {linear(c.getRed()), linear(c.getGreen()), linear(c.getBlue())};
            double[] seen = Arrays.stream(times(matrix, rgb))
                    .map(v -> Math.min(Math.max(v, 0), 1))
                    .toArray();
            double[] lms = Arrays.stream(times(
                            new double[] {
                                0.4122214708, 0.5363325363, 0.0514459929,
                                0.2119034982, 0.6806995451, 0.1073969566,
                                0.0883024619, 0.2817188376, 0.6299787005
                            },
                            seen))
                    .map(Math::cbrt)
                    .toArray();
            return times(
                    new double[] {
                        0.2104542553, 0.7936177850, -0.0040720468,
                        1.9779984951, -2.4285922050, 0.4505937099,
                        0.0259040371, 0.7827717662, -0.8086757660
                    },
                    lms);
        }

        double difference(String one, String other) {
            double[] a = seen(one);
            double[] b = seen(other);
            return Math.sqrt(IntStream.range(0, 3)
                    .mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i]))
                    .sum());
        }

        private static double[] times(double[] m, double[] v) {
            return IntStream.range(0, 3)
                    .mapToDouble(i -> m[3 * i] * v[0] + m[3 * i + 1] * v[1] + m[3 * i + 2] * v[2])
                    .toArray();
        }

        private static double linear(int channel) {
            double c = channel / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void coloursDifferForEveryVision(Vision vision) {
        for (List<String> colours : List.of(Palette.SERIES, onDarkPages(Palette.SERIES))) {
            for (String one : colours) {
                assertThat(colours)
                        .filteredOn(other -> !other.equals(one))
                        .allMatch(other -> vision.difference(one, other) > 0.1, "differ from " + one);
            }
        }
        for (double t = 0.25; t <= 1; t += 0.125) {
            assertThat(vision.difference(Palette.diverging(t), Palette.diverging(-t)))
                    .as("±" + t)
                    .isGreaterThan(0.09);
        }
        assertThat(IntStream.rangeClosed(0, 10).mapToObj(i -> -vision.seen(Palette.sequential(i / 10.0))[0]))
                .as("darkness")
                .isSorted();
    }

    @Test
    void everythingStandsOutFromWhatIsBehindIt() {
        assertThat(Palette.contrast("#777777", "#ffffff")).isBetween(4.47, 4.49); // as WCAG has it
        assertThat(Palette.SERIES).allMatch(colour -> Palette.contrast(colour, Theme.PANEL) >= 3);
        assertThat(Palette.contrast(Theme.INK, Theme.PANEL)).isGreaterThan(4.5);
        assertThat(Palette.contrast(Theme.MUTED, Theme.PANEL)).isGreaterThan(4.5);
        assertThat(Palette.contrast(Theme.AXIS, Theme.PANEL)).isGreaterThan(3);
        assertThat(Palette.contrast(Palette.diverging(0), "#ffffff")).isLessThan(1.2);
        for (int i = -100; i <= 100; i++) {
            String cell = Palette.diverging(i / 100.0);
            assertThat(Palette.contrast(Palette.textOn(cell), cell)).isGreaterThan(4.5);
        }
    }

    @Test
    void everythingStandsOutOnADarkPageToo() {
        final String panel = Palette.dark(Theme.PANEL);
        assertThat(Palette.contrast(panel, "#000000")).isLessThan(1.3);
        assertThat(onDarkPages(Palette.SERIES)).allMatch(colour -> Palette.contrast(colour, panel) >= 4.5);
        assertThat(onDarkPages(List.of(Theme.INK, Theme.MUTED, Theme.AXIS)))
                .allMatch(colour -> Palette.contrast(colour, panel) > 4.5);
        for (String colour : Palette.SERIES) {
            final String area = Palette.dark(Palette.tint(colour));
            assertThat(Palette.contrast(Palette.dark(colour), area)).isGreaterThan(3);
            assertThat(Palette.contrast(Palette.dark(Theme.INK), area)).isGreaterThan(4.5);
        }
    }

    private static List<String> onDarkPages(List<String> colours) {
        return colours.stream().map(Palette::dark).toList();
    }

    @Test
    void seriesDifferWithoutColour() {
        assertThat(new HashSet<>(Palette.MARKERS)).hasSize(Palette.SERIES.size());
        assertThat(IntStream.range(0, Palette.SERIES.size())
                        .mapToObj(i -> Arrays.toString(Palette.stroke(i).getDashArray()))
                        .distinct())
                .hasSize(Palette.SERIES.size());
    }
}
