package io.github.gradwalk.kernel.render;

import io.github.gradwalk.kernel.interpreter.MimeBundle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the values of certain classes are to be rendered, as cells have registered it. */
final class Registrations {
    private record Registered<T>(Class<T> type, Set<String> preferred, Rendering.Function<T> function) {
        void renderInto(MimeBundle bundle, Object value, Set<String> wanted) {
            function.render(type.cast(value), wanted.isEmpty() ? preferred : wanted, bundle);
        }
    }

    private final Map<Class<?>, Registered<?>> registered = new LinkedHashMap<>();

    synchronized <T> void add(Class<T> type, Set<String> preferred, Rendering.Function<T> function) {
        registered.put(type, new Registered<>(type, preferred, function));
    }

    void renderInto(MimeBundle bundle, Object value, Set<String> wanted) {
        find(value.getClass()).ifPresent(found -> found.renderInto(bundle, value, wanted));
    }

    private synchronized Optional<Registered<?>> find(Class<?> type) {
        return Optional.<Registered<?>>ofNullable(registered.get(type)).or(() -> registered.values().stream()
                .filter(candidate -> candidate.type().isAssignableFrom(type))
                .findFirst());
    }
}
