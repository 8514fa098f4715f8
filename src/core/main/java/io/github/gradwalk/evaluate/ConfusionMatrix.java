package io.github.gradwalk.evaluate;

import io.github.gradwalk.Softmax;
import io.github.gradwalk.Targets;
import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.argument.Summary;
import io.github.gradwalk.evaluate.ClassificationReport.Scores;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * How the examples of each class were classified: {@code Cₜₖ} examples are of class {@code t} and were classified as {@code k}.
 *
 * <p>An example is classified as the class with the largest score, the first of several.
 */
public final class ConfusionMatrix {
    private static final int MOST_SHOWN = 20;

    private final DMatrixRMaj C;

    private ConfusionMatrix(DMatrixRMaj C) {
        this.C = C;
    }

    /**
     * Counts the examples.
     *
     * @param truth the true classes; of a soft label, the most probable class counts, the first of several
     * @param scores logits or probabilities, N×K
     * @throws IllegalArgumentException if {@code scores} does not have the shape of {@code truth}, or has an entry that is NaN or +∞
     */
    public static ConfusionMatrix of(Targets truth, DMatrixRMaj scores) {
        Require.notNull("truth", truth);
        Require.shape("scores", scores, truth.examples(), truth.classes());
        Require.logits("scores", scores);
        final var C = new DMatrixRMaj(truth.classes(), truth.classes());
        for (int n = 0; n < scores.numRows; n++) {
            C.add(truth.classOf(n), Softmax.argmax(scores, n), 1);
        }
        return new ConfusionMatrix(C);
    }

    /** Returns how many examples of class {@code truth} were classified as {@code predicted}. */
    public int count(int truth, int predicted) {
        requireClass("truth", truth);
        requireClass("predicted", predicted);
        return (int) C.get(truth, predicted);
    }

    /** Returns the share of examples that were classified correctly. */
    public double accuracy() {
        // accuracy = Σₖ Cₖₖ / N
        return CommonOps_DDRM.trace(C) / CommonOps_DDRM.elementSum(C);
    }

    /** Returns the share of the examples classified as {@code k} that are of class {@code k}; NaN if there is none. */
    public double precision(int k) {
        requireClass("k", k);
        // precision = Cₖₖ / Σₜ Cₜₖ, the sum of the column
        return C.get(k, k) / predicted(k);
    }

    /** Returns the share of the examples of class {@code k} that were classified as {@code k}; NaN if there is none. */
    public double recall(int k) {
        requireClass("k", k);
        // recall = Cₖₖ / Σⱼ Cₖⱼ, the sum of the row
        return C.get(k, k) / support(k);
    }

    /**
     * Returns the harmonic mean of precision and recall of class {@code k}; NaN if no example is of class {@code k} or was classified
     * as {@code k}.
     *
     * <p>\[ F_1 = \frac{2\, C_{kk}}{\sum_t C_{tk} + \sum_j C_{kj}} \]
     */
    public double f1(int k) {
        requireClass("k", k);
        // F₁ = 2 Cₖₖ / (Σₜ Cₜₖ + Σⱼ Cₖⱼ)
        return 2 * C.get(k, k) / (predicted(k) + support(k));
    }

    /** Returns the number of examples of class {@code k}. */
    public int support(int k) {
        requireClass("k", k);
        return (int) CommonOps_DDRM.elementSum(CommonOps_DDRM.extractRow(C, k, null));
    }

    /** The number of examples that were classified as {@code k}. */
    private int predicted(int k) {
        return (int) CommonOps_DDRM.elementSum(CommonOps_DDRM.extractColumn(C, k, null));
    }

    /** The number of classes. */
    public int classes() {
        return C.numRows;
    }

    /**
     * Returns precision, recall, F₁ and support of each class, and their averages.
     *
     * @param names one name for each class
     * @throws IllegalArgumentException if there is not exactly one name for each class
     */
    public ClassificationReport report(List<String> names) {
        Require.notNull("names", names);
        Require.that(
                names.size() == classes(),
                "names must be one for each of the %d classes, but are %s",
                classes(),
                Names.inMessage(names));
        return ClassificationReport.of(
                IntStream.range(0, classes())
                        .mapToObj(k -> new Scores(names.get(k), precision(k), recall(k), f1(k), support(k)))
                        .toList(),
                accuracy());
    }

    /** Returns C as a new K×K matrix, with a row for each true class and a column for each predicted one. */
    public DMatrixRMaj toMatrix() {
        return C.copy();
    }

    /** The counts, with a row for each true class and a column for each predicted one; of many classes, the accuracy alone. */
    @Override
    public String toString() {
        final var title = "ConfusionMatrix of " + Summary.count((int) CommonOps_DDRM.elementSum(C), "example") + ", "
                + Summary.count(classes(), "class") + ", accuracy " + Summary.number(accuracy());
        if (classes() > MOST_SHOWN) {
            return title;
        }
        final int width = String.valueOf((int) CommonOps_DDRM.elementMax(C)).length();
        return IntStream.range(0, classes())
                .mapToObj(t -> IntStream.range(0, classes())
                        .mapToObj(k ->
                                " ".repeat(width - String.valueOf(count(t, k)).length()) + count(t, k))
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n", title + "; rows are true classes, columns predicted ones\n", ""));
    }

    private void requireClass(String name, int k) {
        Require.that(0 <= k && k < C.numRows, "%s must be in 0 … %d, but is %d", name, C.numRows - 1, k);
    }
}
