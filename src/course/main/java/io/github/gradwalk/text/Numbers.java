package io.github.gradwalk.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Numbers for reading: a few significant digits, no superfluous zero, no negative zero. The digits before the decimal point are all kept
 * where there are at most six of them; larger and very small numbers are written with a power of ten.
 *
 * <p>The numbers of a column have the same number of decimals, so that their decimal points stand below one another where the column is aligned
 * on the right: as many as the largest number needs for its digits, and more where the smallest would keep fewer than two digits.
 */
public final class Numbers {
    private static final int INTEGER_DIGITS = 6;
    private static final int DIGITS_OF_A_DOUBLE = 16;
    private static final double CLEARLY_APART = 1e-3;
    private static final BigDecimal PER_CENT = new BigDecimal(100);
    private static final MathContext TWO_DIGITS = new MathContext(2);
    private static final int SMALLEST_EXPONENT = -4;
    private static final int SMALLEST_EXPONENT_IN_A_COLUMN = -6;
    private static final int FEWEST_DIGITS_IN_A_COLUMN = 2;
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private static final Style PLAIN = new Style("-", "∞", "NaN", (mantissa, exponent) -> mantissa + "e" + exponent);
    private static final Style LATEX = new Style(
            "-", "\\infty", "\\text{NaN}", (mantissa, exponent) -> mantissa + " \\times 10^{" + exponent + "}");
    private static final Style TYPESET = new Style(
            "−",
            "∞",
            "NaN",
            (mantissa, exponent) -> (mantissa.equals("1") ? "" : mantissa + "×") + powerOfTen(exponent));

    /** How a number with a power of ten is written. */
    @FunctionalInterface
    private interface Power {
        String of(String mantissa, int exponent);
    }

    private record Style(String minus, String infinity, String nan, Power power) {
        String of(double value, int digits) {
            return Double.isFinite(value) ? of(rounded(value, digits)) : notFinite(value);
        }

        String notFinite(double value) {
            return Double.isNaN(value) ? nan : (value < 0 ? minus : "") + infinity;
        }

        String of(BigDecimal value) {
            if (value.signum() == 0) {
                return "0";
            }
            final var magnitude = value.abs().stripTrailingZeros();
            final int exponent = exponent(magnitude);
            return sign(value)
                    + (isPlain(exponent, SMALLEST_EXPONENT)
                            ? magnitude.toPlainString()
                            : power.of(mantissa(magnitude).toPlainString(), exponent));
        }

        private String sign(BigDecimal value) {
            return value.signum() < 0 ? minus : "";
        }

        List<String> ofColumn(double[] values, int digits) {
            final var rounded = Arrays.stream(values)
                    .filter(value -> Double.isFinite(value) && value != 0)
                    .mapToObj(value -> rounded(value, digits).abs().stripTrailingZeros())
                    .sorted()
                    .toList();
            final int smallest = rounded.stream()
                            .mapToInt(Numbers::exponent)
                            .anyMatch(exponent -> isPlain(exponent, SMALLEST_EXPONENT))
                    ? SMALLEST_EXPONENT_IN_A_COLUMN
                    : SMALLEST_EXPONENT;
            final var withPoint = rounded.stream()
                    .filter(value -> isPlain(exponent(value), smallest))
                    .toList();
            final int decimals = decimals(withPoint, digits);
            final int ofMantissas = rounded.stream()
                    .filter(value -> !isPlain(exponent(value), smallest))
                    .mapToInt(value -> value.precision() - 1)
                    .max()
                    .orElse(0);
            return Arrays.stream(values)
                    .mapToObj(value -> {
                        if (!Double.isFinite(value)) {
                            return notFinite(value);
                        }
                        final var exact = new BigDecimal(value);
                        final var magnitude = rounded(value, digits).abs();
                        return magnitude.signum() == 0 || isPlain(exponent(magnitude), smallest)
                                ? sign(exact) + withDecimals(exact.abs(), decimals)
                                : sign(exact)
                                        + power.of(withDecimals(mantissa(magnitude), ofMantissas), exponent(magnitude));
                    })
                    .toList();
        }
    }

