package io.github.gradwalk.kernel.shell;

import io.github.gradwalk.kernel.interpreter.Cell;
import io.github.gradwalk.kernel.interpreter.CellException;
import io.github.gradwalk.kernel.interpreter.Completeness;
import io.github.gradwalk.kernel.interpreter.Completion;
import io.github.gradwalk.kernel.interpreter.Interpreter;
import io.github.gradwalk.kernel.interpreter.MimeBundle;
import io.github.gradwalk.kernel.interpreter.Screen;
import io.github.gradwalk.kernel.magic.BuiltInMagics;
import io.github.gradwalk.kernel.magic.CellParts;
import io.github.gradwalk.kernel.magic.ClassPath;
import io.github.gradwalk.kernel.magic.CodeFiles;
import io.github.gradwalk.kernel.magic.MagicCall;
import io.github.gradwalk.kernel.magic.MagicCommands;
import io.github.gradwalk.kernel.render.Rendering;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** The interpreter of Java, made of JShell and magics. {@link #current} is this process's, for the names that cells call. */
public final class JavaShell implements Interpreter {
    private static volatile JavaShell current;

    /** IJava's, so that a notebook which runs here runs there; and List by its name. */
    private static final String IMPORTS = """
            import java.util.*;
            import java.io.*;
            import java.math.*;
            import java.net.*;
            import java.util.concurrent.*;
            import java.util.prefs.*;
            import java.util.regex.*;
            import java.util.List;
            import static io.github.spencerpark.ijava.runtime.Display.*;
            import static io.github.spencerpark.ijava.runtime.Kernel.*;
            import static io.github.spencerpark.ijava.runtime.Magics.*;
            """;

    private static final Pattern LIST_OF_A_CELL = Pattern.compile("\\b(class|interface|record|enum)\\s+List\\b");

    private static final List<String> WARM_UP = List.of(
            "var warm = List.of(1).stream().map(x -> x + 1).toList();\nwarm",
            "record Warm(int x) {}\nnew Warm(1)",
            "int warm(int n) { return n; }\nSystem.out.print(\"\");\nwarm(1)",
            "String.format(\"%.1f\", 1.5)");

    private final JShell shell;
    private final CompilerTurns turns = new CompilerTurns();
    private final Interruption interruption;
    private final Tracebacks tracebacks = new Tracebacks();
    private final ClassPath classPath;
    private final Assistance assistance;
    private final MagicCommands magics = new MagicCommands();
    private final SnippetRunner java;
    private final Displays displays;
    private final MemoryGuard memory;

    private Optional<CellException> failureAtStart = Optional.empty();

    public JavaShell(Settings settings, Screen screen) throws Exception {
        final var control = new CellControl(turns);
        shell = JShell.builder()
                .executionEngine(new Provider(control), Map.of())
                .compilerOptions(settings.compilerOptions().toArray(String[]::new))
                .build();
        if (System.getenv("CLASSPATH") != null) {
            // The compiler would use it instead of the class path that this process was started with.
            shell.addToClasspath(System.getProperty("java.class.path"));
        }
        classPath = new ClassPath(shell::addToClasspath);
        assistance = new Assistance(shell, classPath, magics, turns);
        interruption = new Interruption(control, settings.timeout());
        java = new SnippetRunner(shell, control, interruption, tracebacks);
        displays = new Displays(screen);
        memory = new MemoryGuard(control.variables(), interruption::stopNow);
        BuiltInMagics.register(magics, classPath, this::evaluate, interruption::call);
        new Declarations(shell, interruption).register(magics);
        // With List by its name: otherwise a later import java.awt.* makes it ambiguous, and what was declared with it
        // is lost.
        IMPORTS.lines().forEach(shell::eval);
        current = this;
        try {
            prepare(settings);
        } catch (CellException e) {
            failureAtStart = Optional.of(e);
        }
    }

    /** Throws {@code IllegalStateException} when no kernel is running in this process. */
    public static JavaShell current() {
        return Optional.ofNullable(current)
                .orElseThrow(() -> new IllegalStateException("no Java kernel is running in this process"));
    }

    private void prepare(Settings settings) throws Exception {
        if (!settings.classPath().isEmpty()) {
            classPath.addAll(settings.classPath());
        }
        for (var glob : settings.startupFiles()) {
            for (var file : ClassPath.expand(glob)) {
                CodeFiles.run(file, this::evaluate);
            }
        }
        if (settings.startupScript().isPresent()) {
            evaluate("startup script", settings.startupScript().get());
        }
    }

    /** Runs code within the running cell; returns its result, or {@code null} if it has none. */
    public Object evaluate(String code) throws CellException {
        return evaluate("evaluated code", code);
    }

    private Object evaluate(String name, String code) throws CellException {
        return run(new Cell(0, name, code));
    }

    /** Adds jars and folders of classes, as {@code %classpath} does. */
    public void addToClassPath(String glob) throws IOException {
        classPath.addAll(List.of(glob));
    }

    /** Adds a magic that a cell defines, {@code %name} or {@code %%name}. It can be interrupted. */
    public void registerMagic(String name, MagicCommands.Command command) {
        magics.register(call -> interruption.call(() -> command.run(call)), name);
    }

    public MagicCommands magics() {
        return magics;
    }

    public Displays displays() {
        return displays;
    }

    @Override
    public void warmUp(BooleanSupplier nothingWaits) throws CellException {
        final var before = shell.snippets().collect(Collectors.toSet());
        for (var code : WARM_UP) {
            if (nothingWaits.getAsBoolean()) {
                evaluate(code);
            }
        }
        shell.snippets().filter(snippet -> !before.contains(snippet)).toList().forEach(shell::drop);
    }

    @Override
    public void prepareCompletion() {
        assistance.prepare();
    }

    @Override
    public Optional<MimeBundle> execute(Cell cell) throws CellException {
        interruption.begin(cell);
        memory.begin();
        try {
            if (failureAtStart.isPresent()) {
                final var failure = failureAtStart.get();
                failureAtStart = Optional.empty();
                throw failure;
            }
            return render(run(cell));
        } finally {
            java.tellUpdates();
            interruption.end();
            memory.end(cell.code());
        }
    }

    private Object run(Cell cell) throws CellException {
        final boolean begun = turns.begin();
        try {
            return runParts(cell);
        } finally {
            if (begun) {
                turns.end();
            }
        }
    }

    /** Runs the parts of a cell in order; returns the value of the last one, or {@code null} if it has none. */
    private Object runParts(Cell cell) throws CellException {
        if (LIST_OF_A_CELL.matcher(cell.code()).find()) {
            // What is imported by its name cannot be declared.
            shell.imports()
                    .filter(known -> known.fullname().equals("java.util.List"))
                    .forEach(shell::drop);
        }
        final List<SnippetRunner.Located> snippets = new ArrayList<>();
        final var unclosed = CellParts.unclosedComment(cell.code());
        if (unclosed.isPresent()) {
            throw CompilationText.unclosedComment(cell, unclosed.getAsInt());
        }
        Object result = null;
        for (var part : CellParts.of(cell.code())) {
            if (part.isAssignment()) {
                java.run(cell, part.start(), part.java() + MagicCall.asJava(part.magic()), snippets);
                result = null;
            } else {
                if (!part.java().isBlank()) {
                    result = java.run(cell, part.start(), part.java(), snippets);
                }
                if (!part.magic().isEmpty()) {
                    result = runMagic(cell, part);
                }
            }
        }
        // Only now, since what a declaration needs may follow it.
        for (var snippet : snippets) {
            java.requireDefined(cell, snippet);
        }
        return result;
    }

    private Object runMagic(Cell cell, CellParts.Part part) throws CellException {
        interruption.check();
        try {
            final var value = magics.run(MagicCall.parse(part.magic()));
            // The paths of jars are meant for x = %jars ….
            return value instanceof List ? null : value;
        } catch (CellException e) {
            throw e;
        } catch (Exception e) {
            interruption.check();
            throw ErrorText.magic(cell, part.magicStart(), e);
        }
    }

    private Optional<MimeBundle> render(Object result) throws CellException {
        // System.out.printf returns the stream.
        if (result == null || result == System.out || result == System.err || displays.isLastId(result)) {
            return Optional.empty();
        }
        try {
            return Optional.of(interruption.call(() -> Rendering.render(result)));
        } catch (CellException e) {
            throw e;
        } catch (Exception e) {
            throw tracebacks.rendering(e);
        }
    }

    @Override
    public Completion complete(String code, int cursor) {
        return assistance.complete(code, cursor);
    }

    @Override
    public Optional<MimeBundle> inspect(String code, int cursor) {
        return assistance.inspect(code, cursor);
    }

    @Override
    public Completeness isComplete(String code) {
        return assistance.isComplete(code);
    }

    @Override
    public void interrupt() {
        interruption.stop(ErrorText.interrupted());
    }

    @Override
    public void forgetInterrupt() {
        interruption.forget();
    }

    @Override
    public void abandon() {
        interruption.abandon();
    }

    private record Provider(CellControl control) implements ExecutionControlProvider {
        @Override
        public String name() {
            return "gradwalk";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
            return control;
        }
    }
}
