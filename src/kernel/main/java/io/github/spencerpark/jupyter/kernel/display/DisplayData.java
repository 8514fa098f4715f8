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

    public DisplayData(final String text) {
        this(MimeBundle.ofText(text));
    }

    @Override
    public MimeBundle rendered(final MimeBundle plain, final Set<String> wanted) {
        return bundle;
    }

    /** Takes text, base64 for binary types, or a JSON tree for JSON types. */
    public void putData(final String type, final Object value) {
        bundle.put(type, value);
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

    /** Takes the bytes of the file in base64. */
    public void putPNG(final String base64) {
        putData("image/png", base64);
    }

    public void putMetaData(final String key, final Object value) {
        bundle.putMetadata(key, value);
    }

    public boolean hasDataForType(final String type) {
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

    public void setDisplayId(final String id) {
        bundle.setDisplayId(id);
    }
}
