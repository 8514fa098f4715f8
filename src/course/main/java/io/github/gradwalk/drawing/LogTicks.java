package io.github.gradwalk.drawing;

import io.github.gradwalk.text.Numbers;

/**
 * The ticks of a logarithmic axis that are worth a label or a line. XChart draws a line for each multiple of each power of
 * ten and labels each power, which cover each other where there are many.
 *
 * @param low the logarithm to base 10 of the lower end of the axis
 * @param high that of the upper end
 */
record LogTicks(double low, double high) {
    private static final double FEW_POWERS = 1.5;
    private static final int MOST_LABELS = 7;
    private static final int DIGITS = 3;

    /** The label of a tick, or a space, which cannot be seen. */
    String label(double value) {
        final int power = (int) Math.floor(Math.log10(value) + 1e-9);
        final double multiple = value / Math.pow(10, power);
        final boolean shown = high - low < FEW_POWERS
                ? isNear(multiple, 1) || isNear(multiple, 2) || isNear(multiple, 5)
                : isNear(multiple, 1) && power % (int) Math.ceil((high - low) / MOST_LABELS) == 0;
        if (!shown) {
            return " ";
        }
        return low < -4 || high > 5 ? Numbers.powerOfTen(power) : Numbers.typeset(value, DIGITS);
    }

    /** Whether there is a line at a place between 0, the lower end of the axis, and 1; XChart places lines to within {@code tolerance}. */
    boolean hasLineAt(double place, double tolerance) {
        final double logarithm = low + place * (high - low);
        return high - low < FEW_POWERS || Math.abs(logarithm - Math.rint(logarithm)) <= tolerance * (high - low);
    }

    private static boolean isNear(double value, double other) {
        return Math.abs(value - other) < 1e-6;
    }
}
