package io.github.spencerpark.jupyter.kernel.display;

import io.github.gradwalk.kernel.interpreter.MimeBundle;
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

    @Override
    public MimeBundle rendered(MimeBundle plain, Set<String> wanted) {
        return bundle;
    }

    /** Takes text, base64 for binary types, or a JSON tree for JSON types. */
    public void putData(String type, Object value) {
        bundle.put(type, value);
    }

    public void putData(MIMEType type, Object value) {
        putData(type.name(), value);
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

    public boolean hasDataForType(String type) {
        return getData().containsKey(type);
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

    /** Returns the empty string if there is none. */
    public String getDisplayId() {
        return bundle.displayId().orElse("");
    }

    public void setDisplayId(String id) {
        bundle.setDisplayId(id);
    }
}
