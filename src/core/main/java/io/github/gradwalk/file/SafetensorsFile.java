package io.github.gradwalk.file;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.file.Safetensors.Numbers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Weights for PyTorch and from it, as a safetensors file.
 *
 * <p>What is saved has the names that {@code nn.Sequential} gives to its linear layers, with a module for each activation between them:
 * {@code 0.weight}, {@code 0.bias}, {@code 2.weight} … Weights are outputs × inputs, in rows, as in {@code nn.Linear} and in {@link Layer}.
 * In Python, {@code net.load_state_dict(safetensors.torch.load_file("net.safetensors"))} loads them.
 *
 * <p>What is loaded must have a matrix {@code NAME.weight} for each layer, and {@code NAME.bias} if it has biases, and nothing else. The
 * format knows nothing of activations, so the caller says which one the hidden layers have; a file that was saved here has them in its
 * metadata. Numbers may be of the types {@code F64}, {@code F32}, {@code F16} and {@code BF16}, and are widened exactly.
 */
public final class SafetensorsFile {
    private static final String ACTIVATIONS = "activations";
    private static final String WEIGHT = "weight";
    private static final String BIAS = "bias";
    private static final Pattern PARAMETER = Pattern.compile("(.*\\.)?(" + WEIGHT + "|" + BIAS + ")", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final int MOST_DIGITS = 20;

    private SafetensorsFile() {}

    /**
     * Saves the weights and biases of a network. A file of that name stays as it was if anything fails.
     *
     * @throws IllegalArgumentException if a weight or a bias is not finite in this precision, or a matrix has been reshaped
     * @throws IOException if the file cannot be written
     */
    public static void save(Mlp net, Precision precision, Path file) throws IOException {
        Require.notNull("net", net);
        Require.notNull("precision", precision);
        final var tensors = new LinkedHashMap<String, Numbers>();
        int module = 0;
        // A copy is checked: that nothing in it is infinite or has been reshaped.
        for (final var layer : net.copy().layers()) {
            final long outputs = layer.outputs();
            tensors.put(module + "." + WEIGHT, new Numbers(List.of(outputs, (long) layer.inputs()), layer.W().data));
            tensors.put(module + "." + BIAS, new Numbers(List.of(outputs), layer.b().data));
            module += layer.activation() == Activation.IDENTITY ? 1 : 2;
        }
        final var activations =
                net.layers().stream().map(layer -> layer.activation().name()).collect(Collectors.joining(" "));
        final byte[] bytes = Safetensors.bytes(tensors, Map.of(ACTIVATIONS, activations), precision);
        AtomicFile.write(file, output -> output.write(bytes));
    }

    /**
     * Loads a network that {@link #save} has saved. In double precision, every number is the same to the last bit.
     *
     * @throws IOException if there is no such file, it cannot be read, it is damaged, it does not hold the layers of a network, or it does
     *     not name their activations. The message names the file, and what was expected and found.
     */
    public static Mlp load(Path file) throws IOException {
        return load(file, SafetensorsFile::read);
    }

    /**
     * Loads the weights of a network whose last layer gives logits.
     *
     * @param hidden the activation of the hidden layers
     * @param layers the names of the layers, first to last, such as {@code fc1}, {@code fc2}; if there are none, the layers are those
     *     that the file has, in the order of their names, with numbers as numbers: 2 before 10
     * @throws IOException if there is no such file, it cannot be read, it is damaged, it does not hold layers that fit in this order, or it
     *     was saved here with another activation of a hidden layer
     */
    public static Mlp load(Path file, Activation hidden, String... layers) throws IOException {
        Require.notNull("hidden", hidden);
        Require.notNull("layers", layers);
        return load(file, content -> {
            final var prefixes = layers.length == 0
                    ? prefixes(content)
                    : Arrays.stream(layers).map(name -> name + ".").toList();
            requireAsNamed(content, prefixes, hidden);
            return network(
                    content,
                    prefixes,
                    IntStream.range(0, prefixes.size())
                            .mapToObj(l -> l == prefixes.size() - 1 ? Activation.IDENTITY : hidden)
                            .toList());
        });
    }

    private interface Reading {
        Mlp network(Safetensors content);
    }

    private static Mlp load(Path file, Reading reading) throws IOException {
        final byte[] content = FileBytes.read(file);
        try {
            return reading.network(Safetensors.of(content));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static Mlp read(Safetensors content) {
        final var named = content.header().metadata().get(ACTIVATIONS);
        Require.that(
                named != null, "the file does not name the activations: load it with the one of the hidden layers");
        final var prefixes = prefixes(content);
        final var activations = activations(named);
        Require.that(
                activations.size() == prefixes.size(),
                "the activations must be one for each of the %d layers, but are \"%s\"",
                prefixes.size(),
                Names.inMessage(named));
        return network(content, prefixes, activations);
    }

    private static List<Activation> activations(String names) {
        return Arrays.stream(names.split(" "))
                .flatMap(name -> Arrays.stream(Activation.values())
                        .filter(activation -> activation.name().equals(name)))
                .toList();
    }

    /** Requires of the hidden layers the activations that the file has for them in its metadata, if it is from here and has any. */
    private static void requireAsNamed(Safetensors content, List<String> layers, Activation hidden) {
        final var named = content.header().metadata().getOrDefault(ACTIVATIONS, "");
        final var activations = activations(named);
        final var prefixes = prefixes(content);
        if (activations.size() != prefixes.size()) {
            return;
        }
        for (final var layer : layers.subList(0, layers.size() - 1)) {
            final int l = prefixes.indexOf(layer);
            Require.that(
                    l < 0 || activations.get(l) == hidden,
                    "hidden must be as in the metadata of the file, \"%s\", but is %s: load it without naming one",
                    Names.inMessage(named),
                    hidden);
        }
    }

    /** What stands before {@code weight} in the names of the layers, in the order of these, with numbers as numbers. */
    private static List<String> prefixes(Safetensors content) {
        final var prefixes = content.header().tensors().keySet().stream()
                .map(name -> {
                    final var parts = PARAMETER.matcher(name);
                    Require.that(
                            parts.matches(),
                            "\"%s\" is neither a weight nor a bias of a linear layer",
                            Names.inMessage(name));
                    return parts.group(1) == null ? "" : parts.group(1);
                })
                .distinct()
                .sorted(Comparator.comparing(SafetensorsFile::withNumbersOfOneLength))
                .toList();
        Require.that(!prefixes.isEmpty(), "the file has no tensors");
        return prefixes;
    }

    private static String withNumbersOfOneLength(String name) {
        return NUMBER.matcher(name)
                .replaceAll(digits ->
                        "0".repeat(Math.max(0, MOST_DIGITS - digits.group().length())) + digits.group());
    }

    private static Mlp network(Safetensors content, List<String> prefixes, List<Activation> activations) {
        final var layers = new ArrayList<Layer>();
        for (int l = 0; l < prefixes.size(); l++) {
            final var layer = layer(content, prefixes.get(l), activations.get(l));
            if (l > 0) {
                Require.that(
                        layer.inputs() == layers.get(l - 1).outputs(),
                        "\"%sweight\" takes %d inputs, but \"%sweight\" before it gives %d: name the layers in their order",
                        Names.inMessage(prefixes.get(l)),
                        layer.inputs(),
                        Names.inMessage(prefixes.get(l - 1)),
                        layers.get(l - 1).outputs());
            }
            layers.add(layer);
        }
        return new Mlp(layers);
    }

    private static Layer layer(Safetensors content, String prefix, Activation activation) {
        final var weight = prefix + WEIGHT;
        final var bias = prefix + BIAS;
        Require.that(
                content.header().tensors().containsKey(weight),
                "there is no \"%s\"; there are %s",
                Names.inMessage(weight),
                Names.inMessage(List.copyOf(content.header().tensors().keySet())));
        final var W = content.numbers(weight);
        Require.that(
                W.shape().size() == 2 && W.values().length > 0,
                "\"%s\" must have a shape of two dimensions, but has %s",
                Names.inMessage(weight),
                Names.inMessage(W.shape().toString()));
        final int outputs = (int) (long) W.shape().get(0);
        final var b = content.header().tensors().containsKey(bias)
                ? content.numbers(bias)
                : new Numbers(List.of((long) outputs), new double[outputs]);
        Require.that(
                b.shape().equals(List.of((long) outputs)),
                "\"%s\" must have the shape [%d], but has %s",
                Names.inMessage(bias),
                outputs,
                Names.inMessage(b.shape().toString()));
        requireFinite(weight, W);
        requireFinite(bias, b);
        return new Layer(
                new DMatrixRMaj(outputs, (int) (long) W.shape().get(1), true, W.values()),
                new DMatrixRMaj(outputs, 1, true, b.values()),
                activation);
    }

    private static void requireFinite(String name, Numbers numbers) {
        for (int i = 0; i < numbers.values().length; i++) {
            Require.that(
                    Double.isFinite(numbers.values()[i]),
                    "\"%s\" must be finite, but number %d is %s",
                    Names.inMessage(name),
                    i,
                    numbers.values()[i]);
        }
    }
}
