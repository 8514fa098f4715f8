package io.github.gradwalk.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.train.EpochListener;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import scala.Function1;

/**
 * Trains a multilayer perceptron on a cluster: an estimator for Spark's pipelines, to be used like Spark's own classifiers.
 *
 * <pre>{@code
 * var model = new GradwalkClassifier().setLayers(784, 100, 10).setMaxIter(200).fit(dataset);
 * var predictions = model.transform(test);
 * }</pre>
 *
 * <p>The column {@code features} holds vectors, dense or sparse; the column {@code label} classes, 0, 1, 2 … Every executor keeps its part of the rows
 * as matrices. In each step it computes the gradient of the loss on them, and Spark sums these gradients, in an order that follows from the
 * partitions alone. So the result has the same bits on every run, and differs from that of one machine by rounding only: a solver other
 * than {@code l-bfgs} takes the same mini-batches as {@link io.github.gradwalk.train.Trainer} with the same seed.
 *
 * <p>The rows are checked before training begins. A wrong one is named by its number, from 0, in the order of the data set. If the thread is
 * interrupted, or the jobs are cancelled, {@code fit} returns the network as far as it has been trained.
 */
public final class GradwalkClassifier extends ProbabilisticClassifier<Vector, GradwalkClassifier, GradwalkModel>
        implements DefaultParamsWritable {
    private static final long serialVersionUID = 1;
    private static final int LARGEST_NETWORK = Integer.MAX_VALUE - Part.MORE;
    private static final List<String> ACTIVATIONS = List.of("logistic", "tanh", "relu");

    private interface Check<T> extends Function1<T, Object>, Serializable {}

    private String uid; // is set by the constructor of the superclass, which asks for it

    private final IntArrayParam layers = new IntArrayParam(
            this,
            "layers",
            "sizes of the layers: features, hidden layers, classes; at least two, each at least 1",
            (Check<int[]>) sizes -> sizes.length >= 2 && Arrays.stream(sizes).allMatch(size -> size > 0));
    private final Param<String> activation = new Param<>(
            this,
            "activation",
            "activation of the hidden layers: " + ACTIVATIONS,
            ParamValidators.inArray(ACTIVATIONS));
    private final Param<String> solver = new Param<>(
            this,
            "solver",
            "how the loss is minimised: l-bfgs takes all rows in each iteration, the others take mini-batches: "
                    + TrainingSettings.SOLVERS,
            ParamValidators.inArray(TrainingSettings.SOLVERS));
    private final DoubleParam stepSize =
            new DoubleParam(this, "stepSize", "learning rate (> 0); not used by l-bfgs", ParamValidators.gt(0));
    private final IntParam batchSize = new IntParam(
            this,
            "batchSize",
            "rows of a mini-batch, from all partitions together (> 0); not used by l-bfgs",
            ParamValidators.gt(0));
    private final IntParam maxIter = new IntParam(
            this,
            "maxIter",
            "maximum number of iterations of l-bfgs, or number of epochs with mini-batches (> 0)",
            ParamValidators.gt(0));
    private final DoubleParam tol = new DoubleParam(
            this,
            "tol",
            "l-bfgs ends when no entry of the gradient is larger than this (>= 0); not used with mini-batches",
            ParamValidators.gtEq(0));
    private final DoubleParam regParam = new DoubleParam(
            this,
            "regParam",
            "weight decay λ (>= 0): λ‖W‖²/2 is added to the loss; with adamw, its decoupled decay",
            ParamValidators.gtEq(0));
    private final LongParam seed =
            new LongParam(this, "seed", "seed of the initial weights and of the order of the rows");
    private final Param<String> weightCol =
            new Param<>(this, "weightCol", "column of the rows' weights; if this is empty, all are 1");
    private final DoubleArrayParam classWeights = new DoubleArrayParam(
            this, "classWeights", "one weight for each class (finite, >= 0); if this is not set, all are 1", (Check<
                            double[]>)
                    weights -> Arrays.stream(weights).allMatch(weight -> weight >= 0 && Double.isFinite(weight)));
    private final IntParam blockSize =
            new IntParam(this, "blockSize", "rows that are multiplied at once (> 0)", ParamValidators.gt(0));
    private final Param<String> checkpointDir = new Param<>(
            this,
            "checkpointDir",
            "folder for checkpoints, from which an interrupted training goes on; on a cluster, one that every machine can reach; if this is empty, there are none");
    private final IntParam checkpointInterval = new IntParam(
            this,
            "checkpointInterval",
            "epochs or iterations from one checkpoint to the next (> 0)",
            ParamValidators.gt(0));

    private transient List<EpochListener> listeners = List.of();

    /** A classifier that still needs {@link #setLayers}. */
    public GradwalkClassifier() {
        setDefault(activation, "logistic");
        setDefault(solver, TrainingSettings.LBFGS);
        setDefault(stepSize, 0.01);
        setDefault(batchSize, 128);
        setDefault(maxIter, 100);
        setDefault(tol, 1e-6);
        setDefault(regParam, 0.0);
        setDefault(seed, 0L);
        setDefault(weightCol, "");
        setDefault(blockSize, 256);
        setDefault(checkpointDir, "");
        setDefault(checkpointInterval, 10);
    }

    /** A classifier with this uid, as Spark makes it when it copies and loads. */
    public GradwalkClassifier(String uid) {
        this(NextUid.is(uid));
    }

    private GradwalkClassifier(Void ready) {
        this();
    }

    @Override
    public String uid() {
        if (uid == null) {
            uid = NextUid.take("gradwalk");
        }
        return uid;
    }

    /** Sizes of the layers: features, hidden layers, classes. */
    public GradwalkClassifier setLayers(int... sizes) {
        set(layers, sizes.clone());
        return this;
    }

    /** Activation of the hidden layers: {@code logistic} (the default), {@code tanh} or {@code relu}. */
    public GradwalkClassifier setActivation(String name) {
        set(activation, name);
        return this;
    }

    /** {@code l-bfgs} (the default), or with mini-batches {@code sgd}, {@code momentum}, {@code nesterov}, {@code rmsprop}, {@code adam} or {@code adamw}. */
    public GradwalkClassifier setSolver(String name) {
        set(solver, name);
        return this;
    }

    /** Learning rate with mini-batches; 0.01 by default. */
    public GradwalkClassifier setStepSize(double value) {
        set(stepSize, value);
        return this;
    }

    /** Rows of a mini-batch, from all partitions together; 128 by default. */
    public GradwalkClassifier setBatchSize(int value) {
        set(batchSize, value);
        return this;
    }

    /** Maximum number of iterations of l-bfgs, or number of epochs with mini-batches; 100 by default. */
    public GradwalkClassifier setMaxIter(int value) {
        set(maxIter, value);
        return this;
    }

    /** The largest entry of the gradient with which l-bfgs ends; 10⁻⁶ by default. */
    public GradwalkClassifier setTol(double value) {
        set(tol, value);
        return this;
    }

    /** Weight decay; 0 by default. */
    public GradwalkClassifier setRegParam(double value) {
        set(regParam, value);
        return this;
    }

    /** Seed of the initial weights and of the order of the rows; 0 by default. */
    public GradwalkClassifier setSeed(long value) {
        set(seed, value);
        return this;
    }

    /** Column of the rows' weights; none by default. */
    public GradwalkClassifier setWeightCol(String name) {
        set(weightCol, name);
        return this;
    }

    /** One weight for each class; all are 1 by default. */
    public GradwalkClassifier setClassWeights(double... weights) {
        set(classWeights, weights.clone());
        return this;
    }

    /** Rows that are multiplied at once; 256 by default. */
    public GradwalkClassifier setBlockSize(int value) {
        set(blockSize, value);
        return this;
    }

    /** Folder for checkpoints; none by default. */
    public GradwalkClassifier setCheckpointDir(String folder) {
        set(checkpointDir, folder);
        return this;
    }

    /** Epochs or iterations from one checkpoint to the next; 10 by default. */
    public GradwalkClassifier setCheckpointInterval(int value) {
        set(checkpointInterval, value);
        return this;
    }

    /** Calls this after every epoch, or iteration of l-bfgs, on the driver. */
    public GradwalkClassifier onEpoch(EpochListener listener) {
        final var all = new ArrayList<>(listeners);
        all.add(listener);
        listeners = List.copyOf(all);
        return this;
    }

    @Override
    public GradwalkClassifier copy(ParamMap extra) {
        final GradwalkClassifier copy = defaultCopy(extra);
        copy.listeners = listeners;
        return copy;
    }

    private void readObject(ObjectInputStream input) throws IOException, ClassNotFoundException {
        input.defaultReadObject();
        listeners = List.of();
    }

    /** Is called by {@code fit}. */
    @Override
    public GradwalkModel train(Dataset<?> dataset) {
        Require.that(isDefined(layers), "layers is missing: call setLayers(…)");
        final int[] sizes = getLayers();
        final var hidden = Activation.valueOf(getActivation().toUpperCase(Locale.ROOT));
        final var shape = new Shape(sizes, hidden);
        Require.that(
                shape.classes() > 1,
                "layers must end with the number of classes, at least 2, but is %s",
                Arrays.toString(sizes));
        Require.that(
                shape.parameters() <= LARGEST_NETWORK,
                "layers must make a network of at most %d parameters, but %s makes %d",
                LARGEST_NETWORK,
                Arrays.toString(sizes),
                shape.parameters());
        Require.that(
                !isDefined(thresholds()) || getThresholds().length == shape.classes(),
                "thresholds must be one for each of the %d classes, but are %s",
                shape.classes(),
                isDefined(thresholds()) ? Arrays.toString(getThresholds()) : "");
        final double[] weights = isDefined(classWeights) ? getClassWeights() : new double[0];
        Require.that(
                weights.length == 0 || weights.length == shape.classes(),
                "classWeights must be one for each of the %d classes, but has %d",
                shape.classes(),
                weights.length);
        final var weight =
                getWeightCol().isEmpty() ? lit(1.0) : col(getWeightCol()).cast("double");
        final var table =
                dataset.select(col(getFeaturesCol()), col(getLabelCol()).cast("double"), weight);
        final var context = dataset.sparkSession().sparkContext();
        final var folder = getCheckpointDir();
        final var checkpoints = folder.isEmpty()
                ? Optional.<CheckpointFolder>empty()
                : Optional.of(new CheckpointFolder(folder, context.hadoopConfiguration()));
        final var initialisation = hidden == Activation.RELU ? new Initialisation.He() : new Initialisation.Glorot();
        try (var examples = new Examples(table, shape, weights, getBlockSize())) {
            final var training = new ClusterTraining(
                    context,
                    settings(),
                    examples,
                    shape,
                    Mlp.create(sizes, hidden, initialisation, getSeed()),
                    checkpoints,
                    listeners);
            final var history = training.run();
            return new GradwalkModel(uid(), training.net(), history);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TrainingSettings settings() {
        return new TrainingSettings(
                getSolver(),
                getStepSize(),
                getBatchSize(),
                getMaxIter(),
                getTol(),
                getRegParam(),
                getSeed(),
                getCheckpointInterval());
    }

    /** Returns a reader of what {@code write} has written. */
    public static MLReader<GradwalkClassifier> read() {
        return new DefaultParamsReader<>();
    }

    /** Loads a classifier that has been saved: its parameters, not its listeners. */
    public static GradwalkClassifier load(String path) {
        return read().load(path);
    }

    // Spark finds parameters by the methods of their names.

    public IntArrayParam layers() {
        return layers;
    }

    public int[] getLayers() {
        return getOrDefault(layers);
    }

    public Param<String> activation() {
        return activation;
    }

    public String getActivation() {
        return getOrDefault(activation);
    }

    public Param<String> solver() {
        return solver;
    }

    public String getSolver() {
        return getOrDefault(solver);
    }

    public DoubleParam stepSize() {
        return stepSize;
    }

    public double getStepSize() {
        return (double) getOrDefault(stepSize);
    }

    public IntParam batchSize() {
        return batchSize;
    }

    public int getBatchSize() {
        return (int) getOrDefault(batchSize);
    }

    public IntParam maxIter() {
        return maxIter;
    }

    public int getMaxIter() {
        return (int) getOrDefault(maxIter);
    }

    public DoubleParam tol() {
        return tol;
    }

    public double getTol() {
        return (double) getOrDefault(tol);
    }

    public DoubleParam regParam() {
        return regParam;
    }

    public double getRegParam() {
        return (double) getOrDefault(regParam);
    }

    public LongParam seed() {
        return seed;
    }

    public long getSeed() {
        return (long) getOrDefault(seed);
    }

    public Param<String> weightCol() {
        return weightCol;
    }

    public String getWeightCol() {
        return getOrDefault(weightCol);
    }

    public DoubleArrayParam classWeights() {
        return classWeights;
    }

    public double[] getClassWeights() {
        return getOrDefault(classWeights);
    }

    public IntParam blockSize() {
        return blockSize;
    }

    public int getBlockSize() {
        return (int) getOrDefault(blockSize);
    }

    public Param<String> checkpointDir() {
        return checkpointDir;
    }

    public String getCheckpointDir() {
        return getOrDefault(checkpointDir);
    }

    public IntParam checkpointInterval() {
        return checkpointInterval;
    }

    public int getCheckpointInterval() {
        return (int) getOrDefault(checkpointInterval);
    }
}
