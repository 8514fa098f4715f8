package io.github.gradwalk.notebook;

import java.math.BigDecimal;
import java.math.MathContext;

/** A number for reading: a few significant digits, integers of up to six digits as integers, no superfluous zero, no negative zero. */
final class Digits {
    private static final int INTEGER_DIGITS = 6;
    private static final int SMALLEST_EXPONENT = -4;

    private Digits() {}

    /** {@code 0.3}, {@code -12}, {@code 2.5e-7}, {@code ∞}. */
    static String plain(double value, int significant) {
        return text(value, significant, "NaN", "∞", "e", "");
    }

    /** {@code 0.3}, {@code -12}, {@code 2.5 \times 10^{-7}}, {@code \infty}. */
    static String latex(double value, int significant) {
        return text(value, significant, "\\text{NaN}", "\\infty", " \\times 10^{", "}");
    }

    private static String text(
            double value, int significant, String nan, String infinity, String beforeExponent, String afterExponent) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? nan : value > 0 ? infinity : "-" + infinity;
        }
        BigDecimal rounded = rounded(value, significant);
        int exponent = exponent(rounded);
        return isPlain(exponent)
                ? rounded.toPlainString()
                : mantissa(rounded, exponent).toPlainString() + beforeExponent + exponent + afterExponent;
    }

    /** To {@code significant} digits, but not before the decimal point of what has few digits there. */
    private static BigDecimal rounded(double value, int significant) {
        BigDecimal exact = new BigDecimal(value);
        int before = exact.precision() - exact.scale();
        int digits = before <= INTEGER_DIGITS ? Math.max(significant, before) : significant;
        BigDecimal rounded = exact.round(new MathContext(digits));
        return rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    }

    private static int exponent(BigDecimal value) {
        return value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
    }

    private static boolean isPlain(int exponent) {
        return exponent >= SMALLEST_EXPONENT && exponent < INTEGER_DIGITS;
    }

    private static BigDecimal mantissa(BigDecimal value, int exponent) {
        BigDecimal mantissa = value.movePointLeft(exponent);
        return mantissa.scale() > 0 ? mantissa.stripTrailingZeros() : mantissa;
    }
}
