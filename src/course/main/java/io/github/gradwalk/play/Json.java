package io.github.gradwalk.play;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes JSON that may stand inside a script element of a page. */
final class Json {
    private Json() {}

    /** {@code value} is a {@link Map}, which is written in the order of its keys, a {@link List}, a text, or a finite number. */
    static String of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .sorted(Comparator.comparing(entry -> (String) entry.getKey()))
                    .map(entry -> of(entry.getKey()) + ":" + of(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Json::of).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof Number number ? of(number) : quoted((String) value);
    }

    /** With 17 digits, which tell every double from every other: how many {@code toString} writes depends on Java's version. */
    private static String of(Number number) {
        return number instanceof Double
                ? new BigDecimal((double) number).round(new MathContext(17)).toString()
                : number.toString();
    }

    /** Numbers to the last bit, in few characters: float64, little-endian, in base 64. */
    static String bits(double[] numbers) {
        final var buffer = ByteBuffer.allocate(Double.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asDoubleBuffer().put(numbers);
        return Base64.getEncoder().encodeToString(buffer.array());
    }

    /** Nothing in it ends a script element, means anything to HTML, or is lost when the page is written in UTF-8. */
    private static String quoted(String text) {
        final var quoted = new StringBuilder("\"");
        for (final char c : text.toCharArray()) {
            if (Character.isISOControl(c) || Character.isSurrogate(c) || "\"\\<>&'$\u2028\u2029".indexOf(c) >= 0) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
