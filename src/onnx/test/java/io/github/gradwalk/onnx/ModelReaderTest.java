package io.github.gradwalk.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import com.google.protobuf.ByteString;
import io.github.gradwalk.Activation;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.file.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.assertj.core.data.Offset;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms in which networks may be written are read; what cannot be read is named, with the file. */
class ModelReaderTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("net.onnx");
    }

    private static byte[] good() {
        final var net = Mlp.create(new int[] {2, 3, 2}, Activation.TANH, new Initialisation.Glorot(), 1);
        final var names = new NetworkAndNames(net, Optional.empty(), List.of("a", "b"), List.of("yes", "no"));
        return ModelWriter.bytes(names, Precision.DOUBLE);
    }

    @Test
    void aFileCutShortAnywhereIsRefused() throws IOException {
        final byte[] good = good();
        for (int length = 0; length < good.length; length++) {
            assertRefused(Arrays.copyOf(good, length), "");
        }
    }

    @Test
    void alteredFilesAreReadOrRefusedAndNothingElse() throws IOException {
        final var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            final byte[] altered = good();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                altered[random.nextInt(altered.length)] = (byte) random.nextInt();
            }
            Files.write(file, altered);
            try {
                assertThat(Onnx.readMlp(file).layers()).isNotEmpty();
            } catch (IOException refused) {
                assertThat(refused).hasMessageStartingWith(file + ": ");
            }
        }
    }

    @Test
    void whatIsNoFileIsNamed() {
        for (final var path : List.of(folder, file)) {
            assertThatIOException().isThrownBy(() -> Onnx.readMlp(path)).withMessage(path + ": there is no such file");
        }
    }

    @Test
    void anOperatorThatIsNotSupportedIsNamedWithItsNode() throws IOException {
        assertRefused(
                model(graph -> {
                    graph.addNode(node("Conv", "x", "W").setName("conv1").addOutput("c"));
                    graph.addNode(node("Relu", "c").addOutput("y"));
                }),
                "node \"conv1\" (Conv): this operator is not supported; supported are Gemm, MatMul, Add, Sub, Mul, Div, Relu, ");
        assertRefused(
                model(graph -> graph.addNode(
                        node("Relu", "x").setDomain("my.own").setName("r").addOutput("y"))),
                "node \"r\" (Relu): this operator is not supported");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Relu    | x,       | an activation may follow a linear layer only",
                "Gemm    | W,x      | input 2 must be a constant, but follows from the features",
                "Gemm    | x        | it has 1 inputs, but input 2 is needed",
                "MatMul  | x,nothing| nothing before its use gives the value \"nothing\"",
                "MatMul  | x,b      | constant \"b\" must be a matrix, but has the dimensions [3]",
                "MatMul  | x,ints   | constant \"ints\" must hold numbers of the type FLOAT or DOUBLE, but holds INT64",
                "MatMul  | x,far    | constant \"far\" is in another file, which is not supported: store all in one",
                "MatMul  | x,huge   | constant \"huge\" must hold as many numbers as its dimensions [4611686018427387904, 4] say, but holds 1",
                "MatMul  | x,large  | constant \"large\" must hold as many numbers as its dimensions [46341, 46341] say, but holds 1",
                "MatMul  | x,negative | constant \"negative\" is empty: its dimensions are [-1, -1]",
                "MatMul  | x,infinite | W must be finite, but row 0, column 0 (counted from 0) is Infinity",
                "MatMul  | x,broken | constant \"broken\" ends within a number: it has 9 bytes",
                "Softmax | x,       | there is no layer before it",
            })
    void aNodeThatIsNotOfANetworkIsNamed(String operator, String inputs, String message) throws IOException {
        assertRefused(
                model(graph -> graph.addNode(
                        node(operator, inputs.split(",")).setName("bad").addOutput("y"))),
                message);
    }

    @Test
    void layersMustFit() throws IOException {
        assertRefused(
                model(graph -> {
                    graph.addNode(node("MatMul", "x", "W").addOutput("z"));
                    graph.addNode(node("MatMul", "z", "W").setName("second").addOutput("y"));
                }),
                "node \"second\" (MatMul): the weights take 2 inputs, but there are 3");
    }

    /** The same weights thousands of times. */
    @Test
    void aSmallFileCannotFillTheMemory() throws IOException {
        assertRefused(
                model(graph -> {
                    graph.addInitializer(tensor("square", DataType.DOUBLE, 100, 100)
                            .setRawData(ByteString.copyFrom(new byte[80_000])));
                    graph.addNode(node("MatMul", "x", "square").addOutput("z0"));
                    for (int l = 1; l < 5000; l++) {
                        graph.addNode(node("MatMul", "z" + (l - 1), "square").addOutput("z" + l));
                    }
                    graph.addNode(node("Identity", "z4999").addOutput("y"));
                }),
                "the layers take more weights than the file can hold");
    }

    @Test
    void aModelWithoutAGraphOrInputOrWithAnOldOpsetIsRefused() throws IOException {
        assertRefused(ModelProto.newBuilder().setIrVersion(8).build().toByteArray(), "it has no graph");
        assertRefused(
                ModelProto.parseFrom(model(graph -> {})).toBuilder()
                        .clearOpsetImport()
                        .build()
                        .toByteArray(),
                "the model does not say which opset it uses");
        assertRefused(
                model(graph -> graph.addInputBuilder().setName("x2")),
                "the graph must have one input, the rows of features, but has 2: [x, x2]");
        assertRefused(model(graph -> {}), "nothing before its use gives the value \"y\"");
        assertRefused("gradwalk-mlp 1\n".getBytes(), "this is not an ONNX model");
    }

    private void assertRefused(byte[] bytes, String message) throws IOException {
        Files.write(file, bytes);
        assertThatIOException()
                .isThrownBy(() -> Onnx.readMlp(file))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(message);
    }

    /** A graph from x to y, with some constants, good and bad. */
    private static byte[] model(Consumer<GraphProto.Builder> change) {
        final var graph = GraphProto.newBuilder();
        graph.addInputBuilder().setName("x");
        graph.addOutputBuilder().setName("y");
        graph.addInitializer(
                tensor("W", DataType.DOUBLE, 2, 3).addAllDoubleData(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0)));
        graph.addInitializer(tensor("b", DataType.FLOAT, 3).addAllFloatData(List.of(1f, 2f, 3f)));
        graph.addInitializer(tensor("ints", DataType.INT64, 1, 1).addInt64Data(1));
        graph.addInitializer(tensor("far", DataType.FLOAT, 1, 1).setDataLocation(DataLocation.EXTERNAL));
        graph.addInitializer(tensor("huge", DataType.DOUBLE, 1L << 62, 4).addDoubleData(1));
        graph.addInitializer(
                tensor("large", DataType.DOUBLE, 46_341, 46_341).setRawData(ByteString.copyFrom(new byte[8])));
        graph.addInitializer(tensor("negative", DataType.DOUBLE, -1, -1).addDoubleData(1));
        graph.addInitializer(tensor("infinite", DataType.FLOAT, 1, 1).addFloatData(Float.POSITIVE_INFINITY));
        graph.addInitializer(tensor("broken", DataType.DOUBLE, 1, 1).setRawData(ByteString.copyFrom(new byte[9])));
        change.accept(graph);
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static TensorProto.Builder tensor(String name, DataType type, long... dimensions) {
        final var tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
        Arrays.stream(dimensions).forEach(tensor::addDims);
        return tensor;
    }

    private static NodeProto.Builder node(String operator, String... inputs) {
        return NodeProto.newBuilder().setOpType(operator).addAllInput(List.of(inputs));
    }

    /** All forms in which a linear layer may be written are the same. */
    @Test
    void gemmInAnyFormIsRead() throws IOException {
        final var forms = List.<Consumer<GraphProto.Builder>>of(
                graph -> graph.addNode(node("Gemm", "x", "W", "b").addOutput("y")),
                graph -> {
                    graph.addInitializer(
                            tensor("T", DataType.FLOAT, 3, 2).addAllFloatData(List.of(2f, 8f, 4f, 10f, 6f, 12f)));
                    graph.addInitializer(tensor("c", DataType.DOUBLE, 1, 3).addAllDoubleData(List.of(4.0, 8.0, 12.0)));
                    graph.addNode(node("Gemm", "x", "T", "c")
                            .addAttribute(AttributeProto.newBuilder()
                                    .setName("transB")
                                    .setI(1))
                            .addAttribute(
                                    AttributeProto.newBuilder().setName("alpha").setF(0.5f))
                            .addAttribute(
                                    AttributeProto.newBuilder().setName("beta").setF(0.25f))
                            .addOutput("y"));
                },
                graph -> {
                    graph.addNode(node("Transpose", "W").addOutput("T"));
                    graph.addNode(node("Transpose", "T").addOutput("TT"));
                    graph.addNode(node("MatMul", "x", "TT").addOutput("z"));
                    graph.addNode(node("Add", "b", "z").addOutput("y"));
                },
                graph -> {
                    graph.addNode(node("Gemm", "x", "W", "").addOutput("z"));
                    graph.addNode(node("Add", "z", "b").addOutput("y"));
                });
        for (final var form : forms) {
            Files.write(file, model(form));
            final var layer = Onnx.readMlp(file).layers().get(0);
            assertThat(layer.W().data).containsExactly(1, 4, 2, 5, 3, 6);
            assertThat(layer.b().data).containsExactly(1, 2, 3);
        }
    }

    /** Scaling to [0, 1], and logits with a temperature. */
    @Test
    void featuresAndLogitsMayBeShiftedAndScaled() throws IOException {
        Files.write(file, model(graph -> {
            graph.addInitializer(tensor("c", DataType.DOUBLE, 2).addAllDoubleData(List.of(0.5, 0.25)));
            graph.addInitializer(tensor("d", DataType.DOUBLE, 1, 2).addAllDoubleData(List.of(-1.0, 3.0)));
            graph.addInitializer(tensor("T", DataType.DOUBLE).addDoubleData(2));
            graph.addNode(node("Mul", "x", "c").addOutput("scaled"));
            graph.addNode(node("Add", "scaled", "d").addOutput("shifted"));
            graph.addNode(node("Gemm", "shifted", "W", "b").addOutput("z"));
            graph.addNode(node("Div", "z", "T").addOutput("y"));
        }));
        // x = (6, 8) becomes (2, 5), and z = (2, 5) W + b = (23, 31, 39).
        assertThat(Onnx.readMlp(file).logits(new DMatrixRMaj(new double[][] {{6, 8}})).data)
                .containsExactly(new double[] {11.5, 15.5, 19.5}, Offset.offset(1e-14));
        assertThat(Onnx.readClassifier(file).standardiser().orElseThrow().mean().data)
                .containsExactly(2, -12);
    }

    /** As PyTorch writes {@code nn.Flatten} where the number of examples is fixed. */
    @Test
    void reshapingToARowForEachExampleIsRead() throws IOException {
        final var shape =
                TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimValue(7));
        for (final long rows : new long[] {7, -1, 0}) {
            Files.write(file, model(graph -> {
                graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().setShape(shape);
                graph.addInitializer(
                        tensor("shape", DataType.INT64, 2).addInt64Data(rows).addInt64Data(2));
                graph.addNode(node("Reshape", "x", "shape").addOutput("flat"));
                graph.addNode(node("Gemm", "flat", "W", "b").addOutput("y"));
            }));
            assertThat(Onnx.readMlp(file).sizes()).containsExactly(2, 3);
        }
    }

    /** A single logistic output is the probability of the second of two classes. */
    @Test
    void oneLogisticOutputBecomesTwoLogits() throws IOException {
        Files.write(file, model(graph -> {
            graph.addInitializer(tensor("w", DataType.DOUBLE, 2, 1).addAllDoubleData(List.of(0.5, -2.0)));
            graph.addNode(node("Gemm", "x", "w").addOutput("z"));
            graph.addNode(node("Sigmoid", "z").addOutput("y"));
        }));
        final var layer = Onnx.readMlp(file).layers().get(0);
        assertThat(layer.W().data).containsExactly(0, 0, 0.5, -2);
        assertThat(layer.activation()).isEqualTo(Activation.IDENTITY);
    }
}
