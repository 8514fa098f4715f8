package io.github.gradwalk.train;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.argument.Summary;
import io.github.gradwalk.train.Checkpoint.OptimizerMemory;
import io.github.gradwalk.train.History.Stopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * L-BFGS: for full batches, where the loss and its gradient are exact, it often needs a tenth of the passes over the data that gradient
 * descent needs. It is not an {@link Optimizer} of the {@link Trainer}, because a step takes as many evaluations of the loss as its line search asks for, and
 * with mini-batches these would be of different functions. Immutable: each setting returns a copy.
 *
 * <pre>{@code
 * var history = new Lbfgs().iterations(200).train(net, data);
 * }</pre>
 *
 * <p>The method of Newton goes to the minimum of a paraboloid in one step, \( d = -H^{-1} g \). L-BFGS does not compute the matrix \( H \) of second
 * derivatives. From the last {@code m} steps \( s_i = x_{i+1} - x_i \) and changes of the gradient \( y_i = g_{i+1} - g_i \), which tell how \( H \) acts
 * along them, \( y_i \approx H s_i \), it computes \( d \) in \( 4mn \) multiplications. Each step then ends where the strong Wolfe conditions hold.
 *
 * <p>Nocedal and Wright, "Numerical optimization" (2006), algorithms 7.4 and 7.5.
 *
 * @param memory {@code m}, the number of steps that are remembered; see {@link #memory(int)}
 * @param iterations see {@link #iterations(int)}
 * @param tolerance see {@link #tolerance(double)}
 * @param weightDecay see {@link #weightDecay(double)}
 */
public record Lbfgs(int memory, int iterations, double tolerance, double weightDecay) {
    /** @throws IllegalArgumentException naming the setting that is out of range */
    public Lbfgs {
        Require.that(memory >= 1, "memory must be at least 1, but is %d", memory);
        Require.that(iterations >= 1, "iterations must be at least 1, but is %d", iterations);
        Require.notNegative("tolerance", tolerance);
        Require.notNegative("weightDecay", weightDecay);
    }

    /** {@code m = 10}, at most 100 iterations, tolerance 10⁻⁶, no weight decay. */
    public Lbfgs() {
        this(10, 100, 1e-6, 0);
    }

    /** How many steps are remembered. Each takes two numbers for each parameter. More than 20 seldom help. */
    public Lbfgs memory(int memory) {
        return new Lbfgs(memory, iterations, tolerance, weightDecay);
    }

    /** After how many iterations a training ends at the latest. */
    public Lbfgs iterations(int iterations) {
        return new Lbfgs(memory, iterations, tolerance, weightDecay);
    }

    /** Training ends when no entry of the gradient is larger than this. With 0 it goes on until rounding hides any lower point. */
    public Lbfgs tolerance(double tolerance) {
        return new Lbfgs(memory, iterations, tolerance, weightDecay);
    }

    /** Adds {@code λ‖W‖²/2} to what {@link #train} minimises: see {@link StepSettings#weightDecay(double)}. */
    public Lbfgs weightDecay(double weightDecay) {
        return new Lbfgs(memory, iterations, tolerance, weightDecay);
    }

    /**
     * Where a minimisation is. An iteration makes a new one, and leaves this as it is; its arrays are not copied and must not be changed.
     *
     * @param iterations the number of iterations that have been made
     * @param x the point
     * @param value {@code f(x)}
     * @param gradient {@code ∇f(x)}
     * @param pairs what is remembered: {@code s, y, s, y, …}, the oldest first
     */
    public record State(int iterations, double[] x, double value, double[] gradient, List<double[]> pairs) {
        /** @throws IllegalArgumentException if a value is not finite, or a vector is not as long as {@code x} */
        public State {
            Require.that(iterations >= 0, "iterations must be at least 0, but is %d", iterations);
            Require.notNull("x", x);
            Require.that(Double.isFinite(value), "value must be finite, but is %s", value);
            Require.notNull("gradient", gradient);
            Require.size("gradient", x.length, gradient.length);
            Require.notNull("pairs", pairs);
            Require.that(pairs.size() % 2 == 0, "pairs must be s and y in turn, but has %d vectors", pairs.size());
            pairs = List.copyOf(pairs);
            for (final double[] vector : pairs) {
                Require.size("pairs", x.length, vector.length);
            }
        }

        /** Returns what a {@link Checkpoint} keeps of this beside the parameters; {@link Lbfgs#resume} goes on from there. */
        public OptimizerMemory memory() {
            return new OptimizerMemory(iterations, pairs);
        }

        /** As {@code State after 12 iterations: value 0.1234, largest entry of the gradient 5.6E-4}. */
        @Override
        public String toString() {
            return "State after " + Summary.count(iterations, "iteration") + ": value " + Summary.number(value)
                    + ", largest entry of the gradient " + Summary.number(Vectors.largestMagnitude(gradient));
        }
    }

    /**
     * Returns the state before the first iteration.
     *
     * @param x where to start; copied
     * @throws IllegalArgumentException if the value there is not finite
     */
    public State start(Objective f, double... x) {
        return resume(f, x, new OptimizerMemory(0, List.of()));
    }

    /**
     * Returns the state in which a minimisation was when it was saved: the next iterations give the same numbers, to the last bit, as without a pause.
     *
     * @param x where it was; copied
     * @param memory what it remembered: {@link State#memory}
     * @throws IllegalArgumentException if the value at {@code x} is not finite, or the memory does not fit
     */
    public State resume(Objective f, double[] x, OptimizerMemory memory) {
        Require.notNull("f", f);
        Require.notNull("x", x);
        Require.notNull("memory", memory);
        final double[] gradient = new double[x.length];
        final double value = f.evaluate(x.clone(), gradient);
        return new State(memory.steps(), x.clone(), value, gradient, memory.vectors());
    }

    /** Whether no entry of the gradient is larger than the tolerance. */
    public boolean isConverged(State state) {
        Require.notNull("state", state);
        return Vectors.largestMagnitude(state.gradient()) <= tolerance;
    }

    /** Makes one iteration; returns nothing if no lower point can be found, since the value changes by no more than rounding. */
    public Optional<State> next(Objective f, State state) {
        Require.notNull("f", f);
        Require.notNull("state", state);
        final double[] d = direction(state);
        final boolean isFirst = state.pairs().isEmpty();
        final double first = isFirst ? Math.min(1, 1 / Vectors.sumOfMagnitudes(state.gradient())) : 1;
        if (!(Vectors.dot(state.gradient(), d) < 0) || !Double.isFinite(first)) { // at the minimum, or overflow
            return isFirst ? Optional.empty() : next(f, forgetful(state));
        }
        final var found = new WolfeSearch(f, state.x(), state.value(), state.gradient(), d).from(first);
        if (found.isEmpty()) {
            return isFirst ? Optional.empty() : next(f, forgetful(state));
        }
        final var trial = found.get();
        return Optional.of(new State(
                state.iterations() + 1, trial.x(), trial.value(), trial.gradient(), remembered(state, trial)));
    }

    /** Without its memory the direction is that of steepest descent. */
    private static State forgetful(State state) {
        return new State(state.iterations(), state.x(), state.value(), state.gradient(), List.of());
    }

    /** The two loops: {@code d = −H⁻¹ g}, with what the pairs tell of {@code H}. */
    private static double[] direction(State state) {
        final var pairs = state.pairs();
        final double[] alpha = new double[pairs.size() / 2];
        final double[] q = state.gradient().clone();
        for (int i = alpha.length - 1; i >= 0; i--) {
            final double[] s = pairs.get(2 * i);
            final double[] y = pairs.get(2 * i + 1);
            // αᵢ = sᵢᵀq / yᵢᵀsᵢ
            alpha[i] = Vectors.dot(s, q) / Vectors.dot(y, s);
            // q ← q − αᵢ yᵢ
            Vectors.add(-alpha[i], y, q);
        }
        if (alpha.length > 0) {
            final double[] s = pairs.get(pairs.size() - 2);
            final double[] y = pairs.get(pairs.size() - 1);
            // q ← (sᵀy / yᵀy) q: the size of the last step
            Vectors.scale(Vectors.dot(s, y) / Vectors.dot(y, y), q);
        }
        for (int i = 0; i < alpha.length; i++) {
            final double[] s = pairs.get(2 * i);
            final double[] y = pairs.get(2 * i + 1);
            // β = yᵢᵀq / yᵢᵀsᵢ;  q ← q + (αᵢ − β) sᵢ
            Vectors.add(alpha[i] - Vectors.dot(y, q) / Vectors.dot(y, s), s, q);
        }
        Vectors.scale(-1, q);
        return q;
    }

    /** The pairs with that of the new step, unless the curvature along it is lost in rounding. */
    private List<double[]> remembered(State state, WolfeSearch.Trial trial) {
        final double[] s = Vectors.difference(trial.x(), state.x());
        final double[] y = Vectors.difference(trial.gradient(), state.gradient());
        final double curvature = Vectors.dot(s, y);
        if (!(curvature > Math.ulp(1.0) * Math.abs(Vectors.dot(s, state.gradient()))
                && curvature < Double.POSITIVE_INFINITY)) {
            return state.pairs();
        }
        final var all = new ArrayList<>(state.pairs());
        all.add(s);
        all.add(y);
        return all.subList(Math.max(0, all.size() - 2 * memory), all.size());
    }

    /** Minimises until the state {@link #isConverged}, the iterations are done, or no lower point can be found. */
    public State minimise(Objective f, double... x) {
        var state = start(f, x);
        while (!isConverged(state) && state.iterations() < iterations) {
            final var next = next(f, state);
            if (next.isEmpty()) {
                return state;
            }
            state = next.get();
        }
        return state;
    }

    /**
     * Trains a network on all examples at once, changing its parameters in place. An iteration counts as an epoch, whose loss and accuracy
     * are those after it. An interrupt of the thread ends training after the current iteration; the thread stays interrupted.
     *
     * @return what was measured, at least one epoch
     * @throws IllegalArgumentException if the data do not fit the network, or the loss is not finite at the start
     */
    public History train(Mlp net, Dataset data) {
        Require.that(net != null, "net is missing");
        Require.that(data != null, "data is missing");
        Fitting.requireTwoOutputs(net);
        final var loss = new FullBatchLoss(net, data, weightDecay);
        final double[] x = new double[Parameters.count(Parameters.of(net))];
        Parameters.read(Parameters.of(net), x);
        var state = start(loss, x);
        final var epochs = new ArrayList<EpochRecord>();
        Optional<Stopped> stopped = Optional.empty();
        while (stopped.isEmpty()) {
            final long start = System.nanoTime();
            final var next = next(loss, state);
            state = next.orElse(state);
            loss.moveTo(state.x());
            epochs.add(record(epochs.size() + 1, loss, state, (System.nanoTime() - start) * 1e-9));
            stopped = whyToStop(state, next.isEmpty());
        }
        return new History(epochs, stopped.get());
    }

    private Optional<Stopped> whyToStop(State state, boolean isLowest) {
        if (isLowest || isConverged(state)) {
            return Optional.of(Stopped.CONVERGED);
        }
        if (state.iterations() >= iterations) {
            return Optional.of(Stopped.COMPLETED);
        }
        return Thread.currentThread().isInterrupted() ? Optional.of(Stopped.INTERRUPTED) : Optional.empty();
    }

    private static EpochRecord record(int epoch, FullBatchLoss loss, State state, double seconds) {
        final double norm = Math.sqrt(Vectors.dot(state.gradient(), state.gradient()));
        return new EpochRecord(epoch, loss.loss(), loss.accuracy(), Double.NaN, Double.NaN, norm, Double.NaN, seconds);
    }
}
