package io.github.gradwalk.check;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.text.Numbers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;

/**
 * A notebook's record of its equations: for each tag, what was compared and with which oracle, how far apart the two sides were, and
 * how far apart they may be. A check that fails throws an exception and leaves no entry.
 *
 * <p>Of a method that checks, the arguments {@code tag} and {@code claim} are those of the {@link Entry}. Each throws
 * {@link CheckFailedException} if the claim does not hold, and {@link IllegalArgumentException} if the tag is not one of this notebook's,
 * if matrices to be compared differ in shape, or if they are one and the same matrix.
 */
public final class Ledger {
    /** The largest relative error of an equation whose two sides are computed directly. */
    public static final double TOLERANCE = 1e-12;

    /** An equation whose relative error is larger than this one counts as wrong. */
    private static final double WRONG = 1e-3;

    private static final String BOTH_SIDES = "both sides";

    private final String notebook;
    private final Consumer<? super Entry> listener;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, String> firstClaims = new HashMap<>();

    /**
     * One line of the ledger.
     *
     * @param tag the tag of the equation, as in its {@code \tag{04.6}}
     * @param claim the equation, in words or Unicode
     * @param oracle what the equation was compared with; for an inequality its two sides, where they are closest
     * @param error the largest relative error; NaN for an inequality, which has none
     * @param tolerance the largest error allowed; for a {@linkplain #refute refuted} equation, the error it had to exceed
     * @param holds false for an equation that was shown to be wrong
     */
    public record Entry(String tag, String claim, String oracle, double error, double tolerance, boolean holds) {
        @Override
        public String toString() {
            final String sides = isInequality() ? oracle : agreement() + "   " + oracle;
            return label(tag, claim) + "   " + sides + "   " + (holds ? "✓" : "✗ wrong, as shown");
        }

        /** Returns how far the two sides agree, in words, such as {@code exact} or {@code to 16 digits}; empty for an inequality. */
        public String agreement() {
            return isInequality() ? "" : Numbers.agreement(error);
        }

        /** Returns whether the claim is an inequality. */
        public boolean isInequality() {
            return Double.isNaN(error);
        }
    }

    /**
     * Makes a ledger for the equations of one notebook, which have the tags {@code NN.1}, {@code NN.2} and so on.
     *
     * @param notebook the number of the notebook, two digits
     * @param listener is given one entry for each equation, that of its first check, and one for its first wrong variant, for instance
     *     {@code System.out::println}; where one check makes three entries, that of dual numbers. If the same check runs again, it is told again
     * @throws IllegalArgumentException if {@code notebook} is not two digits
     */
    public Ledger(String notebook, Consumer<? super Entry> listener) {
        Require.that(notebook.matches("\\d\\d"), "notebook must be two digits, but is \"%s\"", notebook);
        this.notebook = notebook;
        this.listener = listener;
    }

    /** Checks that both sides of an equation, each computed directly, are the same number to 1e-12. */
    public void check(String tag, String claim, double left, double right) {
        check(tag, claim, matrix(left), matrix(right));
    }

    /** Checks that both sides of an equation, each computed directly, are the same matrix to 1e-12. */
    public void check(String tag, String claim, SimpleMatrix left, SimpleMatrix right) {
        record(checked(tag, claim, BOTH_SIDES, Comparison.of(left.getDDRM(), right.getDDRM()), TOLERANCE));
    }

    /** Checks an inequality: {@code smaller} may exceed {@code larger} by a relative error of at most 1e-12. */
    public void checkAtMost(String tag, String claim, double smaller, double larger) {
        checkAtMost(tag, claim, matrix(smaller), matrix(larger));
    }

    /** Checks an inequality entry by entry: no entry of {@code smaller} may exceed that of {@code larger} by more than 1e-12, relatively. */
    public void checkAtMost(String tag, String claim, SimpleMatrix smaller, SimpleMatrix larger) {
        Comparison.requireComparable(smaller.getDDRM(), larger.getDDRM());
        // smaller ≤ larger where max(smaller, larger) = larger
        final var max = smaller.copy();
        for (int i = 0; i < max.getNumElements(); i++) {
            max.set(i, Math.max(smaller.get(i), larger.get(i)));
        }
        final int closest = closest(smaller, larger);
        final String sides = String.format(Locale.ROOT, "%.3g ≤ %.3g", smaller.get(closest), larger.get(closest));
        checked(tag, claim, BOTH_SIDES, Comparison.of(max.getDDRM(), larger.getDDRM()), TOLERANCE);
        record(new Entry(tag, claim, sides, Double.NaN, TOLERANCE, true));
    }

    /** The entry in which the smaller side is closest to the larger, relatively. */
    private static int closest(SimpleMatrix smaller, SimpleMatrix larger) {
        return IntStream.range(0, larger.getNumElements())
                .boxed()
                .min(Comparator.comparingDouble(i ->
                        (larger.get(i) - smaller.get(i)) / Math.max(Math.abs(smaller.get(i)), Math.abs(larger.get(i)))))
                .orElseThrow();
    }

