package io.github.gradwalk.play;

import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Softmax;
import io.github.gradwalk.Targets;
import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.plot.Figure;
import io.github.gradwalk.plot.Plot;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Figures to play with: the page itself computes what they show. Without scripts each is a picture of how it starts.
 *
 * <p>What they compute is compared with the library in a test, in a browser, to a relative error of 10⁻¹²; difference quotients to what
 * the rounding of their loss leaves.
 */
public final class Play {
    private static final String[] CLASSES = {"class 1", "class 2", "class 3"};

    private Play() {}

    /**
     * Softmax and cross-entropy of three logits with a temperature: bars of {@code p}, arrows {@code p − y}, the loss.
     *
     * <p>\[ p = \mathrm{softmax}(z/T), \qquad E = -\ln p_c, \qquad \frac{\partial E}{\partial z} = \frac{p - y}{T} \]
     *
     * @param z the three logits at the beginning, each within ±6, where the sliders end
     * @param target the true class at the beginning, {@code c}, from 0
     * @throws IllegalArgumentException if there are not three logits, one is beyond ±6 or NaN, or there is no such class
     */
    public static Figure softmax(double[] z, int target) {
        requireLogits(z);
        requireTarget(target);
        final var logits = new DMatrixRMaj(1, 3, true, z);
        final double[] p = Softmax.probabilities(logits).data;
        final double loss = CrossEntropy.loss(logits, Targets.ofClasses(3, target));
        final double[] y = new double[3];
        y[target] = 1;
        final var still = Plot.bars(CLASSES)
                .axes("class", "probability")
                .series("p, the prediction", p)
                .series("y, the truth", y)
                .figure(
                        "Play: three logits, their softmax, and the loss",
                        "The probabilities of three logits beside the truth. The loss is %s nats."
                                .formatted(text(loss)));
        return Script.playing("softmax", still, Map.of("z", list(z), "target", target));
    }

    /**
     * The Jacobian of softmax with a temperature as a heat map, and its row sums.
     *
     * <p>\[ \frac{\partial p}{\partial z} = \frac{\mathrm{diag}(p) - p\,p^\top}{T} \]
     *
     * @param z the three logits at the beginning, each within ±6, where the sliders end
     * @throws IllegalArgumentException if there are not three logits, or one is beyond ±6 or NaN
     */
    public static Figure jacobian(double[] z) {
        requireLogits(z);
        final var J = Softmax.jacobian(Softmax.probabilities(new DMatrixRMaj(1, 3, true, z)));
        final var still = Plot.heatMap(J)
                .rows("∂p₁", "∂p₂", "∂p₃")
                .columns("∂z₁", "∂z₂", "∂z₃")
                .figure("Play: nine derivatives, as the logits move", "The Jacobian of softmax at three logits.");
        return Script.playing("jacobian", still, Map.of("z", list(z)));
    }

    /**
     * How wrong the forward difference, the central difference and the complex step are, over their step {@code h}: the
     * derivative of the cross-entropy of three logits by the first of them.
     *
     * @param z the logits, the first within −3 and 5, where its slider ends
     * @param target the true class, from 0
     * @throws IllegalArgumentException if there are not three logits, one is beyond its slider or NaN, or there is no such class
     */
    public static Figure steps(double[] z, int target) {
        requireLogits(z);
        requireTarget(target);
        Require.that(-3 <= z[0] && z[0] <= 5, "z[0] must be from -3 to 5, but is %s", z[0]);
        final var quotients = new Quotients(z.clone(), Targets.ofClasses(3, target));
        final double[] h = IntStream.rangeClosed(0, 70)
                .mapToDouble(t -> StrictMath.pow(10, -18 + t / 4.0))
                .toArray();
        final var still = Plot.lines()
                .axes("step h", "relative error of ∂E/∂z₁")
                .logX()
                .logY()
                .series("forward difference", h, errors(quotients.exact(), h, quotients::forward))
                .series("central difference", h, errors(quotients.exact(), h, quotients::central))
                .series("complex step", h, errors(quotients.exact(), h, quotients::complexStep))
                .figure(
                        "Play: which step, and which difference?",
                        "Relative error of three difference quotients over their step, both axes logarithmic. An error of 0 is "
                                + "drawn as 10⁻¹⁷.");
        return Script.playing("steps", still, Map.of("z", list(z), "target", target, "exponent", -8));
    }

    private static double[] errors(double exact, double[] h, DoubleUnaryOperator quotient) {
        return Arrays.stream(h)
                .map(step -> Math.max(Math.abs(quotient.applyAsDouble(step) - exact) / Math.abs(exact), 1e-17))
                .toArray();
    }

