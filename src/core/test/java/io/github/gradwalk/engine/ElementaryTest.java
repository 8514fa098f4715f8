package io.github.gradwalk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Our own tanh and logistic function, against evaluations with 50 digits. */
class ElementaryTest {
    private static final MathContext DIGITS = new MathContext(50);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double LN_2 = Math.log(2);

    @Test
    void theReferencesAreRight() {
        assertThat(tanh(BigDecimal.ONE).toString()).startsWith("0.7615941559557648881194582826047935904127685972579");
        assertThat(expm1(BigDecimal.ONE).toString()).startsWith("1.718281828459045235360287471352662497757247093699");
        assertThat(logistic(BigDecimal.ONE).toString()).startsWith("0.7310585786300048792511592418218362743651446401");
        assertThat(logistic(BigDecimal.ONE.negate()).toString())
                .startsWith("0.2689414213699951207488407581781637256348553598");
        assertThat(tanh(new BigDecimal("1e-30")).round(new MathContext(20))).isEqualByComparingTo("1e-30");
    }

    @Test
    void tanhOfAllMagnitudesAndWhereTheMultipleOfLn2Changes() {
        final var seams = IntStream.range(-30, 30).mapToDouble(n -> (n + 0.5) * LN_2);
        final var ends = DoubleStream.of(-20, 20, 0x1p-27, 0x1p-28, 0x1p-537, 0x1p-1022, 19.0615);
        for (final var points : List.of(
                magnitudes(40_000, -1074, 10),
                between(80_000, -20, 20),
                between(40_000, -1.5, 1.5),
                around(300, DoubleStream.concat(seams, ends)))) {
            holds("tanh", 1.25, Elementary::tanh, ElementaryTest::tanh, points);
        }
    }

    @Test
    void logisticOfAllMagnitudesAndWhereTheMultipleOfLn2Changes() {
        final var seams = IntStream.range(-541, 30).mapToDouble(n -> (2 * n + 1) * LN_2);
        final var ends = DoubleStream.of(40, -750, -708.3964185322641, -745.1332191019411, -37, 37);
        for (final var points : List.of(
                magnitudes(40_000, -1074, 10),
                between(80_000, -40, 40),
                between(40_000, -750, 0),
                around(40, DoubleStream.concat(seams, ends)))) {
            holds("logistic", 2, Elementary::logistic, ElementaryTest::logistic, points);
        }
    }

    @Test
    void valuesAtTheEnds() {
        assertThat(Elementary.tanh(-0.0)).isEqualTo(-0.0);
        assertThat(Elementary.logistic(-0.0)).isEqualTo(0.5);
        for (final double tiny : new double[] {0, Double.MIN_VALUE, 7e-320, Double.MIN_NORMAL, 1e-300, 1e-9}) {
            assertThat(Elementary.tanh(tiny)).isEqualTo(tiny);
        }
        assertThat(Elementary.tanh(20)).isEqualTo(1);
        assertThat(Elementary.logistic(40)).isEqualTo(1);
        for (final double huge : new double[] {746, 1e10, Double.MAX_VALUE, INF}) {
            assertThat(Elementary.tanh(huge)).isEqualTo(1);
            assertThat(Elementary.logistic(huge)).isEqualTo(1);
            assertThat(Elementary.logistic(-huge)).isEqualTo(0.0);
        }
        assertThat(Elementary.tanh(Double.NaN)).isNaN();
        assertThat(Elementary.logistic(Double.NaN)).isNaN();
    }

    @Test
    void tanhIsOddAndAtMost1() {
        DoubleStream.concat(
                        DoubleStream.of(746, INF),
                        DoubleStream.concat(magnitudes(100_000, -1074, 10), between(200_000, 0, 20)))
                .forEach(x -> {
                    assertThat(Elementary.tanh(-x)).isEqualTo(-Elementary.tanh(x));
                    assertThat(Math.abs(Elementary.tanh(x))).isLessThanOrEqualTo(Math.min(1, Math.abs(x)));
                });
    }

    @Test
    void bothRiseAndTanhNeverFalls() {
        final var seams = IntStream.range(-30, 30).mapToDouble(n -> (n + 0.5) * LN_2);
        final var wide = IntStream.range(-541, 30).mapToDouble(n -> (2 * n + 1) * LN_2);
        rises(Elementary::tanh, 0, around(1000, DoubleStream.concat(seams, between(100, -20, 20))));
        rises(Elementary::tanh, 0, IntStream.range(-200_000, 200_000).mapToDouble(i -> i * 1e-4));
        rises(Elementary::logistic, 1, around(200, DoubleStream.concat(wide, between(100, -40, 40))));
        rises(Elementary::logistic, 1, IntStream.range(-760_000, 50_000).mapToDouble(i -> i * 1e-3));
    }

