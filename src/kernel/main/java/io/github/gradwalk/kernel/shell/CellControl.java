package io.github.gradwalk.kernel.shell;

import java.lang.instrument.ClassDefinition;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.LocalExecutionControl;

/**
 * Runs what JShell has compiled, in this process: each piece of work on a thread of its own that can be stopped.
 *
 * <p>JShell's own control starts a thread and waits for it. Since JDK 20, where threads cannot be stopped, it also weaves the checks
 * into the compiled code by which loops end. It is kept for those checks, but the method that it starts is {@link #waitForWork}, which
 * waits for the thread that does the work and gives up on one that cannot be stopped.
 */
public final class CellControl extends LocalExecutionControl {
    private static volatile CellWork current;

    private final CellClasses classes;
    private final CellVariables variables;
    private final Set<String> askForInterrupts = ConcurrentHashMap.newKeySet();
    private volatile CellThreads threads = new CellThreads(askForInterrupts::contains);
    private final CompilerTurns turns;
    private volatile Object result;
    private volatile boolean wasMissing;
    private volatile Class<?> latest = Object.class;

    CellControl(CompilerTurns turns) {
        this(new CellClasses(), turns);
    }

    private CellControl(CellClasses classes, CompilerTurns turns) {
        super(classes);
        this.classes = classes;
        variables = new CellVariables(classes.loader());
        this.turns = turns;
    }

    /** Threads that are started from now on are stopped together. */
    void beginCell() {
        threads = new CellThreads(askForInterrupts::contains);
    }

    /** Returns the value of the latest snippet's expression, the object and not its text; {@code null} if there is none. */
    Object takeResult() {
        final var taken = result;
        result = null;
        return taken;
    }

    /** Clears a variable of the latest snippet, whose class stays loaded and would keep the value alive. */
    void clear(String variable) {
        try {
            final var field = latest.getDeclaredField(variable);
            if (!field.getType().isPrimitive()) {
                field.setAccessible(true);
                field.set(null, null);
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("a snippet without its variable", e);
        }
    }

    /** Does other work that runs a cell's code, such as {@code toString}, so that it can be stopped as a snippet can. */
    <T> T call(Callable<T> body) throws Exception {
        clientCodeEnter();
        try {
            @SuppressWarnings("unchecked")
            final var value = (T) perform(body::call);
            return value;
        } finally {
            clientCodeLeave();
        }
    }

    @Override
    public void load(ClassBytecodes[] given)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        rememberWhoAsksForInterrupts(given);
        super.load(given);
        for (var each : given) {
            variables.add(each.name());
        }
    }

    CellVariables variables() {
        return variables;
    }

    /** A class asks for interrupts if its code names a method or an exception such as {@code isInterrupted}. */
    private void rememberWhoAsksForInterrupts(ClassBytecodes[] given) {
        for (var each : given) {
            if (new String(each.bytecodes(), StandardCharsets.ISO_8859_1).contains("nterrupted")) {
                askForInterrupts.add(each.name());
            } else {
                askForInterrupts.remove(each.name());
            }
        }
    }

    /** Whether the code of the latest snippet was missing, once: the compiler had failed, and JShell went on. */
    boolean takeWasMissing() {
        final boolean missing = wasMissing;
        wasMissing = false;
        return missing;
    }

    @Override
    public String invoke(String className, String methodName)
            throws RunException, EngineTerminationException, InternalException {
        try {
            return super.invoke(className, methodName);
        } catch (InternalException e) {
            wasMissing = true;
            throw e;
        }
    }

    @Override
    protected String invoke(Method snippet) throws Exception {
        try {
            result = perform(() -> invokeStatic(snippet));
        } finally {
            latest = snippet.getDeclaringClass();
        }
        return "";
    }

    private static Object invokeStatic(Method snippet) throws Throwable {
        try {
            return snippet.invoke(null);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Object perform(CellWork.Body body) throws Exception {
        final var work = new CellWork(threads, classes.loader(), body);
        final var outer = current;
        current = work;
        final boolean compiled = turns.end();
        try {
            if (CellThreads.includeCurrentThread()) {
                // A cell has code evaluated: JShell's control would remember only this thread, and no longer wait for
                // the cell's.
                work.runAndWait();
            } else {
                super.invoke(CellControl.class.getMethod("waitForWork"));
            }
        } finally {
            if (compiled) {
                turns.begin();
            }
            current = outer;
        }
        if (work.failure() instanceof ThreadDeath) {
            throw new StoppedException();
        }
        if (work.failure() != null) {
            if (lacksThreads(work.failure())) {
                threads.end();
            }
            throw new InvocationTargetException(work.failure());
        }
        return work.value();
    }

    /** Whether the next cell would not get a thread either. */
    private static boolean lacksThreads(Throwable failure) {
        return failure instanceof OutOfMemoryError
                && String.valueOf(failure.getMessage()).contains("native thread");
    }

    @Override
    protected void clientCodeLeave() {
        super.clientCodeLeave();
        if (current != null) {
            super.clientCodeEnter();
        }
    }

    /** The method that JShell's control runs; public because it is called by reflection. */
    public static void waitForWork() {
        current.runAndWait();
    }

    @Override
    public void stop() throws EngineTerminationException, InternalException {
        final var work = current;
        if (work != null && !work.mayEndByItself()) {
            stop(work, false);
        }
    }

    /** Stops what is running, without giving it time to end by itself. */
    void stopNow() throws EngineTerminationException, InternalException {
        final var work = current;
        if (work != null) {
            stop(work, true);
        }
    }

    private void stop(CellWork work, boolean atOnce) throws EngineTerminationException, InternalException {
        if (Runtime.version().feature() >= CellWork.FIRST_JDK_WITHOUT_STOP) {
            super.stop();
        }
        work.stop(atOnce);
    }

    /** Stops waiting for what is running, without stopping it. */
    void abandon() {
        final var work = current;
        if (work != null) {
            work.abandon();
        }
    }

    /** Puts new code into existing classes, so that their static fields, the variables of cells, keep their values. */
    @Override
    public void redefine(ClassBytecodes[] given) throws ClassInstallException {
        rememberWhoAsksForInterrupts(given);
        try {
            // Through loading, since that is where JShell weaves in its checks.
            final var woven = classes.capture(() -> super.load(given));
            final var definitions = new ClassDefinition[woven.length];
            for (int i = 0; i < woven.length; i++) {
                definitions[i] = new ClassDefinition(findClass(woven[i].name()), woven[i].bytecodes());
            }
            Agent.instrumentation().redefineClasses(definitions);
        } catch (Exception | LinkageError e) {
            // JShell then replaces the class, and its variables lose their values.
            throw new ClassInstallException("redefine: " + e.getMessage(), new boolean[given.length]);
        }
    }
}
