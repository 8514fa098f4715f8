package io.github.gradwalk.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.gradwalk.Activation;
import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Targets;
import io.github.gradwalk.data.Toy;
import io.github.gradwalk.drawing.Figure;
import io.github.gradwalk.train.Optimizer;
import io.github.gradwalk.train.Trainer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlayTest {
    private static final Pattern SCRIPT = Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL);
    private static final double[] Z = {0.7, -1.3, 2.1};
    private static final String HOSTILE = "</script><script>alert('x')</script><!-- $x$ \u2028";
    private static final String INERT = "</script><script>alert('x')</script><!-- $x$ \uFFFD";

    private static final double[] X = {0.9, -0.7};

    private static final Weight ACROSS = new Weight(0, 1, 0, "across");
    private static final Weight UP = new Weight(0, 1, 1, "up");

    enum Kind {
        SOFTMAX(() -> Play.softmax(Z, 2)),
        JACOBIAN(() -> Play.jacobian(Z)),
        STEPS(() -> Play.steps(Z, 0)),
        DESCENT(() -> descent(ACROSS, UP, 0.5, 1, 2)),
        CIRCUIT(() ->
                Play.circuit(net(), X, 1, new Weight(0, 2, 1, "first " + HOSTILE), new Weight(1, 0, 2, "second"))),
        TRAINING(() -> Play.training(recording("moons " + HOSTILE, 4), recording("again", 4)));

        private final Supplier<Figure> maker;

        Kind(Supplier<Figure> maker) {
            this.maker = maker;
        }
    }

    private static Mlp net() {
        return Mlp.create(new int[] {2, 3, 2}, Activation.TANH, new Initialisation.Glorot(), 1);
    }

    private static Dataset hostileMoons() {
        final var moons = Toy.moons(20, 0.1, 1);
        return new Dataset(moons.X(), moons.Y(), List.of("x " + HOSTILE, "y"), List.of("one " + HOSTILE, "two"));
    }

    private static Recording recording(String name, int epochs) {
        return Recording.of(name, trainer(epochs), net(), hostileMoons(), epoch -> epoch % 2 == 0);
    }

    private static Trainer trainer(int epochs) {
        return Trainer.with(new Optimizer.Sgd())
                .learningRate(0.5)
                .epochs(epochs)
                .fullBatch();
    }

    @ParameterizedTest
    @EnumSource
    void isTheSamePictureEachTimeWithItsDataAndItsScript(Kind kind) {
        final var figure = kind.maker.get();

        assertThat(figure).isEqualTo(kind.maker.get());
        assertThat(figure.drawing())
                .startsWith("<div class=\"gradwalk-play\" data-figure=\""
                        + kind.name().toLowerCase(Locale.ROOT) + "\"><svg ")
                .contains("<title ", "<desc ")
                .endsWith("</script></div>");
        assertThat(scripts(figure)).hasSize(2);
        assertThat(scripts(figure).get(0).group(1)).isEqualTo(" type=\"application/json\"");
        assertThat(scripts(figure).get(1).group(1)).isEmpty();
        assertThat(figure.values().rows()).isNotEmpty();
    }

    /** An exporter looks for pictures, tables and formulas in what a notebook shows, and must find none in a script. */
    @ParameterizedTest
    @EnumSource
    void nothingInAScriptLooksLikeHtmlOrLikeAFormula(Kind kind) {
        assertThat(scripts(kind.maker.get())).allSatisfy(script -> assertThat(script.group(2))
                .doesNotContain("<!--", "</", "<script", "<svg", "<t", "<img", "<?", "$", "\\(", "\\[", "\u2028"));
    }

    /** A script draws with the colours of the other figures, since it has none of its own but black and white. */
    @ParameterizedTest
    @EnumSource
    void aScriptIsHandedTheStyleOfAllFigures(Kind kind) {
        final var figure = kind.maker.get();

        final var theme = data(figure).getAsJsonObject("theme");
        assertThat(theme).isEqualTo(new Gson().toJsonTree(Script.theme()));
        assertThat(figure.drawing())
                .contains(
                        "fill=\"" + theme.get("panel").getAsString(),
                        "stroke=\"" + theme.get("border").getAsString());
        final var script = scripts(figure).get(1).group(2);
        assertThat(Pattern.compile("#[0-9a-fA-F]{3,8}\\b")
                        .matcher(script)
                        .results()
                        .map(MatchResult::group))
                .containsOnly("#000000", "#ffffff");
        assertThat(Pattern.compile("theme\\.(\\w+)").matcher(script).results().map(name -> name.group(1)))
                .isSubsetOf(theme.keySet());
    }

    @Test
    void theDataKeepWhatTextsSay() {
        final var recording = data(Kind.TRAINING.maker.get())
                .getAsJsonArray("recordings")
                .get(0)
                .getAsJsonObject();

        assertThat(recording.get("name").getAsString()).isEqualTo("moons " + INERT);
        assertThat(recording.getAsJsonArray("featureNames").get(0).getAsString())
                .isEqualTo("x " + INERT);
    }

    @Test
    void theDataKeepEveryBit() {
        final double[] odd = {-0.0, Double.MIN_VALUE, Math.PI, -1e308, 0.1};

        final var buffer = ByteBuffer.wrap(Base64.getDecoder().decode(ScriptData.bits(odd)))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (final double value : odd) {
            assertThat(Double.doubleToRawLongBits(buffer.getDouble())).isEqualTo(Double.doubleToRawLongBits(value));
        }
    }

    @Test
    void aRecordingKeepsTheNetworkBeforeTrainingAndAfterTheEpochsAskedFor() {
        final var net = net();
        final var fresh = net.copy();

        final var recording = Recording.of("moons", trainer(5), net, hostileMoons(), epoch -> epoch % 2 == 1);

        assertThat(recording.snapshots()).extracting(Recording.Snapshot::epoch).containsExactly(0, 1, 3, 5);
        assertThat(weights(recording, 0)).isEqualTo(fresh.layers().get(0).W().data);
        assertThat(weights(recording, 3)).isEqualTo(net.layers().get(0).W().data);
        assertThat(weights(recording, 2)).isNotEqualTo(weights(recording, 3));
    }

    private static double[] weights(Recording recording, int snapshot) {
        return recording.snapshots().get(snapshot).net().layers().get(0).W().data;
    }

    @Test
    void descentLeavesTheNetworkAsItWas() {
        final var net = net();

        Play.descent(net, hostileMoons(), ACROSS, UP, new double[] {1, 2}, 0.5);

        assertThat(net.layers().get(0).W().data).isEqualTo(net().layers().get(0).W().data);
    }

    @Test
    void descentSaysWhereItsWeightsAre() {
        final var data = data(Kind.DESCENT.maker.get());

        assertThat(data.getAsJsonArray("weights").asList())
                .extracting(weight -> weight.getAsJsonObject().get("index").getAsInt())
                .containsExactly(2, 3);
        assertThat(data.getAsJsonArray("centre").get(1).getAsDouble())
                .isEqualTo(net().layers().get(0).W().get(1, 1));
    }

    @Test
    void whatItCannotDrawIsRefused() {
        refused(() -> Play.softmax(new double[] {1, 2}, 0), "z must have 3 logits, but has 2");
        refused(() -> Play.softmax(new double[] {1, 2, Double.NaN}, 0), "z must be within ±6, but z[2] is NaN");
        refused(() -> Play.jacobian(new double[] {1, -6.5, 0}), "z must be within ±6, but z[1] is -6.5");
        refused(() -> Play.softmax(Z, 3), "target must be 0, 1 or 2, but is 3");
        refused(() -> Play.steps(Z, -1), "target must be 0, 1 or 2, but is -1");
        refused(() -> Play.steps(new double[] {5.5, 0, 0}, 0), "z[0] must be from -3 to 5, but is 5.5");
        refused(() -> Play.training(), "recordings is empty");
        refused(
                () -> Play.training(recording("one", 4), recording("two", 6)),
                "recordings must all have the same number of snapshots, but have 3 and 4");
        refused(() -> recording(" ", 4), "name is blank");
        refused(() -> new Recording("one", hostileMoons(), List.of()), "snapshots must be at least 2, but are 0");
        refused(
                () -> new Recording("two", hostileMoons(), List.of(snapshot(0, 2, 3, 2), snapshot(4, 2, 4, 2))),
                "snapshots must all have the sizes [2, 3, 2], but that of epoch 4 has [2, 4, 2]");
        refused(
                () -> new Recording("digits", new Dataset(new DMatrixRMaj(1, 3), Targets.ofClass(2, 0)), List.of()),
                "data must have 2 features, but have 3");
    }

    @Test
    void aSliceThatIsNoneIsRefused() {
        refused(
                () -> descent(ACROSS, new Weight(0, 1, 0, "the same"), 0.5, 1, 2),
                "across and up must be two weights, but both are W[1][0] of layer 0");
        refused(
                () -> descent(ACROSS, new Weight(2, 0, 0, "up"), 0.5, 1, 2),
                "layer of a weight must be below 2, but is 2");
        refused(
                () -> descent(ACROSS, new Weight(0, 3, 0, "up"), 0.5, 1, 2),
                "a weight must be an entry of W, 3×2, but is (3, 0)");
        refused(() -> descent(ACROSS, UP, 0.001, 1, 2), "eta must be from 0.01 to 100, but is 0.001");
        refused(() -> descent(ACROSS, UP, 0.5, 1), "start must have 2 entries, but has 1");
        final var W = net().layers().get(0).W();
        refused(
                () -> descent(ACROSS, UP, 0.5, W.get(1, 0), W.get(1, 1)),
                "distance from start to the network's weights must be positive and finite, but is 0.0");
        final var soft =
                new Dataset(new DMatrixRMaj(1, 2), Targets.ofDistributions(new DMatrixRMaj(1, 2, true, 0.4, 0.6)));
        refused(
                () -> Play.descent(net(), soft, ACROSS, UP, new double[] {1, 2}, 0.5),
                "targets must be one-hot, but the largest entry of row 0 (counted from 0) is 0.6");
    }

    @Test
    void aCircuitHasEachValueAboveItsGradient() {
        final var net = worked();
        final var drawing = Play.circuit(net, X, 0).drawing();

        assertThat(number(drawing, "z1.0.value")).isEqualTo("0.540");
        assertThat(number(drawing, "z1.1.value")).isEqualTo("−0.890");
        assertThat(numbers(drawing, "p", 3, "value")).containsExactly("0.300", "0.600", "0.100");
        assertThat(numbers(drawing, "z", 3, "value")).containsExactly("1.099", "1.792", "0.000");
        assertThat(numbers(drawing, "z", 3, "gradient")).containsExactly("−0.700", "0.600", "0.100");
        assertThat(numbers(drawing, "p", 3, "gradient")).containsExactly("−3.333", "0.000", "0.000");
        assertThat(number(drawing, "E.0.value")).isEqualTo("1.2040");
        assertThat(numbers(drawing, "y", 3, "value")).containsExactly("1", "0", "0");
        assertThat(numbers(drawing, "W2", 6, "value")).containsExactly("1.3", "0.2", "0.6", "−1.4", "−1.1", "−0.2");
        final var row = new DMatrixRMaj(1, 2, true, X);
        final var pass = net.forward(row);
        final var gradients = net.backward(pass, CrossEntropy.gradient(pass.logits(), Targets.ofClass(3, 0)));
        assertRounded(drawing, "W1", gradients.W().get(0));
        assertRounded(drawing, "b1", gradients.b().get(0));
        assertRounded(drawing, "z1", gradients.b().get(0));
        assertRounded(drawing, "W2", gradients.W().get(1));
        assertRounded(drawing, "b2", gradients.b().get(1));
        assertRounded(drawing, "x", gradients.X());
        final var ofA1 = new DMatrixRMaj(1, 2);
        CommonOps_DDRM.mult(
                new DMatrixRMaj(1, 3, true, -0.7, 0.6, 0.1), net.layers().get(1).W(), ofA1);
        assertRounded(drawing, "a1", ofA1);
    }

    private static void assertRounded(String drawing, String key, DMatrixRMaj gradient) {
        for (int k = 0; k < gradient.getNumElements(); k++) {
            final var shown = number(drawing, key + "." + k + ".gradient").replace('−', '-');
            assertThat(Double.parseDouble(shown)).as(key).isEqualTo(gradient.get(k), within(0.00051));
        }
    }

    @Test
    void aCircuitWithShapesNamesTheShapeOfEverything() {
        assertThat(Play.circuitWithShapes(worked(), X, 0).drawing())
                .contains(">2×1</text>", ">3×1</text>", ">1×1</text>", ">W¹ 2×2</text>", ">W² 3×2</text>");
        assertThat(Play.circuit(worked(), X, 0).drawing()).doesNotContain("×1</text>", "×2</text>");
    }

    @Test
    void whatIsNoCircuitIsRefused() {
        final var deep = Mlp.create(new int[] {2, 3, 3, 2}, Activation.TANH, new Initialisation.Glorot(), 1);
        refused(
                () -> Play.circuit(deep, X, 0),
                "net must have 3 sizes of at most 4, the first two at most 5 together, but has [2, 3, 3, 2]");
        final var relu = Mlp.create(new int[] {2, 3, 2}, Activation.RELU, new Initialisation.He(), 1);
        refused(() -> Play.circuit(relu, X, 0), "activations must be TANH and IDENTITY, but are RELU and IDENTITY");
        refused(() -> Play.circuit(net(), new double[] {1, 7}, 0), "x must be within ±5, but is 7.0");
        refused(() -> Play.circuit(net(), X, 2), "target must be below 2, but is 2");
        final var large = net();
        large.layers().get(0).W().set(1, 0, -4);
        refused(() -> Play.circuit(large, X, 0, ACROSS), "across must be within ±3, but is -4.0");
        refused(
                () -> Play.circuit(net(), X, 0, new Weight(1, 2, 0, "none")),
                "a weight must be an entry of W, 2×3, but is (2, 0)");
    }

    /** The network of the worked example. */
    private static Mlp worked() {
        return new Mlp(List.of(
                new Layer(
                        new DMatrixRMaj(2, 2, true, 0.8, 0.4, -1.2, 0.3),
                        new DMatrixRMaj(2, 1, true, 0.1, 0.4),
                        Activation.TANH),
                new Layer(
                        new DMatrixRMaj(3, 2, true, 1.3, 0.2, 0.6, -1.4, -1.1, -0.2),
                        new DMatrixRMaj(3, 1, true, 0.6, 0.5, 0.4),
                        Activation.IDENTITY)));
    }

    private static List<String> numbers(String drawing, String key, int count, String side) {
        return IntStream.range(0, count)
                .mapToObj(k -> number(drawing, key + "." + k + "." + side))
                .toList();
    }

    private static String number(String drawing, String name) {
        final var found = Pattern.compile("data-number=\"" + Pattern.quote(name) + "\">([^<]*)</text>")
                .matcher(drawing);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    private static Figure descent(Weight across, Weight up, double eta, double... start) {
        return Play.descent(net(), hostileMoons(), across, up, start, eta);
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    private static List<MatchResult> scripts(Figure figure) {
        return SCRIPT.matcher(figure.drawing()).results().toList();
    }

    private static JsonObject data(Figure figure) {
        return JsonParser.parseString(scripts(figure).get(0).group(2)).getAsJsonObject();
    }

    private static Recording.Snapshot snapshot(int epoch, int... sizes) {
        return new Recording.Snapshot(epoch, Mlp.create(sizes, Activation.TANH, new Initialisation.Glorot(), 1));
    }
}
