package io.github.gradwalk.kernel.shell;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * What JShell keeps of snippets that are over: for ever, each with an import of everything that was declared before it, so that a session
 * would grow with the square of its length. It has no method to forget; where its fields cannot be reached, it keeps them as it would.
 */
final class Leftovers {
    /** The latest stay: threads that they have started may still throw, and then JShell knows the line. */
    private static final int KEPT = 100;

    private final JShell shell;
    private final Queue<Snippet> over = new ArrayDeque<>();

    Leftovers(final JShell shell) {
        this.shell = shell;
    }

    /** Takes a snippet that has run and declares nothing, or is no longer what its name means. */
    void add(final Snippet snippet) {
        over.add(snippet);
        if (over.size() > KEPT) {
            forget(over.remove());
        }
    }

    @SuppressWarnings("unchecked")
    private void forget(final Snippet snippet) {
        try {
            final var maps = value(JShell.class, "maps", shell);
            final var byKey = (List<Snippet>) value(maps.getClass(), "keyIndexToSnippet", maps);
            final var all = (Collection<Snippet>) value(maps.getClass(), "snippets", maps);
            final var outerMap = value(JShell.class, "outerMap", shell);
            final var sources = (Map<String, ?>) value(outerMap.getClass(), "classOuters", outerMap);
            final var source = value(Snippet.class, "outer", snippet);
            // JShell itself has null where there is none.
            byKey.replaceAll(each -> each == snippet ? null : each);
            all.remove(snippet);
            sources.values().removeIf(each -> each == source);
        } catch (final ReflectiveOperationException | InaccessibleObjectException e) {
            return;
        }
    }

    private static Object value(final Class<?> type, final String name, final Object owner)
            throws ReflectiveOperationException {
        final Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
