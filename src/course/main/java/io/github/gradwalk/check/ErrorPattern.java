package io.github.gradwalk.check;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.text.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/**
 * What a wrong derivative has in common with the right one, in a sentence from which its author can guess the mistake: a sign, a factor, a
 * transpose, a single row. Rows and columns count from 1.
 */
final class ErrorPattern {
    /** How near to −1 a factor counts as a wrong sign, and to a whole number as one. */
    private static final double NEARLY_ONE = 1e-6;

    /** No factor of a single number as large as this one is the number of examples. */
    private static final int MOST_EXAMPLES = 1000;

    private final DMatrixRMaj wrong;
    private final DMatrixRMaj right;
    private final double tolerance;

    private ErrorPattern(DMatrixRMaj wrong, DMatrixRMaj right, double tolerance) {
        this.wrong = wrong;
        this.right = right;
        this.tolerance = tolerance;
    }

    /** Returns a sentence on matrices that differ, in shape or by a relative error of more than {@code tolerance}. */
    static String of(DMatrixRMaj wrong, DMatrixRMaj right, double tolerance) {
        final var pattern = new ErrorPattern(wrong, right, tolerance);
        return sameShape(wrong, right) ? pattern.ofEntries() : pattern.ofShape();
    }

    private static boolean sameShape(DMatrixRMaj a, DMatrixRMaj b) {
        return a.numRows == b.numRows && a.numCols == b.numCols;
    }

    private String ofShape() {
        final var shapes = "Its shape is %s, but should be %s".formatted(Require.shape(wrong), Require.shape(right));
        if (!sameShape(transposed(wrong), right)) {
            return shapes + ".";
        }
        return shapes
                + (near(transposed(wrong), right)
                        ? ": it is the transpose of the right matrix."
                        : ". Its transpose would have the right shape, though not yet the right entries.");
    }

