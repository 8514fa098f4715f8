package io.github.gradwalk.check;

import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.row;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NaN = Double.NaN;

    @Test
    void theWorstEntryAndWhereItIs() {
        final var left = rows(new double[] {1, 2, 3}, new double[] {4, 5, 6.6});
        final var right = rows(new double[] {1, 2.02, 3}, new double[] {4, 5, 6});
        final var comparison = Comparison.of(left, right);
        assertThat(comparison.relativeError()).isCloseTo(0.6 / 6.6, within(1e-15));
        assertThat(comparison.row()).isEqualTo(1);
        assertThat(comparison.column()).isEqualTo(2);
        assertThat(comparison.left()).isEqualTo(6.6);
        assertThat(comparison.right()).isEqualTo(6);
    }

    @Test
    void leftAndRightMayBeSwapped() {
        assertThat(Comparison.of(row(2, 100), row(3, 101)).relativeError())
                .isEqualTo(Comparison.of(row(3, 101), row(2, 100)).relativeError())
                .isEqualTo(1.0 / 3);
        assertThat(Comparison.of(-2, -3).relativeError()).isEqualTo(1.0 / 3);
        assertThat(Comparison.of(1, -1).relativeError()).isEqualTo(2);
    }

    @Test
    void aTinyEntryIsComparedWithAHundredthOfTheLargest() {
        assertThat(Comparison.of(row(100, 0), row(100, 1e-12)).relativeError()).isEqualTo(1e-12);
        assertThat(Comparison.of(row(0, -100), row(1e-12, -100)).relativeError())
                .isEqualTo(1e-12);
        // a larger entry is compared with itself
        assertThat(Comparison.of(row(100, 2), row(100, 4)).relativeError()).isEqualTo(0.5);
        // the largest may be on either side
        assertThat(Comparison.of(row(1, 0.001), row(100, 0)).relativeError()).isEqualTo(0.99);
    }

    @Test
    void twoNumbersAreComparedWithEachOtherAlone() {
        assertThat(Comparison.of(0, 1e-300).relativeError()).isEqualTo(1);
        assertThat(Comparison.of(0.5, 0.5)).isEqualTo(new Comparison(0, 0, 0, 0.5, 0.5));
        assertThat(Comparison.of(0.0, -0.0).relativeError()).isZero();
    }

    @Test
    void equalMatricesHaveNoError() {
        final var zero = Comparison.of(new DMatrixRMaj(2, 2), new DMatrixRMaj(2, 2));
        assertThat(zero).isEqualTo(new Comparison(0, 0, 0, 0, 0));
        assertThat(zero.within(0)).isTrue();
    }

    @Test
    void infinitiesAndNaN() {
        assertThat(Comparison.of(row(INF, 1), row(INF, 1)).relativeError()).isZero();
        assertThat(Comparison.of(row(1, INF), row(1, 1)).relativeError()).isEqualTo(INF);
        assertThat(Comparison.of(row(1, -INF), row(1, INF)).relativeError()).isEqualTo(INF);
        assertThat(Comparison.of(row(1, NaN), row(1, 1)).column()).isEqualTo(1);
        assertThat(Comparison.of(row(NaN, 2), row(1, 1)).relativeError()).isEqualTo(INF);
        assertThat(Comparison.of(NaN, NaN).within(1e300)).isFalse();
        assertThat(Comparison.of(NaN, 1).relativeError()).isEqualTo(INF);
        // an infinity does not hide the error of the finite entries
        assertThat(Comparison.of(row(INF, 1, 0), row(INF, 1, 1e-3)).relativeError())
                .isEqualTo(0.1);
    }

    @Test
    void aToleranceIncludesItself() {
        assertThat(Comparison.of(1, 0.5).within(0.5)).isTrue();
        assertThat(Comparison.of(1, 0.5).within(0.4999)).isFalse();
    }

    @Test
    void aMatrixIsNotComparedWithItself() {
        final var matrix = row(1, 2);
        final var message = "left and right are the same matrix: that compares nothing";
        assertRefused(() -> Comparison.of(matrix, matrix), message, matrix);
        assertRefused(() -> Comparison.of(matrix, DMatrixRMaj.wrap(1, 2, matrix.data)), message, matrix);
        assertThat(Comparison.of(matrix, matrix.copy()).relativeError()).isZero();
    }

    @Test
    void shapesMustAgree() {
        final var message = "left and right must have the same shape and not be empty, but have ";
        assertRefused(() -> Comparison.of(row(1, 2), row(1, 2, 3)), message + "1×2 and 1×3");
        assertRefused(() -> Comparison.of(row(1, 2), new DMatrixRMaj(2, 1)), message + "1×2 and 2×1");
        assertRefused(() -> Comparison.of(new DMatrixRMaj(0, 2), new DMatrixRMaj(0, 2)), message + "0×2 and 0×2");
    }

    @ParameterizedTest
    @CsvSource({
        "0.027107879737092735, 0.032732413260153415, 1.7e-01, 0.02711, 0.03273",
        "123456.789, 123457.789, 8.1e-06, 123456.789, 123457.789",
        "0.6666666666666666, 0.6666666676666666, 1.5e-09, 0.666666666667, 0.666666667667",
        "0.1, 0.10000000000000002, 1.4e-16, 0.1, 0.10000000000000002",
        "0.3333333333333333, 0.3333333333333333, 0.0e+00, 0.3333333333333333, 0.3333333333333333",
        "1, NaN, Infinity, 1.0, NaN",
        "1.23456, -1e300, 1.0e+00, 1.235, -1.0E300"
    })
    void valuesHaveAFewMoreDigitsThanTheyShare(double left, double right, String error, String l, String r) {
        assertThat(Comparison.of(left, right))
                .hasToString("largest relative error %s, at row 0, column 0 (counted from 0): %s against %s"
                        .formatted(error, l, r));
    }

    @Test
    void thePlaceOfTheLargestErrorIsNamed() {
        assertThat(Comparison.of(row(1, 4), row(1, 3)))
                .hasToString("largest relative error 2.5e-01, at row 0, column 1 (counted from 0): 4.0 against 3.0");
    }
}
