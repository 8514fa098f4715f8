package io.github.gradwalk;

import static io.github.gradwalk.Matrices.assertClose;
import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.column;
import static io.github.gradwalk.Matrices.gaussian;
import static io.github.gradwalk.Matrices.row;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class MlpTest {
    private static final Initialisation HE = new Initialisation.He();

    /** 2 → 3 → 2, in numbers that can be followed by hand. */
    private static final Layer HIDDEN = new Layer(
            rows(new double[] {1, 2}, new double[] {-1, 0.5}, new double[] {3, -4}),
            column(0.5, 1, -2),
            Activation.RELU);

    private static final Layer OUTPUT =
            new Layer(rows(new double[] {1, -1, 2}, new double[] {0.5, 3, -2}), column(-1, 0.25), Activation.IDENTITY);

    private static final Mlp NET = new Mlp(List.of(HIDDEN, OUTPUT));

    @Test
    void aCopyHasTheSameNumbersAndMatricesOfItsOwn() {
        final var net = Mlp.create(new int[] {2, 4, 3}, Activation.RELU, HE, 5);
        final var copy = net.copy();
        Networks.assertSame(copy, net);
        Networks.parameters(net).forEach(parameter -> parameter.fill(0.5));
        assertThat(Networks.parameters(copy))
                .allSatisfy(parameter -> assertThat(parameter.data).doesNotContain(0.5));
    }

    @Test
    void forwardByHand() {
        final var pass = NET.forward(rows(new double[] {1, 2}, new double[] {2, -1}));
        assertThat(pass.A()).hasSize(3);
        // (1 + 4 + ½, −1 + 1 + 1, 3 − 8 − 2) and (2 − 2 + ½, −2 − ½ + 1, 6 + 4 − 2)
        assertIdentical(pass.A().get(1), rows(new double[] {5.5, 1, 0}, new double[] {0.5, 0, 8}));
        // (5.5 − 1 − 1, 2.75 + 3 + ¼) and (½ + 16 − 1, ¼ − 16 + ¼)
        final var logits = rows(new double[] {3.5, 6}, new double[] {15.5, -15.5});
        assertIdentical(pass.logits(), logits);
        assertIdentical(NET.logits(pass.A().get(0)), logits);
    }

    @Test
    void theMostProbableClassIsTheOneWithTheLargestLogit() {
        assertThat(NET.classify(rows(new double[] {1, 2}, new double[] {2, -1})))
                .containsExactly(1, 0);
        final var undecided = Mlp.create(new int[] {2, 3}, Activation.TANH, new Initialisation.Zero(), 1);
        assertThat(undecided.classify(row(4, 5))).containsExactly(0); // the first of several
        assertRefused(() -> NET.classify(row(1)), "X must have the shape 1×2, but has 1×1");
    }

    @Test
    void logitsThatHaveOverflowedAreNoClass() {
        final var layer = new Layer(rows(new double[] {1e200}, new double[] {1}), column(0, 0), Activation.IDENTITY);
        assertRefused(
                () -> new Mlp(List.of(layer)).classify(row(1e200)),
                "logits must be finite or −∞, but row 0, column 0 (counted from 0) is Infinity");
    }

    @Test
    void backwardByHand() {
        final var X = rows(new double[] {1, 2}, new double[] {2, -1});
        final var gradients = NET.backward(NET.forward(X), rows(new double[] {1, 2}, new double[] {-1, 3}));
        // Δ²ᵀ A¹
        assertIdentical(gradients.W().get(1), rows(new double[] {5, 1, -8}, new double[] {12.5, 2, 24}));
        assertIdentical(gradients.b().get(1), column(0, 5));
        // Δ² W² = (2, 5, −2), (½, 10, −8); where ReLU is off, 0
        final var delta = rows(new double[] {2, 5, 0}, new double[] {0.5, 0, -8});
        assertIdentical(
                gradients.W().get(0),
                rows(new double[] {2 + 0.5 * 2, 4 - 0.5}, new double[] {5, 10}, new double[] {-16, 8}));
        assertIdentical(gradients.b().get(0), column(2.5, 5, -8));
        // Δ¹ W¹
        assertIdentical(
                gradients.X(),
                rows(new double[] {delta.get(0, 0) - 5, 2 * 2 + 0.5 * 5}, new double[] {0.5 - 8 * 3, 2 * 0.5 + 8 * 4}));
    }

    @Test
    void onlyTheInputIsNotCopied() {
        final var X = row(1, 2);
        final var pass = NET.forward(X);
        final var logits = pass.logits().copy();
        NET.forward(row(-3, 5));
        assertIdentical(pass.logits(), logits);
        assertThat(pass.A().get(0)).isSameAs(X);
        assertThat(NET.layers()).containsExactly(HIDDEN, OUTPUT);
        assertThat(NET.layers().get(0).W()).isSameAs(HIDDEN.W());
    }

    @Test
    void anInputOfBatchesOfAnySizeAndSpareRoom() {
        final var X = gaussian(5, 2, 1, 3);
        final var Z = NET.logits(X);
        final var roomy = gaussian(9, 9, 1, 4);
        roomy.setTo(X);
        assertIdentical(NET.logits(roomy), Z);
        assertClose(NET.logits(Matrices.rowOf(X, 4)), Matrices.rowOf(Z, 4), 1e-15);
    }

    @Test
    void aNewNetwork() {
        final var net = Mlp.create(new int[] {4, 7, 5, 3}, Activation.TANH, HE, 42);
        assertThat(net.sizes()).containsExactly(4, 7, 5, 3);
        assertThat(net.layers()).extracting(Layer::inputs).containsExactly(4, 7, 5);
        assertThat(net.layers()).extracting(Layer::outputs).containsExactly(7, 5, 3);
        assertThat(net.layers())
                .extracting(Layer::activation)
                .containsExactly(Activation.TANH, Activation.TANH, Activation.IDENTITY);
        assertThat(net.layers())
                .allSatisfy(layer -> assertThat(Matrices.largest(layer.b())).isZero());
        assertThat(net.layers().get(0).W().get(0)).isEqualTo(Math.sqrt(0.5) * 1.1419053154730547);
        assertThat(net.layers().get(0).W().get(0))
                .isNotEqualTo(net.layers().get(1).W().get(0));
    }

    @Test
    void theSeedDecides() {
        final var sizes = new int[] {3, 4, 2};
        final var net = Mlp.create(sizes, Activation.RELU, HE, 1);
        Networks.assertSame(Mlp.create(sizes, Activation.RELU, HE, 1), net);
        final var other = Mlp.create(sizes, Activation.RELU, HE, 2);
        for (int l = 0; l < 2; l++) {
            assertThat(other.layers().get(l).W().data)
                    .isNotEqualTo(net.layers().get(l).W().data);
        }
    }

    @Test
    void listsAreCopiedAndClosed() {
        final var layers = new ArrayList<>(List.of(HIDDEN, OUTPUT));
        final var net = new Mlp(layers);
        layers.remove(1);
        assertThat(net.sizes()).containsExactly(2, 3, 2);
        assertThatThrownBy(() -> net.layers().clear()).isInstanceOf(UnsupportedOperationException.class);
        net.sizes()[0] = 9;
        assertThat(net.sizes()).containsExactly(2, 3, 2);

        final var matrices = new ArrayList<>(List.of(row(1)));
        final var pass = new ForwardPass(matrices);
        final var gradients = new Gradients(matrices, matrices, row(1));
        matrices.clear();
        assertThat(pass.A()).hasSize(1);
        assertThat(gradients.W()).hasSize(1);
        assertThat(gradients.b()).hasSize(1);
    }

    @Test
    void badLayersAreRefused() {
        assertRefused(() -> new Mlp(List.of()), "layers is empty");
        assertRefused(
                () -> new Mlp(List.of(HIDDEN, OUTPUT, OUTPUT)),
                "layers do not fit: W of layer 3 is 2×3, but layer 2 has 2 outputs");
        final var W = gaussian(3, 2, 1, 1);
        final var b = gaussian(3, 1, 1, 2);
        final var none = Activation.IDENTITY;
        assertRefused(() -> new Layer(new DMatrixRMaj(0, 2), b, none), "W is empty: its shape is 0×2");
        assertRefused(() -> new Layer(new DMatrixRMaj(2, 0), b, none), "W is empty: its shape is 2×0");
        assertRefused(() -> new Layer(W, row(1, 2, 3), none), "b must have the shape 3×1, but has 1×3", W);
        assertRefused(() -> new Layer(W, column(1, 2), none), "b must have the shape 3×1, but has 2×1", W);
        final var badW = W.copy();
        badW.set(1, 1, Double.NaN);
        assertRefused(() -> new Layer(badW, b, none), "W must be finite, but row 1, column 1 (counted from 0) is NaN");
        final var badb = column(1, 2, Double.NEGATIVE_INFINITY);
        assertRefused(
                () -> new Layer(W, badb, none), "b must be finite, but row 2, column 0 (counted from 0) is -Infinity");
        assertRefused(() -> new Layer(W, b, null), "activation is missing");
    }

    @Test
    void badSizesAndAMissingActivationAreRefused() {
        assertRefused(() -> Mlp.create(new int[] {2, 3}, null, HE, 1), "hidden is missing");
        assertSizesRefused("must name features and classes, but has the length 1", 3);
        assertSizesRefused("must be positive, but number 1 is 0", 3, 0, 2);
        assertSizesRefused("must be positive, but number 2 is -2", 3, 2, -2);
    }

    private static void assertSizesRefused(String message, int... sizes) {
        assertRefused(() -> Mlp.create(sizes, Activation.TANH, HE, 1), "sizes " + message);
    }

    @Test
    void badInputIsRefused() {
        final var wide = gaussian(4, 3, 1, 1);
        final var none = rows(new double[] {1, 2}, new double[] {3, Double.NaN});
        final var infinite = row(Double.NEGATIVE_INFINITY, 2);
        assertRefused(() -> NET.forward(new DMatrixRMaj(0, 2)), "X is empty: its shape is 0×2");
        assertRefused(() -> NET.forward(wide), "X must have the shape 4×2, but has 4×3", wide);
        assertRefused(() -> NET.logits(wide), "X must have the shape 4×2, but has 4×3", wide);
        assertRefused(() -> NET.forward(none), "X must be finite, but row 1, column 1 (counted from 0) is NaN");
        assertRefused(
                () -> NET.forward(infinite), "X must be finite, but row 0, column 0 (counted from 0) is -Infinity");
    }

    @Test
    void anotherNetworksPassIsRefused() {
        final var delta = row(1, 2);
        final var deeper =
                Mlp.create(new int[] {2, 3, 3, 2}, Activation.RELU, HE, 1).forward(row(1, 2));
        assertRefused(
                () -> NET.backward(deeper, delta),
                "pass must hold 3 matrices, the input and one for each layer, but holds 4",
                delta,
                deeper.logits());
        final var wider =
                Mlp.create(new int[] {2, 4, 2}, Activation.RELU, HE, 1).forward(row(1, 2));
        assertRefused(() -> NET.backward(wider, delta), "A1 of pass must have the shape 1×3, but has 1×4", delta);
        final var mixed = new ForwardPass(List.of(row(1, 2), gaussian(2, 3, 1, 1), row(1, 2)));
        assertRefused(() -> NET.backward(mixed, delta), "A1 of pass must have the shape 1×3, but has 2×3", delta);
        assertRefused(() -> new ForwardPass(List.of()), "A is empty");
    }

    @Test
    void aGradientThatDoesNotFitOrIsNotFiniteIsRefused() {
        final var infinite = row(1, Double.NaN);
        assertRefused(
                () -> NET.backward(NET.forward(row(1, 2)), infinite),
                "gradientOfLogits must be finite, but row 0, column 1 (counted from 0) is NaN",
                infinite);
        final var pass = NET.forward(gaussian(4, 2, 1, 1));
        final var delta = row(1, 2);
        assertRefused(
                () -> NET.backward(pass, delta),
                "gradientOfLogits and the logits must have the same shape, but have 1×2 and 4×2",
                delta,
                pass.logits(),
                pass.A().get(1));
    }
}
