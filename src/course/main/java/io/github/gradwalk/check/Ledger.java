package io.github.gradwalk.check;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.html.Html;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;

/**
 * The book that a notebook keeps of its equations: for each tag what was compared, with which oracle, how far the two
 * sides were apart and how far they may be. A check that fails is not entered: it throws.
 */
public final class Ledger {
    /** How far the two sides of an equation may be apart when both are computed directly. */
    public static final double TOLERANCE = 1e-12;

    /** The relative error beyond which an equation counts as wrong. */
    private static final double WRONG = 1e-3;

    private final String notebook;
    private final Consumer<? super Entry> listener;
    private final List<Entry> entries = new ArrayList<>();

    /**
     * One line of the ledger.
     *
     * @param tag the equation's, as in its {@code \tag{04.6}}
     * @param claim the equation, in words or Unicode
     * @param oracle what it was held against; for an inequality its two sides, where they come nearest
     * @param error the largest relative error; NaN for an inequality, which has none
     * @param tolerance how large the error may be; for a {@linkplain #refute refuted} equation, how small
     * @param holds false for an equation that was shown to be wrong
     */
    public record Entry(String tag, String claim, String oracle, double error, double tolerance, boolean holds) {
        @Override
        public String toString() {
            final String difference = isInequality() ? "" : String.format(Locale.ROOT, "relative error %.1e   ", error);
            return tag + "  " + Names.isolated(claim) + "   " + difference + oracle + "   "
                    + (holds ? "✓" : "✗ wrong, as shown");
        }

        private boolean isInequality() {
            return Double.isNaN(error);
        }
    }

    /**
     * A ledger for the equations of one notebook, which are tagged {@code NN.1}, {@code NN.2} and so on.
     *
     * @param notebook the notebook's number, two digits
     * @param listener is told each entry when it is made: {@code System.out::println}
     * @throws IllegalArgumentException if {@code notebook} is not two digits
     */
    public Ledger(String notebook, Consumer<? super Entry> listener) {
        if (!notebook.matches("\\d\\d")) {
            throw new IllegalArgumentException("notebook must be two digits, but is \"" + notebook + "\"");
        }
        this.notebook = notebook;
        this.listener = listener;
    }

    /**
     * Checks that both sides of an equation, each computed directly, are the same number to 1e-12.
     *
     * @throws CheckFailedException if they are not
     * @throws IllegalArgumentException if the tag is not one of this notebook's
     */
    public void check(String tag, String claim, double left, double right) {
        requireTag(tag);
        enter(tag, claim, "both sides", Comparison.of(left, right), TOLERANCE);
    }

    /**
     * Checks that both sides of an equation, each computed directly, are the same matrix to 1e-12.
     *
     * @throws CheckFailedException if they are not
     * @throws IllegalArgumentException if the tag is not one of this notebook's, the shapes differ, or both sides are one object
     */
    public void check(String tag, String claim, SimpleMatrix left, SimpleMatrix right) {
        requireTag(tag);
        enter(tag, claim, "both sides", Comparison.of(left.getDDRM(), right.getDDRM()), TOLERANCE);
    }

    /**
     * Checks an inequality: that {@code smaller} does not exceed {@code larger} by more than 1e-12, relatively.
     *
     * @throws CheckFailedException if it does
     * @throws IllegalArgumentException if the tag is not one of this notebook's
     */
    public void checkAtMost(String tag, String claim, double smaller, double larger) {
        checkAtMost(tag, claim, new SimpleMatrix(new double[] {smaller}), new SimpleMatrix(new double[] {larger}));
    }

    /**
     * Checks an inequality at several numbers: that no entry of {@code smaller} exceeds that of {@code larger} by more than 1e-12, relatively.
     *
     * @throws CheckFailedException if one does
     * @throws IllegalArgumentException if the tag is not one of this notebook's, the shapes differ, or both sides are one object
     */
    public void checkAtMost(String tag, String claim, SimpleMatrix smaller, SimpleMatrix larger) {
        requireTag(tag);
        Comparison.requireComparable(smaller.getDDRM(), larger.getDDRM());
        // smaller ≤ larger where max(smaller, larger) = larger
        final var max = smaller.copy();
        for (int i = 0; i < max.getNumElements(); i++) {
            max.set(i, Math.max(smaller.get(i), larger.get(i)));
        }
        final int nearest = nearest(smaller, larger);
        final String sides = String.format(Locale.ROOT, "%.3g ≤ %.3g", smaller.get(nearest), larger.get(nearest));
        checked(tag, claim, "both sides", Comparison.of(max.getDDRM(), larger.getDDRM()), TOLERANCE);
        record(new Entry(tag, claim, sides, Double.NaN, TOLERANCE, true));
    }