    /**
     * Gradient descent with momentum on a slice of the loss: two weights move, all other parameters stay as they are.
     *
     * <p>\[ v \leftarrow \mu v + g, \qquad \theta \leftarrow \theta - \eta v \]
     *
     * @param net trained: the middle of the picture is where its two weights are
     * @param data what the loss is measured on, not many; each target one class
     * @param start where the two weights start
     * @param eta the learning rate at the beginning, from 0.01 to 100; {@code μ} is 0 at the beginning
     * @throws IllegalArgumentException if the data do not fit the network or a target is not one-hot, a weight is not one of the network's, both are
     *     the same, they start where they are, or the learning rate is beyond its slider
     */
    public static Figure descent(Mlp net, Dataset data, Weight across, Weight up, double[] start, double eta) {
        requireOneHot(data);
        Require.that(start.length == 2, "start must have 2 entries, but has %d", start.length);
        Require.that(0.01 <= eta && eta <= 100, "eta must be from 0.01 to 100, but is %s", eta);
        final var slice = new Slice(net, data, across, up);
        final double[] centre = slice.values();
        final double away = Math.max(Math.abs(start[0] - centre[0]), Math.abs(start[1] - centre[1]));
        Require.positive("distance from start to the network's weights", away);
        final double[][] plain = slice.path(start, eta, 0, 40);
        final double[][] momentum = slice.path(start, eta, 0.9, 40);
        final var still = Plot.lines()
                .axes(across.name(), up.name())
                .series("plain", plain[0], plain[1])
                .series("momentum 0.9", momentum[0], momentum[1])
                .points("trained", new double[] {centre[0]}, new double[] {centre[1]})
                .figure(
                        "Play: learning rate and momentum",
                        "Forty steps of gradient descent in the plane of two weights, with the learning rate %s, without and with momentum."
                                .formatted(text(eta)));
        return Script.playing(
                "descent",
                still,
                Map.of(
                        "network", Wire.network(net),
                        "examples", Wire.examples(data),
                        "weights", List.of(weight(net, across), weight(net, up)),
                        "centre", list(centre),
                        "reach", 1.15 * away,
                        "start", list(start),
                        "eta", eta,
                        "mu", 0));
    }

    private static Map<String, Object> weight(Mlp net, Weight weight) {
        final int index = weight.output() * net.layers().get(weight.layer()).inputs() + weight.input();
        return Map.of("layer", weight.layer(), "index", index, "name", Names.isolated(weight.name()));
    }

    /**
     * Decision regions as training goes on, with the loss and the length of the gradient over the epochs.
     *
     * @param recordings one or more to choose from, with as many snapshots each
     * @throws IllegalArgumentException if there is none, they have not as many snapshots, or a target is not one-hot
     */
    public static Figure training(Recording... recordings) {
        Require.that(recordings.length > 0, "recordings is empty");
        for (final var recording : recordings) {
            requireOneHot(recording.data());
            Require.that(
                    recording.snapshots().size() == recordings[0].snapshots().size(),
                    "recordings must have as many snapshots each, but have %d and %d",
                    recordings[0].snapshots().size(),
                    recording.snapshots().size());
        }
        final var first = recordings[0];
        final var last = first.snapshots().get(first.snapshots().size() - 1);
        final var still = Plot.regions(first.data(), last.net()::logits)
                .figure(
                        "Play: decision regions through training",
                        "Which class the network gives each point of the plane, %s, after %d epochs."
                                .formatted(Names.isolated(first.name()), last.epoch()));
        return Script.playing(
                "training",
                still,
                Map.of(
                        "recordings",
                        Arrays.stream(recordings).map(Play::recording).toList()));
    }

    private static Map<String, Object> recording(Recording recording) {
        final Map<String, Object> data =
                new HashMap<>(Wire.network(recording.snapshots().get(0).net()));
        data.remove("parameters");
        data.put("name", Names.isolated(recording.name()));
        data.put("featureNames", inert(recording.data().featureNames()));
        data.put("classNames", inert(recording.data().classNames()));
        data.put("examples", Wire.examples(recording.data()));
        data.put(
                "snapshots",
                recording.snapshots().stream()
                        .map(snapshot ->
                                Map.of("epoch", snapshot.epoch(), "parameters", Wire.parameters(snapshot.net())))
                        .toList());
        return data;
    }

    /** The script puts names among other words. */
    private static List<String> inert(List<String> names) {
        return names.stream().map(Names::isolated).toList();
    }

    private static void requireOneHot(Dataset data) {
        for (int n = 0; n < data.examples(); n++) {
            final double y = data.Y().get(n, data.Y().classOf(n));
            Require.that(y == 1, "targets must be one-hot, but the largest entry of row %d is %s", n, y);
        }
    }

    private static void requireLogits(double[] z) {
        Require.that(z.length == 3, "z must have 3 logits, but has %d", z.length);
        for (int i = 0; i < 3; i++) {
            Require.that(Math.abs(z[i]) <= 6, "z must be within ±6, but z[%d] is %s", i, z[i]);
        }
    }

    private static void requireTarget(int target) {
        Require.that(0 <= target && target < 3, "target must be 0, 1 or 2, but is %d", target);
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
