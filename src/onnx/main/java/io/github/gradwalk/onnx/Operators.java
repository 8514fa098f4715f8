package io.github.gradwalk.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.github.gradwalk.Activation;
import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.onnx.Signal.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** What the operators of ONNX do to the value of their node. */
final class Operators {
    private static final String SUPPORTED =
            "Gemm, MatMul, Add, Sub, Mul, Div, Relu, Tanh, Sigmoid, Softmax, LogSoftmax; around them Identity, Cast, Flatten, "
                    + "Reshape, Dropout, Constant, Transpose of a constant, Scaler, and for class names ArgMax, "
                    + "ArrayFeatureExtractor, ZipMap, Concat of two classes";

    private Operators() {}

    /**
     * Returns the first output of a node.
     *
     * @param examples how many rows of features the graph takes, or 0 if it takes any number
     * @throws IllegalArgumentException if an operator or its use is not supported
     */
    static Value apply(NodeProto node, List<Value> inputs, long examples) {
        final var operator = node.getDomain().isEmpty() || node.getDomain().matches("ai\\.onnx(\\.ml)?")
                ? node.getOpType()
                : node.getDomain() + "::" + node.getOpType();
        return switch (operator) {
            case "Gemm" -> gemm(node, inputs);
            case "MatMul" ->
                signal(inputs, 0).times(transposed(constant(inputs, 1).matrix()));
            case "Add" ->
                inputs.get(0) instanceof Value.Constant
                        ? signal(inputs, 1).plus(constant(inputs, 0), 1)
                        : signal(inputs, 0).plus(constant(inputs, 1), 1);
            case "Sub" -> difference(inputs);
            case "Div" -> signal(inputs, 0).over(constant(inputs, 1));
            case "Mul" ->
                inputs.get(0) instanceof Value.Constant
                        ? signal(inputs, 1).over(inverse(constant(inputs, 0)))
                        : signal(inputs, 0).over(inverse(constant(inputs, 1)));
            case "Scaler" -> scaled(node, inputs);
            case "Relu" -> signal(inputs, 0).activated(Activation.RELU);
            case "Tanh" -> signal(inputs, 0).activated(Activation.TANH);
            case "Sigmoid" -> signal(inputs, 0).activated(Activation.LOGISTIC);
            case "Softmax", "LogSoftmax" -> alongRows(node, inputs).softmax();
            case "Concat" -> twoClasses(node, inputs);
            case "Identity", "Cast", "Dropout" -> input(inputs, 0);
            case "Flatten" -> flattened(node, inputs);
            case "Reshape" -> reshaped(inputs, examples);
            case "Transpose" -> constantTransposed(node, inputs);
            case "Constant" -> constant(node);
            case "ArgMax" -> alongRows(node, inputs).at(Stage.CLASS);
            case "ArrayFeatureExtractor" ->
                signal(inputs, 1).named(constant(inputs, 0).names());
            case "ZipMap" -> signal(inputs, 0).named(classLabels(node));
            default -> throw Require.refused("this operator is not supported; supported are %s", SUPPORTED);
        };
    }

    /** {@code α x B + β c}, where {@code B} may be given transposed. */
    private static Signal gemm(NodeProto node, List<Value> inputs) {
        Require.that(integer(node, "transA", 0) == 0, "transA = 1 is not supported: examples are rows");
        final var B = constant(inputs, 1).matrix();
        final var W = integer(node, "transB", 0) == 0 ? transposed(B) : B;
        final double alpha = number(node, "alpha", 1);
        CommonOps_DDRM.scale(alpha, W);
        final var product = signal(inputs, 0).times(W);
        final boolean hasBias = inputs.size() > 2 && !node.getInput(2).isEmpty();
        return hasBias ? product.plus(constant(inputs, 2), number(node, "beta", 1)) : product;
    }

    private static Signal difference(List<Value> inputs) {
        if (inputs.get(0) instanceof Value.Constant one) {
            Require.that(one.tensor().row(1)[0] == 1, "only 1 − p is supported, the probability of the other class");
            return signal(inputs, 1).complement();
        }
        return signal(inputs, 0).plus(constant(inputs, 1), -1);
    }

    /** {@code (x − offset) scale}, of ai.onnx.ml. */
    private static Signal scaled(NodeProto node, List<Value> inputs) {
        var scaled = signal(inputs, 0);
        final var offset = attribute(node, "offset");
        if (offset.isPresent()) {
            scaled = scaled.plus(floats(offset.get().getFloatsList()), -1);
        }
        final var scale = attribute(node, "scale");
        return scale.isEmpty() ? scaled : scaled.over(inverse(floats(scale.get().getFloatsList())));
    }

    private static Tensor inverse(Tensor factors) {
        return doubles(
                Arrays.stream(factors.row()).map(factor -> 1 / factor).boxed().toList());
    }

    private static Signal twoClasses(NodeProto node, List<Value> inputs) {
        Require.that(
                inputs.size() == 2
                        && inputs.get(0) instanceof Signal first
                        && inputs.get(1) instanceof Signal second
                        && first.stage() == Stage.COMPLEMENT
                        && second.isProbabilityOfOneClass()
                        && first.layers().equals(second.layers()),
                "only (1 − p, p) may be joined, the probabilities of two classes");
        alongRows(node, inputs);
        return signal(inputs, 1).twoClasses();
    }

