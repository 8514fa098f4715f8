package io.github.gradwalk.train;

import java.util.Optional;

/**
 * A search along a line for a point that satisfies the strong Wolfe conditions. With \( \varphi(a) = f(x + a\,d) \) they say that the value has
 * decreased enough, and that the slope has become flat enough:
 *
 * <p>\[ \varphi(a) \le \varphi(0) + c_1\, a\, \varphi'(0), \qquad |\varphi'(a)| \le c_2\, |\varphi'(0)| \]
 *
 * <p>Nocedal and Wright, "Numerical optimization" (2006), algorithms 3.5 and 3.6, with the minimum of a cubic as the next trial (eq. 3.59).
 */
final class WolfeSearch {
    static final double C1 = 1e-4;
    static final double C2 = 0.9;
    private static final int MOST_TRIALS = 40;

    /**
     * A point on the line.
     *
     * @param a where it is
     * @param value {@code φ(a)}
     * @param slope {@code φ′(a)}; NaN where the value is not finite
     * @param x {@code x + a d}
     * @param gradient {@code ∇f} there
     */
    record Trial(double a, double value, double slope, double[] x, double[] gradient) {}

    private final Objective f;
    private final Trial start;
    private final double[] d;
    private int trials;

    /** @param d a direction in which {@code f} decreases at {@code x} */
    WolfeSearch(Objective f, double[] x, double value, double[] gradient, double[] d) {
        this.f = f;
        this.d = d;
        start = new Trial(0, value, Vectors.dot(gradient, d), x, gradient);
    }

    /**
     * Returns a point that satisfies the conditions; if rounding or too many trials prevent it, the lowest one that was found; and none if
     * that is not lower than the start.
     *
     * @param first the first trial, positive
     */
    Optional<Trial> from(double first) {
        var previous = start;
        var trial = at(first);
        while (true) {
            if (!isLowEnough(trial) || previous != start && trial.value >= previous.value) {
                return between(previous, trial);
            }
            if (isFlatEnough(trial)) {
                return Optional.of(trial);
            }
            if (trial.slope >= 0) {
                return between(trial, previous);
            }
            if (trials == MOST_TRIALS) {
                return Optional.of(trial);
            }
            // It still descends steeply: further on, but not at once too far.
            final double next = minimumOfCubic(previous, trial);
            final double nearest = trial.a + 0.1 * (trial.a - previous.a);
            final double furthest = 10 * trial.a;
            previous = trial;
            trial = at(next > trial.a ? Math.min(Math.max(next, nearest), furthest) : furthest);
        }
    }

    /**
     * Searches between two points that have a suitable one between them.
     *
     * @param low the one with the lower value, from which the slope leads down towards the other
     */
    private Optional<Trial> between(Trial low, Trial high) {
        var lowest = low;
        var other = high;
        while (trials < MOST_TRIALS) {
            final var trial = at(inside(lowest, other));
            if (!isLowEnough(trial) || trial.value >= lowest.value) {
                other = trial;
                continue;
            }
            if (isFlatEnough(trial)) {
                return Optional.of(trial);
            }
            if (trial.slope * (other.a - lowest.a) >= 0) {
                other = lowest;
            }
            lowest = trial;
        }
        return lowest.value < start.value ? Optional.of(lowest) : Optional.empty();
    }

    private Trial at(double a) {
        trials++;
        final double[] x = start.x.clone();
        Vectors.add(a, d, x);
        final double[] gradient = new double[x.length];
        final double value = f.evaluate(x, gradient);
        return new Trial(a, value, Double.isFinite(value) ? Vectors.dot(gradient, d) : Double.NaN, x, gradient);
    }

    /** Not if the value is NaN. */
    private boolean isLowEnough(Trial trial) {
        return trial.value <= start.value + C1 * trial.a * start.slope;
    }

    private boolean isFlatEnough(Trial trial) {
        return Math.abs(trial.slope) <= C2 * Math.abs(start.slope);
    }

    /** The minimum of the cubic if it is well between the two points, else their middle. */
    private static double inside(Trial one, Trial other) {
        final double left = Math.min(one.a, other.a);
        final double width = Math.abs(one.a - other.a);
        final double minimum = minimumOfCubic(one, other);
        return left + 0.1 * width <= minimum && minimum <= left + 0.9 * width ? minimum : left + 0.5 * width;
    }

    /** Where the cubic with the values and slopes of two points has its minimum; NaN if there is none. */
    private static double minimumOfCubic(Trial one, Trial other) {
        // d₁ = φ′₁ + φ′₂ − 3 (φ₁ − φ₂)/(a₁ − a₂)
        final double d1 = one.slope + other.slope - 3 * (one.value - other.value) / (one.a - other.a);
        // d₂ = sign(a₂ − a₁) √(d₁² − φ′₁ φ′₂)
        final double d2 = Math.signum(other.a - one.a) * Math.sqrt(d1 * d1 - one.slope * other.slope);
        // a = a₂ − (a₂ − a₁) (φ′₂ + d₂ − d₁)/(φ′₂ − φ′₁ + 2 d₂)
        return other.a - (other.a - one.a) * (other.slope + d2 - d1) / (other.slope - one.slope + 2 * d2);
    }
}
