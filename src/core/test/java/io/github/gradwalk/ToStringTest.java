package io.github.gradwalk;

import static io.github.gradwalk.Matrices.gaussian;
import static io.github.gradwalk.Matrices.row;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.gradwalk.data.Split;
import io.github.gradwalk.data.Standardiser;
import io.github.gradwalk.data.Toy;
import io.github.gradwalk.evaluate.Calibration;
import io.github.gradwalk.evaluate.ConfusionMatrix;
import io.github.gradwalk.train.EpochRecord;
import io.github.gradwalk.train.FullBatchLoss;
import io.github.gradwalk.train.History;
import io.github.gradwalk.train.Lbfgs;
import io.github.gradwalk.train.Learner;
import io.github.gradwalk.train.Optimizer;
import io.github.gradwalk.train.Schedule;
import io.github.gradwalk.train.StepSettings;
import io.github.gradwalk.train.Trainer;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a cell or a line of jshell shows of an object: what it is, in a few lines, whatever is in it. */
class ToStringTest {
    private static final Mlp NET = Mlp.create(new int[] {4, 16, 3}, Activation.TANH, new Initialisation.Zero(), 0);

    /** All public classes of the library of which there are objects. */
    static Stream<Class<?>> classes() {
        return new ClassFileImporter()
                .importPackages("io.github.gradwalk").stream()
                        .filter(type -> !type.getSource()
                                .orElseThrow()
                                .getUri()
                                .toString()
                                .contains("test-classes"))
                        .<Class<?>>map(type -> type.reflect())
                        .filter(ToStringTest::isPublic)
                        .filter(type ->
                                !type.isInterface() && !type.isEnum() && !Throwable.class.isAssignableFrom(type))
                        .filter(type -> Arrays.stream(type.getDeclaredFields())
                                        .anyMatch(field -> !Modifier.isStatic(field.getModifiers()))
                                || type.isRecord());
    }

