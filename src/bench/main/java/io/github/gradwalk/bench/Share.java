package io.github.gradwalk.bench;

import io.github.gradwalk.bench.ours.Products;
import io.github.gradwalk.bench.ours.ShareWorker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How much of a step of the wide net is products, and how fast they are there. */
final class Share {
    private static final String TURN = "0.5";
    private static final double WARM_UP_SECONDS = 3;

    private record Row(Products products, double step, double alone, double share, double inStep, double gflops) {
        static Row of(Products products, List<double[]> turns) {
            final double step = median(turns, turn -> turn[0]);
            final double alone = median(turns, turn -> turn[1]);
            final double share = median(turns, turn -> turn[2]);
            final double flops = turns.get(0)[3];
            return new Row(products, step, alone, share, flops * 1e-3 / (share * step), flops * 1e-3 / alone);
        }

        private static double median(List<double[]> turns, ToDoubleFunction<double[]> figure) {
            return Sample.median(turns.stream().mapToDouble(figure).toArray());
        }
    }

    private Share() {}

    static Report run(Options options) {
        final var table = new Table(
                "products",
                "step µs",
                "its products alone µs",
                "share of the step in products",
                "wanted",
                "GFLOP/s in the step",
                "GFLOP/s alone",
                "in the step / alone",
                "wanted");
        final var rows = new ArrayList<Object>();
        final var wanted = new ArrayList<Wanted>();
        for (final var products : Ours.present(Ours.CHOICES).keySet()) {
            final var words = (Nets.WIDE + " tanh sgd").split(" ");
            final var contender = Ours.java(Ours.name(products), products, ShareWorker.class, words);
            try (var race = new Race(List.of(contender))) {
                race.warmUp(WARM_UP_SECONDS, TURN);
                final var turns =
                        race.run(Collections.nCopies(options.rounds(), TURN)).get(contender.name());
                if (turns == null) {
                    table.row(contender.name(), "failed", "", "", "", "", "", "", race.out());
                    continue;
                }
                final var row = Row.of(products, turns);
                final var share = Wanted.atLeast(0.85, row.share);
                final var speed = Wanted.atLeast(0.9, row.inStep / row.gflops);
                table.row(
                        contender.name(),
                        Sample.digits(row.step),
                        Sample.digits(row.alone),
                        Sample.digits(row.share),
                        share,
                        Sample.digits(row.inStep),
                        Sample.digits(row.gflops),
                        Sample.digits(row.inStep / row.gflops),
                        speed);
                rows.add(row);
                wanted.addAll(List.of(share, speed));
            }
        }
        final var notes = List.of(
                Nets.title(Nets.WIDE) + ", tanh, SGD, one thread; medians of " + options.rounds() + " rounds of " + TURN
                        + " s, step and products in turn in one process.",
                "The share is what a look at the stack every millisecond finds. The products are those that an update needs, on matrices of the same"
                        + " sizes, by the same library called directly.");
        return new Report("share", "How much of a wide step is products", table, notes, rows, wanted);
    }
}
