package io.github.spencerpark.jupyter.kernel.display;

import io.github.gradwalk.kernel.interpreter.MimeBundle;
import io.github.gradwalk.kernel.render.Encoding;
import io.github.gradwalk.kernel.render.SelfRendering;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Map;
import java.util.Set;

/** A {@link MimeBundle} with the methods that it has in IJava. */
public record DisplayData(MimeBundle bundle) implements SelfRendering {
    public DisplayData() {
        this(new MimeBundle());
    }

    public DisplayData(String text) {
        this(MimeBundle.ofText(text));
    }

    /** A copy, which does not change with the original. */
    public DisplayData(DisplayData original) {
        this();
        assign(original);
    }

    public static DisplayData emptyIfNull(DisplayData data) {
        return data == null ? new DisplayData() : data;
    }

    @Override
    public MimeBundle rendered(Set<String> types) {
        return bundle;
    }

    /** Takes what {@link Encoding} knows for the type, and everything else as it is. */
    public void putData(String type, Object value) {
        bundle.put(type, Encoding.of(value, type).orElse(value));
    }

    public void putData(MIMEType type, Object value) {
        putData(type.name(), value);
    }

    public void putData(MIMEType type, Object value, Object metadata) {
        putData(type, value);
        putMetaData(type, metadata);
    }

    /** Puts all that the other data has, in the place of what is there. */
    public void assign(DisplayData other) {
        other.getData().forEach(bundle::put);
        other.getMetaData().forEach(bundle::putMetadata);
        other.bundle.displayId().ifPresent(bundle::setDisplayId);
    }

    public void putText(String text) {
        putData("text/plain", text);
    }

    public void putHTML(String html) {
        putData("text/html", html);
    }

    public void putMarkdown(String markdown) {
        putData("text/markdown", markdown);
    }

    public void putLatex(String latex) {
        putData("text/latex", latex);
    }

    /** Takes a formula without the dollars around it. */
    public void putMath(String formula) {
        putLatex("$$" + formula + "$$");
    }

    public void putJavaScript(String script) {
        putData("application/javascript", script);
    }

    /** Throws {@code IllegalArgumentException} if the text is not JSON. */
    public void putJSON(String json) {
        putData("application/json", json);
    }

    /** Also says whether all of it is to be seen at once. */
    public void putJSON(String json, boolean expanded) {
        putJSON(json);
        putMetaData("expanded", expanded);
    }

    public void putSVG(String svg) {
        putData("image/svg+xml", svg);
    }

    /** Takes the bytes of the file in base64. */
    public void putPNG(String base64) {
        putData("image/png", base64);
    }

    public void putMetaData(String key, Object value) {
        bundle.putMetadata(key, value);
    }

    public void putMetaData(MIMEType type, Object value) {
        putMetaData(type.name(), value);
    }

    public boolean hasDataForType(MIMEType type) {
        return getData().containsKey(type.name());
    }

    /** Returns {@code null} if there is none. */
    public Object getData(MIMEType type) {
        return getData().get(type.name());
    }

    /** Returns an unmodifiable view. */
    public Map<String, Object> getData() {
        return bundle.data();
    }

    /** Returns an unmodifiable view. */
    public Map<String, Object> getMetaData() {
        return bundle.metadata();
    }

    public boolean hasDisplayId() {
        return bundle.displayId().isPresent();
    }

    /** Returns {@code null} if there is none, as in IJava. */
    public String getDisplayId() {
        return bundle.displayId().orElse(null);
    }

    public void setDisplayId(String id) {
        bundle.setDisplayId(id);
    }
}
