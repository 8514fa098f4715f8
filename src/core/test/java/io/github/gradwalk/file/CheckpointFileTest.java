package io.github.gradwalk.file;

import static io.github.gradwalk.Matrices.column;
import static io.github.gradwalk.Matrices.gaussian;
import static io.github.gradwalk.Matrices.row;
import static io.github.gradwalk.Networks.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Targets;
import io.github.gradwalk.train.Checkpoint;
import io.github.gradwalk.train.Checkpoint.BegunEpoch;
import io.github.gradwalk.train.Checkpoint.OptimizerMemory;
import io.github.gradwalk.train.EpochRecord;
import io.github.gradwalk.train.Optimizer;
import io.github.gradwalk.train.Schedule;
import io.github.gradwalk.train.Trainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointFileTest {
    private static final String LAYERS = """
            layers 1
            layer 1 inputs 2 outputs 1 activation IDENTITY
            W
            0.5 -0.25
            b
            0.125
            """;
    private static final String TEXT = """
            gradwalk-checkpoint 1
            setup 2
            "seed 0"
            "data \\u0022"
            epochs 1
            0.7 0.5 NaN NaN 0.1 0.01 2.5
            begun 3
            12.0 11.5 8.25 7.0 0.3 1.5
            """ + LAYERS + """
            best yes
            """ + LAYERS.replace("0.125", "-0.0") + """
            steps 8
            vectors 2
            1.0E-4 0.0 4.9E-324
            -0.0 -1.7976931348623157E308 3.0
            """;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("training.txt");
    }

    private static Mlp net(double bias) {
        return new Mlp(List.of(new Layer(row(0.5, -0.25), column(bias), Activation.IDENTITY)));
    }

    private static Checkpoint checkpoint() {
        return new Checkpoint(
                List.of("seed 0", "data \""),
                net(0.125),
                Optional.of(net(-0.0)),
                new OptimizerMemory(
                        8,
                        List.of(new double[] {1e-4, 0, Double.MIN_VALUE}, new double[] {-0.0, -Double.MAX_VALUE, 3})),
                List.of(new EpochRecord(1, 0.7, 0.5, Double.NaN, Double.NaN, 0.1, 0.01, 2.5)),
                new BegunEpoch(3, 12, 11.5, 8.25, 7, 0.3, 1.5));
    }

    private static String signed(String text) throws NoSuchAlgorithmException {
        final var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return text + "sha256 " + HexFormat.of().formatHex(digest) + "\n";
    }

    @Test
    void theFormatIsAsDocumentedAndEverythingComesBack() throws Exception {
        CheckpointFile.save(checkpoint(), file);
        assertThat(file).hasContent(signed(TEXT));
        final var loaded = CheckpointFile.load(file);
        assertThat(loaded.setup()).isEqualTo(checkpoint().setup());
        assertThat(loaded.epochs()).isEqualTo(checkpoint().epochs());
        assertThat(loaded.begun()).isEqualTo(checkpoint().begun());
        assertSame(loaded.net(), net(0.125));
        assertSame(loaded.best().orElseThrow(), net(-0.0));
        assertThat(loaded.memory().steps()).isEqualTo(8);
        assertThat(vectors(loaded)).isEqualTo(vectors(checkpoint()));
    }

    private static List<String> vectors(Checkpoint checkpoint) {
        return checkpoint.memory().vectors().stream().map(Arrays::toString).toList();
    }

    /** A step of 90 examples through 30,004 parameters is large enough to be shared by threads. */
    @ParameterizedTest
    @MethodSource("io.github.gradwalk.train.Optimizers#all")
    void fiveAndFiveEpochsAreTenAlsoThroughAFile(Optimizer optimizer) throws IOException {
        final var data = data(120, 1);
        final var validation = data(50, 2);
        final var start = Mlp.create(new int[] {20, 1200, 4}, Activation.RELU, new Initialisation.He(), 3);
        final var trainer = Trainer.with(optimizer)
                .schedule(Schedule.step(0.01, 2, 0.7))
                .batchSize(90)
                .seed(5)
                .dropout(0.4)
                .threads(2)
                .earlyStopping(8)
                .epochs(10);
        final var whole = start.copy();
        final var expected = trainer.train(whole, data, validation);

        final var first = trainer.start(start, data, validation);
        first.run(5);
        CheckpointFile.save(first.checkpoint(), file);
        final var second = trainer.resume(CheckpointFile.load(file), data, validation);
        final var history = second.run();
        assertSame(second.net(), whole);
        assertThat(history.losses()).isEqualTo(expected.losses());
        assertThat(history.validationLosses()).isEqualTo(expected.validationLosses());
        assertThat(history.gradientNorms()).isEqualTo(expected.gradientNorms());
        assertThat(history.stopped()).isEqualTo(expected.stopped());
    }

    private static Dataset data(int examples, long seed) {
        return new Dataset(
                gaussian(examples, 20, 1, seed),
                Targets.ofClasses(4, new Random(seed).ints(examples, 0, 4).toArray()));
    }

    @Test
    void whatIsWrongIsNamedWithItsLine() throws Exception {
        notLoaded(TEXT.replace("point 1", "point 2"), "line 1: expected \"gradwalk-checkpoint 1\", but found");
        notLoaded(TEXT.replace("\"seed 0\"", "seed 0"), "line 3: expected a name in quotation marks, but found");
        notLoaded(TEXT.replace("epochs 1", "epochs -1"), "line 5: expected \"epochs …\", but found \"epochs -1\"");
        notLoaded(TEXT.replace("NaN NaN", "NaN"), "line 6: expected 7 finite decimal numbers or NaN, but found");
        notLoaded(TEXT.replace("0.7 0.5", "0.7 1e999"), "line 6: expected 7 finite decimal numbers or NaN, but found");
        notLoaded(TEXT.replace("12.0", "NaN"), "line 8: expected 6 finite decimal numbers, but found");
        notLoaded(TEXT.replace("best yes", "best no"), "line 16: expected \"steps …\", but found \"layers 1\"");
        notLoaded(TEXT.replace(" 3.0\n", "\n"), "line 25: expected 3 finite decimal numbers, but found");
        notLoaded(TEXT.replace("vectors 2", "vectors 999999999"), "line 26: expected 3 finite decimal numbers");
        final int best = TEXT.indexOf("best yes");
        final var wider = LAYERS.replace("inputs 2", "inputs 3").replace("0.5 -0.25", "0.5 -0.25 1.0");
        notLoaded(
                TEXT.substring(0, best) + "best yes\n" + wider + TEXT.substring(TEXT.indexOf("steps 8")),
                "best must have the sizes of net, [2, 1], but has [3, 1]");
    }

    private void notLoaded(String text, String message) throws Exception {
        Files.writeString(file, signed(text));
        assertThatIOException()
                .isThrownBy(() -> CheckpointFile.load(file))
                .withMessageStartingWith(file + ": " + message);
    }

    @Test
    void aFileThatWasCutShortOrAlteredIsRefused() throws Exception {
        final var whole = signed(TEXT);
        for (final var content : List.of(whole.substring(0, 300), whole.replace("8.25", "8.26"), TEXT)) {
            Files.writeString(file, content);
            assertThatIOException()
                    .isThrownBy(() -> CheckpointFile.load(file))
                    .withMessageContaining("the last line must be \"sha256 ");
        }
        assertThatIOException()
                .isThrownBy(() -> CheckpointFile.load(folder.resolve("none")))
                .withMessageContaining("there is no such file");
    }
}
