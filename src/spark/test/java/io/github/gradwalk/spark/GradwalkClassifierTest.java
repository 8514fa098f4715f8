package io.github.gradwalk.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Networks;
import io.github.gradwalk.file.MlpFile;
import io.github.gradwalk.train.EpochRecord;
import io.github.gradwalk.train.History.Stopped;
import io.github.gradwalk.train.Lbfgs;
import io.github.gradwalk.train.Optimizer;
import io.github.gradwalk.train.Trainer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradwalkClassifierTest {
    private static final int[] SIZES = {4, 5, 3};
    private static final Dataset DATA = Sessions.data(90);

    private static GradwalkClassifier classifier() {
        return new GradwalkClassifier()
                .setLayers(SIZES)
                .setActivation("tanh")
                .setSeed(3)
                .setMaxIter(5);
    }

    private static Mlp start() {
        return Mlp.create(SIZES, Activation.TANH, new Initialisation.Glorot(), 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void lbfgsTrainsTheNetworkThatOneMachineTrains(int partitions) {
        final var net = start();
        final var expected = new Lbfgs().iterations(12).weightDecay(0.01).train(net, DATA);
        final var model = classifier().setMaxIter(12).setRegParam(0.01).fit(Sessions.table(DATA, partitions));
        Networks.assertClose(model.net(), net, 1e-9);
        final var history = model.history().orElseThrow();
        assertThat(history.stopped()).isEqualTo(Stopped.COMPLETED);
        assertThat(history.losses()).containsExactly(expected.losses(), within(1e-10));
        assertThat(history.accuracies()).isEqualTo(expected.accuracies());
    }

    /** The same mini-batches as on one machine, from however many partitions. */
    @ParameterizedTest
    @CsvSource({"sgd, 1", "momentum, 2", "nesterov, 3", "rmsprop, 2", "adam, 5", "adamw, 2"})
    void miniBatchesTrainTheNetworkThatOneMachineTrains(String solver, int partitions) {
        final var optimizer =
                switch (solver) {
                    case "sgd" -> new Optimizer.Sgd();
                    case "momentum" -> new Optimizer.Momentum();
                    case "nesterov" -> new Optimizer.Nesterov();
                    case "rmsprop" -> new Optimizer.RmsProp();
                    case "adam" -> new Optimizer.Adam();
                    default -> new Optimizer.AdamW(0.01);
                };
        final var net = start();
        final var expected = Trainer.with(optimizer)
                .learningRate(0.02)
                .batchSize(40)
                .epochs(3)
                .seed(3)
                .weightDecay(solver.equals("adamw") ? 0 : 0.01)
                .train(net, DATA);
        final var model = classifier()
                .setSolver(solver)
                .setStepSize(0.02)
                .setBatchSize(40)
                .setMaxIter(3)
                .setRegParam(0.01)
                .fit(Sessions.table(DATA, partitions));
        Networks.assertClose(model.net(), net, 1e-11);
        final var history = model.history().orElseThrow();
        assertThat(history.losses()).containsExactly(expected.losses(), within(1e-12));
        assertThat(history.accuracies()).containsExactly(expected.accuracies(), within(1e-15));
        assertThat(history.gradientNorms()).containsExactly(expected.gradientNorms(), within(1e-11));
    }

    /** Some mini-batches, and every third block, have no weight at all. */
    @Test
    void rowsWithoutWeightCountInTheAccuracyAsOnOneMachine() {
        final var weighted = DATA.weighted(Sessions.weights(DATA));
        final var classifier =
                classifier().setWeightCol("weight").setBlockSize(1).setBatchSize(2);
        final var table = Sessions.table(DATA, 3);
        assertThat(classifier.fit(table).history().orElseThrow().accuracies())
                .isEqualTo(new Lbfgs().iterations(5).train(start(), weighted).accuracies());
        final var trainer = Trainer.with(new Optimizer.Adam())
                .learningRate(0.01)
                .batchSize(2)
                .epochs(5)
                .seed(3);
        assertThat(classifier
                        .setSolver("adam")
                        .fit(table)
                        .history()
                        .orElseThrow()
                        .accuracies())
                .isEqualTo(trainer.train(start(), weighted).accuracies());
    }

    @ParameterizedTest
    @ValueSource(strings = {"l-bfgs", "adam"})
    void everyRunGivesTheSameBits(String solver) {
        final var table = Sessions.table(DATA, 7).cache();
        final var classifier =
                classifier().setSolver(solver).setWeightCol("weight").setClassWeights(1, 2, 3);
        final var net = classifier.fit(table).net();
        for (int run = 0; run < 3; run++) {
            Networks.assertSame(classifier.fit(table).net(), net);
        }
        table.unpersist();
    }

    @Test
    void predictsWhatTheNetworkPredicts() {
        final var model = classifier()
                .setProbabilityCol("p")
                .setRawPredictionCol("z")
                .setPredictionCol("k")
                .fit(Sessions.table(DATA, 2));
        assertThat(model.numClasses()).isEqualTo(3);
        assertThat(model.numFeatures()).isEqualTo(4);
        final var logits = model.net().logits(DATA.X());
        final var P = model.net().probabilities(DATA.X());
        final int[] classes = model.net().classify(DATA.X());
        final var rows =
                model.transform(Sessions.table(DATA, 3)).select("z", "p", "k").collectAsList();
        assertThat(rows).hasSize(90);
        for (int n = 0; n < 90; n++) {
            for (int k = 0; k < 3; k++) {
                assertThat(rows.get(n).<DenseVector>getAs(0).apply(k)).isCloseTo(logits.get(n, k), within(1e-14));
                assertThat(rows.get(n).<DenseVector>getAs(1).apply(k)).isCloseTo(P.get(n, k), within(1e-14));
            }
            assertThat(rows.get(n).getDouble(2)).isEqualTo(classes[n]);
        }
        assertThat(model.predict(Vectors.dense(new double[] {0, 9, 0, 0}))).isEqualTo(1);
        model.setThresholds(new double[] {1, 1, 1e-9});
        assertThat(model.predict(Vectors.dense(new double[] {0, 9, 0, 0}))).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"int", "bigint", "float", "decimal(10, 2)"})
    void labelsAndWeightsAreNumbersOfAnyType(String type) {
        final var classifier = classifier().setWeightCol("weight");
        final var table = Sessions.table(DATA, 2);
        final var cast = table.withColumn("label", table.col("label").cast(type))
                .withColumn("weight", table.col("weight").cast(type));
        Networks.assertSame(classifier.fit(cast).net(), classifier.fit(table).net());
    }

    /** Any network, whatever its activations. */
    @Test
    void aNetworkMakesAModel() {
        final var net = start();
        final var model = GradwalkModel.of(net);
        assertThat(model.net()).isSameAs(net);
        assertThat(model.history()).isEmpty();
        assertThat(model).hasToString("GradwalkModel of " + net);
        assertThat(model.transform(Sessions.table(DATA, 2))
                        .first()
                        .<DenseVector>getAs("probability")
                        .size())
                .isEqualTo(3);
    }

    @Test
    void isSavedAndLoaded(@TempDir Path folder) throws IOException {
        Sessions.get(); // which saving asks for
        final var path = folder.resolve("classifier").toString();
        final var classifier = classifier().setClassWeights(1, 2, 3).setTol(0.5).setLabelCol("truth");
        classifier.write().overwrite().save(path);
        classifier.write().overwrite().save(path);
        final var loaded = GradwalkClassifier.load(path);
        assertThat(loaded.uid()).isEqualTo(classifier.uid());
        for (final var param : classifier.params()) {
            if (classifier.isDefined(param)) {
                assertThat((Object) loaded.getOrDefault(param)).isEqualTo(classifier.getOrDefault(param));
            }
        }
        new GradwalkClassifier().write().overwrite().save(path);
        final var unset = GradwalkClassifier.load(path);
        assertThat(unset.isDefined(unset.layers())).isFalse();
        assertThat(loaded.explainParams()).contains("layers: sizes of the layers", "stepSize: learning rate (> 0)");

        final var model = classifier().setPredictionCol("class").fit(Sessions.table(DATA, 2));
        final var place = folder.resolve("model");
        model.write().overwrite().save(place.toString());
        model.write().overwrite().save(place.toString());
        final var again = GradwalkModel.load(place.toString());
        assertThat(again.uid()).isEqualTo(model.uid());
        assertThat(again.getPredictionCol()).isEqualTo("class");
        Networks.assertSame(again.net(), model.net());
        Networks.assertSame(MlpFile.load(place.resolve("network.txt")), model.net());
    }

    @Test
    void aCopyKeepsUidParametersAndListeners() {
        final var epochs = new ArrayList<EpochRecord>();
        final var classifier = classifier().onEpoch(epochs::add);
        final var copy = classifier.copy(new ParamMap().put(classifier.maxIter().w(2)));
        assertThat(copy.uid()).isEqualTo(classifier.uid());
        final var model = copy.fit(Sessions.table(DATA, 2));
        assertThat(epochs).isEqualTo(model.history().orElseThrow().epochs()).hasSize(2);
        assertThat(model.parent()).isSameAs(copy);
        Networks.assertSame(model.copy(new ParamMap()).net(), model.net());
        assertThat(new GradwalkClassifier().uid()).isNotEqualTo(new GradwalkClassifier().uid());
    }

    @Test
    void eachParameterHasAGetter() throws ReflectiveOperationException {
        final var classifier = classifier();
        for (final var param : classifier.params()) {
            if (classifier.isDefined(param)) {
                final var name = param.name().substring(0, 1).toUpperCase(Locale.ROOT)
                        + param.name().substring(1);
                assertThat(GradwalkClassifier.class.getMethod("get" + name).invoke(classifier))
                        .isEqualTo(classifier.getOrDefault(param));
            }
        }
    }

    @Test
    void aSerializedClassifierHasNoListeners() throws IOException, ClassNotFoundException {
        final var bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(classifier().onEpoch(epoch -> {}));
        final var input = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        final var again = (GradwalkClassifier) input.readObject();
        final var table = Sessions.table(DATA, 2);
        Networks.assertSame(again.fit(table).net(), classifier().fit(table).net());
    }

    @Test
    void isAStageOfAPipelineWhichIsSavedAndLoaded(@TempDir Path folder) throws IOException {
        final var scaler = new StandardScaler()
                .setInputCol("features")
                .setOutputCol("scaled")
                .setWithMean(true);
        final var pipeline = new Pipeline().setStages(new PipelineStage[] {
            scaler, classifier().setFeaturesCol("scaled").setMaxIter(30)
        });
        final var table = Sessions.table(DATA, 3);
        final var fitted = pipeline.fit(table);
        final double accuracy = accuracy().evaluate(fitted.transform(table));
        assertThat(accuracy).isGreaterThan(0.8);
        fitted.write().overwrite().save(folder.resolve("fitted").toString());
        final var loaded = PipelineModel.load(folder.resolve("fitted").toString());
        assertThat(accuracy().evaluate(loaded.transform(table))).isEqualTo(accuracy);
        pipeline.write().overwrite().save(folder.resolve("pipeline").toString());
        final var again = Pipeline.load(folder.resolve("pipeline").toString()).fit(table);
        Networks.assertSame(((GradwalkModel) again.stages()[1]).net(), ((GradwalkModel) fitted.stages()[1]).net());
    }

    @Test
    void isChosenByACrossValidator(@TempDir Path folder) throws IOException {
        final var classifier = classifier();
        final var grid = new ParamGridBuilder()
                .addGrid(classifier.maxIter(), new int[] {1, 15})
                .build();
        final var validator = new CrossValidator()
                .setEstimator(classifier)
                .setEstimatorParamMaps(grid)
                .setEvaluator(accuracy())
                .setNumFolds(2)
                .setParallelism(2)
                .setSeed(1);
        final var chosen = validator.fit(Sessions.table(DATA, 2));
        assertThat(chosen.avgMetrics()[1]).isGreaterThan(chosen.avgMetrics()[0]).isGreaterThan(0.7);
        chosen.write().overwrite().save(folder.resolve("chosen").toString());
        final var loaded = CrossValidatorModel.load(folder.resolve("chosen").toString());
        Networks.assertSame(((GradwalkModel) loaded.bestModel()).net(), ((GradwalkModel) chosen.bestModel()).net());
    }

    private static MulticlassClassificationEvaluator accuracy() {
        return new MulticlassClassificationEvaluator().setMetricName("accuracy");
    }

    private static Row row(double label, double weight, double... features) {
        return RowFactory.create(Vectors.dense(features), label, weight);
    }

    /** Each wrong row is the fourth of five, in the second of two partitions. */
    @Test
    void namesTheRowWithWhichSomethingIsWrong() {
        final var classifier = new GradwalkClassifier().setLayers(2, 2).setWeightCol("weight");
        final var messages = new ArrayList<String>();
        for (final var wrong : List.of(
                row(2, 1, 1, 2),
                row(-1, 1, 1, 2),
                row(0.5, 1, 1, 2),
                row(Double.NaN, 1, 1, 2),
                row(1, 1, 1, Double.NaN),
                row(1, 1, Double.POSITIVE_INFINITY, 2),
                row(1, 1, 1, 2, 3),
                row(1, -1, 1, 2),
                row(1, Double.NaN, 1, 2),
                RowFactory.create(null, 1.0, 1.0),
                RowFactory.create(Vectors.dense(1, 2), null, 1.0))) {
            final var good = row(1, 1, 1, 2);
            final var table = Sessions.table(Sessions.get(), List.of(good, row(0, 1, 3, 4), good, wrong, good), 2);
            assertThatThrownBy(() -> classifier.fit(table))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .satisfies(e -> messages.add(e.getMessage()));
        }
        assertThat(messages)
                .containsExactly(
                        "label must be a class, 0 … 1, but row 3 is 2.0",
                        "label must be a class, 0 … 1, but row 3 is -1.0",
                        "label must be a class, 0 … 1, but row 3 is 0.5",
                        "label must be a class, 0 … 1, but row 3 is NaN",
                        "features must be finite, but row 3, column 1 is NaN",
                        "features must be finite, but row 3, column 0 is Infinity",
                        "features must have 2 values, as layers says, but row 3 has 3",
                        "weight must be 0 or from 1.0E-100 to 1.0E100, but row 3 is -1.0",
                        "weight must be 0 or from 1.0E-100 to 1.0E100, but row 3 is NaN",
                        "features must be given, but row 3 has null",
                        "label must be given, but row 3 has null");
    }

    @Test
    void refusesDataFromWhichNothingCanBeLearned() {
        final var classifier = new GradwalkClassifier().setLayers(2, 2).setWeightCol("weight");
        refused(classifier, List.of(), "dataset is empty");
        refused(
                classifier,
                List.of(row(1, 1, 1, 2), row(1, 1, 2, 1)),
                "labels must be of two classes or more, but all 2 rows are of class 1");
        refused(classifier, List.of(row(1, 0, 1, 2), row(0, 0, 2, 1)), "weights must not all be 0");
        final var good = List.of(row(1, 1, 1, 2), row(0, 1, 2, 1));
        refused(new GradwalkClassifier(), good, "layers is missing: call setLayers(…)");
        refused(
                new GradwalkClassifier().setLayers(2, 1),
                good,
                "layers must end with the number of classes, at least 2, but is [2, 1]");
        refused(
                new GradwalkClassifier().setLayers(2, 2).setClassWeights(1),
                good,
                "classWeights must be one for each of the 2 classes, but has 1");
        refused(
                new GradwalkClassifier().setLayers(2, 2).setThresholds(new double[] {1, 2, 3}),
                good,
                "thresholds must be one for each of the 2 classes, but are [1.0, 2.0, 3.0]");
        // Neither takes much memory.
        refused(
                new GradwalkClassifier().setLayers(1_000_000, 100_000, 2),
                good,
                "layers must make a network of at most 2147483644 parameters, but [1000000, 100000, 2] makes 100000300002");
        refused(
                new GradwalkClassifier().setLayers(10_000_000, 2),
                good,
                "features must have 10000000 values, as layers says, but row 0 has 2");
        for (final Runnable call : List.<Runnable>of(
                () -> new GradwalkClassifier().setLayers(3),
                () -> new GradwalkClassifier().setSolver("newton"),
                () -> new GradwalkClassifier().setActivation("step"),
                () -> new GradwalkClassifier().setClassWeights(1, -1),
                () -> new GradwalkClassifier().setClassWeights(1, Double.NaN),
                () -> new GradwalkClassifier().setStepSize(0),
                () -> new GradwalkClassifier().setMaxIter(0))) {
            assertThatThrownBy(call::run).isExactlyInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Sessions.get().sparkContext().getPersistentRDDs().size()).isZero();
    }

    /** A block of 256 such rows would take two gigabytes. */
    @Test
    void blocksOfWideRowsHaveFewerOfThem() {
        final int columns = 1 << 20;
        final var rows = new ArrayList<Row>();
        for (int n = 0; n < 10; n++) {
            final var features = Vectors.sparse(columns, new int[] {n % 2}, new double[] {1});
            rows.add(RowFactory.create(features, (double) (n % 2), 1.0));
        }
        final var table = Sessions.table(Sessions.get(), rows, 2);
        final var model =
                new GradwalkClassifier().setLayers(columns, 2).setMaxIter(2).fit(table);
        assertThat(model.history().orElseThrow().accuracies()).endsWith(1.0);
    }

    private static void refused(GradwalkClassifier classifier, List<Row> rows, String message) {
        final var table = Sessions.table(Sessions.get(), rows, 2);
        assertThatThrownBy(() -> classifier.fit(table))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aTrainingThatDivergesSaysWhereAndAtWhichStepSize() {
        final var classifier = classifier().setSolver("sgd").setStepSize(1e308);
        assertThatThrownBy(() -> classifier.fit(Sessions.table(DATA, 2)))
                .isExactlyInstanceOf(ArithmeticException.class)
                .hasMessage("the loss is no longer finite in epoch 2, at stepSize 1.0E308");
    }
}
