package io.github.gradwalk.train;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.argument.Summary;

/** The learning rate {@code η} of each epoch {@code e}. */
@FunctionalInterface
public interface Schedule {
    /**
     * Returns the learning rate, finite and at least 0.
     *
     * @param epoch {@code e}, from 1
     */
    double learningRate(int epoch);

    /**
     * {@code η(e) = η₀}.
     *
     * @throws IllegalArgumentException if the learning rate is not positive and finite
     */
    static Schedule constant(double learningRate) {
        Require.positive("learningRate", learningRate);
        return new Named("learning rate " + learningRate, epoch -> learningRate);
    }

    /**
     * A staircase: {@code η(e) = η₀ f^⌊(e − 1)/n⌋}.
     *
     * @param learningRate {@code η₀}, of the first {@code every} epochs
     * @param every {@code n}, the length of a step in epochs
     * @param factor {@code f}, by which the learning rate is multiplied at each step
     * @throws IllegalArgumentException if the learning rate or the factor is not positive and finite, or {@code every} is
     *     below 1
     */
    static Schedule step(double learningRate, int every, double factor) {
        Require.positive("learningRate", learningRate);
        Require.that(every >= 1, "every must be at least 1, but is %d", every);
        Require.positive("factor", factor);
        return new Named(
                "learning rate " + learningRate + ", times " + factor + " every "
                        + (every == 1 ? "epoch" : every + " epochs"),
                epoch -> learningRate * StrictMath.pow(factor, (epoch - 1) / every));
    }

    /**
     * {@code η(e) = η₀ fᵉ⁻¹}.
     *
     * @param learningRate {@code η₀}, of the first epoch
     * @param factor {@code f}; above 1 the rate grows, as in a search for the largest usable one
     * @throws IllegalArgumentException if the learning rate or the factor is not positive and finite
     */
    static Schedule exponential(double learningRate, double factor) {
        return step(learningRate, 1, factor);
    }

    /**
     * Half a cosine wave from the highest rate in epoch 1 to the lowest in epoch {@code n}, which is kept from then on:
     * {@code η(e) = w ηₘₐₓ + (1 − w) ηₘᵢₙ} with {@code w = (1 + cos(π (e − 1)/(n − 1)))/2}.
     *
     * <p>Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts" (2017), eq. 5, without restarts.
     *
     * @param highest {@code ηₘₐₓ}
     * @param lowest {@code ηₘᵢₙ}, which may be 0
     * @param epochs {@code n}
     * @throws IllegalArgumentException if the highest rate is not positive and finite, the lowest is not between 0 and
     *     the highest, or there are fewer than 2 epochs
     */
    static Schedule cosine(double highest, double lowest, int epochs) {
        Require.positive("highest", highest);
        Require.that(0 <= lowest && lowest <= highest, "lowest must be in [0, %s], but is %s", highest, lowest);
        Require.that(epochs >= 2, "epochs must be at least 2, but is %d", epochs);
        final var name = "learning rate " + highest + " to " + lowest + " in " + epochs + " epochs, as a cosine";
        return new Named(name, epoch -> {
            final double done = Math.min((epoch - 1.0) / (epochs - 1), 1);
            final double w = (1 + StrictMath.cos(Math.PI * done)) / 2;
            return w * highest + (1 - w) * lowest;
        });
    }

    /**
     * Returns this schedule with a slow start: {@code η(e) · e/(n + 1)} in the first {@code n} epochs, {@code η(e)} afterwards.
     *
     * @param epochs {@code n}
     * @throws IllegalArgumentException if there is less than one epoch
     */
    default Schedule warmup(int epochs) {
        Require.that(epochs >= 1, "epochs must be at least 1, but is %d", epochs);
        return new Named(
                this + ", after a warmup of " + Summary.count(epochs, "epoch"),
                epoch -> learningRate(epoch) * Math.min(epoch / (epochs + 1.0), 1));
    }

    /**
     * A schedule that says what it is.
     *
     * @param name what {@code toString} returns
     * @param schedule gives the learning rates
     */
    record Named(String name, Schedule schedule) implements Schedule {
        /** @throws IllegalArgumentException if the name or the schedule is missing */
        public Named {
            Require.text("name", name);
            Require.notNull("schedule", schedule);
        }

        @Override
        public double learningRate(int epoch) {
            return schedule.learningRate(epoch);
        }

        /** The name. */
        @Override
        public String toString() {
            return name;
        }
    }
}