    /**
     * Checks an analytic gradient, the right-hand side of an equation, against all three oracles, to the tolerance of each: three entries.
     *
     * @param analytic in the shape of {@code x}
     */
    public void checkGradient(String tag, String claim, SimpleMatrix analytic, ScalarFunction f, SimpleMatrix x) {
        enterAll(tag, claim, analytic.getDDRM(), oracle -> oracle.gradient(f, x.getDDRM()));
    }

    /**
     * Checks an analytic Jacobian against all three oracles, to the tolerance of each: three entries.
     *
     * @param analytic one row for each output of {@code f}, one column for each entry of {@code x}
     */
    public void checkJacobian(String tag, String claim, SimpleMatrix analytic, VectorFunction f, SimpleMatrix x) {
        enterAll(tag, claim, analytic.getDDRM(), oracle -> oracle.jacobian(f, x.getDDRM()));
    }

    /** Checks one derivative against that of an oracle, from which {@code derivative} comes, to the oracle's tolerance. */
    public void checkAgainst(Oracle oracle, String tag, String claim, double analytic, double derivative) {
        checkAgainst(oracle, tag, claim, matrix(analytic), matrix(derivative));
    }

    /** Checks derivatives against those of an oracle, from which {@code derivative} comes, to the oracle's tolerance. */
    public void checkAgainst(Oracle oracle, String tag, String claim, SimpleMatrix analytic, SimpleMatrix derivative) {
        final var comparison = Comparison.of(analytic.getDDRM(), derivative.getDDRM());
        record(checked(tag, claim, oracle.toString(), comparison, oracle.tolerance()));
    }

    /** Checks that an equation is wrong: its sides are finite and differ by a relative error of more than 1e-3. */
    public void refute(String tag, String claim, SimpleMatrix wrong, SimpleMatrix right) {
        requireTag(tag);
        final var comparison = Comparison.of(wrong.getDDRM(), right.getDDRM());
        // NaN or an infinity on one side refutes nothing
        final boolean isFinite = !wrong.hasUncountable() && !right.hasUncountable();
        if (!isFinite || comparison.within(WRONG)) {
            throw new CheckFailedException(label(tag, claim) + ": was to be shown wrong, but "
                    + (isFinite ? "holds: " + comparison : "a side is not finite"));
        }
        record(new Entry(tag, claim, BOTH_SIDES, comparison.relativeError(), WRONG, false));
    }

    /** Checks that an equation is wrong: its sides are finite and differ by a relative error of more than 1e-3. */
    public void refute(String tag, String claim, double wrong, double right) {
        refute(tag, claim, matrix(wrong), matrix(right));
    }

    private static SimpleMatrix matrix(double entry) {
        return new SimpleMatrix(new double[] {entry});
    }

    /** Checks against every oracle before anything is entered. */
    private void enterAll(String tag, String claim, DMatrixRMaj analytic, Function<Oracle, DMatrixRMaj> derivative) {
        requireTag(tag);
        final var checked = new ArrayList<Entry>();
        for (final var oracle : Oracle.values()) {
            final var comparison = Comparison.of(analytic, derivative.apply(oracle));
            checked.add(checked(tag, claim, oracle.toString(), comparison, oracle.tolerance()));
        }
        entries.addAll(checked);
        tell(checked.get(Oracle.DUAL_NUMBERS.ordinal()));
    }

    private Entry checked(String tag, String claim, String oracle, Comparison comparison, double tolerance) {
        requireTag(tag);
        if (!comparison.within(tolerance)) {
            throw new CheckFailedException(label(tag, claim) + ": " + comparison + " (" + oracle + ", tolerance "
                    + Numbers.scientific(tolerance, 0) + ")");
        }
        return new Entry(tag, claim, oracle, comparison.relativeError(), tolerance, true);
    }

    private static String label(String tag, String claim) {
        return tag + "  " + Names.isolated(claim);
    }

    private void record(Entry entry) {
        entries.add(entry);
        tell(entry);
    }

    /** One line for each equation: the listener hears of its other checks only from the entries. */
    private void tell(Entry entry) {
        final String first = firstClaims.computeIfAbsent(entry.tag() + entry.holds(), key -> entry.claim());
        if (first.equals(entry.claim())) {
            listener.accept(entry);
        }
    }

    private void requireTag(String tag) {
        Require.that(tag.matches(notebook + "\\.\\d+"), "tag must be %s. and a number, but is \"%s\"", notebook, tag);
    }

    /** Returns all entries, in order. */
    public List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** Returns how many equations were checked, and how often, in one line. */
    public String summary() {
        final long equations = entries.stream().map(Entry::tag).distinct().count();
        return "Ledger of notebook " + notebook + ": " + equations + " equations, " + entries.size() + " checks";
    }

    /** Returns one line for each entry and the summary as the last line. */
    @Override
    public String toString() {
        return Stream.concat(entries.stream(), Stream.of(summary()))
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }
}
