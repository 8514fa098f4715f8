package io.github.gradwalk.kernel.shell;

import java.lang.reflect.InaccessibleObjectException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * Makes JShell forget snippets that have run. It keeps them for ever, each with an import of everything that was declared before, so that
 * the memory of a session would grow with the square of its length. It has no method for that; where its fields cannot be reached,
 * nothing is forgotten.
 */
final class FinishedSnippets {
    /** The latest are kept: threads that they have started may still throw, and JShell then knows the line. */
    private static final int KEPT = 100;

    private final JShell shell;
    private final Queue<Snippet> finished = new ArrayDeque<>();

    FinishedSnippets(JShell shell) {
        this.shell = shell;
    }

    /** Takes a snippet that has run and that declares nothing, or whose name has been declared anew. */
    void add(Snippet snippet) {
        finished.add(snippet);
        if (finished.size() > KEPT) {
            forget(finished.remove());
        }
    }

    @SuppressWarnings("unchecked")
    private void forget(Snippet snippet) {
        try {
            final var byKey = (List<Snippet>) Internals.get(shell, "maps", "keyIndexToSnippet");
            final var all = (Collection<Snippet>) Internals.get(shell, "maps", "snippets");
            final var sources = (Map<String, ?>) Internals.get(shell, "outerMap", "classOuters");
            final var source = Internals.get(snippet, "outer");
            // JShell itself uses null where there is no snippet.
            byKey.replaceAll(each -> each == snippet ? null : each);
            all.remove(snippet);
            sources.values().removeIf(each -> each == source);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return;
        }
    }
}
