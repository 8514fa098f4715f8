package io.github.gradwalk.kernel;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControl.StoppedException;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** Evaluates cells, one at a time; {@link #interrupt} may come from any thread. */
final class JavaShell {
    private static final List<String> IMPORTS = Stream.concat(
                    Stream.of(
                                    "java.util",
                                    "java.io",
                                    "java.math",
                                    "java.net",
                                    "java.util.concurrent",
                                    "java.util.function",
                                    "java.util.prefs",
                                    "java.util.regex",
                                    "java.util.stream")
                            .map(name -> "import " + name + ".*;"),
                    Stream.of("import static io.github.spencerpark.ijava.runtime.Display.*;"))
            .toList();

    private static final String RECORD_CONSTRUCTOR = "compiler.err.invalid.canonical.constructor.in.record";
    private static final long STOP_AGAIN_MILLIS = 100;

    private final CellControl control = new CellControl(Agent.instrumentation());
    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    private final Magics magics = new Magics();
    private final Map<String, ErrorText.Origin> origins = new ConcurrentHashMap<>();
    private final Predicate<Object> worthless;

    private Optional<Cell> running = Optional.empty();
    private volatile boolean interrupted;

    /** The predicate tells results that are not to be shown. */
    JavaShell(final Predicate<Object> worthless) throws IOException {
        this.worthless = worthless;
        shell = JShell.builder()
                .executionEngine(new Provider(control), Map.of())
                .build();
        analysis = shell.sourceCodeAnalysis();
        if (System.getenv("CLASSPATH") != null) {
            // The compiler would take it instead of what this process was started with.
            shell.addToClasspath(System.getProperty("java.class.path"));
        }
        final var classPath = new ClassPath(shell::addToClasspath);
        magics.register("classpath", classPath::addAll);
        magics.register("jars", classPath::addJars);
        IMPORTS.forEach(shell::eval);
    }

    SourceCodeAnalysis analysis() {
        return analysis;
    }

    /** Makes the compiler and this class's own paths fast before the first cell does. */
    void warmUp() throws CellException {
        run(new Cell(0, "var warm = Stream.of(1).map(x -> x + 1).toList();\nwarm"));
    }

    /** Runs a cell and returns its result, if it has one. */
    Optional<DisplayData> run(final Cell cell) throws CellException {
        begin(cell);
        try {
            return render(evaluate(cell));
        } finally {
            finish();
        }
    }

    private synchronized void begin(final Cell cell) {
        running = Optional.of(cell);
        control.beginCell();
    }

    private synchronized void finish() {
        running = Optional.empty();
        notifyAll();
    }

    /** Stops the running cell, or the one that is about to run. */
    synchronized void interrupt() {
        interrupted = true;
        if (running.isPresent()) {
            final var cell = running;
            shell.stop();
            Threads.start("interrupt", () -> stopUntilEnd(cell));
        }
    }

    /** The cell that was interrupted has ended. */
    void forgetInterrupt() {
        interrupted = false;
    }

    // Again and again: the cell may be between two snippets, or catch what it is stopped by.
    private synchronized void stopUntilEnd(final Optional<Cell> cell) {
        try {
            while (running == cell) {
                shell.stop();
                wait(STOP_AGAIN_MILLIS);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives up the running cell, if there is one, without stopping it: the process is about to end. */
    void leave() {
        interrupted = true;
        control.leave();
    }

    private Object evaluate(final Cell cell) throws CellException {
        final List<Located> open = new ArrayList<>();
        Object result = null;
        for (final var part : CellParts.of(cell.code())) {
            if (part.isMagic()) {
                runMagic(cell, part);
                result = null;
            } else if (!part.text().isBlank()) {
                result = evaluateJava(cell, part, open);
            }
        }
        for (final var located : open) {
            requireDefined(cell, located);
        }
        return result;
    }

    private void runMagic(final Cell cell, final CellParts.Part part) throws CellException {
        try {
            magics.run(part.text());
        } catch (final IOException | RuntimeException e) {
            throw ErrorText.magic(cell, part.start(), e);
        }
    }

    /** A snippet and the offset in the cell at which its source starts. */
    private record Located(Snippet snippet, int start) {}

    private Object evaluateJava(final Cell cell, final CellParts.Part part, final List<Located> open)
            throws CellException {
        Object result = null;
        var rest = part.text();
        while (!rest.isBlank()) {
            final int start = part.start() + part.text().length() - rest.length() + leadingSpace(rest);
            final var info = analysis.analyzeCompletion(rest.stripLeading());
            if (info.completeness() == Completeness.EMPTY) {
                return result;
            }
            final boolean whole = info.completeness().isComplete();
            result = evaluateSnippet(cell, start, whole ? info.source() : rest.strip(), open);
            rest = whole ? info.remaining() : "";
        }
        return result;
    }

    private static int leadingSpace(final String text) {
        return text.length() - text.stripLeading().length();
    }

    private Object evaluateSnippet(final Cell cell, final int start, final String source, final List<Located> open)
            throws CellException {
        requireNotInterrupted();
        final var events = evaluate(source);
        for (final var event : events) {
            final var snippet = event.snippet();
            if (event.causeSnippet() == null) {
                origins.put(snippet.id(), new ErrorText.Origin(cell, cell.line(start)));
                if (event.status() == Snippet.Status.REJECTED) {
                    throw ErrorText.compilation(
                            cell, start, shell.diagnostics(snippet).toList());
                }
                open.add(new Located(snippet, start));
            }
        }
        requireNotInterrupted();
        for (final var event : events) {
            if (event.exception() != null) {
                throw ErrorText.thrown(event.exception(), origins);
            }
        }
        final var result = control.takeResult();
        return hasResult(events.get(0).snippet()) ? result : null;
    }

    /** JShell makes every record public and then asks the same of its constructor, which Java does not. */
    private List<SnippetEvent> evaluate(final String source) {
        final var events = shell.eval(source);
        final var misjudged = shell.diagnostics(events.get(0).snippet())
                .filter(error -> RECORD_CONSTRUCTOR.equals(error.getCode()))
                .mapToInt(error -> (int) error.getStartPosition())
                .filter(at -> !source.startsWith("public", at))
                .max();
        if (misjudged.isEmpty()) {
            return events;
        }
        final int at = misjudged.getAsInt();
        return evaluate(source.substring(0, at) + "public " + source.substring(at));
    }

    private static boolean hasResult(final Snippet snippet) {
        return switch (snippet.subKind()) {
            case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND, TEMP_VAR_EXPRESSION_SUBKIND -> true;
            default -> false;
        };
    }

    private void requireNotInterrupted() throws CellException {
        if (interrupted) {
            throw ErrorText.interrupted();
        }
    }

    // Only at the end of the cell, as what a declaration needs may follow it.
    private void requireDefined(final Cell cell, final Located located) throws CellException {
        final var status = shell.status(located.snippet());
        if (status == Snippet.Status.RECOVERABLE_NOT_DEFINED || status == Snippet.Status.RECOVERABLE_DEFINED) {
            final var declaration = (DeclarationSnippet) located.snippet();
            final var failure = ErrorText.undefined(
                    cell,
                    located.start(),
                    declaration.source(),
                    shell.unresolvedDependencies(declaration).toList());
            if (status == Snippet.Status.RECOVERABLE_NOT_DEFINED) {
                throw failure;
            }
            // A method may call what a later cell defines.
            failure.traceback().forEach(System.err::println);
        }
    }

    private Optional<DisplayData> render(final Object result) throws CellException {
        // What System.out.printf returns is the stream.
        if (result == null || result == System.out || result == System.err || worthless.test(result)) {
            return Optional.empty();
        }
        try {
            return Optional.of(control.call(() -> Rendering.render(result)));
        } catch (final StoppedException e) {
            throw ErrorText.interrupted();
        } catch (final InvocationTargetException e) {
            throw ErrorText.rendering(e.getCause(), origins);
        } catch (final Exception e) {
            throw ErrorText.rendering(e, origins);
        }
    }

    private record Provider(CellControl control) implements ExecutionControlProvider {
        @Override
        public String name() {
            return "gradwalk";
        }

        @Override
        public ExecutionControl generate(final ExecutionEnv environment, final Map<String, String> parameters) {
            return control;
        }
    }
}
