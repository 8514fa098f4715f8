package io.github.gradwalk.play;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Networks and data as the scripts read them. */
final class Wire {
    private Wire() {}

    static Map<String, Object> network(Mlp net) {
        return Map.of(
                "sizes", Arrays.stream(net.sizes()).boxed().toList(),
                "activations",
                        net.layers().stream()
                                .map(layer -> layer.activation().name())
                                .toList(),
                "parameters", parameters(net));
    }

    /** {@code W} and {@code b} of each layer, first to last. */
    static String parameters(Mlp net) {
        return Json.bits(net.layers().stream().flatMapToDouble(Wire::parameters).toArray());
    }

    private static DoubleStream parameters(Layer layer) {
        return DoubleStream.concat(
                Arrays.stream(layer.W().data, 0, layer.W().getNumElements()),
                Arrays.stream(layer.b().data, 0, layer.b().getNumElements()));
    }

    static Map<String, Object> examples(Dataset data) {
        return Map.of(
                "features",
                data.features(),
                "X",
                Json.bits(Arrays.copyOf(data.X().data, data.X().getNumElements())),
                "classes",
                classes(data));
    }

    private static List<Integer> classes(Dataset data) {
        return IntStream.range(0, data.examples())
                .mapToObj(n -> data.Y().classOf(n))
                .toList();
    }
}
