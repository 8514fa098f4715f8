package io.github.gradwalk.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Fragment;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Mlp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that saves networks in an endless loop is killed at random moments: the file always holds one of them, whole. How many
 * times, the property {@code gradwalk.kills} says; {@code make kills} kills more.
 */
class KilledSaveTest {
    private static final Integer WANTED = Integer.getInteger("gradwalk.kills");
    private static final int KILLS = WANTED == null ? 200 : WANTED;

    @RegisterExtension
    static final Fragment TABLE = new Fragment(WANTED == null ? "killed-in-tests" : "killed");

    private static final int LONGEST_MILLISECONDS = 60;
    private static final int LINE = '\n';

    @TempDir
    Path folder;

    /** Saves two networks in turns, until it is killed. */
    static final class Saver {
        public static void main(String[] arguments) throws IOException {
            final var file = Path.of(arguments[0]);
            final var nets = new Mlp[] {net(1), net(2)};
            MlpFile.save(nets[0], file);
            System.out.println();
            for (int i = 1; ; i++) {
                MlpFile.save(nets[i % 2], file);
            }
        }
    }

    private static Mlp net(long seed) {
        return Mlp.create(new int[] {30, 40, 5}, Activation.RELU, new Initialisation.He(), seed);
    }

    @Test
    void whateverTheMomentTheFileIsWhole() throws Exception {
        final var file = folder.resolve("net.txt");
        final var random = new Random(5);
        final double[] firstWeights = {weight(net(1)), weight(net(2))};
        int duringAWrite = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            final var saver = saver(file);
            awaitFirstSave(saver.getInputStream());
            assertThat(saver.waitFor(random.nextInt(LONGEST_MILLISECONDS), TimeUnit.MILLISECONDS))
                    .as("whether it ended by itself")
                    .isFalse();
            saver.destroyForcibly().waitFor();

            assertThat(weight(MlpFile.load(file))).isIn(firstWeights[0], firstWeights[1]);
            duringAWrite += deleteWhatIsBeside(file);
        }
        assertThat(duringAWrite).as("kills in the middle of a write").isPositive();
        TABLE.row("| %,d | %,d | 0 |", KILLS, duringAWrite);
    }

    private static double weight(Mlp net) {
        return net.layers().get(0).W().get(0);
    }

    private static Process saver(Path file) throws IOException {
        final var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Saver.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void awaitFirstSave(InputStream output) throws IOException {
        assertThat(output.read()).as("what a saver says when it has saved once").isEqualTo(LINE);
    }

    /** Deletes the hidden files that killed saves have left beside the file, and returns their number. */
    private int deleteWhatIsBeside(Path file) throws IOException {
        int count = 0;
        try (var others = Files.newDirectoryStream(folder, other -> !other.equals(file))) {
            for (final var other : others) {
                assertThat(other.getFileName().toString()).matches("\\.net\\.txt\\..*\\.tmp");
                Files.delete(other);
                count++;
            }
        }
        return count;
    }
}
