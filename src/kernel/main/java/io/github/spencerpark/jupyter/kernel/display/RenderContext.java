package io.github.spencerpark.jupyter.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** The MIME types in which a value is wanted, and the place to put them. */
public record RenderContext(Set<String> wanted, DisplayData output) {
    public DisplayData getOutputContainer() {
        return output;
    }

    public boolean wantsDataRenderedAs(MIMEType type) {
        return wanted.contains(type.name());
    }

    public void renderIfRequested(MIMEType type, Supplier<Object> value) {
        if (wantsDataRenderedAs(type)) {
            output.putData(type, value.get());
        }
    }

    public void renderIfRequested(MIMEType type, BiConsumer<MIMEType, DisplayData> rendering) {
        if (wantsDataRenderedAs(type)) {
            rendering.accept(type, output);
        }
    }
}
