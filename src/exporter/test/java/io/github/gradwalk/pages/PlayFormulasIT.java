package io.github.gradwalk.pages;

import static io.github.gradwalk.pages.PlayFigure.all;
import static io.github.gradwalk.pages.PlayFigure.assertSoftmax;
import static io.github.gradwalk.pages.PlayFigure.close;
import static io.github.gradwalk.pages.PlayFigure.gradients;
import static io.github.gradwalk.pages.PlayFigure.norm;
import static io.github.gradwalk.pages.PlayFigure.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.Activation;
import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Softmax;
import io.github.gradwalk.Targets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Compares the formulas of the interactive figures with those of the library, at random numbers. */
@ExtendWith(InBrowser.class)
record PlayFormulasIT(Site site, Browser browser) {
    @Test
    void softmaxAndCrossEntropyAreComputedAsInTheLibrary() {
        final var softmax = PlayFigure.open(site, browser, "softmax");
        final var random = new Random(1);
        for (int trial = 0; trial < 300; trial++) {
            final double[] z = random.doubles(2 + random.nextInt(5), -1, 1)
                    .map(value -> value * Math.pow(10, random.nextInt(4) - 1))
                    .toArray();
            final int target = random.nextInt(z.length);
            assertSoftmax(z, target, 1, softmax.computed("""
                    const [z, c] = values;
                    return {p: math.softmax(z), gradient: math.gradient(z, c), loss: math.crossEntropy(z, c)};
                    """, z, target));
            close(softmax.computed("return [math.logSumExp(values[0])]", (Object) z), Softmax.logSumExp(row(z)).data);
            final double[] p = Softmax.probabilities(row(z)).data;
            close(
                    softmax.computed("return math.jacobian(values[0]).flat()", (Object) p),
                    Softmax.jacobian(row(p)).data);
        }
    }

    /** A step may be so small compared with the numbers that adding it changes nothing. */
    @Test
    void anAxisHasFewTicksEvenIfItsNumbersAreLargeAndClose() throws IOException {
        PlayFigure.open(site, browser, "softmax");
        try (var script = Layer.class.getResourceAsStream("play/draw.js")) {
            final var draw = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            for (final var range : List.of("1e17, 1e17 + 16", "1.7e18, 1.7e18 + 512", "-1e300, 1e300", "0, 5e-324")) {
                assertThat((Long) browser.evaluate(draw + "\nreturn ticks(" + range + ", 5).length"))
                        .as(range)
                        .isLessThan(12);
            }
        }
    }

    @Test
    void networksAreComputedAsInTheLibrary() {
        final var training = PlayFigure.open(site, browser, "training");
        final var random = new Random(3);
        for (int trial = 0; trial < 60; trial++) {
            final var hidden = Activation.values()[trial % Activation.values().length];
            final int[] sizes = {
                1 + random.nextInt(4), 1 + random.nextInt(6), 1 + random.nextInt(5), 2 + random.nextInt(4)
            };
            final var net = Mlp.create(sizes, hidden, new Initialisation.Glorot(), trial);
            net.layers().forEach(layer -> RandomMatrices_DDRM.fillGaussian(layer.b(), 0, 1, random));
            final int N = 1 + random.nextInt(8);
            final var X = RandomMatrices_DDRM.rectangleGaussian(N, sizes[0], 0, 1.5, random);
            final int[] classes = random.ints(N, 0, sizes[sizes.length - 1]).toArray();
            final var computed = (Map<?, ?>) training.computed(
                    """
                    const [layers, examples] = values;
                    const gradients = math.backward(layers, examples);
                    return {
                      logits: examples.map(({x}) => math.forward(layers, x).pop()).flat(),
                      loss: math.loss(layers, examples), norm: math.norm(gradients),
                      W: gradients.map(({W}) => W).flat(), b: gradients.map(({b}) => b).flat(),
                    };
                    """,
                    layers(net),
                    IntStream.range(0, N)
                            .mapToObj(n -> Map.of("x", CommonOps_DDRM.extractRow(X, n, null).data, "c", classes[n]))
                            .toList());
            final var data = new Dataset(X, Targets.ofClasses(sizes[sizes.length - 1], classes));
            close(computed.get("logits"), net.logits(X).data);
            close(List.of(computed.get("loss")), CrossEntropy.loss(net.logits(X), data.Y()));
            final var gradients = gradients(net, data);
            close(computed.get("W"), all(gradients.W()));
            close(computed.get("b"), all(gradients.b()));
            close(List.of(computed.get("norm")), norm(gradients));
        }
    }

    private static List<Map<String, Object>> layers(Mlp net) {
        return net.layers().stream()
                .map(layer -> Map.of(
                        "W",
                                Map.of(
                                        "rows", layer.outputs(),
                                        "columns", layer.inputs(),
                                        "data", layer.W().data),
                        "b", layer.b().data,
                        "activation", layer.activation().name()))
                .toList();
    }
}
