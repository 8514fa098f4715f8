package io.github.gradwalk;

import io.github.gradwalk.argument.Position;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.argument.Summary;
import io.github.gradwalk.engine.Rows;
import org.ejml.data.DMatrixRMaj;

/**
 * The targets of N examples: for each a distribution {@code y} over K classes, one per row.
 *
 * <p>A class index stands for the one-hot distribution. Two classes are two columns. With a single one the probability is always 1 and
 * the loss 0: that is right, but nothing can be learned from it, and training refuses it. Values are checked when targets are made and do not change afterwards, except
 * those of a {@code Batch}, which change with the batch.
 *
 * <p>Targets may carry weights, {@code wₙ} of an example and {@code vₖ} of a class, that say how much each counts in the loss; they are
 * all 1 unless {@link #weighted} or {@link #weightedByClass} has been called. With \( y_{nk} \) from these targets,
 *
 * <p>\[ E_n = -w_n \sum_{k=1}^{K} v_k\, y_{nk} \ln p_{nk} \]
 */
public final class Targets {
    private final DMatrixRMaj Y;
    /** {@code wₙ vₖ yₙₖ}: the same matrix as {@code Y} as long as all weights are 1. */
    private final DMatrixRMaj weightedY;

    private Targets(DMatrixRMaj Y) {
        this(Y, Y);
    }

    private Targets(DMatrixRMaj Y, DMatrixRMaj weightedY) {
        this.Y = Y;
        this.weightedY = weightedY;
    }

    /** One example, of this class: {@link #ofClasses} of one index. */
    public static Targets ofClass(int classes, int index) {
        return ofClasses(classes, new int[] {index});
    }

    /**
     * One class index for each example.
     *
     * @param classes K, at least 1
     * @param indices the true class of each example, in 0 … K − 1
     * @throws IllegalArgumentException naming the example whose index is out of range; or if there is no index, or
     *     {@code classes} is below 1
     */
    public static Targets ofClasses(int classes, int[] indices) {
        Require.notNull("indices", indices);
        Require.that(classes > 0, "classes must be at least 1, but is %d", classes);
        Require.that(indices.length > 0, "indices is empty");
        final var Y = new DMatrixRMaj(indices.length, classes);
        for (int n = 0; n < indices.length; n++) {
            Require.that(
                    0 <= indices[n] && indices[n] < classes,
                    "indices must be in 0 … %d, but %s is %d%s",
                    classes - 1,
                    Position.row(n),
                    indices[n],
                    classes == 1 ? ": two classes need two outputs, since softmax of one is always 1" : "");
            Y.set(n, indices[n], 1);
        }
        return new Targets(Y);
    }

    /**
     * Arbitrary distributions: soft labels.
     *
     * @param targets N×K, copied; {@link Softmax#normalised} gives rows that were rounded to {@code float} the sum 1
     * @throws IllegalArgumentException naming the row (and column) with an entry that is negative or NaN, or the row that does not sum to 1 within 1e-9
     */
    public static Targets ofDistributions(DMatrixRMaj targets) {
        Require.distributions("targets", targets);
        return new Targets(targets.copy());
    }

    /**
     * Label smoothing: {@code y ← (1 − ε) y + ε/K}. Every class gets {@code ε/K}, the true one too.
     *
     * @throws IllegalArgumentException if {@code epsilon} is not in [0, 1], or these targets have weights, which must be given after smoothing
     */
    public Targets smoothed(double epsilon) {
        Require.that(!isWeighted(), "targets must be smoothed before they are weighted, but have weights");
        Require.that(0 <= epsilon && epsilon <= 1, "epsilon must be in [0, 1], but is %s", epsilon);
        final var smooth = Y.copy();
        for (int i = 0; i < smooth.getNumElements(); i++) {
            smooth.data[i] = (1 - epsilon) * smooth.data[i] + epsilon / classes();
        }
        return new Targets(smooth);
    }

    /**
     * Returns these targets with a weight {@code wₙ} for each example, as if it were in the data {@code wₙ} times. Weights that the targets
     * have already are multiplied. The mean loss is \( \sum_n w_n E_n / \sum_n w_n \); accuracies do not change.
     *
     * @param exampleWeights N weights, each 0 or from 1e-100 to 1e100, not all 0
     * @throws IllegalArgumentException naming the number, from 0, of a weight that is not possible
     */
    public Targets weighted(double... exampleWeights) {
        Weights.require("exampleWeights", exampleWeights, examples());
        return withPositiveWeight("exampleWeights", Weights.timesRows(exampleWeights, weightedY));
    }

    /**
     * Returns these targets with a weight {@code vₖ} for each class, for classes that are rare or matter more: an example of class
     * {@code k} has the weight {@code vₖ}. An example with a soft label has the weight \( \sum_k v_k y_{nk} / \sum_k y_{nk} \). Weights that the targets have
     * already are multiplied.
     *
     * <p>The loss and the gradient are those of PyTorch's {@code CrossEntropyLoss} with {@code weight}: its sum in every case, and its
     * mean if the targets are class indices, since both divide by the sum of the examples' weights. Of soft labels PyTorch divides by N, and
     * where it smooths labels, by the sum of the weights of the true classes.
     *
     * @param classWeights K weights, each 0 or from 1e-100 to 1e100; {@link #balancedClassWeights} gives those that make all classes
     *     count the same
     * @throws IllegalArgumentException naming the number, from 0, of a weight that is not possible; or if no example is left with a weight above 0
     */
    public Targets weightedByClass(double... classWeights) {
        Weights.require("classWeights", classWeights, classes());
        return withPositiveWeight("classWeights", Weights.timesColumns(classWeights, weightedY));
    }

