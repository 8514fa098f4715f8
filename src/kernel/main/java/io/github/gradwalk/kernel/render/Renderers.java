package io.github.gradwalk.kernel.render;

import io.github.gradwalk.kernel.interpreter.MimeBundle;
import java.awt.image.RenderedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the values of classes are rendered: by the kernel, and as cells have registered it. */
public final class Renderers {
    private static final Map<Class<?>, List<Registered<?>>> REGISTERED = new HashMap<>();

    static {
        register(CharSequence.class, Set.of("text/plain"), Set.of("text/plain"), (text, wanted, bundle) -> {});
        register(
                RenderedImage.class,
                Set.of("image/png"),
                Set.of("image/png"),
                (image, wanted, bundle) -> wanted.resolve("image/png")
                        .ifPresent(type ->
                                bundle.put(type, Encoding.of(image, type).orElseThrow())));
    }

    /** A renderer with the MIME types that it knows, and those that it renders if none are wanted. */
    record Registered<T>(Class<T> type, Set<String> supported, Set<String> preferred, Function<T> function) {
        void renderInto(MimeBundle bundle, Object value, WantedTypes wanted) {
            function.render(type.cast(value), wanted, bundle);
        }
    }

    private Renderers() {}

    /** Adds those of the wanted MIME types that it knows to the bundle. */
    @FunctionalInterface
    public interface Function<T> {
        void render(T value, WantedTypes wanted, MimeBundle bundle);
    }

    /** Adds a renderer of the values of a class; where several render the same type, the latest counts. */
    public static synchronized <T> void register(
            Class<T> type, Set<String> supported, Set<String> preferred, Function<T> function) {
        REGISTERED
                .computeIfAbsent(type, unknown -> new ArrayList<>())
                .add(new Registered<>(type, supported, preferred, function));
    }

    /** Returns the renderers for a class, by the classes and interfaces that they were registered for, nearest first. */
    static synchronized List<List<Registered<?>>> nearestFirst(Class<?> type) {
        return ancestors(type).stream()
                .filter(REGISTERED::containsKey)
                .map(ancestor -> List.copyOf(REGISTERED.get(ancestor)))
                .toList();
    }

    /** A class, its interfaces, its superclass, the latter's interfaces, and so on. */
    private static Collection<Class<?>> ancestors(Class<?> type) {
        final Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            all.add(each);
            addInterfaces(List.of(each), all);
        }
        return all;
    }

    private static void addInterfaces(List<Class<?>> types, Set<Class<?>> all) {
        final List<Class<?>> interfaces = types.stream()
                .flatMap(type -> Arrays.<Class<?>>stream(type.getInterfaces()))
                .toList();
        if (all.addAll(interfaces)) {
            addInterfaces(interfaces, all);
        }
    }
}
