package io.github.gradwalk.kernel.shell;

import io.github.gradwalk.kernel.interpreter.Cell;
import io.github.gradwalk.kernel.interpreter.CellException;
import java.lang.reflect.InaccessibleObjectException;
import java.util.List;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;

/** Makes compile errors of what JShell or its compiler cannot do, and does not say: JShell calls it undefined, fails, or returns nothing. */
final class CompilerFaults {
    private final JShell shell;

    private final CellControl control;

    CompilerFaults(JShell shell, CellControl control) {
        this.shell = shell;
        this.control = control;
    }

    /** Throws if a snippet was compiled in vain, such as one with too much code for a method. */
    void check(List<SnippetEvent> events, Cell cell, int start) throws CellException {
        if (events.isEmpty()) {
            throw CompilationText.rejected(cell, start, List.of());
        }
        if (control.takeWasMissing()) {
            renewCompiler();
            throw CompilationText.failed(cell, start, "the compiler fails at this, and JShell does not say why");
        }
        final var harm = JdkFaults.dropHarmful(events, shell);
        if (harm.isPresent()) {
            throw CompilationText.failed(cell, start, harm.get());
        }
        for (var event : events) {
            final var snippet = event.snippet();
            if (event.causeSnippet() == null && isInVain(snippet)) {
                final var errors = shell.diagnostics(snippet).toList();
                // Otherwise JShell would compile it again with whatever comes.
                shell.drop(snippet);
                renewCompiler();
                throw CompilationText.rejected(cell, start, errors);
            }
        }
    }

    /** Whether a block of statements was compiled and has run. */
    boolean isCompiled(List<SnippetEvent> events) {
        final var status = events.get(0).status();
        final boolean compiled = status == Status.VALID && !control.takeWasMissing();
        if (!compiled && status != Status.REJECTED) {
            renewCompiler();
        }
        return compiled;
    }

    private boolean isInVain(Snippet snippet) {
        final var status = shell.status(snippet);
        return (status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED)
                && !(snippet instanceof DeclarationSnippet declaration
                        && shell.unresolvedDependencies(declaration).findAny().isPresent())
                && shell.diagnostics(snippet).anyMatch(Diag::isError);
    }

    /** Returns the compile error for source at which the compiler itself has failed. */
    CellException failed(Throwable failure, Cell cell, int start) {
        renewCompiler();
        return CompilationText.failed(cell, start, failure);
    }

    /**
     * A compiler that has failed may fail at all that follows, and JShell uses each several times. Its method for new ones is not
     * public; where it cannot be reached, the old ones stay.
     */
    private void renewCompiler() {
        try {
            final var factory = Internals.get(shell, "taskFactory");
            final var method = factory.getClass().getDeclaredMethod("initTaskPool");
            method.setAccessible(true);
            method.invoke(factory);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return;
        }
    }
}
