package io.github.gradwalk.bench;

import java.util.Collections;
import java.util.List;

/** The step with two threads beside the step with one. */
final class ThreadsPart {
    private static final String TURN = "0.3";
    private static final double WARM_UP_SECONDS = 2;
    private static final String ONE = "one thread";
    private static final String TWO = "two threads";

    private ThreadsPart() {}

    static Report run(Options options) {
        final var table = new Table("net, batch", "products", "one thread µs", "two threads µs", "one / two");
        final var note = "tanh, SGD; %d rounds in turn of %s s. A small net may choose not to use the second thread."
                .formatted(options.rounds(), TURN);
        for (final var products : Ours.CHOICES) {
            for (final var net : Nets.ALL) {
                final var words = net + " tanh sgd";
                try (var race =
                        new Race(List.of(Ours.step(ONE, products, words, 1), Ours.step(TWO, products, words, 2)))) {
                    race.warmUp(WARM_UP_SECONDS, TURN);
                    final var times = race.run(Collections.nCopies(options.rounds(), TURN));
                    if (!race.out().isEmpty()) {
                        final var reason = String.join("; ", race.out().values());
                        table.row(Nets.title(net), Ours.name(products), "not measured: " + reason, "", "");
                        continue;
                    }
                    final var one = Sample.of(times.get(ONE));
                    final var two = Sample.of(times.get(TWO));
                    final var ratio = Sample.digits(one.median() / two.median());
                    table.row(Nets.title(net), Ours.name(products), one, two, ratio);
                }
            }
        }
        return new Report("threads", "Two threads beside one", table, List.of(note));
    }
}
