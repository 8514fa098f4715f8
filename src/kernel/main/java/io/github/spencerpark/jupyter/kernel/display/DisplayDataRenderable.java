package io.github.spencerpark.jupyter.kernel.display;

import io.github.gradwalk.kernel.interpreter.MimeBundle;
import io.github.gradwalk.kernel.render.SelfRendering;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Set;

/** A value that renders itself, in IJava's terms. */
public interface DisplayDataRenderable extends SelfRendering {
    Set<MIMEType> getSupportedRenderTypes();

    /** Returns the types in which the value is shown if none is asked for. */
    default Set<MIMEType> getPreferredRenderTypes() {
        return getSupportedRenderTypes();
    }

    void render(RenderContext context);

    @Override
    default MimeBundle rendered(MimeBundle plain, Set<String> wanted) {
        final var types = wanted.isEmpty() ? MIMEType.names(getPreferredRenderTypes().stream()) : wanted;
        render(new RenderContext(types, new DisplayData(plain)));
        return plain;
    }
}
