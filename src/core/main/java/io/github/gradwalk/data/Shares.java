package io.github.gradwalk.data;

import io.github.gradwalk.argument.Require;

/** How large the parts of a split are. With a share of 0 there is no such part. */
record Shares(double validation, double test) {
    Shares {
        requireShare("validationShare", validation);
        requireShare("testShare", test);
        Require.that(
                validation + test < 1,
                "the sum of validationShare and testShare must be less than 1, but they are %s and %s",
                validation,
                test);
    }

    private static void requireShare(String name, double share) {
        Require.that(0 <= share && share < 1, "%s must be in [0, 1), but is %s", name, share);
    }

    /** The number of examples in each part. */
    record Sizes(int validation, int test) {}

    /** Returns how many of {@code count} examples, at least one for each part, go to validation and test. */
    Sizes of(int count) {
        int validated = rounded(validation, count);
        int tested = rounded(test, count);
        while (validated + tested >= count) {
            // Training gets one from the larger part.
            if (validated >= tested) {
                validated--;
            } else {
                tested--;
            }
        }
        return new Sizes(validated, tested);
    }

    private static int rounded(double share, int count) {
        return share == 0 ? 0 : Math.max(1, (int) Math.round(share * count));
    }

    int parts() {
        return 1 + (validation > 0 ? 1 : 0) + (test > 0 ? 1 : 0);
    }

    /** Names the parts that there are. */
    @Override
    public String toString() {
        final var last = test > 0 ? " and test" : "";
        return validation == 0 ? "training" + last : "training" + (test > 0 ? ", " : " and ") + "validation" + last;
    }
}
