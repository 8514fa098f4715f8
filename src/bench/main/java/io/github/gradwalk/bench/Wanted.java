package io.github.gradwalk.bench;

import java.util.Locale;

/** A figure beside what it should be. */
record Wanted(double figure, double bound, boolean atLeast) {
    static Wanted atLeast(double bound, double figure) {
        return new Wanted(figure, bound, true);
    }

    static Wanted atMost(double bound, double figure) {
        return new Wanted(figure, bound, false);
    }

    boolean isMet() {
        return atLeast ? figure >= bound : figure <= bound;
    }

    /** The column "wanted": {@code ≥ 12 met}. */
    @Override
    public String toString() {
        final var number =
                bound == Math.rint(bound) ? String.format(Locale.ROOT, "%.0f", bound) : Double.toString(bound);
        return (atLeast ? "≥ " : "≤ ") + number + (isMet() ? " met" : " **not met**");
    }
}
