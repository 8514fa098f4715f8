package io.github.gradwalk.engine;

/**
 * Hyperbolic tangent and logistic function, of one number or of many in place, with the same bits either way and on every
 * machine: only sums, products, quotients and powers of two are used, whose results IEEE 754 prescribes to the last bit. And
 * {@link #expOfDifference}, with {@link StrictMath}.
 *
 * <p>Both start from {@code y = n ln 2 + r} with {@code |r| ≤ ½ ln 2}, and from Lambert's fraction for tanh r:
 *
 * <p>\[ \tanh r = \cfrac{r}{1 + \cfrac{r^2}{3 + \cfrac{r^2}{5 + \cdots}}} \approx r\,\frac{D - r^2 M}{D}, \qquad
 * \begin{aligned} D &amp;= 135135 + 62370\,r^2 + 3150\,r^4 + 28\,r^6 \\ M &amp;= 45045 + 2772\,r^2 + 27\,r^4 \end{aligned} \]
 *
 * <p>Cut off after the 13, the fraction has a relative error below 2⁻⁵⁹.
 *
 * <p>Many numbers are processed in blocks, by several loops that pass intermediate results on in arrays. The just-in-time compiler
 * turns a short loop without branches, table look-ups and bit operations into vector instructions; one long loop it would not.
 */
public final class Elementary {
    private static final double LN_2 = 0x1.62e42fefa39efp-1;

    /** The first 42 bits of ln 2: its product with {@code n} is exact for {@code |n| < 2¹¹}. */
    private static final double LN_2_HIGH = 0x1.62e42fefa38p-1;

    /** The rest of ln 2. */
    private static final double LN_2_LOW = 0x1.ef35793c7673p-45;

    private static final double PER_LN_2 = 1 / LN_2;

    /** Adding it to a number below 2⁵¹ rounds that number to an integer, which is then in the low bits of the sum. */
    private static final double TO_INTEGER = 0x1.8p52;

    /** {@code T = tanh(n ln 2)}, at index {@code n} modulo 64. */
    private static final double[] TANH = new double[64];

    /** What rounding has added to {@code T}. */
    private static final double[] TANH_EXCESS = new double[64];

    static {
        // Adding −0 changes nothing, not even the sign of a zero.
        TANH[0] = -0.0;
        for (int n = 1; n < 32; n++) {
            // T = (4ⁿ − 1) / (4ⁿ + 1) = 1 − 2 / (4ⁿ + 1)
            final double power = Math.scalb(1.0, 2 * n);
            final double T = 1 - 2 / (power + 1);
            // T exceeds that by (T (4ⁿ + 1) − (4ⁿ − 1)) / (4ⁿ + 1); the numerator T + 1 − (1 − T) 4ⁿ is computed
            // exactly.
            final double excess = (T - ((1 - T) * power - 1)) * (1 - T) / 2;
            TANH[n] = T;
            TANH_EXCESS[n] = excess;
            TANH[64 - n] = -T;
            TANH_EXCESS[64 - n] = -excess;
        }
    }

    private interface Loops {
        void run(double[] y, double[] head, double[] correction, int length);
    }

    /** The arrays in which loops over a block pass results on, small enough for the nearest cache. */
    private record Block(double[] y, double[] head, double[] correction) {
        private static final int LENGTH = 512;
        private static final ThreadLocal<Block> OF_THREAD =
                ThreadLocal.withInitial(() -> new Block(new double[LENGTH], new double[LENGTH], new double[LENGTH]));

        static void each(double[] x, int from, int to, Loops loops) {
            final var block = OF_THREAD.get();
            for (int start = from; start < to; start += LENGTH) {
                final int length = Math.min(LENGTH, to - start);
                System.arraycopy(x, start, block.y, 0, length);
                loops.run(block.y, block.head, block.correction, length);
                System.arraycopy(block.y, 0, x, start, length);
            }
        }
    }

    private Elementary() {}

    /**
     * Returns {@code tanh y} with an error below 1.25 ulp (the largest error found is 1.00). The function is odd, its magnitude is at
     * most 1, and tests have found no place where it decreases.
     */
    public static double tanh(double y) {
        final double z = tanhRange(y);
        final int k = indexOfTanh(withInteger(z));
        return tanh(remainder(z), TANH[k], excessOfSum(z, TANH[k], TANH_EXCESS[k]));
    }

    /** {@code x ← tanh x} for the entries {@code from … to − 1}. */
    public static void tanh(double[] x, int from, int to) {
        Block.each(x, from, to, Elementary::tanh);
    }

    private static void tanh(double[] y, double[] T, double[] excess, int length) {
        for (int i = 0; i < length; i++) {
            y[i] = tanhRange(y[i]);
            T[i] = withInteger(y[i]);
        }
        for (int i = 0; i < length; i++) {
            final int k = indexOfTanh(T[i]);
            T[i] = TANH[k];
            excess[i] = TANH_EXCESS[k];
        }
        for (int i = 0; i < length; i++) {
            final double z = y[i];
            excess[i] = excessOfSum(z, T[i], excess[i]);
            y[i] = remainder(z);
        }
        for (int i = 0; i < length; i++) {
            y[i] = tanh(y[i], T[i], excess[i]);
        }
    }

    /**
     * Returns {@code 1 / (1 + e⁻ˣ)} with an error below 2 ulp (the largest error found is 1.59). From one double to the next the
     * result decreases by 1 ulp at most.
     */
    public static double logistic(double x) {
        final double y = halfOfLogisticRange(x);
        final double power = powerOfTwo(withInteger(y));
        final double r = remainder(y);
        return logistic(r, tailOfExp(r, restOfRemainder(y)), power);
    }

