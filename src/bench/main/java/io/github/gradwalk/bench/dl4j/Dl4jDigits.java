package io.github.gradwalk.bench.dl4j;

import io.github.gradwalk.bench.worker.Digits;
import io.github.gradwalk.bench.worker.DigitsWorker;
import io.github.gradwalk.bench.worker.Order;
import java.io.IOException;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** DL4J's {@code MultiLayerNetwork} on ND4J's native backend. A batch is made from Java arrays: ND4J's {@code getRows} takes longer than the step. */
public final class Dl4jDigits {
    private Dl4jDigits() {}

    public static void main(String[] args) throws IOException {
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        Nd4j.getExecutioner();
        DigitsWorker.serve(
                "DL4J %s, MultiLayerNetwork on %s, Adam %s"
                        .formatted(
                                System.getProperty("bench.version"),
                                Nd4j.getBackend().getClass().getSimpleName(),
                                DigitsWorker.ADAM_RATE),
                Net::new);
    }

    private static final class Net implements DigitsWorker.Learner {
        private final Digits digits;
        private final double[][] oneHot;
        private final Order order;
        private final MultiLayerNetwork net;

        Net(Digits digits, int seed) {
            this.digits = digits;
            oneHot = new double[digits.trainY().length][Digits.CLASSES];
            for (int n = 0; n < oneHot.length; n++) {
                oneHot[n][digits.trainY()[n]] = 1;
            }
            order = new Order(digits.trainX().length, seed);
            net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                    .seed(seed)
                    .dataType(DataType.DOUBLE)
                    .weightInit(WeightInit.XAVIER)
                    .updater(new Adam(DigitsWorker.ADAM_RATE))
                    .list()
                    .layer(new DenseLayer.Builder()
                            .nIn(Digits.FEATURES)
                            .nOut(DigitsWorker.HIDDEN)
                            .activation(Activation.RELU)
                            .build())
                    .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                            .nIn(DigitsWorker.HIDDEN)
                            .nOut(Digits.CLASSES)
                            .activation(Activation.SOFTMAX)
                            .build())
                    .build());
            net.init();
        }

        @Override
        public void train(int epochs) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                order.shuffle();
                for (final int[] batch : order.batches(DigitsWorker.BATCH)) {
                    net.fit(rows(digits.trainX(), batch), rows(oneHot, batch));
                }
            }
        }

        private static INDArray rows(double[][] matrix, int[] batch) {
            return Nd4j.create(Arrays.stream(batch).mapToObj(n -> matrix[n]).toArray(double[][]::new));
        }

        @Override
        public int[] classify(double[][] examples) {
            return net.predict(Nd4j.create(examples));
        }
    }
}
