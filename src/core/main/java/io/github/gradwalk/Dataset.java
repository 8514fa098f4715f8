package io.github.gradwalk;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.argument.Summary;
import io.github.gradwalk.engine.Rows;
import java.util.HashSet;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Examples to learn from, or to test with: features and targets, one example per row, and what the columns are called.
 *
 * <p>The features are not copied, so that a large data set is in memory only once. They must not change while the data set is in use.
 *
 * @param X the features, N × n₀
 * @param Y the targets, N × K
 * @param featureNames one name for each column of {@code X}
 * @param classNames one name for each class, all different
 */
public record Dataset(DMatrixRMaj X, Targets Y, List<String> featureNames, List<String> classNames) {
    private static final int FIRST = 3;
    private static final int LONGEST = 500;

    /**
     * @throws IllegalArgumentException if {@code X} is empty or not finite, {@code Y} has another number of examples, there is
     *     not exactly one name for each column and class, or two classes have the same name
     */
    public Dataset {
        Require.nonEmpty("X", X);
        Require.finite("X", X);
        Require.notNull("Y", Y);
        Require.notNull("featureNames", featureNames);
        Require.notNull("classNames", classNames);
        Require.that(
                Y.examples() == X.numRows,
                "Y must have as many examples as X has rows, %d, but has %d",
                X.numRows,
                Y.examples());
        featureNames = List.copyOf(featureNames);
        classNames = List.copyOf(classNames);
        Require.that(
                featureNames.size() == X.numCols,
                "featureNames must be one for each of the %d columns of X, but are %s",
                X.numCols,
                Names.inMessage(featureNames));
        Require.that(
                classNames.size() == Y.classes(),
                "classNames must be one for each of the %d classes of Y, but are %s",
                Y.classes(),
                Names.inMessage(classNames));
        Require.that(
                new HashSet<>(classNames).size() == classNames.size(),
                "classNames must all be different, but are %s",
                Names.inMessage(classNames));
    }

    /** Examples whose features are called x₁, x₂ … and whose classes are called class 1, class 2 … */
    public Dataset(DMatrixRMaj X, Targets Y) {
        this(
                X,
                Y,
                Names.numbered("x", X == null ? 0 : X.numCols),
                Names.numbered("class ", Y == null ? 0 : Y.classes()));
    }

    /** N. */
    public int examples() {
        return X.numRows;
    }

    /** n₀. */
    public int features() {
        return X.numCols;
    }

    /** K. */
    public int classes() {
        return Y.classes();
    }

    /**
     * Returns these examples, in this order, as a new data set with its own copy of the features.
     *
     * @param rows 0 … N − 1; an example may be taken more than once
     * @throws IllegalArgumentException if {@code rows} is empty or a row is out of range
     */
    public Dataset select(int... rows) {
        final var targets = Y.select(rows);
        final var selected = new DMatrixRMaj(rows.length, features());
        Rows.copy(X, rows, 0, rows.length, selected);
        return new Dataset(selected, targets, featureNames, classNames);
    }

    /** Returns the same features, which are not copied, with {@linkplain Targets#smoothed smoothed} targets. */
    public Dataset smoothed(double epsilon) {
        return new Dataset(X, Y.smoothed(epsilon), featureNames, classNames);
    }

    /** Returns the same features, which are not copied, with {@linkplain Targets#weighted weights} of the examples. */
    public Dataset weighted(double... exampleWeights) {
        return new Dataset(X, Y.weighted(exampleWeights), featureNames, classNames);
    }

    /** Returns the same features, which are not copied, with {@linkplain Targets#weightedByClass weights} of the classes. */
    public Dataset weightedByClass(double... classWeights) {
        return new Dataset(X, Y.weightedByClass(classWeights), featureNames, classNames);
    }

    /** Its shape, the size of each class, the first names, and the first examples, up to three: less than 500 characters in all. */
    @Override
    public String toString() {
        final var text = new StringBuilder("Dataset of " + Summary.count(examples(), "example") + ", "
                + Summary.count(classes(), "class") + " " + Summary.sizes(classNames, Y.classSizes()) + ", "
                + Summary.count(features(), "feature") + " " + Summary.names(featureNames));
        int n = 0;
        while (n < Math.min(examples(), FIRST)) {
            final var line = "\n" + Summary.row(X, n) + " " + Names.inMessage(classNames.get(Y.classOf(n)));
            if (text.length() + line.length() > LONGEST - "\n…".length()) {
                break;
            }
            text.append(line);
            n++;
        }
        return text.append(n < examples() ? "\n…" : "").toString();
    }
}
