package io.github.gradwalk.play;

import io.github.gradwalk.Activation;
import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Softmax;
import io.github.gradwalk.Targets;
import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Position;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.drawing.Figure;
import io.github.gradwalk.plot.Charts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/**
 * Interactive figures: a script in the page computes what they show. Without scripts, each is a drawing of its initial state.
 *
 * <p>A test in a browser compares what they compute with the library, to a relative error of 10⁻¹², and difference quotients to the accuracy that
 * rounding leaves them.
 */
public final class Play {
    private static final List<String> CLASSES = List.of("class 1", "class 2", "class 3");
    private static final int WIDTH = 560;

    private Play() {}

    /**
     * Shows the softmax and the cross-entropy of three logits with a temperature: bars for {@code p}, arrows for {@code p − y}, and the loss.
     *
     * <p>\[ p = \mathrm{softmax}(z/T), \qquad E = -\ln p_c, \qquad \frac{\partial E}{\partial z} = \frac{p - y}{T} \]
     *
     * @param z the three logits at the beginning, each between −6 and 6, where the sliders end
     * @param target the true class {@code c} at the beginning, from 0
     * @throws IllegalArgumentException if there are not three logits, one is outside ±6 or NaN, or there is no such class
     */
    public static Figure softmax(double[] z, int target) {
        requireLogits(z);
        requireTarget(target);
        final var logits = new DMatrixRMaj(1, 3, true, z);
        final double[] p = Softmax.probabilities(logits).data;
        final double loss = CrossEntropy.loss(logits, Targets.ofClass(3, target));
        final double[] y = new double[3];
        y[target] = 1;
        final var chart = Charts.styled(new CategoryChartBuilder()
                .title("Play: three logits, their softmax, and the loss")
                .width(WIDTH)
                .height(402)
                .xAxisTitle("class")
                .yAxisTitle("probability")
                .build());
        chart.addSeries("p, the prediction", CLASSES, Arrays.stream(p).boxed().toList());
        chart.addSeries("y, the truth", CLASSES, Arrays.stream(y).boxed().toList());
        final var words =
                "The probabilities of three logits beside the truth. The loss is %s nats.".formatted(text(loss));
        return Script.playing("softmax", Charts.figure(chart, words), Map.of("z", z.clone(), "target", target));
    }

    /**
     * Shows the Jacobian of softmax with a temperature as a heat map, and its row sums.
     *
     * <p>\[ \frac{\partial p}{\partial z} = \frac{\mathrm{diag}(p) - p\,p^\top}{T} \]
     *
     * @param z the three logits at the beginning, each between −6 and 6, where the sliders end
     * @throws IllegalArgumentException if there are not three logits, or one is outside ±6 or NaN
     */
    public static Figure jacobian(double[] z) {
        requireLogits(z);
        final var J = Softmax.jacobian(Softmax.probabilities(new DMatrixRMaj(1, 3, true, z)));
        final var chart = Charts.matrix(
                "Play: nine derivatives, as the logits move", J, new String[] {"∂p₁", "∂p₂", "∂p₃"}, new String[] {
                    "∂z₁", "∂z₂", "∂z₃"
                });
        final var still = Charts.figure(chart, "The Jacobian of softmax at three logits.");
        return Script.playing("jacobian", still, Map.of("z", z.clone()));
    }

    /**
     * Plots the errors of the forward difference, the central difference and the complex step over the step {@code h}, for the derivative
     * of the cross-entropy of three logits with respect to the first of them.
     *
     * @param z the logits, the first between −3 and 5, where its slider ends
     * @param target the true class, from 0
     * @throws IllegalArgumentException if there are not three logits, one is outside its range or NaN, or there is no such class
     */
    public static Figure steps(double[] z, int target) {
        requireLogits(z);
        requireTarget(target);
        Require.that(-3 <= z[0] && z[0] <= 5, "z[0] must be from -3 to 5, but is %s", z[0]);
        final var quotients = new DifferenceQuotients(z.clone(), Targets.ofClass(3, target));
        final double[] h = IntStream.rangeClosed(0, 70)
                .mapToDouble(t -> StrictMath.pow(10, -18 + t / 4.0))
                .toArray();
        final var chart = Charts.styled(new XYChartBuilder()
                .title("Play: which step, and which difference?")
                .width(WIDTH)
                .height(426)
                .xAxisTitle("step h")
                .yAxisTitle("relative error of ∂E/∂z₁")
                .build());
        chart.addSeries("forward difference", h, errors(quotients.exact(), h, quotients::forward));
        chart.addSeries("central difference", h, errors(quotients.exact(), h, quotients::central));
        chart.addSeries("complex step", h, errors(quotients.exact(), h, quotients::complexStep));
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        final var still = Charts.figure(
                chart,
                "Relative error of three difference quotients over their step, both axes logarithmic. An error of 0 is drawn as 10⁻¹⁷.");
        return Script.playing("steps", still, Map.of("z", z.clone(), "target", target, "exponent", -8));
    }

