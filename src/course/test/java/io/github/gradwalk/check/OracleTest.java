package io.github.gradwalk.check;

import static io.github.gradwalk.Matrices.assertClose;
import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.column;
import static io.github.gradwalk.Matrices.row;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OracleTest {
    private static final DMatrixRMaj X = rows(new double[] {0.7, -1.3, 0.2}, new double[] {2.1, 0.4, -0.9});

    /** A function of a matrix that depends on each entry in a different way, so that none can be mistaken for another. */
    private static final ScalarFunction F = x -> {
        final var product = x[0][0].times(x[1][2]).times(3); // 3 x₀₀ x₁₂
        final var exponential = x[0][1].exp().negate(); // −e^x₀₁
        final var quotient = x[0][2].plus(1).divide(x[1][0].minus(0.5)); // (x₀₂ + 1) / (x₁₀ − ½)
        final var nested = x[1][1].log().tanh().minus(x[1][1]); // tanh ln x₁₁ − x₁₁
        return Scalar.sum(product, exponential, quotient, nested);
    };

    private static DMatrixRMaj derivativeOfF() {
        final double tanh = Math.tanh(Math.log(0.4));
        return rows(
                new double[] {3 * -0.9, -Math.exp(-1.3), 1 / 1.6},
                new double[] {-1.2 / (1.6 * 1.6), (1 - tanh * tanh) / 0.4 - 1, 3 * 0.7});
    }

    @ParameterizedTest
    @EnumSource
    void theGradientOfAFunctionOfAMatrixWhichIsNotChanged(Oracle oracle) {
        final var x = X.copy();
        assertClose(oracle.gradient(F, x), derivativeOfF(), accuracy(oracle));
        assertIdentical(x, X);
    }

    @ParameterizedTest
    @EnumSource
    void theGradientOfAFunctionOfAVectorHasTheVectorsShape(Oracle oracle) {
        final var f = ScalarFunction.ofVector(v -> v[0].times(v[1]).times(v[2]));
        assertClose(oracle.gradient(f, row(2, 3, 5)), row(15, 10, 6), 1e-9);
        assertClose(oracle.gradient(f, column(2, 3, 5)), column(15, 10, 6), 1e-9);
    }

    @ParameterizedTest
    @EnumSource
    void theGradientOfAConstantIsZero(Oracle oracle) {
        assertClose(oracle.gradient(x -> x[0][0].constant(7), X), new DMatrixRMaj(2, 3), 0);
    }

    @ParameterizedTest
    @EnumSource
    void theJacobianHasOneRowForEachOutput(Oracle oracle) {
        final VectorFunction f = v -> new Scalar[] {v[0].times(v[1]), v[1].exp().plus(v[2])};
        final var expected = rows(new double[] {-1.5, 0.3, 0}, new double[] {0, Math.exp(-1.5), 1});
        assertClose(oracle.jacobian(f, row(0.3, -1.5, 2)), expected, accuracy(oracle));
        assertClose(oracle.jacobian(f, column(0.3, -1.5, 2)), expected, accuracy(oracle));
    }

    @ParameterizedTest
    @EnumSource
    void theJacobianOfAMatrixCountsItsEntriesRowByRow(Oracle oracle) {
        final VectorFunction second = v -> new Scalar[] {v[1].times(1)};
        assertClose(oracle.jacobian(second, X), row(0, 1, 0, 0, 0, 0), 1e-9);
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyMatrixIsRefused(Oracle oracle) {
        final var empty = new DMatrixRMaj(0, 3);
        assertRefused(() -> oracle.gradient(F, empty), "x is empty: its shape is 0×3");
        assertRefused(() -> oracle.jacobian(v -> v, empty), "x is empty: its shape is 0×3");
        assertRefused(() -> Oracle.centralDifferences(x -> 1, empty), "x is empty: its shape is 0×3");
    }

    @ParameterizedTest
    @EnumSource
    void matricesWithRoomToSpareAreReadByTheirShape(Oracle oracle) {
        final var roomy = new DMatrixRMaj(5, 5);
        roomy.setTo(X);
        assertIdentical(oracle.gradient(F, roomy), oracle.gradient(F, X));
    }

    @Test
    void centralDifferencesAreGoodToTenDigitsAndNoMore() {
        final var found = Oracle.centralDifferences(x -> Math.exp(x.get(0)), row(1));
        final double error = Math.abs(found.get(0) / Math.E - 1);
        assertThat(error).isBetween(1e-13, 1e-10);
    }

    @Test
    void centralDifferencesDivideByTheStepThatWasTaken() {
        for (final double x : new double[] {0, 0.1, 1 / 3.0, 12345.678, -1e9, 1e300}) {
            assertThat(Oracle.centralDifferences(at -> at.get(0), row(x)).get(0))
                    .isEqualTo(1);
        }
        // a step of 1e-5 would be rounded away at 1e12
        assertThat(Oracle.centralDifferences(at -> at.get(0) * 1e-12 * at.get(0), row(1e12))
                        .get(0))
                .isCloseTo(2, within(1e-9));
    }

    @Test
    void centralDifferencesGiveTheFunctionACopyWithOneEntryMoved() {
        final var x = X.copy();
        final var gradient = Oracle.centralDifferences(
                at -> {
                    int moved = 0;
                    for (int i = 0; i < X.getNumElements(); i++) {
                        moved += at.data[i] == X.data[i] ? 0 : 1;
                    }
                    assertThat(moved).isEqualTo(1);
                    final double value = 2 * at.get(1, 2) - at.get(0, 1);
                    at.fill(99);
                    return value;
                },
                x);
        assertClose(gradient, rows(new double[] {0, -1, 0}, new double[] {0, 0, 2}), 1e-10);
        assertIdentical(x, X);
    }

    @Test
    void theStepGrowsWithTheEntry() {
        final var steps = new ArrayList<Double>();
        for (final double x : new double[] {-400, 0.5}) {
            Oracle.centralDifferences(at -> steps.add(at.get(0)) ? 0 : 1, row(x));
        }
        assertThat(steps).containsExactly(-400 + 4e-3, -400 - 4e-3, 0.5 + 1e-5, 0.5 - 1e-5);
    }

    @Test
    void theExactOraclesDifferWhereDifferencesCancel() {
        // f = 1e8 + x²: the difference quotient has lost its digits
        final ScalarFunction f = x -> x[0][0].times(x[0][0]).plus(1e8);
        final var x = row(0.3);
        assertThat(Oracle.COMPLEX_STEP.gradient(f, x).get(0)).isCloseTo(0.6, within(1e-16));
        assertThat(Oracle.DUAL_NUMBERS.gradient(f, x).get(0)).isCloseTo(0.6, within(1e-16));
        assertThat(Math.abs(Oracle.CENTRAL_DIFFERENCES.gradient(f, x).get(0) - 0.6))
                .isGreaterThan(1e-7);
    }

    @Test
    void tolerancesAndNames() {
        assertThat(Oracle.values()).extracting(Oracle::tolerance).containsExactly(1e-7, 1e-12, 1e-12);
        assertThat(Oracle.values())
                .extracting(Oracle::toString)
                .containsExactly("central differences", "complex step", "dual numbers");
    }

    private static double accuracy(Oracle oracle) {
        return oracle == Oracle.CENTRAL_DIFFERENCES ? 1e-9 : 2e-15;
    }
}
