package io.github.gradwalk.predict;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Softmax;
import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Position;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.argument.Summary;
import io.github.gradwalk.data.Standardiser;
import io.github.gradwalk.predict.Prediction.ClassProbability;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * A trained network that takes raw features and knows what they and its classes are called.
 *
 * <pre>{@code
 * var classifier = Classifier.of(net, standardiser, data);
 * System.out.println(classifier.predict(48.7, 17.2, 196, 3650));     // Chinstrap 98.3 %, Adelie 1.6 %, Gentoo 0.1 %
 * }</pre>
 *
 * <p>It does not change: it has a copy of the network, which may be trained further. It may be used by several threads at once.
 * {@code ClassifierFile}, of the package {@code file}, makes one file of it.
 *
 * @param net a network that takes standardised features, if there is a standardiser, or else raw ones
 * @param standardiser what is applied to raw features first
 * @param featureNames one name for each input of the network
 * @param classNames one name for each output of the network, all different
 */
public record Classifier(
        Mlp net, Optional<Standardiser> standardiser, List<String> featureNames, List<String> classNames) {
    /**
     * @throws IllegalArgumentException if the network has fewer than two outputs, the standardiser another number of features, there is
     *     not exactly one name for each input and output, or two classes have the same name
     */
    public Classifier {
        Require.notNull("net", net);
        Require.notNull("standardiser", standardiser);
        Require.notNull("featureNames", featureNames);
        Require.notNull("classNames", classNames);
        net = net.copy();
        featureNames = List.copyOf(featureNames);
        classNames = List.copyOf(classNames);
        final int features = net.inputs();
        Require.that(
                net.outputs() > 1,
                "net must have at least two outputs, one for each class, but has %d: softmax of one is always 1",
                net.outputs());
        standardiser.ifPresent(given -> Require.that(
                given.features() == features,
                "standardiser must have as many features as net has inputs, %d, but has %d",
                features,
                given.features()));
        Require.that(
                featureNames.size() == features,
                "featureNames must be one for each of the %d inputs of net, but are %s",
                features,
                Names.inMessage(featureNames));
        Require.that(
                classNames.size() == net.outputs(),
                "classNames must be one for each of the %d outputs of net, but are %s",
                net.outputs(),
                Names.inMessage(classNames));
        Require.that(
                new HashSet<>(classNames).size() == classNames.size(),
                "classNames must all be different, but are %s",
                Names.inMessage(classNames));
    }

    /** A network that was trained with raw features, and the names of the data that it was trained with. */
    public static Classifier of(Mlp net, Dataset names) {
        Require.notNull("names", names);
        return new Classifier(net, Optional.empty(), names.featureNames(), names.classNames());
    }

    /** A network that was trained with standardised features, and the names of the data that it was trained with. */
    public static Classifier of(Mlp net, Standardiser standardiser, Dataset names) {
        Require.notNull("standardiser", standardiser);
        Require.notNull("names", names);
        return new Classifier(net, Optional.of(standardiser), names.featureNames(), names.classNames());
    }

    /** A network that was trained with raw features, called x1, x2 … as its classes are class 1, class 2 …, like those of a {@link Dataset}. */
    public static Classifier of(Mlp net) {
        Require.notNull("net", net);
        return new Classifier(
                net, Optional.empty(), Names.numbered("x", net.inputs()), Names.numbered("class ", net.outputs()));
    }

    /** Returns a copy of the network. */
    @Override
    public Mlp net() {
        return net.copy();
    }

    /** Returns a network that takes raw features: the {@linkplain Standardiser#foldInto standardiser folded into} this one's. */
    public Mlp folded() {
        return standardiser.map(given -> given.foldInto(net)).orElseGet(this::net);
    }

    /**
     * Returns the probability of each class.
     *
     * @param X raw features, N × n₀
     * @return P, N×K
     * @throws IllegalArgumentException if {@code X} is empty, has another width, or is not finite (the message names the feature), or a
     *     logit overflows
     */
    public DMatrixRMaj probabilities(DMatrixRMaj X) {
        return net.probabilities(input(X));
    }

    /**
     * Returns the index of the most probable class of each row, the first of several.
     *
     * @param X raw features, N × n₀
     * @throws IllegalArgumentException as {@link #probabilities} does
     */
    public int[] classify(DMatrixRMaj X) {
        return net.classify(input(X));
    }

    /**
     * Says what one example is.
     *
     * @param features its raw features, in the order of {@link #featureNames}
     * @throws IllegalArgumentException if there are more or fewer, one is not finite, or a logit overflows; the message names the features
     */
    public Prediction predict(double... features) {
        Require.notNull("features", features);
        Require.that(
                features.length == featureNames.size(),
                "features must be these %d, %s, but are %d",
                featureNames.size(),
                Names.inMessage(featureNames),
                features.length);
        return predictions(new DMatrixRMaj(1, features.length, true, features)).get(0);
    }

    /**
     * Says what each example is.
     *
     * @param X raw features, N × n₀
     * @return one prediction for each row
     * @throws IllegalArgumentException as {@link #probabilities} does
     */
    public List<Prediction> predictions(DMatrixRMaj X) {
        final var logits = net.logits(input(X));
        final var P = Softmax.probabilities(logits);
        return IntStream.range(0, X.numRows)
                .mapToObj(n -> prediction(logits, P, n))
                .toList();
    }

    /** In the order of the logits, which differ even where the probabilities are rounded to the same number. */
    private Prediction prediction(DMatrixRMaj logits, DMatrixRMaj P, int n) {
        return new Prediction(IntStream.range(0, classNames.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer k) -> -logits.get(n, k)))
                .map(k -> new ClassProbability(classNames.get(k), P.get(n, k)))
                .toList());
    }

    /** Returns what the network takes. */
    private DMatrixRMaj input(DMatrixRMaj X) {
        Require.nonEmpty("X", X);
        Require.that(
                X.numCols == featureNames.size(),
                "X must have a column for each of these %d features, %s, but has the shape %s",
                featureNames.size(),
                Names.inMessage(featureNames),
                Require.shape(X));
        for (int n = 0; n < X.numRows; n++) {
            for (int j = 0; j < X.numCols; j++) {
                final double x = X.unsafe_get(n, j);
                if (!Double.isFinite(x)) {
                    throw Require.refused(
                            "features must be finite, but \"%s\" of %s is %s",
                            Names.inMessage(featureNames.get(j)), Position.row(n), x);
                }
            }
        }
        return standardiser.map(given -> given.apply(X)).orElse(X);
    }

    /** Whether the other one has the same names, the same activations, and the same numbers to the last bit. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Classifier that && Arrays.deepEquals(values(), that.values());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values());
    }

    private Object[] values() {
        return Stream.concat(
                        Stream.of(standardiser, featureNames, classNames),
                        net.layers().stream()
                                .flatMap(layer -> Stream.of(layer.activation(), layer.W().data, layer.b().data)))
                .toArray();
    }

    /** As {@code Classifier of [bill length (mm), …], standardised, as [Adelie, …], by Mlp 4-16-3, 131 parameters: TANH, IDENTITY}. */
    @Override
    public String toString() {
        return "Classifier of " + Summary.names(featureNames) + (standardiser.isPresent() ? ", standardised," : "")
                + " as " + Summary.names(classNames) + ", by " + net;
    }
}
