package io.github.spencerpark.jupyter.kernel.display;

import io.github.gradwalk.kernel.shell.Rendering;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How cells want values shown: {@code createRegistration(Table.class).preferring(MIMEType.TEXT_HTML).register(…)}. */
public final class Renderer {
    private record Registered<T>(Class<T> type, Set<String> preferred, RenderFunction<T> function) {
        void render(final Object value, final RenderContext context) {
            function.render(type.cast(value), context);
        }
    }

    private final Map<Class<?>, Registered<?>> registered = new LinkedHashMap<>();

    public <T> Registration<T> createRegistration(final Class<T> type) {
        return new Registration<>(type);
    }

    public DisplayData render(final Object value) {
        return Rendering.render(value);
    }

    public DisplayData renderAs(final Object value, final String... types) {
        return Rendering.render(value, types);
    }

    /** Puts into the data what was registered for the value's class, or what the value shows itself as; without types, in the preferred ones. */
    public void renderInto(final DisplayData data, final Object value, final Set<String> types) {
        if (value instanceof DisplayDataRenderable renderable) {
            final var preferred = names(renderable.getPreferredRenderTypes());
            renderable.render(new RenderContext(types.isEmpty() ? preferred : types, data));
        } else if (value != null) {
            find(value.getClass())
                    .ifPresent(found ->
                            found.render(value, new RenderContext(types.isEmpty() ? found.preferred() : types, data)));
        }
    }

    private static Set<String> names(final Set<MIMEType> types) {
        return types.stream().map(MIMEType::name).collect(Collectors.toSet());
    }

    private synchronized Optional<Registered<?>> find(final Class<?> type) {
        return Optional.<Registered<?>>ofNullable(registered.get(type)).or(() -> registered.values().stream()
                .filter(candidate -> candidate.type().isAssignableFrom(type))
                .findFirst());
    }

    private synchronized void add(final Registered<?> registration) {
        registered.put(registration.type(), registration);
    }

    /** One registration under way. */
    public final class Registration<T> {
        private final Class<T> type;
        private final Set<String> preferred = new LinkedHashSet<>();

        Registration(final Class<T> type) {
            this.type = type;
        }

        public Registration<T> supporting(final MIMEType... types) {
            return this;
        }

        public Registration<T> preferring(final MIMEType... types) {
            Arrays.stream(types).map(MIMEType::name).forEach(preferred::add);
            return this;
        }

        public void register(final RenderFunction<T> function) {
            add(new Registered<>(type, preferred, function));
        }
    }
}
