package io.github.spencerpark.jupyter.kernel.display;

import io.github.gradwalk.kernel.interpreter.MimeBundle;
import io.github.gradwalk.kernel.render.Rendering;
import io.github.gradwalk.kernel.render.SelfRendering;
import io.github.gradwalk.kernel.render.WantedTypes;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Set;

/** A value that renders itself, in IJava's terms. */
@FunctionalInterface
public interface DisplayDataRenderable extends SelfRendering {
    Set<MIMEType> ANY = Set.of(MIMEType.ANY);

    /** Returns the types that it can be rendered as; any, if this is not overridden. */
    default Set<MIMEType> getSupportedRenderTypes() {
        return ANY;
    }

    /** Returns the types in which the value is shown if none is asked for. */
    default Set<MIMEType> getPreferredRenderTypes() {
        return getSupportedRenderTypes();
    }

    void render(RenderContext context);

    @Override
    default MimeBundle rendered(Set<String> types) {
        final var data = new DisplayData();
        final var wanted = types.isEmpty() ? MIMEType.names(getPreferredRenderTypes()) : types;
        render(new RenderContext(WantedTypes.of(wanted), data));
        return Rendering.withPlainText(data.bundle(), this);
    }
}