    @Test
    void manyGiveTheBitsOfOne() {
        final double[] x = DoubleStream.concat(
                        DoubleStream.of(0.0, -0.0, INF, -INF, Double.NaN, 1e-320, -1e-320, 20, -20, 40, -750),
                        DoubleStream.concat(magnitudes(1500, -1074, 10), between(1500, -50, 50)))
                .toArray();
        for (final int from : new int[] {0, 1, 7, 512}) {
            for (final int to : new int[] {from, from + 1, from + 511, from + 512, from + 513, x.length}) {
                manyGiveTheBitsOfOne(Elementary::tanh, Elementary::tanh, x, from, to);
                manyGiveTheBitsOfOne(Elementary::logistic, Elementary::logistic, x, from, to);
            }
        }
    }

    private interface InPlace {
        void apply(double[] x, int from, int to);
    }

    private static void manyGiveTheBitsOfOne(InPlace many, DoubleUnaryOperator one, double[] x, int from, int to) {
        final double[] expected = x.clone();
        for (int i = from; i < to; i++) {
            expected[i] = one.applyAsDouble(x[i]);
        }
        final double[] actual = x.clone();
        many.apply(actual, from, to);
        assertThat(bits(actual)).as("from %d to %d", from, to).isEqualTo(bits(expected));
    }

    private static long[] bits(double[] x) {
        return DoubleStream.of(x).mapToLong(Double::doubleToLongBits).toArray();
    }

    private static void rises(DoubleUnaryOperator function, int ulpsOfFall, DoubleStream points) {
        final double[] x = points.sorted().toArray();
        for (int i = 1; i < x.length; i++) {
            final double before = function.applyAsDouble(x[i - 1]);
            assertThat(function.applyAsDouble(x[i]))
                    .as("at %s after %s", x[i], x[i - 1])
                    .isGreaterThanOrEqualTo(before - ulpsOfFall * Math.ulp(before));
        }
    }

    private static void holds(
            String name,
            double ulps,
            DoubleUnaryOperator actual,
            UnaryOperator<BigDecimal> exact,
            DoubleStream points) {
        points.parallel().forEach(x -> {
            final double found = actual.applyAsDouble(x);
            final var expected = exact.apply(new BigDecimal(x, DIGITS));
            final double error = expected.subtract(new BigDecimal(found), DIGITS)
                    .divide(new BigDecimal(Math.ulp(expected.doubleValue())), DIGITS)
                    .abs()
                    .doubleValue();
            final var where = name + " of " + x + ": " + found + ", but should be " + expected;
            assertThat(error).as(where).isLessThan(ulps);
        });
    }

    /** Numbers of either sign, with exponents from all between these. */
    private static DoubleStream magnitudes(int count, int smallest, int largest) {
        final var random = new Random(51);
        return DoubleStream.generate(() -> (random.nextBoolean() ? 1 : -1)
                        * Math.scalb(1 + random.nextDouble(), smallest + random.nextInt(largest - smallest)))
                .limit(count)
                .sequential();
    }

    private static DoubleStream between(int count, double from, double to) {
        return new Random(52).doubles(count, from, to);
    }

    /** Each point, {@code count} doubles below it and as many above. */
    private static DoubleStream around(int count, DoubleStream points) {
        return points.flatMap(x -> IntStream.rangeClosed(-count, count).mapToDouble(i -> x + i * Math.ulp(x)));
    }

    /** {@code tanh x = (e²ˣ − 1) / (e²ˣ + 1)}. */
    private static BigDecimal tanh(BigDecimal x) {
        final var e = expm1(x.multiply(TWO));
        return e.divide(e.add(TWO), DIGITS);
    }

    /** {@code 1 / (1 + e⁻ˣ)}. */
    private static BigDecimal logistic(BigDecimal x) {
        return BigDecimal.ONE.divide(expm1(x.negate()).add(TWO), DIGITS);
    }

    /** {@code eˣ − 1} by Taylor's series at {@code x / 2ᵏ}, and from there by {@code e²ʸ − 1 = (eʸ − 1)(eʸ − 1 + 2)}. */
    private static BigDecimal expm1(BigDecimal x) {
        final int k = Math.max(0, 8 + Math.getExponent(x.doubleValue()));
        final var y = x.divide(TWO.pow(k), DIGITS);
        var term = y;
        var sum = y;
        for (int i = 2; i <= 20; i++) { // |y| < 2⁻⁷
            term = term.multiply(y, DIGITS).divide(BigDecimal.valueOf(i), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        for (int i = 0; i < k; i++) {
            sum = sum.multiply(sum.add(TWO), DIGITS);
        }
        return sum;
    }
}
