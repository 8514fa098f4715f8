package io.github.gradwalk.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.gradwalk.file.Precision;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** A model in ONNX Runtime. */
record Session(OrtSession session) implements AutoCloseable {
    private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

    static Session of(byte[] model) throws OrtException {
        return new Session(ENVIRONMENT.createSession(model));
    }

    /** Returns one of the two outputs. */
    DMatrixRMaj run(String output, DMatrixRMaj X, Precision precision) throws OrtException {
        try (var features = tensor(X, precision);
                var result = session.run(Map.of("features", features))) {
            final var value = result.get(output).orElseThrow().getValue();
            return new DMatrixRMaj(precision == Precision.DOUBLE ? (double[][]) value : widened((float[][]) value));
        }
    }

    private static OnnxTensor tensor(DMatrixRMaj X, Precision precision) throws OrtException {
        final long[] shape = {X.numRows, X.numCols};
        if (precision == Precision.DOUBLE) {
            return OnnxTensor.createTensor(ENVIRONMENT, DoubleBuffer.wrap(X.data, 0, X.getNumElements()), shape);
        }
        final float[] rounded = new float[X.getNumElements()];
        IntStream.range(0, rounded.length).forEach(i -> rounded[i] = (float) X.data[i]);
        return OnnxTensor.createTensor(ENVIRONMENT, FloatBuffer.wrap(rounded), shape);
    }

    private static double[][] widened(float[][] rows) {
        return Arrays.stream(rows)
                .map(row ->
                        IntStream.range(0, row.length).mapToDouble(j -> row[j]).toArray())
                .toArray(double[][]::new);
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
