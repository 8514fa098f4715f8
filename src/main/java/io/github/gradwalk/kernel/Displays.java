package io.github.gradwalk.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/** What cells show besides their results; {@link #current} is this process's. */
public final class Displays {
    private static final Gson GSON = new Gson();
    private static volatile Displays current;

    private final BiConsumer<String, JsonObject> sink;
    private volatile String lastId;

    /** The sink takes a message type and its content. */
    Displays(final BiConsumer<String, JsonObject> sink) {
        this.sink = sink;
    }

    void install() {
        current = this;
    }

    /** Throws {@code IllegalStateException} when no kernel runs in this process. */
    public static Displays current() {
        return Optional.ofNullable(current)
                .orElseThrow(() -> new IllegalStateException("no Java kernel runs in this process"));
    }

    /** Shows the data; returns the name by which {@link #update} finds it again. */
    public String display(final DisplayData data) {
        if (!data.hasDisplayId()) {
            data.setDisplayId(UUID.randomUUID().toString());
        }
        sink.accept("display_data", content(data));
        // A copy, so that isLastId knows this very object from an equal string.
        lastId = new String(data.getDisplayId());
        return lastId;
    }

    /** Replaces what was shown under the name, wherever it is. */
    public void update(final String id, final DisplayData data) {
        data.setDisplayId(id);
        sink.accept("update_display_data", content(data));
    }

    /** Whether the value is what the latest {@link #display} returned: no result worth showing. */
    boolean isLastId(final Object value) {
        return value == lastId;
    }

    /** Returns the data as the protocol has it. */
    static JsonObject content(final DisplayData data) {
        final var content = new JsonObject();
        content.add("data", json(data.getData()));
        content.add("metadata", json(data.getMetaData()));
        final var transientData = new JsonObject();
        if (data.hasDisplayId()) {
            transientData.addProperty("display_id", data.getDisplayId());
        }
        content.add("transient", transientData);
        return content;
    }

    private static JsonElement json(final Object map) {
        return GSON.toJsonTree(map);
    }
}
