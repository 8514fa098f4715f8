package io.github.gradwalk;

import static io.github.gradwalk.Matrices.U;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.hipparchus.dfp.Dfp;
import org.hipparchus.dfp.DfpField;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Softmax, log-softmax and log-sum-exp against 40 digits, for logits of all magnitudes and up to 100,000 classes, beside
 * two bounds: ours, and that of the shifted formulas without compensation, (05.12) and (05.14) of notebook 05, which counts
 * roundings in the manner of Blanchard, Higham and Higham (2021).
 */
class AccuracyTest {
    @RegisterExtension
    static final Fragment TABLE = new Fragment("accuracy");

    private static final DfpField DIGITS = new DfpField(44);

    /** A class whose gap to the largest logit exceeds this has no part in 40 digits of the sum. */
    private static final double FAR = 110;

    /** One row of logits, and what the referee knows of it. */
    private record Case(double[] z, double max, Dfp sum) {
        static Case of(double[] z) {
            final double max = Arrays.stream(z).max().orElseThrow();
            Dfp sum = DIGITS.getZero();
            for (final double logit : z) {
                if (max - logit < FAR) {
                    sum = sum.add(exp(logit, max));
                }
            }
            return new Case(z, max, sum);
        }

        private static Dfp exp(double z, double max) {
            return DIGITS.newDfp(z).subtract(DIGITS.newDfp(max)).exp();
        }

        Dfp probability(int k) {
            return exp(z[k], max).divide(sum);
        }

        Dfp logProbability(int k) {
            return DIGITS.newDfp(z[k]).subtract(DIGITS.newDfp(max)).subtract(sum.log());
        }

        Dfp logSumExp() {
            return DIGITS.newDfp(max).add(sum.log());
        }

        double spread() {
            return spreadBeside(1);
        }

        double spreadBeside(double size) {
            return max / size - Arrays.stream(z).min().orElseThrow() / size;
        }
    }

    /** The largest error of each function, in units of rounding. */
    private static final class Worst {
        double softmax;
        double logSoftmax;
        double logSumExp;
        double shiftedSoftmax = Double.POSITIVE_INFINITY;
        double shiftedLogSumExp = Double.POSITIVE_INFINITY;
    }

    @ParameterizedTest(name = "{0} classes, logits of ±{1}")
    @CsvSource({
        "1, 1 1e308",
        "2, 1e-300 1e-10 1 30 700 1e5 1e100 1e308",
        "10, 1e-300 1e-10 1 30 700 1e5 1e308",
        "1000, 1e-300 1 30 700 1e308",
        "100000, 1e-300 1 700 1e308"
    })
    void errorsAreBelowTheirBounds(int classes, String scales) {
        final int rows = Math.max(3, Math.min(2000 / classes, 100));
        for (final var scale : scales.split(" ")) {
            final var worst = new Worst();
            for (int row = 0; row < rows; row++) {
                measure(Case.of(logits(classes, Double.parseDouble(scale), row)), worst);
            }
            writeDown(classes, Double.parseDouble(scale), rows, worst);
            assertThat(worst.softmax).as("softmax, ±" + scale).isLessThanOrEqualTo(OURS);
            assertThat(worst.logSoftmax).as("log-softmax, ±" + scale).isLessThanOrEqualTo(OURS);
            assertThat(worst.logSumExp).as("log-sum-exp, ±" + scale).isLessThanOrEqualTo(OURS);
        }
    }

    /**
     * Two exponentials, 2u each and u for their compensation, Kahan's sum 2u, the addition of 1 and the division u each;
     * no term grows with the number of classes. See notebook 05.
     */
    private static final double OURS = 10;

    private static double[] logits(int classes, double scale, int row) {
        final var random = new Random(31L * classes + 17L * row + Double.hashCode(scale));
        return random.doubles(classes).map(uniform -> scale * (2 * uniform - 1)).toArray();
    }

    private static void measure(Case c, Worst worst) {
        final var logits = new DMatrixRMaj(1, c.z.length, true, c.z);
        final var p = Softmax.probabilities(logits);
        final var logP = Softmax.logProbabilities(logits);
        final double lse = Softmax.logSumExp(logits).get(0);
        for (final int k : sample(c)) {
            final var probability = c.probability(k);
            if (probability.toDouble() > 1e-300) { // below, digits are lost by underflow
                worst.softmax = Math.max(worst.softmax, error(p.get(k), probability, false));
            }
            worst.logSoftmax = Math.max(worst.logSoftmax, error(logP.get(k), c.logProbability(k), true));
        }
        worst.logSumExp = Math.max(worst.logSumExp, error(lse, c.logSumExp(), true));
        // K + 4 + 2 (max z − min z), and |LSE| + K + 1 + (max z − min z) + 2 ln K beside max(1, |LSE|),
        // each term divided before it is added: logits of ±1e308 are further apart than a double can say.
        final double n = c.z.length;
        worst.shiftedSoftmax = Math.min(worst.shiftedSoftmax, n + 4 + 2 * c.spread());
        final double size = Math.max(1, Math.abs(lse));
        final double counted = (Math.abs(lse) + n + 1 + 2 * Math.log(n)) / size + c.spreadBeside(size);
        worst.shiftedLogSumExp = Math.min(worst.shiftedLogSumExp, counted);
    }

    /** All classes of a short row; of a long one those that matter most and least, and others between them. */
    private static int[] sample(Case c) {
        final int n = c.z.length;
        if (n <= 50) {
            return IntStream.range(0, n).toArray();
        }
        final int[] order = IntStream.range(0, n)
                .boxed()
                .sorted((a, b) -> Double.compare(c.z[b], c.z[a]))
                .mapToInt(k -> k)
                .toArray();
        return IntStream.range(0, 50)
                .map(i -> order[(int) ((long) i * (n - 1) / 49)])
                .toArray();
    }

    /** In units of rounding; relative, or beside max(1, |value|), since a logarithm may be 0. */
    private static double error(double computed, Dfp exact, boolean besideOne) {
        if (Double.isInfinite(computed)) { // the true value overflows
            assertThat(exact.toDouble()).isEqualTo(computed);
            return 0;
        }
        final var difference = DIGITS.newDfp(computed).subtract(exact);
        final var scale = besideOne && Math.abs(exact.toDouble()) < 1 ? DIGITS.getOne() : exact;
        return difference.isZero() ? 0 : Math.abs(difference.divide(scale).toDouble()) / U;
    }

    private static void writeDown(int classes, double scale, int rows, Worst worst) {
        TABLE.row(
                "| %,d | %s | %d | %.2f | %s | %.2f | %.2f | %s | %,d |",
                classes,
                number(scale),
                rows,
                worst.softmax,
                number(worst.shiftedSoftmax),
                worst.logSoftmax,
                worst.logSumExp,
                number(worst.shiftedLogSumExp),
                (int) OURS);
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return "> 1e308";
        }
        return value >= 1e-3 && value < 1e6
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.0e", value);
    }
}
