package io.github.gradwalk;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.argument.Summary;
import io.github.gradwalk.engine.Products;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * A multilayer perceptron: layers one after another, from features to logits.
 *
 * <p>Batches have one example per row. {@linkplain #forward Forward} keeps the activations {@code Aˡ} of every layer.
 * {@linkplain #backward Backward} starts from {@code ∂L/∂Z} of the logits, which {@link CrossEntropy#lossAndGradient} gives,
 * and applies the chain rule layer by layer. Symbols and shapes are those of notebook <a href="{@docRoot}/../20-notation.html">20</a>.
 */
public final class Mlp {
    private final List<Layer> layers;

    /**
     * A network of these layers, which are not copied.
     *
     * @throws IllegalArgumentException if there is no layer, or if a layer does not have as many inputs as the layer before it has
     *     outputs
     */
    public Mlp(List<Layer> layers) {
        Require.notNull("layers", layers);
        Require.that(!layers.isEmpty(), "layers is empty");
        for (int l = 1; l < layers.size(); l++) {
            Require.that(
                    layers.get(l).inputs() == layers.get(l - 1).outputs(),
                    "layers do not fit: W of layer %d is %s, but layer %d has %d outputs",
                    l + 1,
                    Require.shape(layers.get(l).W()),
                    l,
                    layers.get(l - 1).outputs());
        }
        this.layers = List.copyOf(layers);
    }

    /**
     * A new network with random weights and biases of 0.
     *
     * @param sizes the widths n₀ … n<sub>L</sub>: features, hidden layers, classes; at least two, each at least 1
     * @param hidden the activation of the hidden layers; the last layer gives logits
     * @param seed the same seed gives the same weights on every machine
     * @throws IllegalArgumentException if {@code sizes} has fewer than two entries or one below 1, or {@code hidden} is
     *     missing
     */
    public static Mlp create(int[] sizes, Activation hidden, Initialisation initialisation, long seed) {
        Require.notNull("sizes", sizes);
        Require.notNull("initialisation", initialisation);
        Require.that(sizes.length >= 2, "sizes must name features and classes, but has the length %d", sizes.length);
        for (int l = 0; l < sizes.length; l++) {
            Require.that(sizes[l] > 0, "sizes must be positive, but number %d is %d", l, sizes[l]);
        }
        Require.that(hidden != null, "hidden is missing");
        final var random = new Random(seed);
        final var layers = new ArrayList<Layer>();
        for (int l = 1; l < sizes.length; l++) {
            final var W = initialisation.weights(sizes[l], sizes[l - 1], random);
            final var b = new DMatrixRMaj(sizes[l], 1);
            layers.add(new Layer(W, b, l == sizes.length - 1 ? Activation.IDENTITY : hidden));
        }
        return new Mlp(layers);
    }

    /** Returns a network with the same numbers in new matrices. */
    public Mlp copy() {
        return new Mlp(layers.stream()
                .map(layer -> new Layer(layer.W().copy(), layer.b().copy(), layer.activation()))
                .toList());
    }

    /** The layers, first to last. */
    public List<Layer> layers() {
        return layers;
    }

    /** n₀, the number of features. */
    public int inputs() {
        return layers.get(0).inputs();
    }

    /** n<sub>L</sub>, the number of logits. */
    public int outputs() {
        return layers.get(layers.size() - 1).outputs();
    }

    /** The widths n₀ … n<sub>L</sub>. */
    public int[] sizes() {
        final int[] sizes = new int[layers.size() + 1];
        sizes[0] = layers.get(0).inputs();
        for (int l = 1; l < sizes.length; l++) {
            sizes[l] = layers.get(l - 1).outputs();
        }
        return sizes;
    }

    /** Returns the logits of {@code X}, N × features, as a new N×K matrix. */
    public DMatrixRMaj logits(DMatrixRMaj X) {
        return forward(X).logits();
    }

    /**
     * Returns the probabilities of each row of {@code X}, \( P = \operatorname{softmax}(Z) \) of its logits, as a new N×K matrix.
     *
     * @param X N × features
     * @throws IllegalArgumentException if {@code X} is empty, has another width, or is not finite, or a logit is NaN or +∞
     */
    public DMatrixRMaj probabilities(DMatrixRMaj X) {
        final var P = logits(X);
        Softmax.probabilities(P, P);
        return P;
    }

    /**
     * Returns the most probable class of each row of {@code X}: the one with the largest logit, the first of several.
     *
     * @param X N × features
     * @throws IllegalArgumentException if {@code X} is empty, has another width, or is not finite, or a logit is NaN or +∞
     */
    public int[] classify(DMatrixRMaj X) {
        final var logits = logits(X);
        Require.logits("logits", logits);
        return IntStream.range(0, logits.numRows)
                .map(n -> Softmax.argmax(logits, n))
                .toArray();
    }

    /**
     * Runs the batch forward and keeps what {@link #backward} needs.
     *
     * <p>\[ A^0 = X, \qquad Z^l = A^{l-1}\, W^{l\top} + \mathbf 1\, b^{l\top}, \qquad A^l = \sigma(Z^l) \]
     *
     * @param X N × features, N at least 1
     * @throws IllegalArgumentException if {@code X} is empty, has another width, or is not finite
     */
    public ForwardPass forward(DMatrixRMaj X) {
        requireInput(X);
        Require.finite("X", X);
        final var A = new ArrayList<DMatrixRMaj>();
        A.add(X);
        layers.forEach(layer -> A.add(new DMatrixRMaj(X.numRows, layer.outputs())));
        forward(A, noDropout());
        return new ForwardPass(A);
    }

    void requireInput(DMatrixRMaj X) {
        Require.nonEmpty("X", X);
        Require.shape("X", X, X.numRows, inputs());
    }

    private Dropout noDropout() {
        return new Dropout(layers, 0, 0);
    }

    /** Given {@code A⁰}, writes {@code A¹ … Aᴸ}; each layer's input is what dropout leaves of the layer before. */
    void forward(List<DMatrixRMaj> A, Dropout dropout) {
        for (int l = 1; l <= layers.size(); l++) {
            final var layer = layers.get(l - 1);
            final var Z = A.get(l);
            // Zˡ = Aˡ⁻¹ Wˡᵀ + 1 bˡᵀ
            Products.timesTransposed(dropout.of(l - 1, A), layer.W(), Z);
            addToEachRow(layer.b(), Z);
            // Aˡ = σ(Zˡ)
            layer.activation().apply(Z);
            if (l < layers.size()) {
                dropout.apply(l, Z);
            }
        }
    }

    /**
     * Returns the gradients of a loss, given its gradient with respect to the logits. For each layer, from the last to the first:
     *
     * <p>\[ \nabla W^l = \Delta^{l\top} A^{l-1}, \qquad \nabla b^l = \Delta^{l\top} \mathbf 1, \qquad
     * \Delta^{l-1} = (\Delta^l\, W^l) \odot \sigma'(Z^{l-1}) \]
     *
     * <p>where \( \Delta^l \) is \( \partial \mathcal L / \partial Z^l \), and \( \nabla X = \Delta^1\, W^1 \). Notebook <a href="{@docRoot}/../08-index-to-matrix.html">08</a> derives
     * these products entry by entry, <a href="{@docRoot}/../09-batches-and-biases.html">09</a> for batches and biases; <a href="{@docRoot}/../06-checking-gradients.html">06</a> checks them.
     *
     * @param pass what {@link #forward} returned for the batch, with the parameters that the network has now
     * @param gradientOfLogits {@code ∂L/∂Z}, N×K, for instance {@code (P − Y)/N}; it is not changed
     * @throws IllegalArgumentException if the pass does not have the shapes of this network, or the gradient does not have the
     *     shape of the logits or is not finite
     */
    public Gradients backward(ForwardPass pass, DMatrixRMaj gradientOfLogits) {
        Require.notNull("pass", pass);
        requirePassOfThisShape(pass);
        Require.sameShape("gradientOfLogits", gradientOfLogits, "the logits", pass.logits());
        Require.finite("gradientOfLogits", gradientOfLogits);
        final var gradients = new Gradients(
                layers.stream().map(layer -> new DMatrixRMaj(layer.W())).toList(),
                layers.stream().map(layer -> new DMatrixRMaj(layer.b())).toList(),
                new DMatrixRMaj(pass.A().get(0).numRows, layers.get(0).inputs()));
        final var delta = new ArrayList<DMatrixRMaj>();
        pass.A().subList(1, pass.A().size()).forEach(A -> delta.add(new DMatrixRMaj(A)));
        delta.get(delta.size() - 1).setTo(gradientOfLogits);

        backward(pass.A(), noDropout(), delta, gradients);
        // ∇X = Δ¹ W¹
        Products.times(delta.get(0), layers.get(0).W(), gradients.X());
        return gradients;
    }

    /** Given {@code ∂L/∂Aᴸ} as the last of {@code delta}, writes {@code Δ¹ … Δᴸ}, and all gradients but {@code ∇X}. */
    void backward(List<DMatrixRMaj> A, Dropout dropout, List<DMatrixRMaj> delta, Gradients gradients) {
        final int L = layers.size();
        for (int l = L; l >= 1; l--) {
            final var layer = layers.get(l - 1);
            final var deltaL = delta.get(l - 1);
            // Δˡ = ∂L/∂Aˡ ⊙ σ′(Zˡ)
            layer.activation().timesDerivative(A.get(l), deltaL);
            // ∇Wˡ = Δˡᵀ Aˡ⁻¹
            Products.transposedTimes(deltaL, dropout.of(l - 1, A), gradients.W().get(l - 1));
            // ∇bˡ = Δˡᵀ 1
            sumOfRows(deltaL, gradients.b().get(l - 1));
            if (l > 1) {
                // ∂L/∂Aˡ⁻¹ = Δˡ Wˡ
                Products.times(deltaL, layer.W(), delta.get(l - 2));
                dropout.backward(l - 1, delta.get(l - 2));
            }
        }
    }

    private void requirePassOfThisShape(ForwardPass pass) {
        final int[] sizes = sizes();
        Require.that(
                pass.A().size() == sizes.length,
                "pass must hold %d matrices, the input and one for each layer, but holds %d",
                sizes.length,
                pass.A().size());
        for (int l = 0; l < sizes.length; l++) {
            Require.shape("A" + l + " of pass", pass.A().get(l), pass.A().get(0).numRows, sizes[l]);
        }
    }

    /** As {@code Mlp 4-16-3, 131 parameters: TANH, IDENTITY}: the widths, and the activation of each layer. */
    @Override
    public String toString() {
        final var widths = IntStream.of(sizes()).mapToObj(String::valueOf).collect(Collectors.joining("-"));
        final long parameters = layers.stream()
                .mapToLong(layer -> (layer.inputs() + 1L) * layer.outputs())
                .sum();
        return "Mlp " + widths + ", " + Summary.count(parameters, "parameter") + ": "
                + layers.stream().map(layer -> layer.activation().toString()).collect(Collectors.joining(", "));
    }

    /** {@code Z ← Z + 1 bᵀ}. */
    private static void addToEachRow(DMatrixRMaj b, DMatrixRMaj Z) {
        for (int n = 0, at = 0; n < Z.numRows; n++) {
            for (int i = 0; i < Z.numCols; i++, at++) {
                Z.data[at] += b.data[i];
            }
        }
    }

    /** {@code b = Zᵀ 1}. */
    private static void sumOfRows(DMatrixRMaj Z, DMatrixRMaj b) {
        b.zero();
        for (int n = 0, at = 0; n < Z.numRows; n++) {
            for (int i = 0; i < Z.numCols; i++, at++) {
                b.data[i] += Z.data[at];
            }
        }
    }
}
