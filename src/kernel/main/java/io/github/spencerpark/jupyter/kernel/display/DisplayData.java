package io.github.spencerpark.jupyter.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** One thing to show, in one or more MIME types, of which the client takes the best. Named as in IJava. */
public final class DisplayData {
    private final Map<String, Object> data = new LinkedHashMap<>();
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private String displayId = "";

    public DisplayData() {}

    public DisplayData(final String text) {
        putText(text);
    }

    /** Text, base64 for binary types, or a JSON tree for JSON types. */
    public void putData(final String type, final Object value) {
        data.put(Objects.requireNonNull(type, "type"), Objects.requireNonNull(value, type));
    }

    public void putData(final MIMEType type, final Object value) {
        putData(type.name(), value);
    }

    public void putText(final String text) {
        putData("text/plain", text);
    }

    public void putHTML(final String html) {
        putData("text/html", html);
    }

    public void putMarkdown(final String markdown) {
        putData("text/markdown", markdown);
    }

    public void putLatex(final String latex) {
        putData("text/latex", latex);
    }

    public void putSVG(final String svg) {
        putData("image/svg+xml", svg);
    }

    /** The bytes of the file in base64. */
    public void putPNG(final String base64) {
        putData("image/png", base64);
    }

    public void putMetaData(final String key, final Object value) {
        metadata.put(key, value);
    }

    public boolean hasDataForType(final String type) {
        return data.containsKey(type);
    }

    /** Returns an unmodifiable view. */
    public Map<String, Object> getData() {
        return Collections.unmodifiableMap(data);
    }

    /** Returns an unmodifiable view. */
    public Map<String, Object> getMetaData() {
        return Collections.unmodifiableMap(metadata);
    }

    public boolean hasDisplayId() {
        return !displayId.isEmpty();
    }

    public String getDisplayId() {
        return displayId;
    }

    public void setDisplayId(final String id) {
        displayId = Objects.requireNonNull(id, "id");
    }
}
