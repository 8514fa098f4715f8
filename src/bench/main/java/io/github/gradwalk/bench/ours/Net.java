package io.github.gradwalk.bench.ours;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Targets;
import io.github.gradwalk.train.Optimizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * A network to measure, its batch, and how it learns.
 *
 * @param sizes the widths n₀ … n<sub>L</sub>
 */
public record Net(int[] sizes, int batch, Activation activation, Optimizer optimizer) {
    public static final double LEARNING_RATE = 0.001;

    /** Of words such as {@code 64-64-10 32 tanh sgd}. */
    public static Net parse(String sizes, String batch, String activation, String optimizer) {
        return new Net(
                Arrays.stream(sizes.split("-")).mapToInt(Integer::parseInt).toArray(),
                Integer.parseInt(batch),
                Activation.valueOf(activation.toUpperCase(Locale.ROOT)),
                switch (optimizer) {
                    case "sgd" -> new Optimizer.Sgd();
                    case "adam" -> new Optimizer.Adam();
                    default -> throw new IllegalArgumentException("optimizer must be sgd or adam, but is " + optimizer);
                });
    }

    /** Of such words in one. */
    public static Net parse(String words) {
        final var word = words.split(" ");
        return parse(word[0], word[1], word[2], word[3]);
    }

    public Mlp create() {
        return Mlp.create(sizes, activation, new Initialisation.Glorot(), 1);
    }

    /** Returns normally distributed features, N × n₀. */
    public DMatrixRMaj X() {
        final var random = new Random(2);
        final var X = new DMatrixRMaj(batch, sizes[0]);
        Arrays.setAll(X.data, i -> random.nextGaussian());
        return X;
    }

    /** Returns classes drawn at random. */
    public Targets Y() {
        final int classes = sizes[sizes.length - 1];
        return Targets.ofClasses(classes, new Random(3).ints(batch, 0, classes).toArray());
    }
}
