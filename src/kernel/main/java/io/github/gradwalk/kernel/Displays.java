package io.github.gradwalk.kernel;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/** What cells show besides their results; {@link #current} is this process's. */
public final class Displays {
    private static volatile Displays current;

    private final BiConsumer<String, Map<String, ?>> sink;
    private volatile String lastId;

    /** The sink takes a message type and its content. */
    Displays(final BiConsumer<String, Map<String, ?>> sink) {
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

    /** Takes away what the cell has shown and printed; with {@code wait} only when something new comes. */
    public void clear(final boolean wait) {
        sink.accept("clear_output", Map.of("wait", wait));
    }

    /** Whether the value is what the latest {@link #display} returned: no result worth showing. */
    boolean isLastId(final Object value) {
        return value == lastId;
    }

    /** Returns the data as the protocol has it. */
    static Map<String, ?> content(final DisplayData data) {
        return Map.of(
                "data",
                data.getData(),
                "metadata",
                data.getMetaData(),
                "transient",
                data.hasDisplayId() ? Map.of("display_id", data.getDisplayId()) : Map.of());
    }
}
