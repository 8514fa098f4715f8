package io.github.gradwalk.kernel.protocol;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One message of the Jupyter protocol, without its buffers; {@code identities} route a reply to its client. */
record Message(List<byte[]> identities, JsonObject header, JsonObject parent, JsonObject content) {
    static final String PROTOCOL = "5.3";

    private static final Gson GSON = new Gson();
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final String SESSION = UUID.randomUUID().toString();

    /** Stands for the request where there is none. */
    static final Message NONE = new Message(List.of(), new JsonObject(), new JsonObject(), new JsonObject());

    /** Returns a message caused by this one, for the client that sent this one. */
    Message reply(String type, Map<String, ?> content) {
        return new Message(identities, newHeader(type), header, json(content));
    }

    /** Returns a message caused by this one, for all clients; its topic is its type. */
    Message broadcast(String type, Map<String, ?> content) {
        return new Message(List.of(utf8(type)), newHeader(type), header, json(content));
    }

    String type() {
        return header.get("msg_type").getAsString();
    }

    boolean flag(String name, boolean otherwise) {
        return content.get(name) instanceof JsonPrimitive value ? value.getAsBoolean() : otherwise;
    }

    int number(String name, int otherwise) {
        return content.get(name) instanceof JsonPrimitive value ? value.getAsInt() : otherwise;
    }

    String text(String name, String otherwise) {
        return content.get(name) instanceof JsonPrimitive value ? value.getAsString() : otherwise;
    }

    /** Throws {@code IllegalArgumentException} when the content lacks the text. */
    String text(String name) {
        if (!content.has(name)) {
            throw new IllegalArgumentException("no " + name);
        }
        return content.get(name).getAsString();
    }

    private static JsonObject newHeader(String type) {
        final var id = UUID.randomUUID().toString();
        final var now = Instant.now().toString();
        return json(Map.of(
                "msg_id", id,
                "session", SESSION,
                "username", "kernel",
                "date", now,
                "msg_type", type,
                "version", PROTOCOL));
    }

    List<byte[]> toFrames(Connection connection) {
        final var parts =
                List.of(utf8(header.toString()), utf8(parent.toString()), utf8("{}"), utf8(content.toString()));
        final var frames = new ArrayList<>(identities);
        frames.add(DELIMITER);
        frames.add(connection.sign(parts));
        frames.addAll(parts);
        return frames;
    }

    /** Returns the message, or nothing when it is malformed or its signature is wrong. */
    static Optional<Message> fromFrames(List<byte[]> frames, Connection connection) {
        int i = 0;
        while (i < frames.size() && !Arrays.equals(frames.get(i), DELIMITER)) {
            i++;
        }
        if (frames.size() < i + 6 || !connection.verifies(frames.get(i + 1), frames.subList(i + 2, i + 6))) {
            return Optional.empty();
        }
        try {
            final var message = new Message(
                    List.copyOf(frames.subList(0, i)),
                    json(frames.get(i + 2)),
                    json(frames.get(i + 3)),
                    json(frames.get(i + 5)));
            return message.header.has("msg_type") ? Optional.of(message) : Optional.empty();
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static JsonObject json(Map<String, ?> content) {
        return GSON.toJsonTree(content).getAsJsonObject();
    }

    private static JsonObject json(byte[] frame) {
        return JsonParser.parseString(new String(frame, StandardCharsets.UTF_8)).getAsJsonObject();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
