package io.github.gradwalk.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Numbers for reading: a few significant digits, no superfluous zero, no negative zero. The digits before the decimal point are all kept
 * where there are at most six of them; larger and very small numbers are written with a power of ten.
 */
public final class Numbers {
    private static final int INTEGER_DIGITS = 6;
    private static final int SMALLEST_EXPONENT = -4;
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /** How a number with a power of ten is written. */
    @FunctionalInterface
    private interface Power {
        String of(String mantissa, int exponent);
    }

    private Numbers() {}

    /** As programs write it: {@code 0.3}, {@code -12}, {@code 2.5e-7}, {@code ∞}, {@code NaN}. */
    public static String plain(double value, int digits) {
        return text(value, digits, "-", "∞", "NaN", (mantissa, exponent) -> mantissa + "e" + exponent);
    }

    /** As TeX: {@code 0.3}, {@code -12}, {@code 2.5 \times 10^{-7}}, {@code \infty}, {@code \text{NaN}}. */
    public static String latex(double value, int digits) {
        return text(
                value,
                digits,
                "-",
                "\\infty",
                "\\text{NaN}",
                (mantissa, exponent) -> mantissa + " \\times 10^{" + exponent + "}");
    }

    /** As a book prints it: {@code 0.3}, {@code −12}, {@code 2.5×10⁻⁷}, {@code ∞}, {@code NaN}. */
    public static String typeset(double value, int digits) {
        return text(value, digits, "−", "∞", "NaN", Numbers::typesetPower);
    }

    /** All digits of the value, as a book prints it. */
    public static String typeset(BigDecimal value) {
        return text(value, "−", Numbers::typesetPower);
    }

    private static String typesetPower(String mantissa, int exponent) {
        return (mantissa.equals("1") ? "" : mantissa + "×") + powerOfTen(exponent);
    }

    /** {@code 10⁻⁷}. */
    public static String powerOfTen(int exponent) {
        return "10" + superscript(exponent);
    }

    /** {@code ⁻¹²}. */
    public static String superscript(int value) {
        return Integer.toString(value)
                .chars()
                .mapToObj(c -> c == '-' ? "⁻" : SUPERSCRIPTS.substring(c - '0', c - '0' + 1))
                .collect(Collectors.joining());
    }

    /** Always with a power of ten and as many decimals: {@code 1.1e-16} and {@code 0.0e+00} with one. */
    public static String scientific(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "e", value);
    }

    private static String text(double value, int digits, String minus, String infinity, String nan, Power power) {
        if (Double.isNaN(value)) {
            return nan;
        }
        return Double.isInfinite(value)
                ? (value < 0 ? minus : "") + infinity
                : text(rounded(value, digits), minus, power);
    }

    private static BigDecimal rounded(double value, int digits) {
        final var exact = new BigDecimal(value);
        final int before = exact.precision() - exact.scale();
        return exact.round(new MathContext(before <= INTEGER_DIGITS ? Math.max(digits, before) : digits));
    }

    private static String text(BigDecimal value, String minus, Power power) {
        if (value.signum() == 0) {
            return "0";
        }
        final var magnitude = value.abs().stripTrailingZeros();
        final int exponent = magnitude.precision() - magnitude.scale() - 1;
        final boolean isPlain = exponent >= SMALLEST_EXPONENT && exponent < INTEGER_DIGITS;
        return (value.signum() < 0 ? minus : "")
                + (isPlain
                        ? magnitude.toPlainString()
                        : power.of(magnitude.scaleByPowerOfTen(-exponent).toPlainString(), exponent));
    }
}
