package io.github.gradwalk.kernel.shell;

import io.github.gradwalk.kernel.interpreter.Cell;
import io.github.gradwalk.kernel.interpreter.CellException;
import java.util.List;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.VarSnippet;

/** Runs the Java of cells on JShell, which takes it in snippets: a declaration or a statement each. */
final class SnippetRunner {
    private static final String RECORD_CONSTRUCTOR = "compiler.err.invalid.canonical.constructor.in.record";

    private final JShell shell;
    private final CellControl control;
    private final Interruption interruption;
    private final Tracebacks tracebacks;
    private final FinishedSnippets finished;
    private final CompilerScope scope;
    private final CompilerFaults faults;
    private final Updates updates;

    SnippetRunner(JShell shell, CellControl control, Interruption interruption, Tracebacks tracebacks) {
        this.shell = shell;
        this.control = control;
        this.interruption = interruption;
        this.tracebacks = tracebacks;
        finished = new FinishedSnippets(shell);
        scope = new CompilerScope(shell);
        faults = new CompilerFaults(shell);
        updates = new Updates(shell, interruption);
    }

    /** A snippet and the offset in the cell at which its source starts. */
    record Located(Snippet snippet, int start) {}

    /**
     * Runs the code, which starts at the offset in the cell, and adds its snippets to the list; returns the value of the last one, or
     * {@code null}.
     */
    Object run(Cell cell, int offset, String code, List<Located> snippets) throws CellException {
        Object result = null;
        var rest = code;
        while (!rest.isBlank()) {
            final int start = offset + code.length() - rest.stripLeading().length();
            try {
                final var info = shell.sourceCodeAnalysis().analyzeCompletion(rest.stripLeading());
                if (info.completeness() == Completeness.EMPTY) {
                    return result;
                }
                final boolean whole = info.completeness().isComplete();
                result = runSnippet(cell, start, whole ? info.source() : rest.strip(), snippets);
                rest = whole ? info.remaining() : "";
            } catch (InternalError | StackOverflowError e) {
                throw faults.failed(e, cell, start);
            }
        }
        return result;
    }

    private Object runSnippet(Cell cell, int start, String source, List<Located> snippets) throws CellException {
        interruption.check();
        final var events = interruption.inTime(() -> eval(source));
        updates.add(events);
        try {
            faults.check(events, cell, start);
            return resultOf(events, cell, start, snippets);
        } finally {
            letGo(events);
        }
    }

    /** JShell makes every record public and then demands the same of its constructor, as Java does not. */
    private List<SnippetEvent> eval(String source) {
        final var events = scope.evaluate(source, () -> shell.eval(source));
        final var misjudged = events.stream()
                .limit(1)
                .flatMap(event -> shell.diagnostics(event.snippet()))
                .filter(error -> RECORD_CONSTRUCTOR.equals(error.getCode()))
                .mapToInt(error -> (int) error.getStartPosition())
                .filter(at -> !source.startsWith("public", at))
                .max();
        if (misjudged.isEmpty()) {
            return events;
        }
        final int at = misjudged.getAsInt();
        return eval(source.substring(0, at) + "public " + source.substring(at));
    }

    private Object resultOf(List<SnippetEvent> events, Cell cell, int start, List<Located> snippets)
            throws CellException {
        for (var event : events) {
            final var snippet = event.snippet();
            if (event.causeSnippet() == null) {
                tracebacks.remember(snippet, cell, cell.line(start));
                if (event.status() == Snippet.Status.REJECTED) {
                    throw CompilationText.rejected(
                            cell, start, shell.diagnostics(snippet).toList());
                }
                snippets.add(new Located(snippet, start));
            }
        }
        interruption.check();
        for (var event : events) {
            if (event.exception() != null) {
                throw tracebacks.thrown(event.exception());
            }
        }
        final var result = control.takeResult();
        return hasResult(events.get(0).snippet()) ? result : null;
    }

    private static boolean hasResult(Snippet snippet) {
        return switch (snippet.subKind()) {
            case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND, TEMP_VAR_EXPRESSION_SUBKIND -> true;
            default -> false;
        };
    }

    /** Keeps only the declarations: nothing else can be used again. */
    private void letGo(List<SnippetEvent> events) {
        events.stream()
                .map(SnippetEvent::snippet)
                .filter(snippet -> shell.status(snippet).isActive())
                .forEach(this::dropUnlessDeclaration);
        events.stream()
                .map(SnippetEvent::snippet)
                .filter(snippet -> !shell.status(snippet).isActive())
                .forEach(finished::add);
    }

    private void dropUnlessDeclaration(Snippet snippet) {
        if (snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
            // JShell gives the value of an expression a name, such as $12, that no cell can know.
            control.clear(((VarSnippet) snippet).name());
            shell.drop(snippet);
        } else if (!snippet.kind().isPersistent()) {
            // Otherwise JShell would compile it again whenever something that it has used is declared anew.
            shell.drop(snippet);
        }
    }

    /** Tells, once, what the latest cell has done to earlier declarations. */
    void tellUpdates() {
        updates.take().forEach(System.err::println);
    }

    /** Throws if the snippet still uses names that are not defined; a method that does only causes a warning. */
    void requireDefined(Cell cell, Located located) throws CellException {
        final var status = shell.status(located.snippet());
        if (status == Snippet.Status.RECOVERABLE_NOT_DEFINED || status == Snippet.Status.RECOVERABLE_DEFINED) {
            final var declaration = (DeclarationSnippet) located.snippet();
            final var names = shell.unresolvedDependencies(declaration).toList();
            final var failure = names.isEmpty()
                    ? CompilationText.rejected(
                            cell,
                            located.start(),
                            shell.diagnostics(declaration).toList())
                    : CompilationText.undefined(cell, located.start(), declaration.source(), names);
            if (status == Snippet.Status.RECOVERABLE_NOT_DEFINED) {
                throw failure;
            }
            // A method may call what a later cell defines.
            failure.traceback().forEach(System.err::println);
        }
    }
}
