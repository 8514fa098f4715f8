package io.github.gradwalk.train;

import io.github.gradwalk.Mlp;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.argument.Summary;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The state of a training between two steps: all that {@link Trainer#resume} needs to go on as if there had been no pause. It is
 * saved by {@code CheckpointFile}.
 *
 * @param setup what must be the same when the training goes on, in words: data and validation, by a digest, optimizer, batch size, seed, and
 *     whether it may end early
 * @param net the network after the last step
 * @param best the network with the lowest validation loss, if training may end early and has been validated
 * @param memory what the optimizer remembers
 * @param epochs the epochs that are done
 * @param begun the epoch that comes next
 */
public record Checkpoint(
        List<String> setup,
        Mlp net,
        Optional<Mlp> best,
        OptimizerMemory memory,
        List<EpochRecord> epochs,
        BegunEpoch begun) {
    /**
     * @throws IllegalArgumentException if the best network has other sizes than the network, the optimizer does not remember one number for each
     *     parameter, or the epochs are not numbered from 1
     */
    public Checkpoint {
        Require.notNull("setup", setup);
        Require.notNull("net", net);
        Require.notNull("best", best);
        Require.notNull("memory", memory);
        Require.notNull("epochs", epochs);
        Require.notNull("begun", begun);
        setup = List.copyOf(setup);
        epochs = List.copyOf(epochs);
        final int count = Parameters.count(Parameters.of(net));
        for (int k = 0; k < memory.vectors().size(); k++) {
            Require.size(
                    "vector " + (k + 1) + " of memory", count, memory.vectors().get(k).length);
        }
        best.ifPresent(network -> Require.that(
                Arrays.equals(network.sizes(), net.sizes()),
                "best must have the sizes of net, %s, but has %s",
                Arrays.toString(net.sizes()),
                Arrays.toString(network.sizes())));
        for (int e = 0; e < epochs.size(); e++) {
            Require.that(
                    epochs.get(e).epoch() == e + 1,
                    "epochs must be numbered from 1, but number %d is epoch %d",
                    e + 1,
                    epochs.get(e).epoch());
        }
    }

    /** The network, and how long it has been trained. */
    @Override
    public String toString() {
        return "Checkpoint of " + net + "; after " + Summary.count(epochs.size(), "epoch") + ", "
                + Summary.count(memory.steps(), "step");
    }

    /**
     * What an optimizer remembers.
     *
     * @param steps the number of steps that have been made
     * @param vectors numbers for each parameter, in the order of {@code W¹ b¹ … Wᴸ bᴸ}: {@code v} of momentum, {@code m} and {@code v} of Adam
     */
    public record OptimizerMemory(int steps, List<double[]> vectors) {
        /** @throws IllegalArgumentException if {@code steps} is negative or a number is not finite */
        public OptimizerMemory {
            Require.notNull("vectors", vectors);
            Require.that(steps >= 0, "steps must be at least 0, but is %d", steps);
            vectors = List.copyOf(vectors);
            for (final double[] vector : vectors) {
                Require.finite("vectors", vector);
            }
        }

        /** As {@code OptimizerMemory of 2 vectors after 25 steps}. */
        @Override
        public String toString() {
            return "OptimizerMemory of " + Summary.count(vectors.size(), "vector") + " after "
                    + Summary.count(steps, "step");
        }
    }

    /**
     * An epoch of which some steps may have been made: sums over their examples, and the sum of the norms of their gradients.
     *
     * @param steps the number of steps
     * @param examples the number of examples
     * @param weight the sum of the weights of the examples
     * @param loss the sum of the weighted losses
     * @param correct the number of examples that were classified correctly
     * @param gradientNorm the sum over the steps
     * @param seconds the time that they took
     */
    public record BegunEpoch(
            int steps,
            double examples,
            double weight,
            double loss,
            double correct,
            double gradientNorm,
            double seconds) {
        /** @throws IllegalArgumentException if {@code steps} is negative */
        public BegunEpoch {
            Require.that(steps >= 0, "steps must be at least 0, but is %d", steps);
        }
    }
}