    private String ofEntries() {
        return Stream.<Supplier<String>>of(
                        this::notFinite,
                        this::zero,
                        this::factor,
                        this::transpose,
                        this::oneLine,
                        this::linesOfOwnFactors,
                        this::shift)
                .map(Supplier::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(this::largest);
    }

    private String notFinite() {
        return IntStream.range(0, wrong.getNumElements())
                .filter(i -> !Double.isFinite(wrong.get(i)))
                .mapToObj(i -> "The entry in %s is %s.".formatted(place(i), number(wrong.get(i))))
                .findFirst()
                .orElse(null);
    }

    private String zero() {
        if (CommonOps_DDRM.elementMaxAbs(wrong) != 0) {
            return null;
        }
        return isNumber() ? "It is 0. (In Java, 12 / 20 is 0: write 12.0 / 20.)" : "Every entry is 0.";
    }

    private boolean isNumber() {
        return right.getNumElements() == 1;
    }

    /** Of a single number, which is always some multiple of another, only a factor that programs forget. */
    private String factor() {
        final double factor = factor(all());
        if (Math.abs(factor - 1) < NEARLY_ONE) {
            return null;
        }
        if (isNumber()) {
            return isWhole(factor) || isWhole(1 / factor) ? "It " + hasFactor(factor) : null;
        }
        return Double.isNaN(factor) ? null : "Every entry " + hasFactor(factor);
    }

    private static boolean isWhole(double number) {
        return Math.abs(number - Math.rint(number)) < NEARLY_ONE && Math.abs(number) < MOST_EXAMPLES;
    }

    private static String hasFactor(double factor) {
        return Math.abs(factor + 1) < NEARLY_ONE
                ? "has the right size and the wrong sign."
                : "is %s times what it should be: a factor is missing, or there is one too many."
                        .formatted(number(factor));
    }

    private String transpose() {
        return MatrixFeatures_DDRM.isSquare(right) && near(transposed(wrong), right)
                ? "It is the transpose of the right matrix."
                : null;
    }

    /** One row or column, or one entry of a vector, is wrong, or only one is right. */
    private String oneLine() {
        for (final var lines : List.of(rows(), columns())) {
            final int[] wrongOnes = lines.indices(line -> !near(line));
            if (lines.count > 1 && wrongOnes.length == 1) {
                final double factor = factor(lines.line(wrongOnes[0]));
                return "Only %s %d is wrong%s"
                        .formatted(
                                lines.name,
                                wrongOnes[0] + 1,
                                Double.isNaN(factor) ? ". " + largest() : ": it " + hasFactor(factor));
            }
            if (lines.count > 2 && wrongOnes.length == lines.count - 1) {
                final int rightOne = lines.indices(this::near)[0];
                return "Only %s %d is right.".formatted(lines.name, rightOne + 1);
            }
        }
        return null;
    }

    /** Each row, or each column, has a factor of its own, as when a factor that belongs to a unit or an example is missing. */
    private String linesOfOwnFactors() {
        return Stream.of(columns(), rows())
                .filter(lines -> lines.length > 1 && lines.indices(line -> Double.isNaN(factor(line))).length == 0)
                .map(lines ->
                        "Each %s is off by a factor of its own, in %s 1 by %s: a factor per %s is missing, or there is one too many."
                                .formatted(lines.name, lines.name, number(factor(lines.line(0))), lines.name))
                .findFirst()
                .orElse(null);
    }

    private String shift() {
        final double shift = wrong.get(0) - right.get(0);
        final var shifted = new DMatrixRMaj(right);
        CommonOps_DDRM.add(right, shift, shifted);
        return right.getNumElements() > 1 && near(wrong, shifted)
                ? "Every entry is too %s by the same number, %s: a term is missing, or there is one too many."
                        .formatted(shift > 0 ? "large" : "small", number(Math.abs(shift)))
                : null;
    }

    /** Does not give the right entry away. */
    private String largest() {
        final var worst = Comparison.of(wrong, right);
        final String size = worst.left() > worst.right() ? "large" : "small";
        final String value = number(worst.left());
        return isNumber()
                ? "It is %s, which is too %s.".formatted(value, size)
                : "The largest error is in %s: %s is too %s."
                        .formatted(place(worst.row() * right.numCols + worst.column()), value, size);
    }

    private String place(int index) {
        final int row = index / right.numCols + 1;
        final int column = index % right.numCols + 1;
        if (right.numCols == 1) {
            return "row " + row;
        }
        return right.numRows == 1 ? "column " + column : "row %d, column %d".formatted(row, column);
    }

    private static String number(double value) {
        return Numbers.typeset(value, 4);
    }

    private static DMatrixRMaj transposed(DMatrixRMaj matrix) {
        return CommonOps_DDRM.transpose(matrix, (DMatrixRMaj) null);
    }

    private boolean near(DMatrixRMaj a, DMatrixRMaj b) {
        return Comparison.of(a, b).within(tolerance);
    }

    private boolean near(int[] indices) {
        return near(at(wrong, indices), at(right, indices));
    }

    /** The number c with wrong = c right at all indices, or NaN if there is none. */
    private double factor(int[] indices) {
        final var entries = at(right, indices);
        final int largest = IntStream.range(0, indices.length)
                .reduce(0, (i, j) -> Math.abs(entries.get(j)) > Math.abs(entries.get(i)) ? j : i);
        final double factor = wrong.get(indices[largest]) / entries.get(largest);
        CommonOps_DDRM.scale(factor, entries);
        return near(at(wrong, indices), entries) ? factor : Double.NaN;
    }

    private static DMatrixRMaj at(DMatrixRMaj matrix, int[] indices) {
        return new DMatrixRMaj(Arrays.stream(indices).mapToDouble(matrix::get).toArray());
    }

    private int[] all() {
        return IntStream.range(0, right.getNumElements()).toArray();
    }

    private Lines rows() {
        return new Lines("row", right.numRows, right.numCols, right.numCols, 1);
    }

    private Lines columns() {
        return new Lines("column", right.numCols, right.numRows, 1, right.numCols);
    }

    /** The rows or the columns of the matrix: the indices of their entries. */
    private record Lines(String name, int count, int length, int betweenLines, int betweenEntries) {
        int[] line(int number) {
            return IntStream.range(0, length)
                    .map(i -> number * betweenLines + i * betweenEntries)
                    .toArray();
        }

        int[] indices(Predicate<int[]> condition) {
            return IntStream.range(0, count)
                    .filter(i -> condition.test(line(i)))
                    .toArray();
        }
    }
}