    /** Where the smaller side comes nearest to the larger, relatively. */
    private static int nearest(SimpleMatrix smaller, SimpleMatrix larger) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < larger.getNumElements(); i++) {
            final double scale = Math.max(Math.abs(smaller.get(i)), Math.abs(larger.get(i)));
            final double gap = (larger.get(i) - smaller.get(i)) / scale;
            if (gap < least) {
                least = gap;
                nearest = i;
            }
        }
        return nearest;
    }

    /**
     * Checks an analytic gradient, the right-hand side of an equation, against all three oracles: three entries.
     *
     * @param analytic in the shape of {@code x}
     * @throws CheckFailedException if it differs from an oracle's by more than the oracle's tolerance
     * @throws IllegalArgumentException if the tag is not one of this notebook's, or the shapes differ
     */
    public void checkGradient(String tag, String claim, SimpleMatrix analytic, ScalarFunction f, SimpleMatrix x) {
        requireTag(tag);
        enterAll(tag, claim, analytic.getDDRM(), oracle -> oracle.gradient(f, x.getDDRM()));
    }

    /**
     * Checks an analytic Jacobian against all three oracles: three entries.
     *
     * @param analytic one row for each output of {@code f}, one column for each entry of {@code x}
     * @throws CheckFailedException if it differs from an oracle's by more than the oracle's tolerance
     * @throws IllegalArgumentException if the tag is not one of this notebook's, or the shapes differ
     */
    public void checkJacobian(String tag, String claim, SimpleMatrix analytic, VectorFunction f, SimpleMatrix x) {
        requireTag(tag);
        enterAll(tag, claim, analytic.getDDRM(), oracle -> oracle.jacobian(f, x.getDDRM()));
    }

    /**
     * Checks one derivative against an oracle's.
     *
     * @param oracle the one that {@code derivative} comes from
     * @throws CheckFailedException if they differ by more than the oracle's tolerance
     * @throws IllegalArgumentException if the tag is not one of this notebook's
     */
    public void checkAgainst(Oracle oracle, String tag, String claim, double analytic, double derivative) {
        requireTag(tag);
        enter(tag, claim, oracle.toString(), Comparison.of(analytic, derivative), oracle.tolerance());
    }

    /**
     * Checks derivatives against an oracle's.
     *
     * @param oracle the one that {@code derivative} comes from
     * @throws CheckFailedException if they differ by more than the oracle's tolerance
     * @throws IllegalArgumentException if the tag is not one of this notebook's, the shapes differ, or both are one object
     */
    public void checkAgainst(Oracle oracle, String tag, String claim, SimpleMatrix analytic, SimpleMatrix derivative) {
        requireTag(tag);
        final var comparison = Comparison.of(analytic.getDDRM(), derivative.getDDRM());
        enter(tag, claim, oracle.toString(), comparison, oracle.tolerance());
    }

    /**
     * Checks that an equation is wrong: that its sides are apart by a relative error of more than 1e-3.
     *
     * @throws CheckFailedException if they agree after all, or a side is not finite
     * @throws IllegalArgumentException if the tag is not one of this notebook's, or the shapes differ
     */
    public void refute(String tag, String claim, SimpleMatrix wrong, SimpleMatrix right) {
        requireTag(tag);
        final var comparison = Comparison.of(wrong.getDDRM(), right.getDDRM());
        requireNumbers(tag, claim, wrong.hasUncountable() || right.hasUncountable());
        refute(tag, claim, comparison);
    }

    /**
     * Checks that an equation is wrong: that its sides are apart by a relative error of more than 1e-3.
     *
     * @throws CheckFailedException if they agree after all, or a side is not finite
     * @throws IllegalArgumentException if the tag is not one of this notebook's
     */
    public void refute(String tag, String claim, double wrong, double right) {
        requireTag(tag);
        requireNumbers(tag, claim, !Double.isFinite(wrong) || !Double.isFinite(right));
        refute(tag, claim, Comparison.of(wrong, right));
    }

    /** A cell that computed NaN or an infinity has refuted nothing. */
    private static void requireNumbers(String tag, String claim, boolean uncountable) {
        if (uncountable) {
            throw new CheckFailedException(
                    tag + "  " + Names.isolated(claim) + ": was to be shown wrong, but a side is not finite");
        }
    }

    private void refute(String tag, String claim, Comparison comparison) {
        if (comparison.within(WRONG)) {
            throw new CheckFailedException(
                    tag + "  " + Names.isolated(claim) + ": was to be shown wrong, but holds: " + comparison);
        }
        record(new Entry(tag, claim, "both sides", comparison.relativeError(), WRONG, false));
    }

    private void enter(String tag, String claim, String oracle, Comparison comparison, double tolerance) {
        record(checked(tag, claim, oracle, comparison, tolerance));
    }

    /** Checks against every oracle before anything is entered. */
    private void enterAll(String tag, String claim, DMatrixRMaj analytic, Function<Oracle, DMatrixRMaj> derivative) {
        final var checked = new ArrayList<Entry>();
        for (final var oracle : Oracle.values()) {
            final var comparison = Comparison.of(analytic, derivative.apply(oracle));
            checked.add(checked(tag, claim, oracle.toString(), comparison, oracle.tolerance()));
        }
        checked.forEach(this::record);
    }

    private static Entry checked(String tag, String claim, String oracle, Comparison comparison, double tolerance) {
        if (!comparison.within(tolerance)) {
            throw new CheckFailedException(String.format(
                    Locale.ROOT,
                    "%s  %s: %s (%s, tolerance %.0e)",
                    tag,
                    Names.isolated(claim),
                    comparison,
                    oracle,
                    tolerance));
        }
        return new Entry(tag, claim, oracle, comparison.relativeError(), tolerance, true);
    }

    private void record(Entry entry) {
        entries.add(entry);
        listener.accept(entry);
    }

    private void requireTag(String tag) {
        if (!tag.matches(notebook + "\\.\\d+")) {
            throw new IllegalArgumentException("tag must be " + notebook + ". and a number, but is \"" + tag + "\"");
        }
    }

    /** Returns what has been entered, in order. */
    public List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** Returns one line for each entry and a last line that counts them. */
    @Override
    public String toString() {
        final var text = new StringBuilder();
        for (final var entry : entries) {
            text.append(entry).append('\n');
        }
        return text.append(summary()).toString();
    }

    /** Returns the ledger as an HTML table; each row has its tag in {@code data-tag}. */
    public String toHtml() {
        final var html = new StringBuilder("<table class=\"gradwalk-ledger " + Html.NO_MATHEMATICS + "\">\n<caption>")
                .append(summary())
                .append("</caption>\n<thead><tr><th scope=\"col\">tag</th><th scope=\"col\">equation</th>"
                        + "<th scope=\"col\">held against</th><th scope=\"col\">relative error</th>"
                        + "<th scope=\"col\">tolerance</th><th scope=\"col\">holds</th></tr></thead>\n<tbody>\n");
        for (final var entry : entries) {
            html.append(row(entry));
        }
        return html.append("</tbody>\n</table>").toString();
    }

    private static String row(Entry entry) {
        return String.format(
                Locale.ROOT,
                "<tr data-tag=\"%s\"><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n",
                entry.tag(),
                entry.tag(),
                Html.escape(entry.claim()),
                Html.escape(entry.oracle()),
                entry.isInequality() ? "" : String.format(Locale.ROOT, "%.1e", entry.error()),
                entry.isInequality()
                        ? ""
                        : String.format(Locale.ROOT, "%s %.0e", entry.holds() ? "≤" : ">", entry.tolerance()),
                entry.holds() ? "✓ yes" : "✗ refuted");
    }

    private String summary() {
        final long equations = entries.stream().map(Entry::tag).distinct().count();
        return String.format(
                Locale.ROOT, "Ledger of notebook %s: %d equations, %d checks", notebook, equations, entries.size());
    }
}
