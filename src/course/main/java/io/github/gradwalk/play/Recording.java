package io.github.gradwalk.play;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.train.EpochRecord;
import io.github.gradwalk.train.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Copies of a network that were made during training.
 *
 * @param name the name of the data
 * @param data the training data, N × 2
 * @param snapshots in the order of their epochs
 */
public record Recording(String name, Dataset data, List<Snapshot> snapshots) {
    /**
     * The network after an epoch, a copy that further training does not change.
     *
     * @param epoch 0 before training
     */
    public record Snapshot(int epoch, Mlp net) {}

    /**
     * @throws IllegalArgumentException if the name is blank, the data do not have two features or have more than six classes, or there are not
     *     at least two snapshots of networks with the same layer sizes
     */
    public Recording {
        Require.that(!name.isBlank(), "name is blank");
        Require.that(data.features() == 2, "data must have 2 features, but have %d", data.features());
        Require.that(data.classes() <= 6, "data must have at most 6 classes, but have %d", data.classes());
        Require.that(snapshots.size() >= 2, "snapshots must be at least 2, but are %d", snapshots.size());
        snapshots = List.copyOf(snapshots);
        final int[] sizes = snapshots.get(0).net().sizes();
        for (final var snapshot : snapshots) {
            Require.that(
                    Arrays.equals(snapshot.net().sizes(), sizes),
                    "snapshots must all have the sizes %s, but that of epoch %d has %s",
                    Arrays.toString(sizes),
                    snapshot.epoch(),
                    Arrays.toString(snapshot.net().sizes()));
        }
    }

    /**
     * Trains a network and copies it before training and after the chosen epochs.
     *
     * @param net changed by training, as by {@link Trainer#train}
     * @param kept whether to copy the network after this epoch, from 1
     */
    public static Recording of(String name, Trainer trainer, Mlp net, Dataset data, IntPredicate kept) {
        final var snapshots = new ArrayList<Snapshot>();
        snapshots.add(new Snapshot(0, net.copy()));
        trainer.onEpoch((EpochRecord epoch) -> {
                    if (kept.test(epoch.epoch())) {
                        snapshots.add(new Snapshot(epoch.epoch(), net.copy()));
                    }
                })
                .train(net, data);
        return new Recording(name, data, snapshots);
    }

    /** What was trained, and how many of its states were kept. */
    @Override
    public String toString() {
        return "Recording " + Names.inMessage(name) + " of " + snapshots.get(0).net() + ", " + snapshots.size()
                + " snapshots";
    }
}