    /** Returns the first input, if the operator works along the rows of a matrix. */
    private static Signal alongRows(NodeProto node, List<Value> inputs) {
        final int usual = node.getOpType().equals("ArgMax") ? 0 : -1;
        final long axis = integer(node, "axis", usual);
        final boolean isOld = attribute(node, "axis").isEmpty() && usual == -1;
        Require.that(isOld || axis == -1 || axis == 1, "axis must be 1 or −1, along a row, but is %d", axis);
        return signal(inputs, 0);
    }

    private static Value flattened(NodeProto node, List<Value> inputs) {
        final long axis = integer(node, "axis", 1);
        Require.that(axis == 1 || axis == -1, "axis must be 1, so that each example becomes a row, but is %d", axis);
        return signal(inputs, 0);
    }

    /** To a matrix with a row for each example, which the features and all that follows from them already are; or a class to a vector. */
    private static Value reshaped(List<Value> inputs, long examples) {
        final var signal = signal(inputs, 0);
        final var shape = constant(inputs, 1).names();
        Require.that(
                signal.stage() == Stage.CLASS
                        || shape.size() == 2
                                && List.of("-1", "0", String.valueOf(examples)).contains(shape.get(0)),
                "the new shape must be a row for each example, but is %s",
                Names.inMessage(shape));
        return signal;
    }

    private static Value constantTransposed(NodeProto node, List<Value> inputs) {
        final var permutation = attribute(node, "perm").map(AttributeProto::getIntsList);
        Require.that(
                permutation.isEmpty() || permutation.get().equals(List.of(1L, 0L)),
                "only matrices are transposed, but the permutation is %s",
                Names.inMessage(String.valueOf(permutation.orElse(List.of()))));
        final var matrix = transposed(constant(inputs, 0).matrix());
        final var tensor = TensorProto.newBuilder()
                .setName(node.getOutput(0))
                .setDataType(TensorProto.DataType.DOUBLE.getNumber())
                .addDims(matrix.numRows)
                .addDims(matrix.numCols);
        for (final double value : matrix.data) {
            tensor.addDoubleData(value);
        }
        return new Value.Constant(new Tensor(tensor.build()));
    }

    private static Value constant(NodeProto node) {
        final var value = attribute(node, "value");
        if (value.isPresent()) {
            return new Value.Constant(new Tensor(value.get().getT()));
        }
        final var integers = attribute(node, "value_ints");
        if (integers.isPresent()) {
            return new Value.Constant(new Tensor(TensorProto.newBuilder()
                    .setName("of the node")
                    .setDataType(TensorProto.DataType.INT64.getNumber())
                    .addAllInt64Data(integers.get().getIntsList())
                    .build()));
        }
        final var number = attribute(node, "value_float").map(AttributeProto::getF);
        final var numbers = attribute(node, "value_floats").map(AttributeProto::getFloatsList);
        return new Value.Constant(floats(number.map(List::of)
                .or(() -> numbers)
                .orElseThrow(() -> Require.refused("only constants of numbers are supported"))));
    }

    private static Tensor floats(List<Float> numbers) {
        return doubles(numbers.stream().map(Float::doubleValue).toList());
    }

    private static Tensor doubles(List<Double> numbers) {
        return new Tensor(TensorProto.newBuilder()
                .setName("of the node")
                .setDataType(TensorProto.DataType.DOUBLE.getNumber())
                .addDims(numbers.size())
                .addAllDoubleData(numbers)
                .build());
    }

    private static List<String> classLabels(NodeProto node) {
        final var texts = attribute(node, "classlabels_strings").map(AttributeProto::getStringsList);
        final var numbers = attribute(node, "classlabels_int64s").map(AttributeProto::getIntsList);
        return texts.map(list -> list.stream().map(ByteString::toStringUtf8).toList())
                .or(() -> numbers.map(list -> list.stream().map(String::valueOf).toList()))
                .orElse(List.of());
    }

    private static Value input(List<Value> inputs, int i) {
        Require.that(i < inputs.size(), "it has %d inputs, but input %d is needed", inputs.size(), i + 1);
        return inputs.get(i);
    }

    private static Signal signal(List<Value> inputs, int i) {
        if (input(inputs, i) instanceof Signal signal) {
            return signal;
        }
        throw Require.refused("input %d must follow from the features, but is a constant", i + 1);
    }

    private static Tensor constant(List<Value> inputs, int i) {
        if (input(inputs, i) instanceof Value.Constant constant) {
            return constant.tensor();
        }
        throw Require.refused("input %d must be a constant, but follows from the features", i + 1);
    }

    private static DMatrixRMaj transposed(DMatrixRMaj matrix) {
        return CommonOps_DDRM.transpose(matrix, null);
    }

    private static long integer(NodeProto node, String name, long usual) {
        return attribute(node, name).map(AttributeProto::getI).orElse(usual);
    }

    private static double number(NodeProto node, String name, double usual) {
        return attribute(node, name).map(a -> (double) a.getF()).orElse(usual);
    }

    private static Optional<AttributeProto> attribute(NodeProto node, String name) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst();
    }
}
