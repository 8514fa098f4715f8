package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.text.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One axis, linear or logarithmic: a range and the round values marked on it. (For evenly spaced data, XChart would mark the
 * values of the data instead of round ones.)
 *
 * @param low the lower end, as a logarithm on a logarithmic axis
 * @param high the upper end, likewise
 */
record Axis(boolean logarithmic, double low, double high, List<Tick> ticks) {

    private static final double PADDING = 0.04;
    private static final int FEW_DECADES = 2;

    /** A marked value. */
    record Tick(double value, String label) {}

    /** An axis that covers {@code min} to {@code max} with about {@code count} ticks. */
    static Axis of(boolean logarithmic, double min, double max, int count) {
        return logarithmic ? logarithmic(min, max, count) : linear(min, max, count);
    }

    static Axis linear(double min, double max, int count) {
        double span = max - min;
        double padding = span > 0 ? PADDING * span : Math.max(Math.abs(min) / 10, 0.5);
        return exactly(min - padding, max + padding, count);
    }

    /** A linear axis without padding. */
    static Axis exactly(double low, double high, int count) {
        Require.that(
                Double.isFinite(high - low),
                "a linear axis must have a finite length, but goes from %s to %s",
                low,
                high);
        return new Axis(false, low, high, roundTicks(low, high, count));
    }

    private static Axis logarithmic(double min, double max, int count) {
        double span = StrictMath.log10(max) - StrictMath.log10(min);
        double padding = span > 0 ? PADDING * span : 0.5;
        double low = StrictMath.log10(min) - padding;
        double high = StrictMath.log10(max) + padding;
        return new Axis(true, low, high, decades(low, high, count));
    }

    /** Where {@code value} lies, from 0 at the lower end to 1 at the upper end. */
    double fraction(double value) {
        return ((logarithmic ? StrictMath.log10(value) : value) - low) / (high - low);
    }

    /** The value at {@code fraction}, from the lower end at 0 to the upper end at 1. */
    double at(double fraction) {
        double value = low + fraction * (high - low);
        return logarithmic ? StrictMath.pow(10, value) : value;
    }

    private static List<Tick> roundTicks(double low, double high, int count) {
        BigDecimal step = roundStep((high - low) / count);
        double width = step.doubleValue();
        List<Tick> ticks = new ArrayList<>();
        double last = Math.floor(high / width + 1e-9);
        for (double k = Math.ceil(low / width - 1e-9); k <= last && ticks.size() <= 2 * count; k++) {
            BigDecimal value = step.multiply(new BigDecimal(k));
            ticks.add(new Tick(value.doubleValue(), Numbers.typeset(value)));
        }
        return List.copyOf(ticks);
    }

    /** The number nearest to {@code wanted} that is 1, 2 or 5 times a power of ten. */
    private static BigDecimal roundStep(double wanted) {
        int exponent = (int) Math.floor(StrictMath.log10(wanted));
        double leading = wanted / StrictMath.pow(10, exponent);
        int factor = leading < 1.5 ? 1 : leading < 3.5 ? 2 : leading < 7.5 ? 5 : 10;
        return BigDecimal.valueOf(factor).scaleByPowerOfTen(exponent);
    }

    /** The smallest of 1, 2, 3, 4, 5, 10, 20, 50, 100 that is not below {@code atLeast}. */
    private static int stride(double atLeast) {
        return IntStream.of(1, 2, 3, 4, 5, 10, 20, 50)
                .filter(step -> step >= atLeast)
                .findFirst()
                .orElse(100);
    }

    private static List<Tick> decades(double low, double high, int count) {
        int first = (int) Math.ceil(low - 1e-9);
        int last = (int) Math.floor(high + 1e-9);
        List<Tick> ticks = new ArrayList<>();
        if (high - low < FEW_DECADES) {
            for (int exponent = first - 1; exponent <= last; exponent++) {
                for (int factor : new int[] {1, 2, 5}) {
                    BigDecimal value = BigDecimal.valueOf(factor).scaleByPowerOfTen(exponent);
                    double position = StrictMath.log10(factor) + exponent;
                    if (position >= low - 1e-9 && position <= high + 1e-9) {
                        ticks.add(new Tick(value.doubleValue(), Numbers.typeset(value)));
                    }
                }
            }
            return List.copyOf(ticks);
        }
        int stride = stride((last - first) / (double) count);
        for (int exponent = -Math.floorDiv(-first, stride) * stride; exponent <= last; exponent += stride) {
            ticks.add(new Tick(StrictMath.pow(10, exponent), Numbers.powerOfTen(exponent)));
        }
        return List.copyOf(ticks);
    }
}
