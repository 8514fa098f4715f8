package io.github.gradwalk;

import static io.github.gradwalk.Matrices.U;
import static io.github.gradwalk.Matrices.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Softmax and cross-entropy against 60-digit values.
 *
 * <p>Bounds are in units of {@code u = 2⁻⁵³}. A difference {@code z − m} that is rounded costs a relative
 * {@code |z − m| u} of its exponential: the shift term of what is promised.
 */
class GoldenSoftmaxTest {

    static List<Golden.SoftmaxCase> cases() {
        return Golden.softmaxCases();
    }

    @Test
    void allCasesAreRead() {
        assertThat(cases()).hasSize(59).allSatisfy(c -> assertThat(c.softmax()).hasSameSizeAs(c.logits()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void softmax(Golden.SoftmaxCase c) {
        final var p = Softmax.probabilities(row(c.logits()));
        final double n = c.logits().length;
        for (int i = 0; i < n; i++) {
            final double relative = (n + 4 + shift(c, i)) * U;
            // Below the smallest normal double the spacing is constant: exp and the division each err by at most one.
            final double spacing = c.softmax()[i] < Double.MIN_NORMAL ? 2 * Double.MIN_VALUE : 0;
            holds("softmax", c, p.get(i), c.softmax()[i], relative * c.softmax()[i] + spacing);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void logSoftmax(Golden.SoftmaxCase c) {
        final var logP = Softmax.logProbabilities(row(c.logits()));
        for (int i = 0; i < c.logits().length; i++) {
            holds("log-softmax", c, logP.get(i), c.logSoftmax()[i], bound(c.logSoftmax()[i], shift(c, i)));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void logSumExp(Golden.SoftmaxCase c) {
        final var lse = Softmax.logSumExp(row(c.logits()));
        holds("log-sum-exp", c, lse.get(0), c.logSumExp(), bound(c.logSumExp(), 0));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void crossEntropy(Golden.SoftmaxCase c) {
        final double loss = CrossEntropy.loss(row(c.logits()), targets(c));
        holds("cross-entropy", c, loss, c.crossEntropy(), bound(c.crossEntropy(), shift(c, c.trueClass())));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradient(Golden.SoftmaxCase c) {
        final var gradient = CrossEntropy.gradient(row(c.logits()), targets(c));
        for (int i = 0; i < c.logits().length; i++) {
            holds("gradient", c, gradient.get(i), c.gradient()[i], bound(c.gradient()[i], shift(c, i)));
        }
    }

    /**
     * More than is promised: small probabilities, losses and gradients are right in their own digits, not only beside 1,
     * and however far apart the logits are.
     */
    @ParameterizedTest
    @MethodSource("cases")
    void whatIsSmallKeepsItsDigits(Golden.SoftmaxCase c) {
        final double relative = (c.logits().length + 4) * U;
        final var p = Softmax.probabilities(row(c.logits()));
        for (int i = 0; i < c.logits().length; i++) {
            holds("softmax, relative", c, p.get(i), c.softmax()[i], relative * c.softmax()[i] + 2 * Double.MIN_VALUE);
        }

        // 1 + s in 60 digits is 1 where s is smaller than 1e-60: there the reference is 0, and ours is nearer to the
        // truth.
        final double ofReference = 1e-60;
        final double loss = CrossEntropy.loss(row(c.logits()), targets(c));
        holds("cross-entropy, relative", c, loss, c.crossEntropy(), relative * c.crossEntropy() + ofReference);
        final double gradient =
                CrossEntropy.gradient(row(c.logits()), targets(c)).get(c.trueClass());
        final double expected = c.gradient()[c.trueClass()];
        final double bound = relative * Math.abs(expected) + ofReference;
        holds("gradient of the true class, relative", c, gradient, expected, bound);
    }

    private static Targets targets(Golden.SoftmaxCase c) {
        return Targets.ofClass(c.logits().length, c.trueClass());
    }

    private static double bound(double value, double shift) {
        return (4 * Math.max(1, Math.abs(value)) + shift) * U;
    }

    private static double shift(Golden.SoftmaxCase c, int i) {
        return Arrays.stream(c.logits()).max().orElseThrow() - c.logits()[i];
    }

    private static void holds(String kind, Golden.SoftmaxCase c, double actual, double expected, double bound) {
        if (actual == expected) { // infinities too
            return;
        }
        final double error = Math.abs(actual - expected);
        final var where = kind + " of " + Arrays.toString(c.logits()) + ": " + actual + ", but should be " + expected;
        assertThat(error).as(where).isLessThanOrEqualTo(bound);
    }
}
