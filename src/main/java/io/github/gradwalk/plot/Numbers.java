package io.github.gradwalk.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.Collectors;

/** Numbers as people write them: a true minus sign, powers of ten as superscripts, nothing superfluous. */
final class Numbers {
    private Numbers() {}

    /** {@code value} to {@code digits} significant digits: {@code 0.3}, {@code −1.2}, {@code 2.5×10⁻⁷}. */
    static String format(double value, int digits) {
        return format(new BigDecimal(value, new MathContext(digits)));
    }

    static String format(BigDecimal value) {
        BigDecimal v = value.stripTrailingZeros();
        if (v.signum() == 0) {
            return "0";
        }
        int exponent = v.precision() - v.scale() - 1;
        String sign = v.signum() < 0 ? "−" : "";
        if (exponent >= -4 && exponent < 6) {
            return sign + v.abs().toPlainString();
        }
        String mantissa = v.abs().movePointLeft(exponent).stripTrailingZeros().toPlainString();
        return sign + (mantissa.equals("1") ? "" : mantissa + "×") + powerOfTen(exponent);
    }

    static String powerOfTen(int exponent) {
        return "10" + superscript(exponent);
    }

    static String superscript(int value) {
        return Integer.toString(value)
                .chars()
                .mapToObj(c -> c == '-' ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹".substring(c - '0', c - '0' + 1))
                .collect(Collectors.joining());
    }
}
