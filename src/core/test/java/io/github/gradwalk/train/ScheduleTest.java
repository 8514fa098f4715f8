package io.github.gradwalk.train;

import static io.github.gradwalk.Matrices.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.Law;
import io.github.gradwalk.Matrices;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void values() {
        gives(Schedule.constant(0.1), 0.1, 0.1, 0.1);
        gives(Schedule.step(0.8, 2, 0.5), 0.8, 0.8, 0.4, 0.4, 0.2);
        gives(Schedule.exponential(0.8, 0.5), 0.8, 0.4, 0.2, 0.1);
        gives(Schedule.cosine(0.9, 0.1, 5), 0.9, 0.5 + 0.4 * Math.sqrt(0.5), 0.5, 0.5 - 0.4 * Math.sqrt(0.5), 0.1, 0.1);
        gives(Schedule.cosine(0.9, 0, 3), 0.9, 0.45, 0);
        gives(Schedule.cosine(0.9, 0.9, 2), 0.9, 0.9);
        gives(Schedule.constant(0.8).warmup(3), 0.2, 0.4, 0.6, 0.8, 0.8);
        gives(Schedule.exponential(0.8, 0.5).warmup(1), 0.4, 0.4, 0.2);
    }

    private static void gives(Schedule schedule, double... rates) {
        final double[] actual = IntStream.rangeClosed(1, rates.length)
                .mapToDouble(schedule::learningRate)
                .toArray();
        assertThat(actual).containsExactly(rates, within(1e-15));
    }

    @Law
    void cosineFallsFromTheHighestToTheLowest(
            @ForAll @Scale(6) @DoubleRange(min = 1e-6, max = 10) double highest,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 1) double share,
            @ForAll @IntRange(min = 2, max = 200) int epochs) {
        final double lowest = share * highest;
        final var cosine = Schedule.cosine(highest, lowest, epochs);
        final double rounding = 4 * Matrices.U * highest;
        assertThat(cosine.learningRate(1)).isEqualTo(highest);
        assertThat(cosine.learningRate(epochs)).isEqualTo(lowest);
        assertThat(cosine.learningRate(epochs + 1)).isEqualTo(lowest);
        for (int e = 2; e <= epochs; e++) {
            assertThat(cosine.learningRate(e)).isBetween(lowest - rounding, cosine.learningRate(e - 1) + rounding);
        }
    }

    @Law
    void stairsAndWarmupStayWithinTheFirstRate(
            @ForAll @Scale(6) @DoubleRange(min = 1e-6, max = 10) double rate,
            @ForAll @Scale(6) @DoubleRange(min = 1e-3, max = 1) double factor,
            @ForAll @IntRange(min = 1, max = 20) int every,
            @ForAll @IntRange(min = 1, max = 20) int warmup) {
        final var stairs = Schedule.step(rate, every, factor);
        final var warm = stairs.warmup(warmup);
        for (int e = 1; e <= 60; e++) {
            assertThat(stairs.learningRate(e))
                    .isBetween(0.0, rate)
                    .isEqualTo(stairs.learningRate((e - 1) / every * every + 1));
            if (e <= warmup) {
                assertThat(warm.learningRate(e)).isLessThan(stairs.learningRate(e));
            } else {
                assertThat(warm.learningRate(e)).isEqualTo(stairs.learningRate(e));
            }
        }
    }

    @Test
    void refusesBadSettings() {
        assertRefused(() -> Schedule.constant(0), "learningRate must be positive and finite, but is 0.0");
        assertRefused(() -> Schedule.constant(Double.NaN), "learningRate must be positive and finite, but is NaN");
        assertRefused(() -> Schedule.step(-1, 1, 0.5), "learningRate must be positive and finite, but is -1.0");
        assertRefused(() -> Schedule.step(1, 0, 0.5), "every must be at least 1, but is 0");
        assertRefused(() -> Schedule.step(1, 1, 0), "factor must be positive and finite, but is 0.0");
        assertRefused(() -> Schedule.exponential(1, -2), "factor must be positive and finite, but is -2.0");
        assertRefused(() -> Schedule.cosine(0, 0, 5), "highest must be positive and finite, but is 0.0");
        assertRefused(() -> Schedule.cosine(1, 2, 5), "lowest must be in [0, 1.0], but is 2.0");
        assertRefused(() -> Schedule.cosine(1, 0, 1), "epochs must be at least 2, but is 1");
        assertRefused(() -> Schedule.constant(1).warmup(0), "epochs must be at least 1, but is 0");
    }
}
