package io.github.gradwalk.onnx;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Layer;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.data.Standardiser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A value that follows from the features: by standardising them and then by some layers. Each method returns the value after one more step.
 *
 * @param scaling of the features
 * @param layers so far
 * @param isLinear whether the last layer has no activation yet
 * @param stage what has become of the layers' outputs
 * @param classNames if they are known
 */
record Signal(Scaling scaling, List<Layer> layers, boolean isLinear, Stage stage, List<String> classNames)
        implements Value {
    enum Stage {
        /** Features, or outputs of a layer. */
        VALUES,
        /** One minus the probability of one class. */
        COMPLEMENT,
        /** Probabilities of all classes, or their logarithms. */
        PROBABILITIES,
        /** The most probable class. */
        CLASS
    }

    static final Signal FEATURES = new Signal(Scaling.NONE, List.of(), false, Stage.VALUES, List.of());

    /** {@code x + c}: part of standardising, or the biases of a linear layer. */
    Signal plus(Tensor c, double factor) {
        requireScalable();
        if (!isLinear) {
            return with(scaling.minus(
                    Arrays.stream(c.row()).map(value -> -factor * value).toArray()));
        }
        final var sum = last().b().copy();
        final double[] b = c.row(sum.numRows);
        for (int i = 0; i < b.length; i++) {
            sum.data[i] += factor * b[i];
        }
        return withLast(new Layer(last().W(), sum, Activation.IDENTITY), true);
    }

    /** {@code x/c}: part of standardising, or the temperature of logits. */
    Signal over(Tensor c) {
        requireScalable();
        if (!isLinear) {
            return with(scaling.over(c.row()));
        }
        final var W = last().W().copy();
        final var b = last().b().copy();
        final double[] divisor = c.row(b.numRows);
        CommonOps_DDRM.divideRows(divisor, W);
        CommonOps_DDRM.divideRows(divisor, b);
        return withLast(new Layer(W, b, Activation.IDENTITY), true);
    }

    /** {@code x Wᵀ}. */
    Signal times(DMatrixRMaj W) {
        requireValues();
        if (!layers.isEmpty()) {
            Require.that(
                    W.numCols == last().outputs(),
                    "the weights take %d inputs, but there are %d",
                    W.numCols,
                    last().outputs());
        }
        final var longer = new ArrayList<>(layers);
        longer.add(new Layer(W, new DMatrixRMaj(W.numRows, 1), Activation.IDENTITY));
        return new Signal(scaling, List.copyOf(longer), true, stage, classNames);
    }

    /** {@code σ(z)}. */
    Signal activated(Activation activation) {
        requireValues();
        Require.that(isLinear, "an activation may follow a linear layer only");
        return withLast(new Layer(last().W(), last().b(), activation), false);
    }

    Signal softmax() {
        requireValues();
        Require.that(!layers.isEmpty(), "there is no layer before it");
        return at(Stage.PROBABILITIES);
    }

    /** {@code 1 − σ(z)}. */
    Signal complement() {
        Require.that(isProbabilityOfOneClass(), "only the probability of one class may be subtracted from something");
        return at(Stage.COMPLEMENT);
    }

    /** Whether this is {@code σ(z)} with the logistic function and one output, as in networks for two classes. */
    boolean isProbabilityOfOneClass() {
        return stage == Stage.VALUES
                && !layers.isEmpty()
                && last().activation() == Activation.LOGISTIC
                && last().outputs() == 1;
    }

    /** {@code softmax(0, z) = (1 − σ(z), σ(z))}: the same network with a logit for each of the two classes. */
    Signal twoClasses() {
        final var W = new DMatrixRMaj(2, last().inputs());
        System.arraycopy(last().W().data, 0, W.data, W.numCols, W.numCols);
        final var b = new DMatrixRMaj(2, 1, true, 0, last().b().get(0));
        return withLast(new Layer(W, b, Activation.IDENTITY), false).at(Stage.PROBABILITIES);
    }

    Signal at(Stage next) {
        return new Signal(scaling, layers, isLinear, next, classNames);
    }

    Signal named(List<String> names) {
        return new Signal(scaling, layers, isLinear, stage, names);
    }

    Optional<Standardiser> standardiser() {
        return scaling.standardiser(layers.get(0).inputs());
    }

    private void requireScalable() {
        requireValues();
        Require.that(
                isLinear || layers.isEmpty(),
                "only features and the outputs of a linear layer may be shifted or scaled");
    }

    private Signal with(Scaling changed) {
        return new Signal(changed, layers, isLinear, stage, classNames);
    }

    private void requireValues() {
        Require.that(stage == Stage.VALUES, "nothing is supported after the probabilities or the class");
    }

    private Layer last() {
        return layers.get(layers.size() - 1);
    }

    private Signal withLast(Layer layer, boolean stillLinear) {
        final var changed = new ArrayList<>(layers);
        changed.set(changed.size() - 1, layer);
        return new Signal(scaling, List.copyOf(changed), stillLinear, stage, classNames);
    }
}
