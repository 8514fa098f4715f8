package io.github.gradwalk.predict;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a {@link Classifier} says of one example: how probable each class is.
 *
 * @param ranking all classes, the most probable first; of several that are equally probable, in the order of the classes
 */
public record Prediction(List<ClassProbability> ranking) {
    /** How many classes {@link #toString} names. */
    private static final int MOST = 5;

    private static final double SMALLEST_SHOWN = 0.0005;

    /**
     * A class and its probability.
     *
     * @param className the name of the class
     * @param probability in [0, 1]
     */
    public record ClassProbability(String className, double probability) {
        public ClassProbability {
            Require.notNull("className", className);
        }

        /** As {@code Adelie 98.3 %}; a probability that is neither 0 nor 1 is never rounded to one of them. */
        @Override
        public String toString() {
            return Names.inMessage(className) + " " + percent(probability);
        }
    }

    /** @throws IllegalArgumentException if there is no class */
    public Prediction {
        Require.notNull("ranking", ranking);
        Require.that(!ranking.isEmpty(), "ranking is empty");
        ranking = List.copyOf(ranking);
    }

    /** Returns the name of the most probable class. */
    public String className() {
        return ranking.get(0).className();
    }

    /** Returns the probability of the most probable class. */
    public double probability() {
        return ranking.get(0).probability();
    }

    /**
     * Returns the probability of a class.
     *
     * @throws IllegalArgumentException if there is no class of this name
     */
    public double probabilityOf(String className) {
        return ranking.stream()
                .filter(one -> one.className().equals(className))
                .findFirst()
                .orElseThrow(() -> Require.refused(
                        "className must be one of %s, but is %s",
                        Names.inMessage(ranking.stream()
                                .map(ClassProbability::className)
                                .toList()),
                        className == null ? "null" : Names.inMessage(className)))
                .probability();
    }

    /** As {@code Adelie 98.3 %, Chinstrap 1.6 %, Gentoo 0.1 %}: the five most probable classes, and how many more there are. */
    @Override
    public String toString() {
        final var shown =
                ranking.stream().limit(MOST).map(ClassProbability::toString).collect(Collectors.joining(", "));
        return ranking.size() > MOST ? shown + " and " + (ranking.size() - MOST) + " more" : shown;
    }

    private static String percent(double p) {
        if (p > 0 && p < SMALLEST_SHOWN) {
            return "< 0.1 %";
        }
        return p < 1 && p > 1 - SMALLEST_SHOWN ? "> 99.9 %" : String.format(Locale.ROOT, "%.1f %%", 100 * p);
    }
}
