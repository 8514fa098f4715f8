package io.github.gradwalk.predict;

import static io.github.gradwalk.Matrices.assertClose;
import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.column;
import static io.github.gradwalk.Matrices.row;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Targets;
import io.github.gradwalk.data.Standardiser;
import io.github.gradwalk.predict.Prediction.ClassProbability;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifierTest {
    private static final Standardiser STANDARDISER = new Standardiser(row(10, 200), row(2, 50));
    private static final Dataset DATA = new Dataset(
            row(0, 0), Targets.ofClass(3, 0), List.of("bill (mm)", "mass (g)"), List.of("cat", "dog", "hen"));

    /** scipy.special.softmax([1.5, 0, -0.25]) */
    private static final double[] EXPECTED = {0.7158687539278308, 0.15973190970917378, 0.12439933636299548};

    private static Mlp net() {
        return new Mlp(List.of(new Layer(
                rows(new double[] {1, 0}, new double[] {0, 1}, new double[] {1, 1}),
                column(0, 0.5, -1.25),
                Activation.IDENTITY)));
    }

    private static Classifier classifier() {
        return Classifier.of(net(), STANDARDISER, DATA);
    }

    @Test
    void aRowOfRawFeaturesHasAClassAndProbabilities() {
        final var prediction = classifier().predict(13, 175); // standardised 1.5, -0.5: logits 1.5, 0, -0.25
        assertThat(prediction.className()).isEqualTo("cat");
        assertThat(prediction.probability()).isCloseTo(EXPECTED[0], within(1e-15));
        assertThat(prediction.probabilityOf("hen")).isCloseTo(EXPECTED[2], within(1e-15));
        assertThat(prediction.ranking()).extracting(ClassProbability::className).containsExactly("cat", "dog", "hen");
        assertThat(prediction).hasToString("cat 71.6 %, dog 16.0 %, hen 12.4 %");
        assertRefused(() -> prediction.probabilityOf("cow"), "className must be one of [cat, dog, hen], but is cow");
    }

    @Test
    void theMostProbableClassIsTheFirst() {
        final var X = rows(new double[] {13, 175}, new double[] {6, 300}, new double[] {12, 280});
        final var classifier = classifier();
        assertClose(classifier.probabilities(row(13, 175)), row(EXPECTED), 1e-15);
        assertThat(classifier.classify(X)).containsExactly(0, 1, 1);
        assertThat(classifier.predictions(X)).extracting(Prediction::className).containsExactly("cat", "dog", "dog");
        final var standardised = STANDARDISER.apply(X);
        assertIdentical(net().probabilities(standardised), classifier.probabilities(X));
        assertIdentical(Classifier.of(net(), DATA).probabilities(standardised), classifier.probabilities(X));
        assertClose(classifier.folded().probabilities(X), classifier.probabilities(X), 1e-14);
        assertThat(classifier.predictions(X).get(2)).isEqualTo(classifier.predict(12, 280));
    }

    /** Both probabilities are rounded to 1/2. */
    @Test
    void logitsDecideWhereProbabilitiesAreTheSame() {
        final var layer = new Layer(column(0, 1), column(0, 0), Activation.IDENTITY);
        final var classifier = Classifier.of(new Mlp(List.of(layer)));
        assertThat(classifier.predict(1e-20).className()).isEqualTo("class 2");
        assertThat(classifier.classify(column(1e-20, 0))).containsExactly(1, 0);
        assertThat(classifier.predict(0)).hasToString("class 1 50.0 %, class 2 50.0 %");
    }

    @Test
    void namesAreNumberedIfThereAreNone() {
        final var classifier = Classifier.of(net());
        assertThat(classifier.featureNames()).containsExactly("x1", "x2");
        assertThat(classifier.classNames()).containsExactly("class 1", "class 2", "class 3");
        assertThat(classifier.standardiser()).isEmpty();
    }

    @Test
    void trainingGoesOnWithoutIt() {
        final var net = net();
        final var classifier = Classifier.of(net, STANDARDISER, DATA);
        net.layers().get(0).W().fill(7);
        classifier.net().layers().get(0).W().fill(8);
        classifier.folded().layers().get(0).W().fill(9);
        Classifier.of(net, DATA).folded().layers().get(0).W().fill(9);
        assertClose(classifier.probabilities(row(13, 175)), row(EXPECTED), 1e-15);
    }

    @Test
    void featuresThatAreMissingAreNamed() {
        final var classifier = classifier();
        assertRefused(() -> classifier.predict(13), "features must be these 2, [bill (mm), mass (g)], but are 1");
        assertRefused(
                () -> classifier.predict(13, Double.NaN),
                "features must be finite, but \"mass (g)\" of row 0 (counted from 0) is NaN");
        final var bad = rows(new double[] {1, 2}, new double[] {1 / 0.0, 2});
        final var infinite = "features must be finite, but \"bill (mm)\" of row 1 (counted from 0) is Infinity";
        assertRefused(() -> classifier.probabilities(bad), infinite, bad);
        assertRefused(() -> classifier.classify(bad), infinite, bad);
        assertRefused(
                () -> classifier.classify(column(1, 2)),
                "X must have a column for each of these 2 features, [bill (mm), mass (g)], but has the shape 2×1");
        assertRefused(() -> classifier.probabilities(new DMatrixRMaj(0, 2)), "X is empty: its shape is 0×2");
    }

    @Test
    void whatDoesNotBelongTogetherIsRefused() {
        final var x = List.of("a", "b");
        final var names = List.of("c", "d", "e");
        final var none = Optional.<Standardiser>empty();
        final var one = Mlp.create(new int[] {2, 1}, Activation.TANH, new Initialisation.Zero(), 0);
        assertRefused(
                () -> Classifier.of(one),
                "net must have at least two outputs, one for each class, but has 1: softmax of one is always 1");
        assertRefused(
                () -> new Classifier(net(), Optional.of(Standardiser.of(column(1, 2))), x, names),
                "standardiser must have as many features as net has inputs, 2, but has 1");
        assertRefused(
                () -> new Classifier(net(), none, List.of("a"), names),
                "featureNames must be one for each of the 2 inputs of net, but are [a]");
        assertRefused(
                () -> new Classifier(net(), none, x, x),
                "classNames must be one for each of the 3 outputs of net, but are [a, b]");
        assertRefused(
                () -> new Classifier(net(), none, x, List.of("c", "d", "c")),
                "classNames must all be different, but are [c, d, c]");
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0 %", "1e-300, < 0.1 %", "0.0006, 0.1 %", "0.9994, 99.9 %", "0.99999, > 99.9 %", "1, 100.0 %"})
    void noProbabilityIsRoundedToCertainty(double p, String percent) {
        assertThat(new ClassProbability("hen", p)).hasToString("hen " + percent);
    }

    @Test
    void aLongPredictionIsShort() {
        final var many = IntStream.range(0, 1000)
                .mapToObj(k -> new ClassProbability("k" + k + "\u202e\n", 1e-3))
                .toList();
        assertThat(new Prediction(many).toString())
                .startsWith("k0\uFFFD\uFFFD 0.1 %, ")
                .endsWith(" and 995 more");
        assertThat(classifier())
                .hasToString("Classifier of [bill (mm), mass (g)], standardised, as [cat, dog, hen],"
                        + " by Mlp 2-3, 9 parameters: IDENTITY");
    }
}