    private static boolean isPublic(Class<?> type) {
        final boolean visible = Modifier.isPublic(type.getModifiers());
        return visible && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void everyPublicClassSaysWhatItIs(Class<?> type) throws NoSuchMethodException {
        if (type.isRecord() && Arrays.stream(type.getRecordComponents()).allMatch(ToStringTest::isSmall)) {
            return;
        }
        assertThat(type.getMethod("toString").getDeclaringClass())
                .as("declares toString")
                .isEqualTo(type);
    }

    private static boolean isSmall(RecordComponent component) {
        final var type = component.getType();
        return type.isPrimitive() || type == String.class || type.isEnum() || type == Optimizer.class;
    }

    @Test
    void theClassesAreFound() {
        assertThat(classes().toList()).contains(Mlp.class, Dataset.class, Trainer.class, Calibration.Bin.class);
    }

    @Test
    void theNetworkAndItsPartsSayTheirShapes() {
        assertThat(NET).hasToString("Mlp 4-16-3, 131 parameters: TANH, IDENTITY");
        assertThat(NET.layers().get(0)).hasToString("Layer 4 → 16, TANH");
        final var pass = NET.forward(new DMatrixRMaj(32, 4));
        assertThat(pass).hasToString("ForwardPass: A0 32×4, A1 32×16, A2 32×3");
        assertThat(NET.backward(pass, new DMatrixRMaj(32, 3)))
                .hasToString("Gradients: W1 16×4, W2 3×16; b1 16×1, b2 3×1; X 32×4");
        assertThat(new Backprop(NET)).hasToString("Backprop of Mlp 4-16-3, 131 parameters: TANH, IDENTITY");
        final var batch = new Batch(2, 3);
        assertThat(batch).hasToString("Batch of 0 examples, 2 features, 3 classes");
        batch.take(gaussian(9, 2, 1, 1), Targets.ofClasses(3, new int[9]), new int[] {1, 2, 7}, 1, 3);
        assertThat(batch).hasToString("Batch of 2 examples, 2 features, 3 classes");
    }

    @Test
    void aDatasetShowsItsFirstRows() {
        final var X = rows(
                new double[] {39.1, 3750}, new double[] {-1e-7, 12345.6}, new double[] {0, 1e300}, new double[] {1, 2});
        final var data = new Dataset(
                X,
                Targets.ofClasses(2, new int[] {1, 0, 1, 1}),
                List.of("bill (mm)", "mass\n"),
                List.of("a", "b\u202e"));
        assertThat(data).hasToString("""
                Dataset of 4 examples, 2 classes [a: 1, b\uFFFD: 3], 2 features [bill (mm), mass\uFFFD]
                [39.10, 3750] b\uFFFD
                [-1.000e-07, 1.235e+04] a
                [0.000, 1.000e+300] b\uFFFD
                …""");
        assertThat(data.Y()).hasToString("Targets of 4 examples, 2 classes: [1, 3]");
        assertThat(data.Y().weighted(1, 2, 3, 4)).hasToString("Targets of 4 examples, 2 classes: [1, 3], weighted");
        assertThat(Split.stratified(Toy.spiral(300, 3, 0.1, 1), 0.2, 0.1, 1))
                .hasToString(
                        "Split: train 210 [class 1: 70, class 2: 70, class 3: 70]; validation 60 [class 1: 20, class 2: 20, class 3: 20];"
                                + " test 30 [class 1: 10, class 2: 10, class 3: 10]");
        assertThat(new Standardiser(row(43.92, 4201.75), row(5.46, 801.5)))
                .hasToString("Standardiser of 2 features: mean [43.92, 4202], standard deviation [5.460, 801.5]");
    }

    /** A string of all its numbers would have 19 million characters. */
    @Test
    void aLargeDatasetIsAFewHundredCharacters() {
        final var names = IntStream.range(0, 784).mapToObj(j -> "pixel " + j).toList();
        final var classes = IntStream.range(0, 100).mapToObj(k -> "class " + k).toList();
        final int[] truth = new Random(1).ints(2000, 0, 100).toArray();
        final var data = new Dataset(gaussian(2000, 784, 1, 1), Targets.ofClasses(100, truth), names, classes);
        assertThat(data.toString())
                .hasSizeLessThan(500)
                .contains("… and 778 more]")
                .contains("… and 94 more]");
        assertThat(data.Y().toString()).hasSizeLessThan(100);
        final var longNames =
                IntStream.range(0, 100).mapToObj(k -> k + " long".repeat(40)).toList();
        assertThat(new Dataset(data.X(), data.Y(), names, longNames).toString())
                .hasSizeLessThan(500)
                .endsWith("\n…");
        assertThat(data.select(0)).asString().startsWith("Dataset of 1 example, 100 classes [");
    }

    @Test
    void whatWasMeasuredIsSummedUp() {
        final var truth = Targets.ofClasses(3, new int[] {0, 0, 0, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2});
        final var predicted = Targets.ofClasses(3, new int[] {0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2});
        assertThat(ConfusionMatrix.of(truth, predicted.toMatrix())).hasToString("""
                ConfusionMatrix of 15 examples, 3 classes, accuracy 0.9333; rows are true classes, columns predicted ones
                 2  1  0
                 0  2  0
                 0  0 10""");
        final var many = Targets.ofClass(50, 1);
        assertThat(ConfusionMatrix.of(many, many.toMatrix()))
                .hasToString("ConfusionMatrix of 1 example, 50 classes, accuracy 1.000");
        assertThat(Calibration.of(truth, predicted.toMatrix(), 10))
                .hasToString("Calibration of 15 examples in 10 bins: expected error 0.06667");
        final var epochs = List.of(
                new EpochRecord(1, 0.7, 0.5, 0.6, 0.5, 1, 0.1, 1),
                new EpochRecord(2, 0.5, 0.5, 0.4, 0.5, 1, 0.1, 1),
                new EpochRecord(3, 0.25, 0.5, 0.5, 0.5, 1, 0.1, 1));
        assertThat(new History(epochs, History.Stopped.EARLY))
                .hasToString("History of 3 epochs, EARLY: loss 0.7000 in the first, 0.2500 in the last;"
                        + " best epoch 2 with validation loss 0.4000");
    }

    @Test
    void aMinimisationSaysWhereItIs() {
        assertThat(new Lbfgs()).hasToString("Lbfgs[memory=10, iterations=100, tolerance=1.0E-6, weightDecay=0.0]");
        assertThat(new Lbfgs.State(1, new double[2], 0.5, new double[] {0.1, -0.2}, List.of()))
                .hasToString("State after 1 iteration: value 0.5000, largest entry of the gradient 0.2000");
        final var data = Toy.moons(6, 0.1, 1);
        final var net = Mlp.create(new int[] {2, 2}, Activation.TANH, new Initialisation.Zero(), 0);
        assertThat(new FullBatchLoss(net, data, 0.1))
                .hasToString("FullBatchLoss of " + net + "; 6 examples, weight decay 0.1");
    }

    @Test
    void whatTrainsSaysItsSettings() {
        final var momentum = new Optimizer.Momentum();
        assertThat(momentum.on(NET)).hasToString("Momentum[mu=0.9] after 0 steps");
        assertThat(Learner.of(NET, momentum)).hasToString("Learner of " + NET + "; Momentum[mu=0.9] after 0 steps");
        final var steps = "steps by Momentum[mu=0.9]";
        assertThat(StepSettings.with(momentum)).hasToString(steps);
        assertThat(StepSettings.with(momentum)
                        .threads(2)
                        .weightDecay(0.1)
                        .clipGradientNorm(3)
                        .dropout(0.5)
                        .seed(7))
                .hasToString(steps + ", 2 threads, weight decay 0.1, gradient norm at most 3.0, dropout 0.5, seed 7");
        assertThat(Schedule.constant(0.5)).hasToString("learning rate 0.5");
        assertThat(Schedule.step(0.5, 10, 0.1)).hasToString("learning rate 0.5, times 0.1 every 10 epochs");
        assertThat(Schedule.exponential(0.5, 0.9)).hasToString("learning rate 0.5, times 0.9 every epoch");
        assertThat(Schedule.cosine(0.5, 0, 9).warmup(1))
                .hasToString("learning rate 0.5 to 0.0 in 9 epochs, as a cosine, after a warmup of 1 epoch");
        final var trainer = Trainer.with(momentum);
        assertThat(trainer).hasToString("Trainer: " + steps + ", no learning rate yet, no epochs yet, batches of 32");
        assertThat(trainer.schedule(Schedule.step(0.5, 1, 0.5))
                        .epochs(3)
                        .fullBatch()
                        .earlyStopping(7))
                .hasToString(
                        "Trainer: " + steps
                                + ", learning rate 0.5 to 0.125, 3 epochs, all examples in a step, early stopping after 7 epochs");
    }
}