    private Numbers() {}

    /** As programs write it: {@code 0.3}, {@code -12}, {@code 2.5e-7}, {@code ∞}, {@code NaN}. */
    public static String plain(double value, int digits) {
        return PLAIN.of(value, digits);
    }

    /** The numbers of a column, as programs write them. */
    public static List<String> plain(double[] column, int digits) {
        return PLAIN.ofColumn(column, digits);
    }

    /** The numbers of a column as TeX: {@code 0.3}, {@code -12}, {@code 2.5 \times 10^{-7}}, {@code \infty}, {@code \text{NaN}}. */
    public static List<String> latex(double[] column, int digits) {
        return LATEX.ofColumn(column, digits);
    }

    /** As a book prints it: {@code 0.3}, {@code −12}, {@code 2.5×10⁻⁷}, {@code ∞}, {@code NaN}. */
    public static String typeset(double value, int digits) {
        return TYPESET.of(value, digits);
    }

    /** The numbers of a column, as a book prints them. */
    public static List<String> typeset(double[] column, int digits) {
        return TYPESET.ofColumn(column, digits);
    }

    /** All digits of the value, as a book prints it. */
    public static String typeset(BigDecimal value) {
        return TYPESET.of(value);
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

    /**
     * How far two numbers agree, in words: {@code exact}, {@code to 16 digits} if their relative error is at most 5e-16, and so on; or by how
     * much they differ, {@code off by 35 %}, if it is more than a thousandth.
     *
     * @param relativeError finite and not negative
     */
    public static String agreement(double relativeError) {
        if (relativeError == 0) {
            return "exact";
        }
        final var error = twoDigits(relativeError);
        if (relativeError > CLEARLY_APART) {
            return "off by " + error.multiply(PER_CENT).stripTrailingZeros().toPlainString() + " %";
        }
        final int exponent = exponent(error);
        final boolean isAtMostFive = error.compareTo(BigDecimal.valueOf(5, -exponent)) <= 0;
        return "to " + Math.min(-exponent - (isAtMostFive ? 0 : 1), DIGITS_OF_A_DOUBLE) + " digits";
    }

    /** The value, rounded to two significant digits. */
    public static BigDecimal twoDigits(double value) {
        return new BigDecimal(value).round(TWO_DIGITS);
    }

    private static BigDecimal rounded(double value, int digits) {
        final var exact = new BigDecimal(value);
        final int before = digitsBeforeThePoint(exact);
        return exact.round(new MathContext(before <= INTEGER_DIGITS ? Math.max(digits, before) : digits));
    }

    /** Negative if zeros follow the point. */
    private static int digitsBeforeThePoint(BigDecimal value) {
        return value.precision() - value.scale();
    }

    private static int exponent(BigDecimal value) {
        return digitsBeforeThePoint(value) - 1;
    }

    private static boolean isPlain(int exponent, int smallest) {
        return smallest <= exponent && exponent < INTEGER_DIGITS;
    }

    private static BigDecimal mantissa(BigDecimal magnitude) {
        return magnitude.scaleByPowerOfTen(-exponent(magnitude));
    }

    private static String withDecimals(BigDecimal magnitude, int decimals) {
        return magnitude.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }

    /** As many decimals as one of the numbers has, unless the largest and the smallest do with fewer. */
    private static int decimals(List<BigDecimal> ascending, int digits) {
        if (ascending.isEmpty()) {
            return 0;
        }
        final int most = ascending.stream().mapToInt(BigDecimal::scale).max().orElseThrow();
        final int ofLargest = digits - digitsBeforeThePoint(ascending.get(ascending.size() - 1));
        final int ofSmallest = FEWEST_DIGITS_IN_A_COLUMN - digitsBeforeThePoint(ascending.get(0));
        return Math.max(0, Math.min(most, Math.max(ofLargest, ofSmallest)));
    }
}
