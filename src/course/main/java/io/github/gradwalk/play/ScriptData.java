package io.github.gradwalk.play;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Networks, examples and numbers as the scripts read them, and the JSON in which they are written. */
final class ScriptData {
    /** Seventeen digits distinguish all doubles; how many {@code Double.toString} writes depends on the version of Java. */
    private static final JsonSerializer<Double> ALL_DIGITS =
            (value, type, context) -> new JsonPrimitive(new BigDecimal(value).round(new MathContext(17)));

    private static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .registerTypeAdapter(Double.class, ALL_DIGITS)
            .registerTypeAdapter(double.class, ALL_DIGITS)
            .create();

    /** Characters that would end a script element, mean something in HTML, start a formula, or be lost in UTF-8. */
    private static final Pattern UNSAFE = Pattern.compile("[<>&'$\\p{Cc}\\p{Cs}]");

    /** The shape of a network. */
    record Network(List<String> activations, String parameters, int[] sizes) {
        static Network of(Mlp net) {
            return new Network(ScriptData.activations(net), ScriptData.parameters(net), net.sizes());
        }
    }

    /** Examples whose targets are classes. */
    record Examples(String X, int[] classes, int features) {
        static Examples of(Dataset data) {
            final int[] classes =
                    IntStream.range(0, data.examples()).map(data.Y()::classOf).toArray();
            final double[] X = Arrays.copyOf(data.X().data, data.X().getNumElements());
            return new Examples(bits(X), classes, data.features());
        }
    }

    private ScriptData() {}

    static List<String> activations(Mlp net) {
        return net.layers().stream().map(layer -> layer.activation().name()).toList();
    }

    /** {@code W} and {@code b} of each layer, from the first to the last. */
    static String parameters(Mlp net) {
        return bits(
                net.layers().stream().flatMapToDouble(ScriptData::parameters).toArray());
    }

    private static DoubleStream parameters(Layer layer) {
        return DoubleStream.concat(
                Arrays.stream(layer.W().data, 0, layer.W().getNumElements()),
                Arrays.stream(layer.b().data, 0, layer.b().getNumElements()));
    }

    /** All bits of the numbers in few characters: float64, little-endian, in base 64. */
    static String bits(double[] numbers) {
        final var buffer = ByteBuffer.allocate(Double.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asDoubleBuffer().put(numbers);
        return Base64.getEncoder().encodeToString(buffer.array());
    }

    /** Returns JSON that may stand in a script element. */
    static String json(Object value) {
        return UNSAFE.matcher(GSON.toJson(value))
                .replaceAll(
                        found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
    }
}
