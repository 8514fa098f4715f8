package io.github.gradwalk;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.annotations.SerializedName;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;

/** The reference values in {@code src/test/resources}, which other programs have computed. */
public final class Golden {
    private Golden() {}

    private record File<T>(List<T> cases) {}

    /** From mpmath, 60 digits, rounded to the nearest double. */
    record SoftmaxCase(
            double[] logits,
            @SerializedName("class") int trueClass,
            double[] softmax,
            @SerializedName("log_softmax") double[] logSoftmax,
            @SerializedName("log_sum_exp") double logSumExp,
            @SerializedName("cross_entropy") double crossEntropy,
            double[] gradient) {}

    /** From PyTorch, in double precision. */
    public record MlpCase(
            String name,
            int[] sizes,
            String activation,
            double[][] input,
            @SerializedName("target_kind") String targetKind,
            JsonElement target,
            @SerializedName("label_smoothing") double labelSmoothing,
            List<Parameters> parameters,
            double[][] logits,
            double[][] probabilities,
            double loss,
            List<Parameters> gradients,
            @SerializedName("input_gradient") double[][] inputGradient,
            OptimizerCase optimizer) {

        public Mlp network() {
            return Golden.network(parameters, activation);
        }

        public Dataset data() {
            return new Dataset(new DMatrixRMaj(input), targets());
        }

        Targets targets() {
            final var exact =
                    switch (targetKind) {
                        case "index" ->
                            Targets.ofClasses(sizes[sizes.length - 1], new Gson().fromJson(target, int[].class));
                        case "soft" ->
                            Targets.ofDistributions(new DMatrixRMaj(new Gson().fromJson(target, double[][].class)));
                        default -> throw new IllegalArgumentException(targetKind);
                    };
            return labelSmoothing == 0 ? exact : exact.smoothed(labelSmoothing);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public record Parameters(double[][] weight, double[] bias) {}

    /**
     * Full-batch steps: the loss of the data before each, and the parameters after all.
     *
     * @param settings those of the optimizer, in the order of its constructor; none for the usual ones
     */
    public record OptimizerCase(
            String name,
            @SerializedName("learning_rate") double learningRate,
            double[] settings,
            @SerializedName("weight_decay") double weightDecay,
            double[] losses,
            List<Parameters> parameters) {}

    /** Further steps, on the network and data of another case. */
    public record FurtherCase(@SerializedName("case") String mlpCase, OptimizerCase optimizer) {}

    /** From PyTorch, in double precision, by {@code weights.py}: the sum, and PyTorch's mean. */
    record WeightCase(
            String name,
            double[][] logits,
            int[] indices,
            double[][] soft,
            double smoothing,
            @SerializedName("class_weights") double[] classWeights,
            @SerializedName("example_weights") double[] exampleWeights,
            LossAndGradient sum,
            LossAndGradient mean) {
        Targets targets() {
            final var exact = indices == null
                    ? Targets.ofDistributions(new DMatrixRMaj(soft))
                    : Targets.ofClasses(logits[0].length, indices);
            final var smooth = exact.smoothed(smoothing);
            final var byClass = classWeights == null ? smooth : smooth.weightedByClass(classWeights);
            return exampleWeights == null ? byClass : byClass.weighted(exampleWeights);
        }

        /** Whether PyTorch's mean is that of this library. */
        boolean sameMean() {
            return classWeights == null || indices != null && smoothing == 0;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    record LossAndGradient(double loss, double[][] gradient) {}

    static List<WeightCase> weightCases() {
        return read("/weights.json", new TypeToken<>() {});
    }

    static List<SoftmaxCase> softmaxCases() {
        return read("/softmax.json", new TypeToken<>() {});
    }

    public static List<MlpCase> mlpCases() {
        return read("/mlp.json", new TypeToken<>() {});
    }

    /** From PyTorch, in double precision, by {@code optimizers.py}. */
    public static List<FurtherCase> furtherOptimizerCases() {
        return read("/optimizers.json", new TypeToken<>() {});
    }

    /** The minimum of the loss with weight decay, from SciPy, by {@code lbfgs.py}; the case is one of {@code mlp.json}, or {@code digits}. */
    public record MinimumCase(
            @SerializedName("case") String name,
            @SerializedName("weight_decay") double weightDecay,
            double value,
            double[][] weight) {}

    public static List<MinimumCase> minimumCases() {
        return read("/lbfgs.json", new TypeToken<>() {});
    }

    /** Steps with dropout from PyTorch, in double precision, by {@code dropout.py}. */
    public record DropoutCase(
            String activation,
            String optimizer,
            double dropout,
            long seed,
            @SerializedName("learning_rate") double learningRate,
            double[][] input,
            int[] target,
            List<Parameters> start,
            double[] losses,
            List<Parameters> end) {
        public Mlp startNetwork() {
            return network(start, activation);
        }

        public Mlp endNetwork() {
            return network(end, activation);
        }

        public Dataset data() {
            return new Dataset(new DMatrixRMaj(input), Targets.ofClasses(3, target));
        }

        @Override
        public String toString() {
            return activation + " " + optimizer;
        }
    }

    public static List<DropoutCase> dropoutCases() {
        return read("/dropout.json", new TypeToken<>() {});
    }

    private static Mlp network(List<Parameters> parameters, String activation) {
        final var layers = new ArrayList<Layer>();
        for (int l = 0; l < parameters.size(); l++) {
            final boolean last = l == parameters.size() - 1;
            final var p = parameters.get(l);
            layers.add(new Layer(
                    new DMatrixRMaj(p.weight),
                    Matrices.column(p.bias),
                    last ? Activation.IDENTITY : hidden(activation)));
        }
        return new Mlp(layers);
    }

    private static Activation hidden(String activation) {
        return switch (activation) {
            case "sigmoid" -> Activation.LOGISTIC;
            case "tanh" -> Activation.TANH;
            case "relu" -> Activation.RELU;
            default -> throw new IllegalArgumentException(activation);
        };
    }

    private static <T> List<T> read(String resource, TypeToken<File<T>> type) {
        try (var stream = Objects.requireNonNull(Golden.class.getResourceAsStream(resource), resource);
                var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            return new Gson().fromJson(reader, type).cases();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