    /**
     * Returns {@code exp(z − max)}, corrected for the rounding of {@code z − max}, which would otherwise cost a relative error of
     * {@code |z − max| 2⁻⁵³}.
     */
    public static double expOfDifference(double z, double max) {
        final double difference = z - max;
        // z − max = difference + rest, exactly (Knuth's two-sum)
        final double minusMax = difference - z;
        final double rest = (z - (difference - minusMax)) - (max + minusMax);
        final double exp = StrictMath.exp(difference);
        return exp == 0 ? 0 : exp + exp * rest; // rest is NaN if z is −∞
    }

    /** {@code x ← 1 / (1 + e⁻ˣ)} for the entries {@code from … to − 1}. */
    public static void logistic(double[] x, int from, int to) {
        Block.each(x, from, to, Elementary::logistic);
    }

    private static void logistic(double[] y, double[] power, double[] tail, int length) {
        for (int i = 0; i < length; i++) {
            y[i] = halfOfLogisticRange(y[i]);
            power[i] = withInteger(y[i]);
        }
        for (int i = 0; i < length; i++) {
            power[i] = powerOfTwo(power[i]);
        }
        for (int i = 0; i < length; i++) {
            final double z = y[i];
            tail[i] = restOfRemainder(z);
            y[i] = remainder(z);
        }
        for (int i = 0; i < length; i++) {
            tail[i] = tailOfExp(y[i], tail[i]);
        }
        for (int i = 0; i < length; i++) {
            y[i] = logistic(y[i], tail[i], power[i]);
        }
    }

    /** {@code y}, limited to the range of the table; beyond it tanh is ±1. */
    private static double tanhRange(double y) {
        return Math.max(-20, Math.min(20, y));
    }

    /** {@code y = x / 2}, limited to the range beyond which the logistic function is 0 or 1. */
    private static double halfOfLogisticRange(double x) {
        return 0.5 * Math.max(-750, Math.min(40, x));
    }

    /** {@code n + 1.5 · 2⁵²} for the integer {@code n} nearest to {@code y / ln 2}. */
    private static double withInteger(double y) {
        return y * PER_LN_2 + TO_INTEGER;
    }

    private static int indexOfTanh(double withInteger) {
        return (int) Double.doubleToRawLongBits(withInteger) & 63;
    }

    /** {@code 2ⁿ}: the exponent of a double has the offset 1023 and lies above 52 bits. */
    private static double powerOfTwo(double withInteger) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(withInteger) + 1023 << 52);
    }

    /** {@code r = y − n ln 2}. */
    private static double remainder(double y) {
        final double n = withInteger(y) - TO_INTEGER;
        return (y - n * LN_2_HIGH) - n * LN_2_LOW;
    }

    /** What rounding has taken from {@code r}: only the last difference is not exact. */
    private static double restOfRemainder(double y) {
        final double n = withInteger(y) - TO_INTEGER;
        final double exact = y - n * LN_2_HIGH;
        return (exact - remainder(y)) - n * LN_2_LOW;
    }

    /** What rounding has added to {@code T + S r}: to {@code T}, to the sum and to {@code r}. */
    private static double excessOfSum(double y, double T, double excessOfT) {
        final double S = 1 - T * T;
        final double Sr = S * remainder(y);
        return (excessOfT + (((T + Sr) - T) - Sr)) - S * restOfRemainder(y);
    }

    /**
     * {@code tanh(n ln 2 + r)} by the addition theorem. With {@code S = 1 − T²} and {@code t = tanh r}:
     *
     * <p>\[ \frac{T + t}{1 + T t} = T + S\,\frac{t}{1 + T t} = T + S r - S r\,\frac{r^2 M + T D t}{D + T D t} \]
     *
     * <p>The last term is the smallest, so its errors matter least.
     */
    private static double tanh(double r, double T, double excess) {
        final double w = r * r;
        final double D = 135135 + w * (62370 + w * (3150 + w * 28));
        final double wM = w * (45045 + w * (2772 + w * 27));
        final double TDt = T * (r * (D - wM));
        final double Sr = (1 - T * T) * r;
        return (T + Sr) - (Sr * ((wM + TDt) / (D + TDt)) + excess);
    }

    /**
     * {@code e²ʳ} minus the rounded {@code 1 + 2 r}. Again the smallest term is last, with {@code P = D tanh r}:
     *
     * <p>\[ \frac{1 + t}{1 - t} = 1 + 2 r + 2 r\,\frac{P - r^2 M}{D - P} \]
     */
    private static double tailOfExp(double r, double rest) {
        final double w = r * r;
        final double D = 135135 + w * (62370 + w * (3150 + w * 28));
        final double wM = w * (45045 + w * (2772 + w * 27));
        final double P = r * (D - wM);
        final double sum = 1 + 2 * r;
        return (2 * r - (sum - 1)) + 2 * (r * ((P - wM) / (D - P)) + rest * sum);
    }

    /**
     * {@code e / (1 + e)} for {@code e = 4ⁿ e²ʳ}, corrected for the roundings of {@code e²ʳ} and of {@code 1 + e}.
     *
     * @param power 2ⁿ, a factor that is used twice so that nothing overflows, and nothing underflows before the last step
     */
    private static double logistic(double r, double tail, double power) {
        final double sum = 1 + 2 * r;
        final double exp = sum + tail;
        final double restOfExp = tail - (exp - sum);
        final double e = power * (power * exp);
        // 1 + e = denominator + rest, exactly (Knuth's two-sum)
        final double denominator = 1 + e;
        final double e1 = denominator - 1;
        final double rest = (1 - (denominator - e1)) + (e - e1);
        final double quotient = e / denominator;
        return quotient - quotient * ((rest - restOfExp / exp) / denominator);
    }
}
