package io.github.gradwalk.file;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The header of a safetensors file: {@code {"__metadata__": {"format": "pt"}, "0.weight": {"dtype": "F32", "shape": [3, 2], "data_offsets": [0, 24]}}}.
 *
 * @param tensors by name
 * @param metadata texts by name
 */
record SafetensorsHeader(Map<String, Tensor> tensors, Map<String, String> metadata) {
    private static final int ALIGNMENT = 8;
    private static final String METADATA = "__metadata__";
    private static final String TYPE = "dtype";
    private static final String SHAPE = "shape";
    private static final String OFFSETS = "data_offsets";

    /**
     * What the header says of a tensor.
     *
     * @param type such as F32
     * @param shape its dimensions
     * @param begin where its numbers begin, in bytes after the header
     * @param end where they end
     */
    record Tensor(String type, List<Long> shape, long begin, long end) {}

    /** @throws IllegalArgumentException if this is no such header; the message says at which character */
    static SafetensorsHeader of(String json) {
        final var text = new JsonText(json);
        final var tensors = new LinkedHashMap<String, Tensor>();
        final var metadata = new LinkedHashMap<String, String>();
        text.object(name -> {
            if (name.equals(METADATA)) {
                text.object(key -> metadata.put(key, text.string()));
            } else {
                Require.that(
                        tensors.put(name, tensor(name, text)) == null,
                        "there are two tensors named \"%s\"",
                        Names.inMessage(name));
            }
        });
        text.end();
        return new SafetensorsHeader(tensors, metadata);
    }

    private static Tensor tensor(String name, JsonText text) {
        final var types = new ArrayList<String>();
        final var shape = new ArrayList<List<Long>>();
        final var offsets = new ArrayList<List<Long>>();
        text.object(key -> {
            switch (key) {
                case TYPE -> types.add(text.string());
                case SHAPE -> shape.add(text.numbers());
                case OFFSETS -> offsets.add(text.numbers());
                default ->
                    throw Require.refused(
                            "\"%s\" must have dtype, shape and data_offsets, but has \"%s\"",
                            Names.inMessage(name), Names.inMessage(key));
            }
        });
        Require.that(
                types.size() == 1
                        && shape.size() == 1
                        && offsets.size() == 1
                        && offsets.get(0).size() == 2,
                "\"%s\" must have one dtype, one shape and two data_offsets",
                Names.inMessage(name));
        final var range = offsets.get(0);
        return new Tensor(types.get(0), shape.get(0), range.get(0), range.get(1));
    }

    /** Requires that the tensors follow each other without gaps, from the end of the header to the end of the file. */
    void requireAllBytes(long size) {
        long end = 0;
        final var inOrder = tensors.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Tensor> entry) ->
                                entry.getValue().begin())
                        .thenComparingLong(entry -> entry.getValue().end()))
                .toList();
        for (final var entry : inOrder) {
            final var tensor = entry.getValue();
            Require.that(
                    tensor.begin() == end && tensor.end() >= end,
                    "\"%s\" must begin at byte %d, where the one before it ends, but has the data_offsets %d and %d",
                    Names.inMessage(entry.getKey()),
                    end,
                    tensor.begin(),
                    tensor.end());
            end = tensor.end();
        }
        Require.that(
                end == size,
                "the tensors have %d bytes, but %d follow the header: the file is cut short or damaged",
                end,
                size);
    }

    /** As JSON, padded with spaces to a multiple of eight bytes. */
    String toJson() {
        final var entries = new ArrayList<String>();
        if (!metadata.isEmpty()) {
            entries.add(QuotedName.of(METADATA) + ":"
                    + metadata.entrySet().stream()
                            .map(entry -> QuotedName.of(entry.getKey()) + ":" + QuotedName.of(entry.getValue()))
                            .collect(Collectors.joining(",", "{", "}")));
        }
        tensors.forEach((name, tensor) -> entries.add(QuotedName.of(name) + ":{\"" + TYPE + "\":\"" + tensor.type()
                + "\",\"" + SHAPE + "\":" + list(tensor.shape()) + ",\"" + OFFSETS + "\":"
                + list(List.of(tensor.begin(), tensor.end())) + "}"));
        final var json = "{" + String.join(",", entries) + "}";
        final int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        return json + " ".repeat(-bytes & ALIGNMENT - 1);
    }

    private static String list(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }
}
