package io.github.gradwalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.data.Idx;
import io.github.gradwalk.data.Split;
import io.github.gradwalk.data.Standardiser;
import io.github.gradwalk.data.Toy;
import io.github.gradwalk.evaluate.Calibration;
import io.github.gradwalk.evaluate.ConfusionMatrix;
import io.github.gradwalk.file.CheckpointFile;
import io.github.gradwalk.file.ClassifierFile;
import io.github.gradwalk.file.MlpFile;
import io.github.gradwalk.file.Precision;
import io.github.gradwalk.file.SafetensorsFile;
import io.github.gradwalk.predict.Classifier;
import io.github.gradwalk.predict.Prediction;
import io.github.gradwalk.predict.Prediction.ClassProbability;
import io.github.gradwalk.train.Checkpoint;
import io.github.gradwalk.train.Checkpoint.OptimizerMemory;
import io.github.gradwalk.train.EpochListener;
import io.github.gradwalk.train.FullBatchLoss;
import io.github.gradwalk.train.History;
import io.github.gradwalk.train.Lbfgs;
import io.github.gradwalk.train.Learner;
import io.github.gradwalk.train.Objective;
import io.github.gradwalk.train.Optimizer;
import io.github.gradwalk.train.Parameters;
import io.github.gradwalk.train.Schedule;
import io.github.gradwalk.train.StepSettings;
import io.github.gradwalk.train.Trainer;
import io.github.gradwalk.train.Training;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A null in the place of any one argument is refused like any other value that is not possible, and not by a bare NullPointerException. */
class NullArgumentsTest {
    private static final Dataset DATA = Toy.moons(6, 0.1, 1);
    private static final Mlp NET = Mlp.create(new int[] {2, 2}, Activation.TANH, new Initialisation.Zero(), 0);
    private static final Trainer TRAINER =
            Trainer.with(new Optimizer.Sgd()).learningRate(0.1).epochs(1);
    private static final Training TRAINING = TRAINER.start(NET, DATA, DATA);
    private static final DMatrixRMaj P = Softmax.probabilities(new DMatrixRMaj(6, 2));
    private static final Path FILE = Path.of("no-such-folder", "file");

    /** An argument of each type, which mostly fits those of the other types. */
    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
            Map.entry(int.class, 2),
            Map.entry(long.class, 2L),
            Map.entry(double.class, 0.5),
            Map.entry(int[].class, new int[] {0, 1}),
            Map.entry(double[].class, new double[] {1, 1}),
            Map.entry(String.class, "class 1"),
            Map.entry(String[].class, new String[0]),
            Map.entry(Path.class, FILE),
            Map.entry(List.class, List.of("class 1", "class 2")),
            Map.entry(Optional.class, Optional.empty()),
            Map.entry(DMatrixRMaj.class, P),
            Map.entry(Targets.class, DATA.Y()),
            Map.entry(Dataset.class, DATA),
            Map.entry(Mlp.class, NET),
            Map.entry(Activation.class, Activation.TANH),
            Map.entry(Initialisation.class, new Initialisation.Zero()),
            Map.entry(Reduction.class, Reduction.MEAN),
            Map.entry(Precision.class, Precision.DOUBLE),
            Map.entry(ForwardPass.class, NET.forward(DATA.X())),
            Map.entry(Gradients.class, NET.backward(NET.forward(DATA.X()), P)),
            Map.entry(Standardiser.class, Standardiser.of(DATA.X())),
            Map.entry(Classifier.class, Classifier.of(NET)),
            Map.entry(Checkpoint.class, TRAINING.checkpoint()),
            Map.entry(OptimizerMemory.class, TRAINING.checkpoint().memory()),
            Map.entry(Checkpoint.BegunEpoch.class, TRAINING.checkpoint().begun()),
            Map.entry(Optimizer.class, new Optimizer.Sgd()),
            Map.entry(Schedule.class, Schedule.constant(0.1)),
            Map.entry(EpochListener.class, (EpochListener) epoch -> {}),
            Map.entry(StepSettings.class, StepSettings.with(new Optimizer.Sgd())),
            Map.entry(Objective.class, (Objective) (x, gradient) -> 0),
            Map.entry(Lbfgs.State.class, new Lbfgs.State(0, new double[2], 0, new double[2], List.of())),
            Map.entry(History.Stopped.class, History.Stopped.COMPLETED));

    /** The objects on which methods are called; of the other classes, only what is static, and constructors. */
    private static final List<Object> OBJECTS = List.of(
            NET,
            DATA,
            DATA.Y(),
            new Batch(2, 2),
            backprop(),
            Standardiser.of(DATA.X()),
            Classifier.of(NET),
            Classifier.of(NET).predict(1, 2),
            ConfusionMatrix.of(DATA.Y(), P),
            TRAINER,
            Learner.of(NET, new Optimizer.Sgd()),
            new Optimizer.Sgd().on(NET),
            new Lbfgs(),
            new FullBatchLoss(NET, DATA, 0));

    private static final List<Class<?>> CLASSES = List.of(
            Softmax.class,
            CrossEntropy.class,
            Layer.class,
            ForwardPass.class,
            Gradients.class,
            Idx.class,
            Split.class,
            Toy.class,
            Calibration.class,
            MlpFile.class,
            ClassifierFile.class,
            CheckpointFile.class,
            SafetensorsFile.class,
            Prediction.class,
            ClassProbability.class,
            Checkpoint.class,
            OptimizerMemory.class,
            History.class,
            Lbfgs.State.class,
            Parameters.class,
            Schedule.Named.class,
            StepSettings.class);

    private static Backprop backprop() {
        final var backprop = new Backprop(NET);
        backprop.forward(DATA.X());
        return backprop;
    }

    static Stream<Arguments> calls() {
        final var onObjects = OBJECTS.stream()
                .flatMap(object -> Arrays.stream(object.getClass().getDeclaredMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .filter(method -> !method.getName().equals("equals"))
                        .flatMap(method -> nulls(method, object)));
        final var classes = Stream.concat(CLASSES.stream(), OBJECTS.stream().map(Object::getClass));
        final var onClasses = classes.flatMap(type -> Stream.concat(
                        Arrays.stream(type.getConstructors()),
                        Arrays.stream(type.getDeclaredMethods())
                                .filter(method -> Modifier.isStatic(method.getModifiers())))
                .flatMap(call -> nulls(call, null)));
        return Stream.concat(onObjects, onClasses);
    }

    private static Stream<Arguments> nulls(Executable call, Object object) {
        if (!Modifier.isPublic(call.getModifiers()) || call.isSynthetic()) {
            return Stream.empty();
        }
        return IntStream.range(0, call.getParameterCount())
                .filter(i -> !call.getParameterTypes()[i].isPrimitive())
                .mapToObj(i -> Arguments.of(call, i, object));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void isRefused(Executable call, int missing, Object object) throws ReflectiveOperationException {
        final Object[] arguments =
                Arrays.stream(call.getParameterTypes()).map(VALUES::get).toArray();
        assertThat(arguments).as("a value of each type").doesNotContainNull();
        arguments[missing] = null;
        try {
            if (call instanceof Constructor<?> constructor) {
                constructor.newInstance(arguments);
            } else {
                ((Method) call).invoke(object, arguments);
            }
            assertThat(call).as("a call that takes null").isNull();
        } catch (InvocationTargetException e) {
            // It may be that another argument, which does not fit, is named first.
            assertThat(e.getCause()).isExactlyInstanceOf(IllegalArgumentException.class);
        }
    }
}
