package io.github.gradwalk.check;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.text.Numbers;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;

/**
 * What there is to say of a reader's own line: whether it is right, what it was held against, how far off it is, and in which way. It never
 * throws for a wrong answer, so that the notebook runs on.
 *
 * @param verdict whether the line is empty, right or wrong
 * @param text the judgement in one or two sentences
 */
public record Judgement(Verdict verdict, String text) {
    /** Whether a reader has written the right line. */
    public enum Verdict {
        /** Nothing is written yet: a matrix without entries, or NaN. */
        EMPTY,
        RIGHT,
        WRONG
    }

    /**
     * Judges a gradient by {@linkplain Oracle#DUAL_NUMBERS dual numbers}.
     *
     * @param what the name of the derivative, such as {@code ∂E/∂z}
     * @param yours in the shape of {@code x}; without entries, for instance {@code new SimpleMatrix(0, 0)}, if nothing is written yet
     * @throws IllegalArgumentException if {@code x} is empty
     */
    public static Judgement of(String what, SimpleMatrix yours, ScalarFunction f, SimpleMatrix x) {
        final var oracle = Oracle.DUAL_NUMBERS;
        return of(what, yours.getDDRM(), oracle.gradient(f, x.getDDRM()), oracle.toString());
    }

    /**
     * Judges a matrix by the right one.
     *
     * @param what the name of the matrix, such as {@code ∇W}
     * @param yours without entries, for instance {@code new SimpleMatrix(0, 0)}, if nothing is written yet
     * @param source where {@code right} comes from, such as {@code the library}
     * @throws IllegalArgumentException if {@code right} is empty or the same matrix as {@code yours}
     */
    public static Judgement of(String what, SimpleMatrix yours, SimpleMatrix right, String source) {
        return of(what, yours.getDDRM(), right.getDDRM(), source);
    }

    /**
     * Judges a number by the right one.
     *
     * @param yours NaN if nothing is written yet
     * @param source where {@code right} comes from
     */
    public static Judgement of(String what, double yours, double right, String source) {
        return of(
                what,
                Double.isNaN(yours) ? new DMatrixRMaj(0, 0) : new DMatrixRMaj(new double[] {yours}),
                new DMatrixRMaj(new double[] {right}),
                source);
    }

    private static Judgement of(String what, DMatrixRMaj yours, DMatrixRMaj right, String source) {
        Require.nonEmpty("right", right);
        final String name = Names.isolated(what);
        if (yours.getNumElements() == 0) {
            return new Judgement(Verdict.EMPTY, "Your turn: %s. Your line is still empty.".formatted(name));
        }
        if (yours.numRows != right.numRows || yours.numCols != right.numCols) {
            return wrong(name, "", ErrorPattern.of(yours, right, Ledger.TOLERANCE));
        }
        final var comparison = Comparison.of(yours, right);
        if (comparison.within(Ledger.TOLERANCE)) {
            return new Judgement(
                    Verdict.RIGHT,
                    "✓ Right: %s agrees with %s %s."
                            .formatted(
                                    name,
                                    source,
                                    comparison.relativeError() == 0
                                            ? "exactly"
                                            : Numbers.agreement(comparison.relativeError())));
        }
        final String far = String.format(
                Locale.ROOT,
                " is off by a relative error of %.2g, compared with %s",
                comparison.relativeError(),
                source);
        return wrong(name, far, ErrorPattern.of(yours, right, Ledger.TOLERANCE));
    }

    private static Judgement wrong(String name, String far, String pattern) {
        return new Judgement(Verdict.WRONG, "✗ Not yet: %s%s. %s".formatted(name, far, pattern));
    }

    @Override
    public String toString() {
        return text;
    }
}
