package io.github.spencerpark.jupyter.kernel.display;

import io.github.gradwalk.kernel.render.Rendering;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** How cells want values shown: {@code createRegistration(Table.class).preferring(MIMEType.TEXT_HTML).register(…)}. */
public final class Renderer {
    public <T> Registration<T> createRegistration(Class<T> type) {
        return new Registration<>(type, new LinkedHashSet<>());
    }

    public DisplayData render(Object value) {
        return renderAs(value);
    }

    public DisplayData renderAs(Object value, String... types) {
        return new DisplayData(Rendering.render(value, types));
    }

    /** A registration in the making. */
    public record Registration<T>(Class<T> type, Set<String> preferred) {
        public Registration<T> supporting(MIMEType... types) {
            return this;
        }

        public Registration<T> preferring(MIMEType... types) {
            preferred.addAll(MIMEType.names(Arrays.stream(types)));
            return this;
        }

        public void register(RenderFunction<T> function) {
            Rendering.register(
                    type,
                    preferred,
                    (value, wanted, bundle) ->
                            function.render(value, new RenderContext(wanted, new DisplayData(bundle))));
        }
    }
}
