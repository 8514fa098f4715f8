package io.github.gradwalk.bench;

import io.github.gradwalk.bench.ours.Products;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The step with two threads beside the step with one. */
final class ThreadsPart {
    private static final String TURN = "0.3";
    private static final double WARM_UP_SECONDS = 2;
    private static final String ONE = "one thread";
    private static final String TWO = "two threads";

    private record Row(String net, Products products, Sample one, Sample two) {}

    private ThreadsPart() {}

    static Report run(Options options) {
        final var table = new Table("net, batch", "products", "one thread µs", "two threads µs", "one / two", "wanted");
        final var rows = new ArrayList<Object>();
        final var wanted = new ArrayList<Wanted>();
        final var notes = new ArrayList<String>();
        notes.add("tanh, SGD; %d rounds in turn of %s s. A small net may choose not to use the second thread."
                .formatted(options.rounds(), TURN));
        for (final var products : Ours.CHOICES) {
            for (final var net : Nets.ALL) {
                final var words = net + " tanh sgd";
                try (var race =
                        new Race(List.of(Ours.step(ONE, products, words, 1), Ours.step(TWO, products, words, 2)))) {
                    race.warmUp(WARM_UP_SECONDS, TURN);
                    final var times = race.run(Collections.nCopies(options.rounds(), TURN));
                    if (!race.out().isEmpty()) {
                        table.row(
                                Nets.title(net),
                                Ours.name(products),
                                "not measured",
                                "",
                                "",
                                String.join("; ", race.out().values()));
                        continue;
                    }
                    final var row = new Row(net, products, Sample.of(times.get(ONE)), Sample.of(times.get(TWO)));
                    final double ratio = row.one.median() / row.two.median();
                    final var bound = Wanted.atLeast(net.equals(Nets.WIDE) ? 1.6 : 0.95, ratio);
                    table.row(Nets.title(net), Ours.name(products), row.one, row.two, Sample.digits(ratio), bound);
                    rows.add(row);
                    wanted.add(bound);
                }
            }
        }
        return new Report("threads", "Two threads beside one", table, notes, rows, wanted);
    }
}
