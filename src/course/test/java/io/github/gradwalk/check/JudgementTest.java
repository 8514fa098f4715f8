package io.github.gradwalk.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradwalk.check.Judgement.Verdict;
import java.util.stream.Stream;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgementTest {
    private static final SimpleMatrix RIGHT = matrix(new double[] {2, -3, 5}, new double[] {-7, 11, 13});
    private static final SimpleMatrix SQUARE = matrix(new double[] {2, -3}, new double[] {5, 7});
    private static final SimpleMatrix COLUMN = new SimpleMatrix(new double[] {-0.7, 0.6, 0.1});

    private static SimpleMatrix matrix(double[]... rows) {
        return new SimpleMatrix(rows);
    }

    private static SimpleMatrix changed(SimpleMatrix matrix, int row, int column, double value) {
        final var copy = matrix.copy();
        copy.set(row, column, value);
        return copy;
    }

    @Test
    void theRightGradientIsRight() {
        final var x = new SimpleMatrix(new double[] {3, 4});
        final ScalarFunction f = v -> v[0][0].times(v[0][0]).times(v[1][0]);
        assertThat(Judgement.of("∂f/∂x", new SimpleMatrix(new double[] {24, 9}), f, x))
                .isEqualTo(new Judgement(Verdict.RIGHT, "✓ Right: ∂f/∂x agrees with dual numbers exactly."));
        assertThat(Judgement.of("∂f/∂x", new SimpleMatrix(new double[] {24, 9.001}), f, x)
                        .verdict())
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void nothingIsEmpty() {
        final var empty = new Judgement(Verdict.EMPTY, "Your turn: y. Your line is still empty.");
        assertThat(Judgement.of("y", new SimpleMatrix(0, 0), RIGHT, "the library"))
                .isEqualTo(empty);
        assertThat(Judgement.of("y", Double.NaN, 1, "the library")).isEqualTo(empty);
    }

    static Stream<Arguments> patterns() {
        final var rows = matrix(new double[] {1, 2}, new double[] {3, 4}, new double[] {5, 7});
        final var oneRight = matrix(new double[] {9, 2}, new double[] {3, 4}, new double[] {5, 1});
        return Stream.of(
                Arguments.of(RIGHT.negative(), RIGHT, "Every entry has the right size and the wrong sign."),
                Arguments.of(RIGHT.scale(5), RIGHT, "Every entry is 5 times what it should be: a factor is missing"),
                Arguments.of(COLUMN.scale(0.2), COLUMN, "Every entry is 0.2 times"),
                Arguments.of(
                        RIGHT.transpose(),
                        RIGHT,
                        "Its shape is 3×2, but should be 2×3: it is the transpose of the right"),
                Arguments.of(
                        RIGHT.transpose().scale(2), RIGHT, "Its transpose would have the right shape, though not yet"),
                Arguments.of(new SimpleMatrix(4, 1), RIGHT, "Its shape is 4×1, but should be 2×3."),
                Arguments.of(SQUARE.transpose(), SQUARE, "It is the transpose of the right matrix."),
                Arguments.of(
                        changed(RIGHT, 1, 2, 17),
                        RIGHT,
                        "Only row 2 is wrong. The largest error is in row 2, column 3: 17 is too large."),
                Arguments.of(changed(COLUMN, 0, 0, 0.3), COLUMN, "Only row 1 is wrong: it is −0.4286 times"),
                Arguments.of(
                        changed(COLUMN, 0, 0, 0.7),
                        COLUMN,
                        "Only row 1 is wrong: it has the right size and the wrong sign."),
                Arguments.of(
                        COLUMN.transpose().plus(changed(new SimpleMatrix(1, 3), 0, 1, 1)),
                        COLUMN.transpose(),
                        "Only column 2 is wrong"),
                Arguments.of(changed(changed(COLUMN, 0, 0, 4), 2, 0, 3), COLUMN, "Only row 2 is right."),
                Arguments.of(oneRight, rows, "Only row 2 is right."),
                Arguments.of(
                        SQUARE.mult(SimpleMatrix.diag(2, 3)),
                        SQUARE,
                        "Each column is off by a factor of its own, in column 1 by 2:"),
                Arguments.of(
                        SimpleMatrix.diag(2, 3).mult(SQUARE),
                        SQUARE,
                        "Each row is off by a factor of its own, in row 1 by 2:"),
                Arguments.of(
                        COLUMN.plus(1), COLUMN, "Every entry is too large by the same number, 1: a term is missing"),
                Arguments.of(new SimpleMatrix(3, 1), COLUMN, "Every entry is 0."),
                Arguments.of(changed(COLUMN, 1, 0, Double.NaN), COLUMN, "The entry in row 2 is NaN."),
                Arguments.of(
                        matrix(new double[] {4, 1}, new double[] {8, 3}),
                        SQUARE,
                        "The largest error is in row 1, column 2: 1 is too large."),
                Arguments.of(
                        new SimpleMatrix(new double[] {-2}), new SimpleMatrix(new double[] {4}), "It is −0.5 times"),
                Arguments.of(
                        new SimpleMatrix(new double[] {0.3}),
                        new SimpleMatrix(new double[] {0.7}),
                        "It is 0.3, which is too small."),
                Arguments.of(
                        new SimpleMatrix(1, 1),
                        new SimpleMatrix(new double[] {0.6}),
                        "It is 0. (In Java, 12 / 20 is 0"));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void aWrongOneSaysInWhichWay(SimpleMatrix yours, SimpleMatrix right, String pattern) {
        final var judgement = Judgement.of("∇W", yours, right, "the library");
        assertThat(judgement.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(judgement.text()).startsWith("✗ Not yet: ∇W").contains(pattern);
    }

    @Test
    void howFarOff() {
        assertThat(Judgement.of("dz", 3, 12, "the loops"))
                .hasToString("✗ Not yet: dz is off by a relative error of 0.75, compared with the loops. "
                        + "It is 0.25 times what it should be: a factor is missing, or there is one too many.");
    }

    @Test
    void theRightMatrixIsNotOneOwnLine() {
        assertThatThrownBy(() -> Judgement.of("y", RIGHT, RIGHT, "the library"))
                .hasMessageContaining("the same matrix");
        assertThatThrownBy(() -> Judgement.of("y", RIGHT, new SimpleMatrix(0, 0), "the library"))
                .hasMessageContaining("right is empty");
    }
}
