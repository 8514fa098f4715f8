package io.github.gradwalk;

/**
 * Hyperbolic tangent and logistic function, of one number or in place of many, with the same bits either way and on
 * every machine: there is nothing here but sums, products, quotients and powers of two, which IEEE 754 fixes to the bit.
 *
 * <p>Both start from {@code y = n ln 2 + r} with {@code |r| ≤ ½ ln 2}, and from Lambert's fraction for tanh r:
 *
 * <p>\[ \tanh r = \cfrac{r}{1 + \cfrac{r^2}{3 + \cfrac{r^2}{5 + \cdots}}} \approx r\,\frac{D - r^2 M}{D}, \qquad
 * \begin{aligned} D &= 135135 + 62370\,r^2 + 3150\,r^4 + 28\,r^6 \\ M &= 45045 + 2772\,r^2 + 27\,r^4 \end{aligned} \]
 *
 * <p>Ended at the 13, it errs by less than 2⁻⁵⁹ of its value.
 *
 * <p>Many numbers go block by block through loops that leave to one another what they found. A loop of few operations,
 * without branch, look-up or access to bits, becomes vector instructions; all in one, it would not.
 */
final class Elementary {
    private static final double LN_2 = 0x1.62e42fefa39efp-1;

    /** The first 42 bits of ln 2, so that {@code n} times it is exact for {@code |n| < 2¹¹}; and what is left. */
    private static final double LN_2_HIGH = 0x1.62e42fefa38p-1;

    private static final double LN_2_LOW = 0x1.ef35793c7673p-45;

    private static final double PER_LN_2 = 1 / LN_2;

    /** Added to a number smaller than 2⁵¹, it rounds it to an integer, and that is then in the low bits. */
    private static final double TO_INTEGER = 0x1.8p52;

    /** {@code T = tanh(n ln 2)} at {@code n} modulo 64, and what rounding has added to it. */
    private static final double[] TANH = new double[64];

    private static final double[] TANH_EXCESS = new double[64];

    static {
        // To add −0 changes nothing, not even the sign of a zero.
        TANH[0] = -0.0;
        for (int n = 1; n < 32; n++) {
            // T = (4ⁿ − 1) / (4ⁿ + 1) = 1 − 2 / (4ⁿ + 1)
            final double power = Math.scalb(1.0, 2 * n);
            final double T = 1 - 2 / (power + 1);
            // T exceeds that by (T (4ⁿ + 1) − (4ⁿ − 1)) / (4ⁿ + 1), whose numerator T + 1 − (1 − T) 4ⁿ has no rounding.
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

    /** What the loops over a block leave to one another; small enough for the nearest cache. */
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
     * Returns {@code tanh y}, wrong by less than 1.25 ulp (1.00 is the most that was found). It is odd, at most 1 in size,
     * and was found to fall nowhere.
     */
    static double tanh(double y) {
        final double z = tanhRange(y);
        final int k = indexOfTanh(withInteger(z));
        return tanh(remainder(z), TANH[k], excessOfSum(z, TANH[k], TANH_EXCESS[k]));
    }

    /** {@code x ← tanh x}, entry by entry from {@code from} to before {@code to}. */
    static void tanh(double[] x, int from, int to) {
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
     * Returns {@code 1 / (1 + e⁻ˣ)}, wrong by less than 2 ulp (1.59 is the most that was found). From one double to the
     * next it falls by no more than 1 ulp.
     */
    static double logistic(double x) {
        final double y = halfOfLogisticRange(x);
        final double power = powerOfTwo(withInteger(y));
        final double r = remainder(y);
        return logistic(r, tailOfExp(r, restOfRemainder(y)), power);
    }

    /** {@code x ← 1 / (1 + e⁻ˣ)}, entry by entry from {@code from} to before {@code to}. */
    static void logistic(double[] x, int from, int to) {
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

    /** {@code y}, or where tanh has long been ±1 the nearest number to it that fits the table. */
    private static double tanhRange(double y) {
        return Math.max(-20, Math.min(20, y));
    }

    /** {@code y = x / 2}, or where the logistic function has long been 0 or 1 the nearest number to it that is no larger. */
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

    /** What rounding has taken off {@code r}: only the last difference is not exact. */
    private static double restOfRemainder(double y) {
        final double n = withInteger(y) - TO_INTEGER;
        final double exact = y - n * LN_2_HIGH;
        return (exact - remainder(y)) - n * LN_2_LOW;
    }

    /** What rounding has added to {@code T + S r}: to T, to the sum and to r. */
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
     * <p>The last term is the smallest, so that its errors count little.
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
     * {@code e²ʳ} without {@code 1 + 2 r} as it is rounded. Again the smallest term is last, and {@code P = D tanh r}:
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
     * @param power 2ⁿ, twice a factor, so that nothing overflows, and nothing underflows before the end
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
