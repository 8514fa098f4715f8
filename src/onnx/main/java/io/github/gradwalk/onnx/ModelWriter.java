package io.github.gradwalk.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.github.gradwalk.Activation;
import io.github.gradwalk.Layer;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.data.Standardiser;
import io.github.gradwalk.file.Precision;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Writes a network as a graph of ONNX: {@code Sub} and {@code Div} of a standardiser, {@code Gemm} and the activation of each layer, {@code Softmax}. */
final class ModelWriter {
    static final String INPUT = "features";
    static final String LOGITS = "logits";
    static final String PROBABILITIES = "probabilities";
    static final String CLASS_NAMES = "class_names";
    static final String FEATURE_NAMES = "feature_names";

    /** The first in which Softmax has no peculiarity; ONNX Runtime has all operators used here in double precision. */
    private static final int OPSET = 13;
    /** The version of the file format that came with this opset. */
    private static final int IR_VERSION = 7;

    private final Precision precision;
    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("gradwalk");

    private ModelWriter(Precision precision) {
        this.precision = precision;
    }

    static byte[] bytes(NetworkAndNames network, Precision precision) {
        return new ModelWriter(precision).write(network);
    }

    private byte[] write(NetworkAndNames network) {
        final int[] sizes = network.net().sizes();
        graph.addInput(rows(INPUT, sizes[0]));
        graph.addOutput(rows(LOGITS, sizes[sizes.length - 1]));
        graph.addOutput(rows(PROBABILITIES, sizes[sizes.length - 1]));

        var value = INPUT;
        if (network.standardiser().isPresent()) {
            value = standardised(network.standardiser().get(), value);
        }
        // A copy is checked: that nothing in it is infinite or has been reshaped.
        final var layers = network.net().copy().layers();
        for (int l = 1; l <= layers.size(); l++) {
            value = layer(layers.get(l - 1), l, l == layers.size(), value);
        }
        node("Softmax", PROBABILITIES, value).addAttribute(integer("axis", -1));

        final var model = ModelProto.newBuilder().setIrVersion(IR_VERSION).setProducerName("gradwalk");
        names(model, FEATURE_NAMES, network.featureNames());
        names(model, CLASS_NAMES, network.classNames());
        final var end = ModelProto.newBuilder()
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET));
        // The parts of a message may come in any order. With the opset at the end, a file that is cut short has none.
        return model.setGraph(graph)
                .build()
                .toByteString()
                .concat(end.build().toByteString())
                .toByteArray();
    }

    /** Writes {@code (x − m)/s}, and returns the name of the result. */
    private String standardised(Standardiser standardiser, String input) {
        final var s = standardiser.standardDeviation();
        for (int j = 0; j < s.numCols; j++) {
            Require.that(
                    precision.rounded(s.get(j)) > 0,
                    "s must be above 0 in the precision %s, but has %s",
                    precision,
                    s.get(j));
        }
        constant("m", standardiser.mean(), s.numCols);
        constant("s", s, s.numCols);
        node("Sub", "centred", input, "m");
        node("Div", "standardised", "centred", "s");
        return "standardised";
    }

    /** Writes {@code σ(x Wᵀ + b)}, and returns the name of the result. */
    private String layer(Layer layer, int l, boolean isLast, String input) {
        constant("W" + l, layer.W(), layer.outputs(), layer.inputs());
        constant("b" + l, layer.b(), layer.outputs());
        final boolean isActivated = layer.activation() != Activation.IDENTITY;
        final var output = isLast ? LOGITS : "A" + l;
        final var linear = isActivated ? "Z" + l : output;
        node("Gemm", linear, input, "W" + l, "b" + l).addAttribute(integer("transB", 1));
        if (isActivated) {
            node(operator(layer.activation()), output, linear);
        }
        return output;
    }

    private static String operator(Activation activation) {
        return switch (activation) {
            case IDENTITY -> "Identity";
            case LOGISTIC -> "Sigmoid";
            case TANH -> "Tanh";
            case RELU -> "Relu";
        };
    }

    private NodeProto.Builder node(String operator, String output, String... inputs) {
        return graph.addNodeBuilder()
                .setName(operator + " of " + output)
                .setOpType(operator)
                .addAllInput(List.of(inputs))
                .addOutput(output);
    }

    private static AttributeProto integer(String name, int value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value)
                .build();
    }

    private void constant(String name, DMatrixRMaj matrix, int... shape) {
        final int count = matrix.getNumElements();
        final var bytes = ByteBuffer.allocate(Math.multiplyExact(count, precision.bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        precision.put(bytes, name, matrix.data, count);
        final var tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type())
                .setRawData(ByteString.copyFrom(bytes.flip()));
        for (final int size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
    }

    private int type() {
        return (precision == Precision.FLOAT ? DataType.FLOAT : DataType.DOUBLE).getNumber();
    }

    /** A matrix with any number of rows. */
    private ValueInfoProto rows(String name, int columns) {
        final var shape = TensorShapeProto.newBuilder()
                .addDim(Dimension.newBuilder().setDimParam("N"))
                .addDim(Dimension.newBuilder().setDimValue(columns));
        final var tensor = TypeProto.Tensor.newBuilder().setElemType(type()).setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    private static void names(ModelProto.Builder model, String key, List<String> names) {
        if (!names.isEmpty()) {
            model.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(NameLines.join(names)));
        }
    }
}
