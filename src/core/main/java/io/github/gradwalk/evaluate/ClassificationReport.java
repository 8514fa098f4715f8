package io.github.gradwalk.evaluate;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Summary;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Precision, recall, F₁ and support of each class, and their averages: the numbers, and as text the table, of scikit-learn's
 * {@code classification_report}.
 *
 * <p>A share of nothing (the precision of a class that was never predicted, the recall of one without examples) counts as 0, in the averages
 * too. That is scikit-learn's {@code zero_division=0}; {@link ConfusionMatrix#precision} and {@link ConfusionMatrix#recall} tell it apart, as NaN.
 *
 * @param classes the scores of each class
 * @param micro those of all decisions together, \( \sum_k C_{kk} / N \), which is the accuracy three times
 * @param macro the mean over classes, in which each counts the same
 * @param weighted the mean over classes weighted by their support
 */
public record ClassificationReport(List<Scores> classes, Scores micro, Scores macro, Scores weighted) {
    private static final int COLUMN = 9;

    /**
     * The scores of one class, or an average.
     *
     * @param name the name of the class, or {@code micro avg}, {@code macro avg}, {@code weighted avg}
     * @param precision in [0, 1]
     * @param recall in [0, 1]
     * @param f1 in [0, 1]
     * @param support the number of examples of the class; of an average, of all classes
     */
    public record Scores(String name, double precision, double recall, double f1, int support) {
        /** As {@code Adelie: precision 0.9700, recall 1.000, F1 0.9848, support 29}. */
        @Override
        public String toString() {
            return Names.inMessage(name) + ": precision " + Summary.number(precision) + ", recall "
                    + Summary.number(recall) + ", F1 " + Summary.number(f1) + ", support " + support;
        }
    }

    public ClassificationReport {
        classes = List.copyOf(classes);
    }

    /** The report of these classes, whose shares of nothing are NaN. */
    static ClassificationReport of(List<Scores> scores, double accuracy) {
        final var classes = scores.stream().map(ClassificationReport::orZero).toList();
        final int examples = classes.stream().mapToInt(Scores::support).sum();
        return new ClassificationReport(
                classes,
                new Scores("micro avg", accuracy, accuracy, accuracy, examples),
                mean("macro avg", classes, one -> 1, examples),
                mean("weighted avg", classes, Scores::support, examples));
    }

    /** Returns the share of examples that were classified correctly. */
    public double accuracy() {
        return micro.f1();
    }

    /** Returns the classes and then the three averages, as for a table of them all. */
    public List<Scores> rows() {
        return Stream.concat(classes.stream(), Stream.of(micro, macro, weighted))
                .toList();
    }

    /** The table that {@code classification_report} prints, with two decimals. */
    @Override
    public String toString() {
        final int width = rows().stream()
                .mapToInt(row -> length(Names.inMessage(row.name())))
                .max()
                .orElseThrow();
        final var text = new StringBuilder();
        append(text, width, "", "precision", "recall", "f1-score", "support");
        text.append('\n');
        classes.forEach(row -> append(text, width, row));
        text.append('\n');
        append(text, width, "accuracy", "", "", rounded(accuracy()), String.valueOf(micro.support()));
        append(text, width, macro);
        append(text, width, weighted);
        return text.toString();
    }

    private static Scores mean(String name, List<Scores> classes, ToDoubleFunction<Scores> weight, int examples) {
        return new Scores(
                name,
                mean(classes, Scores::precision, weight),
                mean(classes, Scores::recall, weight),
                mean(classes, Scores::f1, weight),
                examples);
    }

    /** {@code Σₖ wₖ vₖ / Σₖ wₖ} */
    private static double mean(List<Scores> classes, ToDoubleFunction<Scores> value, ToDoubleFunction<Scores> weight) {
        double sum = 0;
        double weights = 0;
        for (final var scores : classes) {
            sum += weight.applyAsDouble(scores) * value.applyAsDouble(scores);
            weights += weight.applyAsDouble(scores);
        }
        return sum / weights;
    }

    private static Scores orZero(Scores scores) {
        return new Scores(
                scores.name, orZero(scores.precision), orZero(scores.recall), orZero(scores.f1), scores.support);
    }

    private static double orZero(double share) {
        return Double.isNaN(share) ? 0 : share;
    }

    private static void append(StringBuilder text, int width, Scores row) {
        append(
                text,
                width,
                Names.inMessage(row.name()),
                rounded(row.precision()),
                rounded(row.recall()),
                rounded(row.f1()),
                String.valueOf(row.support()));
    }

    private static void append(StringBuilder text, int width, String name, String... cells) {
        text.append(" ".repeat(width - length(name))).append(name).append(' ');
        for (final var cell : cells) {
            text.append(' ')
                    .append(" ".repeat(Math.max(0, COLUMN - cell.length())))
                    .append(cell);
        }
        text.append('\n');
    }

    /** As Python rounds: the exact value of the double, and halves to even. */
    private static String rounded(double share) {
        return Double.isNaN(share)
                ? "NaN"
                : new BigDecimal(share).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static int length(String name) {
        return name.codePointCount(0, name.length());
    }
}
