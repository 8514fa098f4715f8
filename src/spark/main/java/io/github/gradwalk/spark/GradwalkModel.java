package io.github.gradwalk.spark;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Softmax;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.file.MlpFile;
import io.github.gradwalk.train.History;
import io.github.gradwalk.train.Parameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.ejml.data.DMatrixRMaj;
import scala.Tuple3;

/**
 * A network as a model of Spark: what {@link GradwalkClassifier} makes, or {@link #of} of any network. It adds the columns {@code rawPrediction}, which holds
 * the logits, {@code probability} and {@code prediction}.
 *
 * <p>A saved model is a folder with Spark's metadata and a file {@code network.txt}, which {@link MlpFile#load} reads without Spark.
 */
public final class GradwalkModel extends ProbabilisticClassificationModel<Vector, GradwalkModel> implements MLWritable {
    private static final long serialVersionUID = 1;
    private static final String FILE = "network.txt";

    private String uid; // is set by the constructor of the superclass, which asks for it

    private final List<DMatrixRMaj> matrices;
    private final List<Activation> activations;

    /** Is made again on each executor, since a network cannot be sent. */
    private transient Mlp net;

    private transient Optional<History> history;

    GradwalkModel(String uid, Mlp net, Optional<History> history) {
        this(NextUid.is(uid), net, history);
    }

    private GradwalkModel(Void ready, Mlp net, Optional<History> history) {
        matrices = new ArrayList<>(Parameters.of(net));
        activations =
                new ArrayList<>(net.layers().stream().map(Layer::activation).toList());
        this.net = net;
        this.history = history;
    }

    /** Returns a model of a network, which is not copied, wherever it has been trained. */
    public static GradwalkModel of(Mlp net) {
        Require.notNull("net", net);
        return new GradwalkModel((String) null, net, Optional.empty());
    }

    @Override
    public String uid() {
        if (uid == null) {
            uid = NextUid.take("gradwalk");
        }
        return uid;
    }

    /** Returns the network, which is not copied. */
    public Mlp net() {
        if (net == null) {
            final var layers = new ArrayList<Layer>();
            for (int l = 0; l < activations.size(); l++) {
                layers.add(new Layer(matrices.get(2 * l), matrices.get(2 * l + 1), activations.get(l)));
            }
            net = new Mlp(layers);
        }
        return net;
    }

    /** What was measured in training; nothing if no epoch was finished, or the model has been loaded. */
    public Optional<History> history() {
        return history == null ? Optional.empty() : history;
    }

    @Override
    public int numClasses() {
        return net().outputs();
    }

    @Override
    public int numFeatures() {
        return net().inputs();
    }

    /** Overridden because Spark's superclasses, in Scala, declare it with types that Java finds in conflict. */
    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Tuple3 findSummaryModel() {
        return super.findSummaryModel();
    }

    /** Returns the logits of one example. */
    @Override
    public Vector predictRaw(Vector features) {
        return new DenseVector(net().logits(row(features.toArray())).data);
    }

    /** Turns logits into probabilities: softmax. */
    @Override
    public Vector raw2probabilityInPlace(Vector rawPrediction) {
        final var logits = row(rawPrediction.toArray());
        Softmax.probabilities(logits, logits);
        return rawPrediction;
    }

    private static DMatrixRMaj row(double[] values) {
        return DMatrixRMaj.wrap(1, values.length, values);
    }

    @Override
    public GradwalkModel copy(ParamMap extra) {
        return copyValues(new GradwalkModel(uid(), net(), history()), extra).setParent(parent());
    }

    @Override
    public MLWriter write() {
        return new Writer(this);
    }

    /** Returns a reader of what {@link #write} has written. */
    public static MLReader<GradwalkModel> read() {
        return new Reader();
    }

    /** Loads a model that has been saved. */
    public static GradwalkModel load(String path) {
        return read().load(path);
    }

    /** As {@code GradwalkModel of Mlp 4-16-3, 131 parameters: TANH, IDENTITY}. */
    @Override
    public String toString() {
        return "GradwalkModel of " + net();
    }

    private static final class Writer extends MLWriter {
        private final GradwalkModel model;

        Writer(GradwalkModel model) {
            this.model = model;
        }

        @Override
        public void saveImpl(String path) {
            DefaultParamsWriter.saveMetadata(model, path, sparkSession());
            final var file = new Path(path, FILE);
            try {
                final var files = file.getFileSystem(sc().hadoopConfiguration());
                LocalCopy.write(files, file, local -> MlpFile.save(model.net(), local));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Reader extends MLReader<GradwalkModel> {
        @Override
        public GradwalkModel load(String path) {
            final var metadata = DefaultParamsReader.loadMetadata(path, sparkSession(), GradwalkModel.class.getName());
            final var file = new Path(path, FILE);
            try {
                final var files = file.getFileSystem(sc().hadoopConfiguration());
                final var net = LocalCopy.read(files, file, MlpFile::load);
                final var model = new GradwalkModel(metadata.uid(), net, Optional.empty());
                metadata.getAndSetParams(model, metadata.getAndSetParams$default$2());
                return model;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
