package io.github.gradwalk.kernel.shell;

import io.github.gradwalk.kernel.interpreter.Cell;
import io.github.gradwalk.kernel.interpreter.CellException;
import io.github.gradwalk.kernel.render.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/** Runs the Java of cells on JShell, which takes it in snippets: a declaration or a statement each. */
final class SnippetRunner {
    private static final String RECORD_CONSTRUCTOR = "compiler.err.invalid.canonical.constructor.in.record";

    /** Of the value of an interrupted statement. */
    private static final int LONGEST = 300;

    private final JShell shell;
    private final CellControl control;
    private final Interruption interruption;
    private final Tracebacks tracebacks;
    private final FinishedSnippets finished;
    private final CompilerScope scope;
    private final CompilerFaults faults;
    private final Updates updates;
    private final SealedTypes sealedTypes;

    SnippetRunner(JShell shell, CellControl control, Interruption interruption, Tracebacks tracebacks) {
        this.shell = shell;
        this.control = control;
        this.interruption = interruption;
        this.tracebacks = tracebacks;
        finished = new FinishedSnippets(shell);
        scope = new CompilerScope(shell);
        faults = new CompilerFaults(shell, control);
        updates = new Updates(shell, interruption);
        sealedTypes = new SealedTypes(shell, updates);
    }

    /** A snippet and the offset in the cell at which its source starts. */
    record Located(Snippet snippet, int start) {}

    /**
     * Runs the code, which starts at the offset in the cell, and adds its snippets to the list; returns the value of the last one, or
     * {@code null}.
     */
    Object run(Cell cell, int offset, String code, List<Located> snippets) throws CellException {
        Object result = null;
        for (var group : StatementGroups.of(cell, sealedTypes.arrange(pieces(offset, code)))) {
            result = run(cell, group, snippets);
        }
        return result;
    }

    private Object run(Cell cell, List<Piece> group, List<Located> snippets) throws CellException {
        if (group.size() > 1 && !interruption.limitsStatements() && runBlock(cell, group, snippets)) {
            return null;
        }
        Object result = null;
        for (var piece : group) {
            result = run(cell, piece, snippets);
        }
        return result;
    }

    /** Returns false, and has run nothing, if the block cannot be compiled: only one by one will some of its statements run. */
    private boolean runBlock(Cell cell, List<Piece> group, List<Located> snippets) throws CellException {
        interruption.check();
        final var block = StatementGroups.block(cell, group);
        try {
            final var events = eval(block.source());
            try {
                final boolean compiled = faults.isCompiled(events);
                if (compiled) {
                    resultOf(events, cell, block.start(), snippets);
                }
                return compiled;
            } finally {
                letGo(events);
            }
        } catch (InternalError | StackOverflowError e) {
            return false;
        }
    }

    private List<Piece> pieces(int offset, String code) {
        final List<Piece> pieces = new ArrayList<>();
        var rest = code;
        while (!rest.isBlank()) {
            final int start = offset + code.length() - rest.stripLeading().length();
            final var source = rest.stripLeading();
            final var info = analyze(JdkFaults.withoutNonSealed(source));
            if (info.map(CompletionInfo::completeness).equals(Optional.of(Completeness.EMPTY))) {
                return pieces;
            }
            final var whole = info.filter(found -> found.completeness().isComplete());
            rest = whole.map(CompletionInfo::remaining).orElse("");
            final var read = source.substring(0, source.length() - rest.length());
            pieces.add(new Piece(
                    start, whole.map(found -> withSemicolon(read, found)).orElse(source.strip())));
        }
        return pieces;
    }

    /** JShell adds a semicolon that is missing. */
    private static String withSemicolon(String read, CompletionInfo found) {
        return found.source().length() > read.length() ? found.source() : read;
    }

    /** Returns nothing where the compiler fails at the code, as it then does again when the code is run. */
    private Optional<CompletionInfo> analyze(String code) {
        try {
            return Optional.of(shell.sourceCodeAnalysis().analyzeCompletion(code));
        } catch (InternalError | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private Object run(Cell cell, Piece piece, List<Located> snippets) throws CellException {
        interruption.check();
        final int start = piece.start();
        try {
            updates.add(JdkFaults.dropIfNestingChanges(piece.source(), shell));
            final var events = interruption.inTime(() -> eval(piece.source()));
            updates.add(events);
            try {
                faults.check(events, cell, start);
                return resultOf(events, cell, start, snippets);
            } finally {
                letGo(events);
            }
        } catch (InternalError | StackOverflowError e) {
            throw faults.failed(e, cell, start);
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
            return JdkFaults.withNamedType(events, source, shell)
                    .map(this::eval)
                    .orElse(events);
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
        interruption.check(() -> kept(events.get(0).snippet()));
        for (var event : events) {
            if (event.exception() != null) {
                throw tracebacks.thrown(event.exception());
            }
        }
        final var result = control.takeResult();
        return hasResult(events.get(0).snippet()) ? result : null;
    }

    /** Says what a statement that was interrupted has left: a training, for instance, returns the history so far. */
    private Optional<String> kept(Snippet snippet) {
        final var value = control.takeResult();
        final var variable = variable(snippet);
        if (value == null) {
            return variable.filter(name -> snippet instanceof VarSnippet).map(name -> name + " has no value");
        }
        final var text = beginning(value);
        return Optional.of(variable.map(name -> name + " is now " + text).orElseGet(() -> "its value was " + text));
    }

    private static Optional<String> variable(Snippet snippet) {
        return switch (snippet.subKind()) {
            case VAR_DECLARATION_WITH_INITIALIZER_SUBKIND -> Optional.of(((VarSnippet) snippet).name());
            case ASSIGNMENT_SUBKIND -> Optional.of(((ExpressionSnippet) snippet).name());
            default -> Optional.empty();
        };
    }

    private String beginning(Object value) {
        try {
            final var text = interruption
                    .call(() -> PlainText.of(value))
                    .lines()
                    .findFirst()
                    .orElse("");
            return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        } catch (Exception e) {
            return "a " + value.getClass().getSimpleName();
        }
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
            if (isHierarchy(declaration, names)) {
                System.err.println(declaration.name() + " can be used as soon as " + String.join(", ", names)
                        + (names.size() == 1 ? " is" : " are") + " declared");
            } else if (status == Snippet.Status.RECOVERABLE_NOT_DEFINED) {
                throw failure;
            } else {
                // A method may call what a later cell defines.
                failure.traceback().forEach(System.err::println);
            }
        }
    }

    /** Whether all that a type lacks are the types that it extends, implements or permits. */
    private static boolean isHierarchy(DeclarationSnippet declaration, List<String> missing) {
        final var source = declaration.source();
        final var header = source.substring(0, Math.max(0, source.indexOf('{')));
        return declaration instanceof TypeDeclSnippet
                && !missing.isEmpty()
                && missing.stream()
                        .map(name -> name.replaceFirst("^class ", ""))
                        .allMatch(name -> header.matches(
                                "(?s).*\\b(extends|implements|permits)\\b.*\\b" + Pattern.quote(name) + "\\b.*"));
    }
}
