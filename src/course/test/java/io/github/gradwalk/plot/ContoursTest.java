package io.github.gradwalk.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.drawing.RegionsTest;
import io.github.gradwalk.text.Numbers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContoursTest {
    @Test
    void encloseWhatLiesAbove() {
        Contours contours = Contours.of(
                p -> {
                    assertThat(Arrays.stream(p)).as("inside").hasSize(3).allMatch(v -> v > 0);
                    assertThat(p[0] + p[1] + p[2]).isEqualTo(1, within(1e-9));
                    return p[0];
                },
                4);
        assertThat(contours.levels().stream().map(Numbers::typeset)).containsExactly("0.2", "0.4", "0.6", "0.8");
        for (int i = 0; i < 4; i++) {
            double side = 1 - contours.levels().get(i).doubleValue();
            assertThat(contours.above().get(i)).hasSize(1);
            assertThat(area(contours.above().get(i))).isEqualTo(side * side, within(1e-4));
        }
    }

    @Test
    void cutOutWhatLiesBelow() {
        Contours contours = Contours.of(p -> Math.hypot(p[0] - 1 / 3.0, p[1] - 1 / 3.0), 4);
        double level = contours.levels().get(0).doubleValue();
        assertThat(level).isEqualTo(0.2);
        assertThat(contours.above().get(0)).as("outside and hole").hasSize(2);
        assertThat(area(contours.above().get(0))).isEqualTo(1 - 2 * Math.PI * level * level, within(2e-3));
    }

    @Test
    void endAtInfinity() {
        Contours contours = Contours.of(
                p -> Math.min(p[0], Math.min(p[1], p[2])) < 1e-6
                        ? Double.POSITIVE_INFINITY
                        : -Math.log(p[0] * p[1] * p[2]),
                6);
        assertThat(contours.levels()).isNotEmpty();
        assertThat(contours.above()).allSatisfy(loops -> assertThat(area(loops)).isBetween(0.0, 1.0));
    }

    /** In units of the whole triangle. */
    private static double area(List<List<double[]>> loops) {
        return 2 * RegionsTest.area(loops);
    }
}
