package io.github.gradwalk.kernel.shell;

import java.lang.reflect.InaccessibleObjectException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * Imports that JShell's analysis sees for a moment, though they have not been run. JShell has no method for that; where its fields cannot
 * be reached, it does not see them.
 */
final class TemporaryImports {
    private TemporaryImports() {}

    /** Returns the result of the work, during which the imports are seen. */
    static <T> T during(List<String> imports, JShell shell, Supplier<T> work) {
        if (imports.isEmpty()) {
            return work.get();
        }
        final var known = known(shell);
        final int before = known.size();
        try {
            imports.forEach(source -> shell.sourceCodeAnalysis().sourceToSnippets(source).stream()
                    .filter(snippet -> snippet.kind() == Snippet.Kind.IMPORT)
                    .forEach(snippet -> add(snippet, known)));
            return work.get();
        } finally {
            known.subList(before, known.size()).clear();
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Snippet> known(JShell shell) {
        try {
            return (List<Snippet>) Internals.get(shell, "maps", "keyIndexToSnippet");
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return new ArrayList<>();
        }
    }

    private static void add(Snippet snippet, List<Snippet> known) {
        try {
            Internals.set(snippet, "status", Snippet.Status.VALID);
            Internals.set(snippet, "id", "temporary");
            known.add(snippet);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return;
        }
    }
}
