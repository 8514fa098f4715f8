package io.github.spencerpark.jupyter.kernel.display;

import io.github.gradwalk.kernel.render.Renderers;
import io.github.gradwalk.kernel.render.Rendering;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How cells want values shown: {@code createRegistration(Table.class).preferring(MIMEType.TEXT_HTML).register(…)}. */
public final class Renderer {
    public <T> RenderRegistration<T> createRegistration(Class<T> type) {
        return new RenderRegistration<>(
                new LinkedHashSet<>(List.of(type)), new LinkedHashSet<>(), new LinkedHashSet<>());
    }

    public DisplayData render(Object value) {
        return renderAs(value);
    }

    public DisplayData renderAs(Object value, String... types) {
        return new DisplayData(Rendering.render(value, types));
    }

    /** A registration in the making. */
    public record RenderRegistration<T>(
            Set<Class<? extends T>> types, Set<MIMEType> supported, Set<MIMEType> preferred) {
        public RenderRegistration<T> supporting(MIMEType... more) {
            supported.addAll(Arrays.asList(more));
            return this;
        }

        public RenderRegistration<T> supporting(String... more) {
            return supporting(MIMEType.parseAll(more));
        }

        public RenderRegistration<T> preferring(MIMEType... more) {
            preferred.addAll(Arrays.asList(more));
            return supporting(more);
        }

        public RenderRegistration<T> preferring(String... more) {
            return preferring(MIMEType.parseAll(more));
        }

        /** Renders the values of one more class. */
        public RenderRegistration<T> onType(Class<? extends T> type) {
            types.add(type);
            return this;
        }

        /** Sets how the values are rendered: in all supported types if none is preferred, in any type if none is named. */
        public void register(RenderFunction<T> function) {
            final var known = supported.isEmpty() ? DisplayDataRenderable.ANY : supported;
            final var best = preferred.isEmpty() ? known : preferred;
            for (var type : types) {
                Renderers.register(
                        type,
                        MIMEType.names(known),
                        MIMEType.names(best),
                        (value, wanted, bundle) ->
                                function.render(value, new RenderContext(wanted, new DisplayData(bundle))));
            }
        }
    }
}
