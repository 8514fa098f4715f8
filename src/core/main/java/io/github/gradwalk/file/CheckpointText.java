package io.github.gradwalk.file;

import io.github.gradwalk.Mlp;
import io.github.gradwalk.train.Checkpoint;
import io.github.gradwalk.train.Checkpoint.BegunEpoch;
import io.github.gradwalk.train.Checkpoint.OptimizerMemory;
import io.github.gradwalk.train.EpochRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of a checkpoint: see {@link CheckpointFile}. */
final class CheckpointText {
    private static final int MEASURED = 7;
    private static final int SUMS = 6;

    private CheckpointText() {}

    static void append(StringBuilder text, Checkpoint checkpoint) {
        appendCount(text, "setup", checkpoint.setup().size());
        checkpoint.setup().forEach(line -> text.append(QuotedName.of(line)).append('\n'));
        appendEpochs(text, checkpoint.epochs());
        appendBegun(text, checkpoint.begun());
        MlpText.append(text, checkpoint.net());
        text.append("best ")
                .append(checkpoint.best().isPresent() ? "yes" : "no")
                .append('\n');
        checkpoint.best().ifPresent(net -> MlpText.append(text, net));
        appendMemory(text, checkpoint.memory());
    }

    static Checkpoint read(TextLines lines) throws IOException {
        final var setup = readSetup(lines);
        final var epochs = readEpochs(lines);
        final var begun = readBegun(lines);
        final var net = MlpText.read(lines);
        final boolean hasBest = lines.next("best (yes|no)").group(1).equals("yes");
        final Optional<Mlp> best = hasBest ? Optional.of(MlpText.read(lines)) : Optional.empty();
        return new Checkpoint(setup, net, best, readMemory(lines, net), epochs, begun);
    }

    private static List<String> readSetup(TextLines lines) throws IOException {
        final int count = readCount(lines, "setup");
        final var setup = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            setup.add(lines.name());
        }
        return setup;
    }

    private static void appendEpochs(StringBuilder text, List<EpochRecord> epochs) {
        appendCount(text, "epochs", epochs.size());
        for (final var e : epochs) {
            appendLine(
                    text,
                    e.loss(),
                    e.accuracy(),
                    e.validationLoss(),
                    e.validationAccuracy(),
                    e.gradientNorm(),
                    e.learningRate(),
                    e.seconds());
        }
    }

    private static List<EpochRecord> readEpochs(TextLines lines) throws IOException {
        final int count = readCount(lines, "epochs");
        final var epochs = new ArrayList<EpochRecord>();
        for (int e = 1; e <= count; e++) {
            final double[] m = lines.numbersOrNaN(MEASURED);
            epochs.add(new EpochRecord(e, m[0], m[1], m[2], m[3], m[4], m[5], m[6]));
        }
        return epochs;
    }

    private static void appendBegun(StringBuilder text, BegunEpoch b) {
        appendCount(text, "begun", b.steps());
        appendLine(text, b.examples(), b.weight(), b.loss(), b.correct(), b.gradientNorm(), b.seconds());
    }

    private static BegunEpoch readBegun(TextLines lines) throws IOException {
        final int steps = readCount(lines, "begun");
        final double[] s = lines.numbers(SUMS);
        return new BegunEpoch(steps, s[0], s[1], s[2], s[3], s[4], s[5]);
    }

    private static void appendMemory(StringBuilder text, OptimizerMemory memory) {
        appendCount(text, "steps", memory.steps());
        appendCount(text, "vectors", memory.vectors().size());
        memory.vectors().forEach(vector -> appendLine(text, vector));
    }

    private static OptimizerMemory readMemory(TextLines lines, Mlp net) throws IOException {
        final int steps = readCount(lines, "steps");
        final int count = readCount(lines, "vectors");
        final var vectors = new ArrayList<double[]>();
        for (int k = 0; k < count; k++) {
            vectors.add(lines.numbers(parameters(net)));
        }
        return new OptimizerMemory(steps, vectors);
    }

    private static int parameters(Mlp net) {
        return net.layers().stream()
                .mapToInt(layer -> layer.W().getNumElements() + layer.b().getNumElements())
                .sum();
    }

    private static void appendCount(StringBuilder text, String what, int count) {
        text.append(what).append(' ').append(count).append('\n');
    }

    private static int readCount(TextLines lines, String what) throws IOException {
        return Integer.parseInt(lines.next(what + " (0|[1-9][0-9]{0,8})").group(1));
    }

    private static void appendLine(StringBuilder text, double... numbers) {
        TextLines.append(text, numbers, 1, numbers.length);
    }
}
