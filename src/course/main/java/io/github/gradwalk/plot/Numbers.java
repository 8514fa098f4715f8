package io.github.gradwalk.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.Collectors;

/** Numbers as people write them: a true minus sign, powers of ten as superscripts, nothing superfluous. */
final class Numbers {
    private Numbers() {}

    /** {@code value} to {@code digits} significant digits: {@code 0.3}, {@code −1.2}, {@code 2.5×10⁻⁷}, {@code 12345}. */
    static String format(double value, int digits) {
        BigDecimal exact = new BigDecimal(value);
        int before =
                exact.precision() - exact.scale(); // digits before the point, which are kept as far as they are few
        return format(exact.round(new MathContext(before <= 6 ? Math.max(digits, before) : digits)));
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
