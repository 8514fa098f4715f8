package io.github.spencerpark.jupyter.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Set;

/** What shows itself. */
public interface DisplayDataRenderable {
    Set<MIMEType> getSupportedRenderTypes();

    /** The types it is shown in when none is asked for. */
    default Set<MIMEType> getPreferredRenderTypes() {
        return getSupportedRenderTypes();
    }

    void render(RenderContext context);
}
