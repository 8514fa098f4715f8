package io.github.gradwalk.train;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.Fragment;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Long trainings leave nothing on the heap. How many steps, the property {@code gradwalk.steps} says; {@code make verify-all} sets 80
 * million, which the digits' network (64-64-10, batches of 32, Adam) would make in an hour at the 45 µs of docs/bench.md. Here the
 * network is small, so that they take a minute or two.
 */
class LongRunTest {
    private static final Long WANTED = Long.getLong("gradwalk.steps");
    private static final long STEPS = WANTED == null ? 2_000_000 : WANTED;

    @RegisterExtension
    static final Fragment TABLE = new Fragment(WANTED == null ? "long-runs-in-tests" : "long-runs");

    private static final long ENOUGH_FOR_A_LEAK = 2_000_000;
    private static final long MEGABYTE = 1_000_000;

    @Test
    void aTrainerLeavesNothing() throws Exception {
        assertThat(growth("`Trainer.train`, without its history", LongRun.Subject.TRAINER_WITHOUT_HISTORY, STEPS))
                .isLessThan(MEGABYTE);
    }

    @Test
    void aLearnerThatIsStillThereHasKeptNothing() throws Exception {
        assertThat(growth("`Learner.learn`, with its learner", LongRun.Subject.LEARNER, STEPS))
                .isLessThan(MEGABYTE);
    }

    @Test
    void theSameMeasurementSeesAListenerThatKeepsItsRecords() throws Exception {
        assertThat(growth(
                        "`Trainer.train`, with a listener that leaks",
                        LongRun.Subject.LISTENER_THAT_LEAKS,
                        ENOUGH_FOR_A_LEAK))
                .isGreaterThan(MEGABYTE);
    }

    /** By how many bytes the heap of a process of its own has grown after the training. */
    private static long growth(String what, LongRun.Subject subject, long steps) throws Exception {
        final var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        final var process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LongRun.class.getName(),
                        subject.name(),
                        Long.toString(steps))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        final var said = new String(process.getInputStream().readAllBytes(), US_ASCII);
        assertThat(process.waitFor()).as("exit code of " + subject).isZero();

        final var bytes = said.strip().split(" ");
        final long before = Long.parseLong(bytes[0]);
        final long growth = Long.parseLong(bytes[1]) - before;
        TABLE.row("| %s | %,d | %.2f | %+.3f |", what, steps, before / 1e6, growth / 1e6);
        return growth;
    }

    @AfterAll
    static void sort() {
        TABLE.sort();
    }
}
