package io.github.gradwalk.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.onnx.Signal.Stage;
import java.util.Comparator;
import java.util.List;

/** Reads a model: one network, and the names that the file has for its features and classes. */
final class ModelReader {
    /** Since then, operators broadcast as in NumPy. */
    private static final int OLDEST_OPSET = 7;

    private ModelReader() {}

    /** @throws IllegalArgumentException if this is not a model, or not one of a network of layers */
    static NetworkAndNames read(byte[] bytes) {
        final var model = parsed(bytes);
        Require.that(model.hasGraph() && model.getIrVersion() > 0, "this is not an ONNX model: it has no graph");
        requireOpset(model);
        final var outputs = GraphReader.outputs(model.getGraph(), bytes.length);
        final var signal = outputs.stream()
                .max(Comparator.comparing(output -> output.stage() == Stage.CLASS ? 0 : 1))
                .map(output -> output.isProbabilityOfOneClass() ? output.twoClasses() : output)
                .orElseThrow();
        final var net = new Mlp(signal.layers()).copy();
        final int[] sizes = net.sizes();
        final var ofOutputs = outputs.stream().map(Signal::classNames).filter(names -> !names.isEmpty());
        return new NetworkAndNames(
                net,
                signal.standardiser(),
                names(model, ModelWriter.FEATURE_NAMES, sizes[0], List.of()),
                names(
                        model,
                        ModelWriter.CLASS_NAMES,
                        sizes[sizes.length - 1],
                        ofOutputs.findFirst().orElse(List.of())));
    }

    private static ModelProto parsed(byte[] bytes) {
        try {
            return ModelProto.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("this is not an ONNX model, or is damaged: " + e.getMessage(), e);
        }
    }

    private static void requireOpset(ModelProto model) {
        final var opset = model.getOpsetImportList().stream()
                .filter(set -> set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx"))
                .findFirst();
        Require.that(opset.isPresent(), "the model does not say which opset it uses; it may be cut short");
        final long version = opset.get().getVersion();
        Require.that(version >= OLDEST_OPSET, "the opset must be at least %d, but is %d", OLDEST_OPSET, version);
    }

    /** Returns the names in the metadata, or others; they must be as many as are needed, or none. */
    private static List<String> names(ModelProto model, String key, int count, List<String> others) {
        final var names = model.getMetadataPropsList().stream()
                .filter(entry -> entry.getKey().equals(key))
                .map(StringStringEntryProto::getValue)
                .map(NameLines::split)
                .findFirst()
                .orElse(others);
        Require.that(
                names.isEmpty() || names.size() == count,
                "%s must be %d, but are %s",
                key,
                count,
                Names.inMessage(names));
        return names;
    }
}
