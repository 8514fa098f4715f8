package io.github.gradwalk.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Follows a graph from its input, node by node, and finds the network in it. */
final class GraphReader {
    private final GraphProto graph;
    private final Map<String, Value> values = new HashMap<>();
    private long examples;

    private GraphReader(GraphProto graph) {
        this.graph = graph;
    }

    /**
     * Returns the outputs of the graph that could be understood, at least one.
     *
     * @param mostWeights how many weights the layers may have, so that a small file does not fill the memory
     */
    static List<Signal> outputs(GraphProto graph, long mostWeights) {
        return new GraphReader(graph).follow(mostWeights);
    }

    private List<Signal> follow(long mostWeights) {
        for (final TensorProto constant : graph.getInitializerList()) {
            values.put(constant.getName(), new Value.Constant(new Tensor(constant)));
        }
        final var input = input();
        examples = input.getType().getTensorType().getShape().getDimList().stream()
                .findFirst()
                .map(Dimension::getDimValue)
                .orElse(0L);
        values.put(input.getName(), Signal.FEATURES);
        // An input that is left out.
        values.put("", new Value.Constant(new Tensor(TensorProto.getDefaultInstance())));
        long weights = 0;
        for (final NodeProto node : graph.getNodeList()) {
            final var value = valueOf(node);
            if (value instanceof Signal signal && node.getOpType().matches("Gemm|MatMul")) {
                final var W = signal.layers().get(signal.layers().size() - 1).W();
                weights += W.getNumElements();
                Require.that(weights <= mostWeights, "the layers take more weights than the file can hold");
            }
            for (final var output : node.getOutputList()) {
                values.put(output, value);
            }
        }
        final var outputs = graph.getOutputList().stream()
                .map(output -> value(output.getName()))
                .toList();
        final var understood = outputs.stream()
                .filter(value ->
                        value instanceof Signal signal && !signal.layers().isEmpty())
                .map(Signal.class::cast)
                .toList();
        Require.that(!understood.isEmpty(), "%s", whyNot(outputs));
        return understood;
    }

    private static String whyNot(List<Value> outputs) {
        return outputs.stream()
                .flatMap(value -> value instanceof Value.Refused refused ? Stream.of(refused.why()) : Stream.empty())
                .findFirst()
                .orElse("no output of the graph follows from its input through a layer (Gemm or MatMul)");
    }

    private ValueInfoProto input() {
        final var inputs = graph.getInputList().stream()
                .filter(input -> !values.containsKey(input.getName()))
                .toList();
        Require.that(
                inputs.size() == 1,
                "the graph must have one input, the rows of features, but has %d: %s",
                inputs.size(),
                Names.inMessage(inputs.stream().map(ValueInfoProto::getName).toList()));
        return inputs.get(0);
    }

    private Value valueOf(NodeProto node) {
        final var inputs = node.getInputList().stream().map(this::value).toList();
        final var refused =
                inputs.stream().filter(Value.Refused.class::isInstance).findFirst();
        if (refused.isPresent()) {
            return refused.get();
        }
        try {
            return Operators.apply(node, inputs, examples);
        } catch (IllegalArgumentException e) {
            return new Value.Refused("node \"%s\" (%s): %s"
                    .formatted(Names.inMessage(node.getName()), Names.inMessage(node.getOpType()), e.getMessage()));
        }
    }

    private Value value(String name) {
        return values.getOrDefault(
                name, new Value.Refused("nothing before its use gives the value \"" + Names.inMessage(name) + "\""));
    }
}
