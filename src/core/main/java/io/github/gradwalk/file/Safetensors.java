package io.github.gradwalk.file;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.file.SafetensorsHeader.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The content of a safetensors file: eight bytes with the length of the header, the header, and the numbers; all little-endian.
 *
 * @param header names, types and shapes
 * @param data the numbers, from the end of the header on
 */
record Safetensors(SafetensorsHeader header, ByteBuffer data) {
    private static final int LARGEST_EXPONENT_OF_HALF = 31;
    private static final int BIAS_OF_HALF = 15;
    private static final int BITS_OF_HALF = 10;

    /**
     * The numbers of a tensor.
     *
     * @param shape its dimensions
     * @param values in the order of rows
     */
    record Numbers(List<Long> shape, double[] values) {}

    /** @throws IllegalArgumentException if these are not the bytes of such a file */
    static Safetensors of(byte[] bytes) {
        Require.that(
                bytes.length >= Long.BYTES,
                "a safetensors file has at least 8 bytes, but this one has %d",
                bytes.length);
        final var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        final long length = buffer.getLong();
        Require.that(
                length >= 0 && length <= buffer.remaining(),
                "the header must have as many bytes as the first 8 say, %s, but %d follow: this is no safetensors file, or is cut short",
                Long.toUnsignedString(length),
                buffer.remaining());
        final var header = SafetensorsHeader.of(utf8(buffer.slice(Long.BYTES, (int) length)));
        final var data = buffer.position(Long.BYTES + (int) length).slice();
        header.requireAllBytes(data.remaining());
        return new Safetensors(header, data);
    }

    private static String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the header is not UTF-8: this is no safetensors file", e);
        }
    }

    /** @throws IllegalArgumentException if the tensor does not hold numbers, or not as many as its shape says */
    Numbers numbers(String name) {
        final var tensor = header.tensors().get(name);
        final int bytes =
                switch (tensor.type()) {
                    case "F64" -> Double.BYTES;
                    case "F32" -> Float.BYTES;
                    case "F16", "BF16" -> Short.BYTES;
                    default ->
                        throw Require.refused(
                                "\"%s\" must have the type F64, F32, F16 or BF16, but has %s",
                                Names.inMessage(name), Names.inMessage(tensor.type()));
                };
        requireCount(name, tensor, bytes);
        final var from = data.duplicate().order(ByteOrder.LITTLE_ENDIAN).position((int) tensor.begin());
        final double[] values = new double[(int) (tensor.end() - tensor.begin()) / bytes];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (tensor.type()) {
                case "F64" -> from.getDouble();
                case "F32" -> from.getFloat();
                case "BF16" -> Float.intBitsToFloat(from.getShort() << Short.SIZE);
                default -> half(from.getShort());
            };
        }
        return new Numbers(tensor.shape(), values);
    }

    private static void requireCount(String name, Tensor tensor, int bytesPerNumber) {
        long expected = bytesPerNumber;
        for (final long dimension : tensor.shape()) {
            // No product of two such factors overflows.
            expected = expected > Integer.MAX_VALUE || dimension > Integer.MAX_VALUE
                    ? Long.MAX_VALUE
                    : expected * dimension;
        }
        Require.that(
                expected == tensor.end() - tensor.begin(),
                "\"%s\" must have the bytes for its shape %s, but has %d",
                Names.inMessage(name),
                Names.inMessage(tensor.shape().toString()),
                tensor.end() - tensor.begin());
    }

    /** IEEE 754's binary16: a sign, 5 bits for the exponent, and 10 for the fraction. */
    private static double half(short bits) {
        final int exponent = bits >> BITS_OF_HALF & LARGEST_EXPONENT_OF_HALF;
        final int fraction = bits & (1 << BITS_OF_HALF) - 1;
        final int hidden = exponent == 0 ? 0 : 1 << BITS_OF_HALF;
        final double magnitude = exponent == LARGEST_EXPONENT_OF_HALF
                ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                : Math.scalb((double) (hidden + fraction), Math.max(exponent, 1) - BIAS_OF_HALF - BITS_OF_HALF);
        return bits < 0 ? -magnitude : magnitude;
    }

    /** @throws IllegalArgumentException if a number is not finite in this precision */
    static byte[] bytes(Map<String, Numbers> tensors, Map<String, String> metadata, Precision precision) {
        final var header = new LinkedHashMap<String, Tensor>();
        final var type = precision == Precision.FLOAT ? "F32" : "F64";
        int end = 0;
        for (final var entry : tensors.entrySet()) {
            final int begin = end;
            final var numbers = entry.getValue();
            end = Math.addExact(begin, Math.multiplyExact(precision.bytes(), numbers.values().length));
            header.put(entry.getKey(), new Tensor(type, numbers.shape(), begin, end));
        }
        final byte[] json = new SafetensorsHeader(header, metadata).toJson().getBytes(StandardCharsets.UTF_8);
        final var bytes = ByteBuffer.allocate(Math.addExact(Long.BYTES + json.length, end))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json);
        tensors.forEach((name, numbers) -> precision.put(bytes, name, numbers.values(), numbers.values().length));
        return bytes.array();
    }
}
