package io.github.gradwalk.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
    @ParameterizedTest
    @CsvSource({"-0.7, 0.6", "0.0962, 0.955", "1e-12, 2e-12", "1000000, 1000001", "0, 0", "3, 3", "-1e307, 1e307"})
    void hasAFewRoundTicksInRange(double min, double max) {
        Axis axis = Axis.linear(min, max, 5);
        assertThat(axis.ticks()).hasSizeBetween(2, 10).allSatisfy(tick -> {
            assertThat(tick.value()).isBetween(axis.low(), axis.high());
            assertThat(axis.fraction(tick.value())).isBetween(0.0, 1.0);
            assertThat(tick.label().length()).isLessThan(14);
        });
        assertThat(axis.ticks().stream().map(Axis.Tick::label)).doesNotHaveDuplicates();
    }

    @Test
    void labelsTicksAsPeopleDo() {
        assertThat(Axis.linear(-0.4, 0.4, 5).ticks().stream().map(Axis.Tick::label))
                .containsExactly("−0.4", "−0.2", "0", "0.2", "0.4");
        assertThat(Axis.of(true, 1e-16, 1, 5).ticks().stream().map(Axis.Tick::label))
                .containsExactly("10⁻¹⁶", "10⁻¹²", "10⁻⁸", "10⁻⁴", "10⁰");
        assertThat(Axis.of(true, 1, 30, 5).ticks().stream().map(Axis.Tick::label))
                .containsExactly("1", "2", "5", "10", "20");
    }

    @ParameterizedTest
    @CsvSource({"1e-320, 1e308", "1e308, 1e308", "4e-324, 4e-324", "0.5, 0.6"})
    void copesWithAnyPositiveRange(double min, double max) {
        Axis axis = Axis.of(true, min, max, 5);
        assertThat(axis.fraction(min)).isBetween(0.0, 0.5);
        assertThat(axis.fraction(max)).isBetween(0.5, 1.0);
        assertThat(axis.ticks()).isNotEmpty().hasSizeLessThan(11);
    }
}
