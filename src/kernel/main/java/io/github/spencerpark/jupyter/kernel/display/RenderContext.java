package io.github.spencerpark.jupyter.kernel.display;

import io.github.gradwalk.kernel.render.WantedTypes;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The MIME types in which a value is wanted, and the place to put them. */
public record RenderContext(WantedTypes wanted, DisplayData output) {
    public Renderer getRenderer() {
        return new Renderer();
    }

    public DisplayData getOutputContainer() {
        return output;
    }

    public boolean wantsDataRenderedAs(MIMEType type) {
        return resolved(type).isPresent();
    }

    /** Returns the type to produce for one that can be produced, or {@code null} if nobody wants it. */
    public MIMEType resolveRequestedType(MIMEType supported) {
        return resolved(supported).orElse(null);
    }

    /** Puts the value if the type is wanted; returns whether it is. */
    public boolean renderIfRequested(MIMEType type, Supplier<Object> value) {
        return renderIfRequested(type, (wantedType, to) -> to.putData(wantedType, value.get()));
    }

    /** Puts the value if the type is wanted; returns whether it is. */
    public boolean renderIfRequested(MIMEType type, Function<MIMEType, Object> value) {
        return renderIfRequested(type, (wantedType, to) -> to.putData(wantedType, value.apply(wantedType)));
    }

    /** Calls the function if the type is wanted; returns whether it is. */
    public boolean renderIfRequested(MIMEType type, BiConsumer<MIMEType, DisplayData> rendering) {
        final var found = resolved(type);
        found.ifPresent(wantedType -> rendering.accept(wantedType, output));
        return found.isPresent();
    }

    private Optional<MIMEType> resolved(MIMEType type) {
        return wanted.resolve(type.toString()).map(MIMEType::parse);
    }
}