    private Targets withPositiveWeight(String name, DMatrixRMaj weighted) {
        final var targets = new Targets(Y, weighted);
        Require.that(targets.totalWeight() > 0, "%s must leave an example with a weight above 0, but leave none", name);
        return targets;
    }

    /**
     * Returns the weights {@code N/(K Nₖ)}, with which all classes count the same and the mean weight of the examples is 1; what scikit-learn calls
     * {@code class_weight="balanced"}.
     *
     * <p>{@code Nₖ = Σₙ yₙₖ} is the number of examples of class {@code k}, and {@code N} that of all; where examples have weights,
     * sums of their weights.
     *
     * @throws IllegalArgumentException naming a class of which there is no example
     */
    public double[] balancedClassWeights() {
        return Weights.balanced(weightedY);
    }

    /**
     * Returns the sum of the weights of the examples, \( \sum_n w_n \sum_k v_k y_{nk} / \sum_k y_{nk} \), by which the mean loss is divided. It is N
     * unless weights were given.
     */
    public double totalWeight() {
        return isWeighted() ? Weights.total(Y, weightedY) : examples();
    }

    boolean isWeighted() {
        return weightedY != Y;
    }

    /** N. */
    public int examples() {
        return Y.numRows;
    }

    /** K. */
    public int classes() {
        return Y.numCols;
    }

    /** Returns {@code yₖ} of example {@code n}, the target probability of class {@code k}, without weights. */
    public double get(int n, int k) {
        return Y.get(n, k);
    }

    /** {@code wₙ vₖ yₙₖ}, without checking the indices. */
    double unsafeWeighted(int n, int k) {
        return weightedY.unsafe_get(n, k);
    }

    /** Returns the class of example {@code n}: the most probable one, the first of several. */
    public int classOf(int n) {
        return Softmax.argmax(Y, n);
    }

    /** Returns how many examples there are of each class; of a soft label, the most probable class counts, the first of several. */
    public int[] classSizes() {
        final int[] sizes = new int[classes()];
        for (int n = 0; n < examples(); n++) {
            sizes[classOf(n)]++;
        }
        return sizes;
    }

    /**
     * Counts the examples that are classified correctly: whose {@linkplain #classOf class} has the largest score, as the first of several.
     *
     * @param scores logits or probabilities, N×K
     * @throws IllegalArgumentException if {@code scores} does not have the shape of these targets, or has an entry that is NaN or +∞
     */
    public int countCorrect(DMatrixRMaj scores) {
        Require.shape("scores", scores, examples(), classes());
        Require.logits("scores", scores);
        int correct = 0;
        for (int n = 0; n < scores.numRows; n++) {
            correct += classOf(n) == Softmax.argmax(scores, n) ? 1 : 0;
        }
        return correct;
    }

    /**
     * Returns the targets of these examples, in this order.
     *
     * @param rows 0 … N − 1; an example may be taken more than once
     * @throws IllegalArgumentException if {@code rows} is empty or a row is out of range
     */
    public Targets select(int... rows) {
        Require.notNull("rows", rows);
        Require.that(rows.length > 0, "rows is empty");
        final var selected = ofNoExample(classes(), isWeighted());
        selected.take(this, rows, 0, rows.length);
        return selected;
    }

    /** Returns targets of no example yet, for a batch. */
    static Targets ofNoExample(int classes, boolean weighted) {
        final var Y = new DMatrixRMaj(0, classes);
        return new Targets(Y, weighted ? new DMatrixRMaj(0, classes) : Y);
    }

    /** Makes these the targets of {@code rows[from] … rows[to − 1]} of {@code whole}, which has weights if these have. */
    void take(Targets whole, int[] rows, int from, int to) {
        copyRows(whole.Y, rows, from, to, Y);
        if (isWeighted()) {
            copyRows(whole.weightedY, rows, from, to, weightedY);
        }
    }

    /** Copies {@code rows[from] … rows[to − 1]} of a matrix to another, which is reshaped. */
    static void copyRows(DMatrixRMaj matrix, int[] rows, int from, int to, DMatrixRMaj output) {
        requireRows(matrix, rows, from, to);
        Rows.copy(matrix, rows, from, to, output);
    }

    private static void requireRows(DMatrixRMaj matrix, int[] rows, int from, int to) {
        for (int n = from; n < to; n++) {
            if (rows[n] < 0 || rows[n] >= matrix.numRows) {
                throw Require.refused("rows must be in 0 … %d, but number %d is %d", matrix.numRows - 1, n, rows[n]);
            }
        }
    }

    /** Returns Y, N×K, as a new matrix, without weights. */
    public DMatrixRMaj toMatrix() {
        return Y.copy();
    }

    /** Returns {@code wₙ vₖ yₙₖ}, N×K, as a new matrix: the targets with their weights. */
    public DMatrixRMaj toWeightedMatrix() {
        return weightedY.copy();
    }

    /** {@code wₙ Σₖ vₖ yₙₖ} of one example: 1 except for rounding if there are no weights. */
    double sum(int n) {
        return Weights.sum(weightedY, n);
    }

    /** As {@code Targets of 239 examples, 3 classes: 105, 48, 86}: how many examples have each class as their most probable one. */
    @Override
    public String toString() {
        final int[] sizes = classSizes();
        return "Targets of " + Summary.count(examples(), "example") + ", " + Summary.count(classes(), "class") + ": "
                + Summary.list(sizes.length, k -> String.valueOf(sizes[k])) + (isWeighted() ? ", weighted" : "");
    }
}
