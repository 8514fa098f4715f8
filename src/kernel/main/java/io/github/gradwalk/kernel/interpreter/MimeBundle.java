package io.github.gradwalk.kernel.interpreter;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One thing to show, in one or more MIME types, of which the client chooses the best. */
public final class MimeBundle {
    private final Map<String, Object> data = new LinkedHashMap<>();
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private Optional<String> displayId = Optional.empty();

    public static MimeBundle ofText(String text) {
        final var bundle = new MimeBundle();
        bundle.put("text/plain", text);
        return bundle;
    }

    /** Takes text, base64 for binary types, or a tree for JSON types. */
    public void put(String type, Object value) {
        data.put(Objects.requireNonNull(type, "type"), Objects.requireNonNull(value, type));
    }

    public void putMetadata(String key, Object value) {
        metadata.put(key, value);
    }

    /** Sets the name under which a client finds this again. */
    public void setDisplayId(String id) {
        displayId = Optional.of(id);
    }

    /** Returns an unmodifiable view. */
    public Map<String, Object> data() {
        return Collections.unmodifiableMap(data);
    }

    /** Returns an unmodifiable view. */
    public Map<String, Object> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    public Optional<String> displayId() {
        return displayId;
    }
}
