package io.github.gradwalk.train;

import java.util.stream.Stream;

/** Every optimizer, with its usual settings. */
public final class Optimizers {
    private Optimizers() {}

    public static Stream<Optimizer> all() {
        return Stream.of(
                new Optimizer.Sgd(),
                new Optimizer.Momentum(),
                new Optimizer.Nesterov(),
                new Optimizer.RmsProp(),
                new Optimizer.Adam(),
                new Optimizer.AdamW());
    }
}
