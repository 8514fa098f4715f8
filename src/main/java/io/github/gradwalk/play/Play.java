package io.github.gradwalk.play;

import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Require;
import io.github.gradwalk.Softmax;
import io.github.gradwalk.Targets;
import io.github.gradwalk.plot.Figure;
import io.github.gradwalk.plot.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * Figures to play with: the page itself computes what they show. Without scripts each is a picture of how it starts.
 *
 * <p>What they compute is compared with the library in a test, in a browser, to a relative error of 10⁻¹².
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
        final var list = new ArrayList<Double>();
        for (final double value : values) {
            list.add(value);
        }
        return list;
    }

    private static String text(double value) {
        return String.format(java.util.Locale.ROOT, "%.3f", value);
    }
}
