package io.github.gradwalk.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.data.Toy;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Long trainings leave nothing on the heap. How many steps, the property {@code gradwalk.steps} says; {@code make verify-all} sets 80
 * million, which the digits' network (64-64-10, batches of 32, Adam) would make in an hour at the 45 µs of docs/bench.md. Here the
 * network is small, so that they take a minute or two.
 */
class LongRunTest {
    private static final Path TABLE = Path.of("target/trust/long-runs.md");
    private static final List<String> ROWS = new ArrayList<>();

    private static final long STEPS = Long.getLong("gradwalk.steps", 2_000_000);
    private static final int BATCH = 2;
    private static final int STEPS_IN_AN_EPOCH = 100;
    private static final long ENOUGH_FOR_A_LEAK = 2_000_000;

    private static final long MEGABYTE = 1_000_000;
    private static final long STEADY = 1_000;
    private static final int MOST_COLLECTIONS = 50;

    private static final Trainer TRAINER = Trainer.with(new Optimizer.Adam())
            .learningRate(1e-3)
            .batchSize(BATCH)
            .weightDecay(1e-4)
            .clipGradientNorm(1);

    private final Dataset data = Toy.spiral(BATCH * STEPS_IN_AN_EPOCH, 2, 0.2, 1);
    private final Dataset validation = Toy.spiral(4, 2, 0.2, 2);
    private final Mlp net = Mlp.create(new int[] {2, 3, 2}, Activation.TANH, new Initialisation.Glorot(), 3);

    @Test
    void aTrainerLeavesNothing() {
        assertThat(growth("`Trainer.train`, without its history", STEPS, () -> train(STEPS, epoch -> {})))
                .isLessThan(MEGABYTE);
    }

    @Test
    void aLearnerThatIsStillThereHasKeptNothing() {
        final var learner = TRAINER.learner(net);
        assertThat(growth("`Learner.learn`, with its learner", STEPS, () -> learn(learner, STEPS)))
                .isLessThan(MEGABYTE);
        learn(learner, 1); // so that it was there until now
    }

    @Test
    void theSameMeasurementSeesAListenerThatKeepsItsRecords() {
        final var kept = new ArrayList<EpochRecord>();
        final long growth = growth(
                "`Trainer.train`, with a listener that leaks",
                ENOUGH_FOR_A_LEAK,
                () -> train(ENOUGH_FOR_A_LEAK, kept::add));
        assertThat(growth).isGreaterThan(MEGABYTE);
        assertThat(kept).hasSize((int) (ENOUGH_FOR_A_LEAK / STEPS_IN_AN_EPOCH));
    }

    private void train(long steps, EpochListener listener) {
        final var history = TRAINER.epochs((int) (steps / STEPS_IN_AN_EPOCH))
                .earlyStopping(Integer.MAX_VALUE)
                .onEpoch(listener)
                .train(net, data, validation);
        assertThat(history.epochs()).hasSize((int) (steps / STEPS_IN_AN_EPOCH));
    }

    private void learn(Learner learner, long steps) {
        for (long step = 0; step < steps; step++) {
            learner.learn(validation.X(), validation.Y(), 1e-3);
        }
    }

    /** By how many bytes the heap has grown after the training, whose classes are loaded before. */
    private long growth(String what, long steps, Runnable training) {
        train(STEPS_IN_AN_EPOCH, epoch -> {});
        learn(TRAINER.learner(net), 1);
        final long before = used();
        training.run();
        final long growth = used() - before;
        ROWS.add(String.format(Locale.ROOT, "| %s | %,d | %.2f | %+.3f |%n", what, steps, before / 1e6, growth / 1e6));
        return growth;
    }

    /** The bytes on the heap when collecting once more takes nothing away. */
    private static long used() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < MOST_COLLECTIONS; i++) {
            System.gc();
            final long now =
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            if (now > used - STEADY) {
                return now;
            }
            used = now;
        }
        throw new AssertionError("the heap does not come to rest");
    }

    @AfterAll
    static void writeTable() throws IOException {
        ROWS.sort(null); // whichever test came first
        Files.createDirectories(TABLE.getParent());
        Files.writeString(TABLE, String.join("", ROWS));
    }
}
