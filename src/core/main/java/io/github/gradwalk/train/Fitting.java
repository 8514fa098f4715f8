package io.github.gradwalk.train;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.argument.Require;
import java.util.List;

/** Whether data fit a network, and data for validation those for training. */
final class Fitting {
    private Fitting() {}

    static void requireTwoOutputs(Mlp net) {
        Require.that(
                net.outputs() > 1,
                "net must have at least two outputs, one for each class, but has 1: softmax of one output is always 1."
                        + " Two classes need two outputs; their difference is the output of a logistic unit");
    }

    static void requireSizes(String name, Dataset data, Mlp net) {
        final int[] sizes = net.sizes();
        Require.that(
                data.features() == sizes[0],
                "%s must have as many features as the network has inputs, %d, but has %d",
                name,
                sizes[0],
                data.features());
        Require.that(
                data.classes() == sizes[sizes.length - 1],
                "%s must have as many classes as the network has outputs, %d, but has %d",
                name,
                sizes[sizes.length - 1],
                data.classes());
    }

    /** Columns or classes in another order would have the right shape and give a wrong accuracy. */
    static void requireSameNames(Dataset validation, Dataset data) {
        requireSameNames("featureNames", validation.featureNames(), data.featureNames());
        requireSameNames("classNames", validation.classNames(), data.classNames());
    }

    private static void requireSameNames(String what, List<String> validation, List<String> data) {
        Require.that(
                validation.equals(data),
                "%s of validation must be those of data, %s, but are %s",
                what,
                data,
                validation);
    }
}
