package io.github.gradwalk.check;

import static io.github.gradwalk.Matrices.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.gradwalk.Matrices;
import io.github.gradwalk.check.Ledger.Entry;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

class LedgerTest {
    /** f(x) = x₀² x₁, with its gradient at (3, 5). */
    private static final ScalarFunction F =
            ScalarFunction.ofVector(x -> x[0].times(x[0]).times(x[1]));

    private static final SimpleMatrix X = row(3, 5);
    private static final SimpleMatrix GRADIENT = row(30, 9);

    private final List<Entry> heard = new ArrayList<>();
    private final Ledger ledger = new Ledger("04", heard::add);

    @Test
    void aCheckOfTwoNumbersIsEntered() {
        ledger.check("04.1", "2 = 2", 2, 2 + 1e-13);
        final double error = 1e-13 / 2;
        assertThat(ledger.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.error()).isBetween(0.99 * error, 1.01 * error);
            assertThat(entry).isEqualTo(new Entry("04.1", "2 = 2", "both sides", entry.error(), 1e-12, true));
        });
        assertThat(heard).isEqualTo(ledger.entries());
        assertThat(ledger.entries()).isUnmodifiable();
    }

    @Test
    void aCheckOfTwoMatricesIsEntered() {
        ledger.check("04.12", "A = B", row(1, 2), row(1, 2));
        assertThat(ledger.entries()).containsExactly(new Entry("04.12", "A = B", "both sides", 0, 1e-12, true));
    }

    @Test
    void gradientsAndJacobiansAreHeldAgainstThreeOracles() {
        ledger.checkGradient("04.2", "∇f", GRADIENT, F, X);
        final VectorFunction f = x -> new Scalar[] {x[0].times(x[1]), x[1].exp()};
        ledger.checkJacobian("04.3", "J", rows(new double[] {5, 3}, new double[] {0, Math.exp(5)}), f, X);
        assertThat(ledger.entries())
                .extracting(entry -> entry.tag() + " " + entry.oracle() + " " + entry.tolerance())
                .containsExactly(
                        "04.2 central differences 1.0E-7",
                        "04.2 complex step 1.0E-12",
                        "04.2 dual numbers 1.0E-12",
                        "04.3 central differences 1.0E-7",
                        "04.3 complex step 1.0E-12",
                        "04.3 dual numbers 1.0E-12");
        assertThat(heard)
                .extracting(Entry::tag, Entry::oracle)
                .containsExactly(tuple("04.2", "dual numbers"), tuple("04.3", "dual numbers"));
        assertThat(ledger.entries())
                .allSatisfy(entry -> assertThat(entry.error()).isBetween(0.0, entry.tolerance()))
                .allMatch(Entry::holds);
    }

    @Test
    void oneOracleOnItsOwn() {
        ledger.checkAgainst(Oracle.COMPLEX_STEP, "04.3", "f′", 2, 2);
        ledger.checkAgainst(Oracle.CENTRAL_DIFFERENCES, "04.3", "f′", row(2), row(2 + 1e-8));
        assertThat(ledger.entries()).extracting(Entry::oracle).containsExactly("complex step", "central differences");
        assertThat(ledger.entries()).extracting(Entry::tolerance).containsExactly(1e-12, 1e-7);
    }

    @Test
    void aCheckThatFailsThrowsAndEntersNothing() {
        final var apart =
                "04.1  2 = 4: largest relative error 5.0e-01, at row 0, column %d (counted from 0): 2.0 against 4.0 (%s, tolerance %s)";
        assertFails(() -> ledger.check("04.1", "2 = 4", 2, 4), apart.formatted(0, "both sides", "1e-12"));
        assertFails(
                () -> ledger.check("04.1", "2 = 4", row(1, 2), row(1, 4)), apart.formatted(1, "both sides", "1e-12"));
        assertFails(
                () -> ledger.checkAgainst(Oracle.DUAL_NUMBERS, "04.1", "2 = 4", 2, 4),
                apart.formatted(0, "dual numbers", "1e-12"));
        assertFails(
                () -> ledger.checkAgainst(Oracle.CENTRAL_DIFFERENCES, "04.1", "2 = 4", row(2), row(4)),
                apart.formatted(0, "central differences", "1e-07"));
    }

    @Test
    void aCheckFailsJustBeyondItsTolerance() {
        ledger.check("04.1", "near", 1, 1 + 0.9e-12);
        assertThatThrownBy(() -> ledger.check("04.1", "far", 1, 1 + 1.1e-12))
                .isExactlyInstanceOf(CheckFailedException.class);
        assertThatThrownBy(() -> ledger.check("04.1", "none", Double.NaN, Double.NaN))
                .isExactlyInstanceOf(CheckFailedException.class);
        assertThat(ledger.entries()).extracting(Entry::claim).containsExactly("near");
    }

    @Test
    void aGradientThatFailsAtAnyOracleEntersNoneOfThem() {
        assertFails(() -> ledger.checkGradient("04.2", "∇f", row(30, -9), F, X), null);
        // good to eight digits: differences do not see it, the other two do
        assertFails(() -> ledger.checkGradient("04.2", "∇f", row(30, 9 + 1e-7), F, X), null);
        final VectorFunction f = x -> new Scalar[] {x[0].times(x[1])};
        assertFails(() -> ledger.checkJacobian("04.2", "J", row(5 + 1e-7, 3), f, X), null);
    }

    private void assertFails(ThrowingCallable check, String message) {
        final var failure = assertThatThrownBy(check).isExactlyInstanceOf(CheckFailedException.class);
        if (message != null) {
            failure.hasMessage(message);
        }
        assertThat(ledger.entries()).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void anInequalityShowsWhereItsSidesAreClosest() {
        ledger.checkAtMost("04.4", "A ≤ B", row(1, 9, 5), row(2, 10, 5.5));
        ledger.checkAtMost("04.4", "the first of two", row(1, 2), row(2, 4));
        assertThat(ledger.entries()).extracting(Entry::oracle).containsExactly("5.00 ≤ 5.50", "1.00 ≤ 2.00");
    }

    @Test
    void anInequalityHoldsEntryByEntry() {
        ledger.checkAtMost("04.4", "A ≤ B", row(1, -5, Double.NEGATIVE_INFINITY), row(1, 2, 0));
        ledger.checkAtMost("04.4", "A ≤ B, but for rounding", row(1 + 1e-13, 2), row(1, 2));
        ledger.checkAtMost("04.4", "a ≤ b", -3, 2);
        assertThat(ledger.entries()).extracting(Entry::tolerance).containsExactly(1e-12, 1e-12, 1e-12);
        assertThat(ledger.entries())
                .extracting(Entry::toString)
                .containsExactly(
                        "04.4  A ≤ B   1.00 ≤ 1.00   ✓",
                        "04.4  A ≤ B, but for rounding   1.00 ≤ 1.00   ✓",
                        "04.4  a ≤ b   -3.00 ≤ 2.00   ✓");
    }

    @Test
    void anInequalityThatFailsSomewhereEntersNothing() {
        assertFails(
                () -> ledger.checkAtMost("04.4", "A ≤ B", row(1, 4, 1), row(9, 2, 9)),
                "04.4  A ≤ B: largest relative error 5.0e-01, at row 0, column 1 (counted from 0): 4.0 against 2.0"
                        + " (both sides, tolerance 1e-12)");
        assertFails(() -> ledger.checkAtMost("04.4", "a ≤ b", 2.5, 2), null);
        assertFails(() -> ledger.checkAtMost("04.4", "A ≤ B", row(Double.NaN), row(1)), null);
        assertFails(() -> ledger.checkAtMost("04.4", "A ≤ B", row(1), row(Double.NaN)), null);
        assertFails(() -> ledger.checkAtMost("04.4", "A ≤ B", row(Double.POSITIVE_INFINITY), row(1)), null);
        assertRefused(
                () -> ledger.checkAtMost("04.4", "A ≤ A", X, X),
                "left and right are the same matrix: that compares nothing");
        assertRefused(
                () -> ledger.checkAtMost("04.4", "A ≤ B", row(1), row(1, 2)),
                "left and right must have the same shape and not be empty, but have 1×1 and 1×2");
    }

    @Test
    void aWrongEquationIsRefuted() {
        ledger.refute("04.5", "p − y = y − p", row(1, -2), row(-1, 2));
        ledger.refute("04.6", "2 = 4", 2, 4);
        assertThat(ledger.entries())
                .containsExactly(
                        new Entry("04.5", "p − y = y − p", "both sides", 2, 1e-3, false),
                        new Entry("04.6", "2 = 4", "both sides", 0.5, 1e-3, false));
        assertThat(heard).isEqualTo(ledger.entries());
    }

    @Test
    void anEquationThatHoldsOrIsNotFiniteIsNotRefuted() {
        assertFails(
                () -> ledger.refute("04.5", "2 ≠ 2", 2, 2),
                "04.5  2 ≠ 2: was to be shown wrong, but holds:"
                        + " largest relative error 0.0e+00, at row 0, column 0 (counted from 0): 2.0 against 2.0");
        assertFails(() -> ledger.refute("04.5", "A ≠ B", row(1, 2), row(1, 2.001)), null);
        final var notFinite = "04.5  NaN: was to be shown wrong, but a side is not finite";
        assertFails(() -> ledger.refute("04.5", "NaN", Double.NaN, 1), notFinite);
        assertFails(() -> ledger.refute("04.5", "NaN", row(1, 2), row(1, Double.NaN)), notFinite);
        assertFails(
                () -> ledger.refute("04.5", "NaN", row(Double.POSITIVE_INFINITY, Double.NaN), row(1, 1)), notFinite);
        ledger.refute("04.5", "A ≠ B", row(1, 2), row(1, 2.003));
        assertThat(ledger.entries()).hasSize(1);
    }

    @Test
    void oneLineIsToldOfEachEquationAndOneOfItsWrongVariants() {
        ledger.check("04.5", "a = b", 2, 2);
        ledger.check("04.5", "the same by the library", 2, 2);
        ledger.refute("04.5", "a = −b", 2, -2);
        ledger.refute("04.5", "a = 2b", 2, 4);
        ledger.check("04.6", "the same by the library", 2, 2);
        ledger.check("04.5", "a = b", 2, 2); // the cell has been run again
        assertThat(heard)
                .extracting(Entry::claim)
                .containsExactly("a = b", "a = −b", "the same by the library", "a = b");
        assertThat(ledger.entries()).hasSize(6);
    }

    @Test
    void aTagOfAnotherNotebookIsRefusedAndEntersNothing() {
        for (final var tag : List.of("05.1", "04", "04.", "04.1a", " 04.1", "4.1", "", "04.-1", "104.1", "04x1")) {
            final List<ThrowingCallable> checks = List.of(
                    () -> ledger.check(tag, "", 1, 1),
                    () -> ledger.check(tag, "", row(1), row(1)),
                    () -> ledger.checkAtMost(tag, "", row(1), row(2)),
                    () -> ledger.checkGradient(tag, "", GRADIENT, F, X),
                    () -> ledger.checkJacobian(tag, "", GRADIENT, x -> x, X),
                    () -> ledger.checkAgainst(Oracle.DUAL_NUMBERS, tag, "", 1, 1),
                    () -> ledger.checkAgainst(Oracle.DUAL_NUMBERS, tag, "", row(1), row(1)),
                    () -> ledger.refute(tag, "", 1, 2),
                    () -> ledger.refute(tag, "", row(1), row(2)));
            checks.forEach(check -> assertRefused(check, "tag must be 04. and a number, but is \"" + tag + "\""));
        }
        assertThat(ledger.entries()).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void aMatrixIsNotComparedWithItself() {
        final var message = "left and right are the same matrix: that compares nothing";
        assertRefused(() -> ledger.check("04.1", "A = A", X, X), message);
        assertRefused(() -> ledger.checkAgainst(Oracle.DUAL_NUMBERS, "04.1", "A = A", X, X), message);
        assertRefused(() -> ledger.refute("04.1", "A ≠ A", X, X), message);
        assertRefused(
                () -> ledger.checkGradient("04.1", "∇f", row(1, 2, 3), F, X),
                "left and right must have the same shape and not be empty, but have 1×3 and 1×2");
        assertThat(ledger.entries()).isEmpty();
    }

    @Test
    void aNotebookHasTwoDigits() {
        for (final var notebook : List.of("4", "004", "ab", "", "0.")) {
            assertRefused(
                    () -> new Ledger(notebook, heard::add), "notebook must be two digits, but is \"" + notebook + "\"");
        }
    }

    @Test
    void text() {
        assertThat(ledger).hasToString("Ledger of notebook 04: 0 equations, 0 checks");
        ledger.check("04.1", "1 = 1", 1, 1);
        ledger.check("04.1", "1 = 1", row(1), row(1));
        ledger.refute("04.2", "1 = 2", 1, 2);
        assertThat(ledger).hasToString("""
                        04.1  1 = 1   exact   both sides   ✓
                        04.1  1 = 1   exact   both sides   ✓
                        04.2  1 = 2   off by 50 %   both sides   ✗ wrong, as shown
                        Ledger of notebook 04: 2 equations, 3 checks""");
    }

    private static SimpleMatrix row(double... entries) {
        return SimpleMatrix.wrap(Matrices.row(entries));
    }

    private static SimpleMatrix rows(double[]... rows) {
        return SimpleMatrix.wrap(Matrices.rows(rows));
    }
}