    /**
     * Shows a network with one hidden layer as a circuit for one example, which can be gone through step by step: above each wire its value, below
     * it the derivative of the cross-entropy with respect to it, and below the circuit the parameters with theirs. Moving a weight computes both
     * passes again.
     *
     * <p>\[ x \to z^1 = W^1x + b^1 \to a^1 = \tanh z^1 \to z = W^2a^1 + b^2 \to p = \mathrm{softmax}(z) \to E = -\ln p_c \]
     *
     * @param net with one hidden layer of tanh units, at most 4 features, 4 hidden units and 4 classes, and at most 5 features and hidden units
     *     together; its weights and biases are between −5 and 5
     * @param x the features of the example, each between −5 and 5
     * @param target the true class {@code c} at the beginning, from 0
     * @param sliders the weights that can be moved, each between −3 and 3, where its slider ends; not too many
     * @throws IllegalArgumentException if the network is another one, or a number is outside its range
     */
    public static Figure circuit(Mlp net, double[] x, int target, Weight... sliders) {
        return circuit("Play: a network as a circuit", net, x, target, false, sliders);
    }

    /**
     * Shows what {@link #circuit} shows, with the shape of each vector and matrix beside its name, and in the description of each step the shapes
     * that it multiplies.
     */
    public static Figure circuitWithShapes(Mlp net, double[] x, int target, Weight... sliders) {
        return circuit("Play: a network as a circuit, with all shapes", net, x, target, true, sliders);
    }

    private static Figure circuit(String title, Mlp net, double[] x, int target, boolean shapes, Weight... sliders) {
        final int[] sizes = net.sizes();
        Require.that(
                sizes.length == 3 && Arrays.stream(sizes).allMatch(size -> size <= 4) && sizes[0] + sizes[1] <= 5,
                "net must have 3 sizes of at most 4, the first two at most 5 together, but has %s",
                Arrays.toString(sizes));
        final var hidden = net.layers().get(0).activation();
        final var output = net.layers().get(1).activation();
        Require.that(
                hidden == Activation.TANH && output == Activation.IDENTITY,
                "activations must be TANH and IDENTITY, but are %s and %s",
                hidden,
                output);
        Require.size("x", sizes[0], x.length);
        requireWithin("x", 5, x);
        net.layers().forEach(layer -> {
            requireWithin("W", 5, layer.W().data);
            requireWithin("b", 5, layer.b().data);
        });
        Require.that(0 <= target && target < sizes[2], "target must be below %d, but is %d", sizes[2], target);
        for (final var weight : sliders) {
            TwoWeightDescent.requireOf(net, weight);
            requireWithin(
                    Names.inMessage(weight.name()),
                    3,
                    net.layers().get(weight.layer()).W().get(weight.output(), weight.input()));
        }
        return Script.playing(
                "circuit",
                new Circuit(net, x, target, shapes).figure(title),
                Map.of(
                        "network", ScriptData.Network.of(net),
                        "x", x.clone(),
                        "target", target,
                        "shapes", shapes,
                        "weights",
                                Arrays.stream(sliders)
                                        .map(weight -> WeightData.of(net, weight))
                                        .toList()));
    }

    private static void requireWithin(String name, int most, double... values) {
        for (final double value : values) {
            Require.that(Math.abs(value) <= most, "%s must be within ±%s, but is %s", name, most, value);
        }
    }

    private static double[] errors(double exact, double[] h, DoubleUnaryOperator quotient) {
        return Arrays.stream(h)
                .map(step -> Math.max(Math.abs(quotient.applyAsDouble(step) - exact) / Math.abs(exact), 1e-17))
                .toArray();
    }

