package io.github.gradwalk.train;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.data.Toy;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;

/**
 * A process that trains and measures its heap: says how many bytes were used before, and how many after. What other tests keep, or
 * let go meanwhile, is not on its heap.
 */
final class LongRun {
    static final int STEPS_IN_AN_EPOCH = 100;

    private static final int BATCH = 2;
    private static final long STEADY = 1_000;
    private static final int MOST_COLLECTIONS = 50;

    private static final StepSettings STEPS =
            StepSettings.with(new Optimizer.Adam()).weightDecay(1e-4).clipGradientNorm(1);
    private static final Trainer TRAINER = Trainer.with(STEPS.optimizer())
            .learningRate(1e-3)
            .batchSize(BATCH)
            .weightDecay(1e-4)
            .clipGradientNorm(1);

    /** Who trains; what it has is still there after the training. */
    enum Subject {
        TRAINER_WITHOUT_HISTORY {
            @Override
            void train(LongRun run, long steps) {
                run.train(steps, epoch -> {});
            }
        },
        LEARNER {
            private Learner learner;

            @Override
            void train(LongRun run, long steps) {
                learner = learner == null ? Learner.of(run.net, STEPS) : learner;
                for (long step = 0; step < steps; step++) {
                    learner.learn(run.validation.X(), run.validation.Y(), 1e-3);
                }
            }
        },
        LISTENER_THAT_LEAKS {
            private final ArrayList<EpochRecord> kept = new ArrayList<>();

            @Override
            void train(LongRun run, long steps) {
                run.train(steps, kept::add);
            }
        };

        abstract void train(LongRun run, long steps);
    }

    private final Dataset data = Toy.spiral(BATCH * STEPS_IN_AN_EPOCH, 2, 0.2, 1);
    private final Dataset validation = Toy.spiral(4, 2, 0.2, 2);
    private final Mlp net = Mlp.create(new int[] {2, 3, 2}, Activation.TANH, new Initialisation.Glorot(), 3);

    private LongRun() {}

    /** The arguments: the name of a subject, the number of steps. */
    public static void main(String[] arguments) {
        final var subject = Subject.valueOf(arguments[0]);
        final var run = new LongRun();
        subject.train(run, STEPS_IN_AN_EPOCH); // loads the classes
        final long before = used();
        subject.train(run, Long.parseLong(arguments[1]));
        System.out.println(before + " " + used());
    }

    private void train(long steps, EpochListener listener) {
        final int epochs = Math.toIntExact(steps / STEPS_IN_AN_EPOCH);
        final var history = TRAINER.epochs(epochs)
                .earlyStopping(Integer.MAX_VALUE)
                .onEpoch(listener)
                .train(net, data, validation);
        if (history.epochs().size() != epochs) {
            throw new AssertionError(history.epochs().size() + " epochs instead of " + epochs);
        }
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
}
