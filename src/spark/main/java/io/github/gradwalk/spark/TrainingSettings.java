package io.github.gradwalk.spark;

import io.github.gradwalk.train.Lbfgs;
import io.github.gradwalk.train.Optimizer;
import java.util.Arrays;
import java.util.List;

/** What {@link GradwalkClassifier} has been told about a training: see its parameters of the same names. */
record TrainingSettings(
        String solver,
        double stepSize,
        int batchSize,
        int maxIter,
        double tol,
        double regParam,
        long seed,
        int checkpointInterval) {
    static final String LBFGS = "l-bfgs";
    static final List<String> SOLVERS = List.of(LBFGS, "sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw");

    boolean isFullBatch() {
        return solver.equals(LBFGS);
    }

    Lbfgs lbfgs() {
        return new Lbfgs().iterations(maxIter).tolerance(tol);
    }

    Optimizer optimizer() {
        return switch (solver) {
            case "sgd" -> new Optimizer.Sgd();
            case "momentum" -> new Optimizer.Momentum();
            case "nesterov" -> new Optimizer.Nesterov();
            case "rmsprop" -> new Optimizer.RmsProp();
            case "adam" -> new Optimizer.Adam();
            case "adamw" -> new Optimizer.AdamW(regParam);
            default -> throw new IllegalArgumentException(solver);
        };
    }

    /** What is added to the loss: AdamW has a decay of its own. */
    double weightDecay() {
        return solver.equals("adamw") ? 0 : regParam;
    }

    /** What must be the same when a training goes on, in words. */
    List<String> setup(Examples examples, Shape shape) {
        final var steps = isFullBatch()
                ? "full batch"
                : optimizer() + ", learning rate " + stepSize + ", batch size " + batchSize;
        return List.of(
                "data " + examples,
                "layers " + Arrays.toString(shape.sizes()) + ", " + shape.hidden(),
                "solver " + solver,
                steps,
                "weight decay " + regParam,
                "seed " + seed);
    }
}