    /**
     * Shows gradient descent with momentum on two weights of a network, while all other parameters stay fixed.
     *
     * <p>\[ v \leftarrow \mu v + g, \qquad \theta \leftarrow \theta - \eta v \]
     *
     * @param net a trained network: the picture is centred on its two weights
     * @param data the examples of which the loss is computed, not too many, with one-hot targets
     * @param start the values from which the two weights start
     * @param eta the learning rate at the beginning, from 0.01 to 100; {@code μ} is 0 at the beginning
     * @throws IllegalArgumentException if the data do not fit the network, a target is not one-hot, a weight is not one of the network's, both are
     *     the same, they start at their trained values, or the learning rate is outside its range
     */
    public static Figure descent(Mlp net, Dataset data, Weight across, Weight up, double[] start, double eta) {
        requireOneHot(data);
        Require.that(start.length == 2, "start must have 2 entries, but has %d", start.length);
        Require.that(0.01 <= eta && eta <= 100, "eta must be from 0.01 to 100, but is %s", eta);
        final var descent = new TwoWeightDescent(net, data, across, up);
        final double[] centre = descent.values();
        final double away = Math.max(Math.abs(start[0] - centre[0]), Math.abs(start[1] - centre[1]));
        Require.positive("distance from start to the network's weights", away);
        final double[][] plain = descent.path(start, eta, 0, 40);
        final double[][] momentum = descent.path(start, eta, 0.9, 40);
        final var chart = Charts.styled(new XYChartBuilder()
                .title("Play: learning rate and momentum")
                .width(WIDTH)
                .height(402)
                .xAxisTitle(across.name())
                .yAxisTitle(up.name())
                .build());
        chart.addSeries("plain", plain[0], plain[1]);
        chart.addSeries("momentum 0.9", momentum[0], momentum[1]);
        chart.addSeries("trained", new double[] {centre[0]}, new double[] {centre[1]})
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        final var still = Charts.figure(
                chart,
                "Forty steps of gradient descent in the plane of two weights, with the learning rate %s, without and with momentum."
                        .formatted(text(eta)));
        return Script.playing(
                "descent",
                still,
                Map.of(
                        "network", ScriptData.Network.of(net),
                        "examples", ScriptData.Examples.of(data),
                        "weights", List.of(WeightData.of(net, across), WeightData.of(net, up)),
                        "centre", centre.clone(),
                        "reach", 1.15 * away,
                        "start", start.clone(),
                        "eta", eta,
                        "mu", 0));
    }

    /** As the script reads it: {@code index} is the position of the weight in {@code W}, row by row. */
    private record WeightData(int index, int layer, String name) {
        static WeightData of(Mlp net, Weight weight) {
            final int index = weight.output() * net.layers().get(weight.layer()).inputs() + weight.input();
            return new WeightData(index, weight.layer(), Names.isolated(weight.name()));
        }
    }

    /**
     * Shows decision regions during training, with the loss and the norm of the gradient over the epochs.
     *
     * @param recordings one or more for the reader to choose from, all with the same number of snapshots
     * @throws IllegalArgumentException if there are none, the numbers of their snapshots differ, or a target is not one-hot
     */
    public static Figure training(Recording... recordings) {
        Require.that(recordings.length > 0, "recordings is empty");
        for (final var recording : recordings) {
            requireOneHot(recording.data());
            Require.that(
                    recording.snapshots().size() == recordings[0].snapshots().size(),
                    "recordings must all have the same number of snapshots, but have %d and %d",
                    recordings[0].snapshots().size(),
                    recording.snapshots().size());
        }
        final var first = recordings[0];
        final var last = first.snapshots().get(first.snapshots().size() - 1);
        final var chart = Charts.regions("Play: decision regions through training", first.data(), last.net()::logits);
        final var still = Charts.figure(
                chart,
                "Which class the network gives each point of the plane, %s, after %d epochs."
                        .formatted(Names.isolated(first.name()), last.epoch()));
        return Script.playing(
                "training",
                still,
                Map.of(
                        "recordings",
                        Arrays.stream(recordings).map(RecordingData::of).toList()));
    }

    /** As the script reads it. Names are isolated, since the script puts them among other words. */
    private record RecordingData(
            List<String> activations,
            List<String> classNames,
            ScriptData.Examples examples,
            List<String> featureNames,
            String name,
            int[] sizes,
            List<SnapshotData> snapshots) {
        static RecordingData of(Recording recording) {
            final var net = recording.snapshots().get(0).net();
            return new RecordingData(
                    ScriptData.activations(net),
                    isolated(recording.data().classNames()),
                    ScriptData.Examples.of(recording.data()),
                    isolated(recording.data().featureNames()),
                    Names.isolated(recording.name()),
                    net.sizes(),
                    recording.snapshots().stream().map(SnapshotData::of).toList());
        }

        private static List<String> isolated(List<String> names) {
            return names.stream().map(Names::isolated).toList();
        }
    }

    private record SnapshotData(int epoch, String parameters) {
        static SnapshotData of(Recording.Snapshot snapshot) {
            return new SnapshotData(snapshot.epoch(), ScriptData.parameters(snapshot.net()));
        }
    }

    private static void requireOneHot(Dataset data) {
        for (int n = 0; n < data.examples(); n++) {
            final double y = data.Y().get(n, data.Y().classOf(n));
            Require.that(y == 1, "targets must be one-hot, but the largest entry of %s is %s", Position.row(n), y);
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

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
