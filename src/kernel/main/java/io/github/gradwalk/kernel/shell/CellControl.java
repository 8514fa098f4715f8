package io.github.gradwalk.kernel.shell;

import java.lang.instrument.ClassDefinition;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinWorkerThread;
import jdk.jshell.execution.LocalExecutionControl;

/**
 * Runs what JShell compiled, in this process: each piece of work on a thread of its own that can be stopped.
 *
 * <p>JShell's own control starts a thread and waits for it; since JDK 20 it also weaves the checks into the compiled code
 * by which a loop is stopped, as threads cannot be stopped otherwise. It is kept for that, but what it starts is
 * {@link #waitForWork}, which waits for the thread that really works and gives up on one that cannot be stopped.
 */
public final class CellControl extends LocalExecutionControl {
    private static final Method WAIT_FOR_WORK = waitForWorkMethod();
    /** What listens to an interrupt has this long to end by itself: a training ends with a network and a history. */
    private static final long PATIENCE_MILLIS = 1_000;

    private static final long GRACE_MILLIS = 2_000;
    private static final long LOOK_AGAIN_MILLIS = 20;
    private static final int ENOUGH_LOOKS = 3;
    private static final int SALVO = 100;
    private static final int PATIENT_ATTEMPTS = 3;
    private static final int FIRST_WITHOUT_STOP = 20;

    private static volatile Work current;

    private final CellClasses classes;
    private volatile ThreadGroup threads = new CellThreads();
    private volatile Object result;
    private volatile Class<?> latest = Object.class;

    CellControl() {
        this(new CellClasses());
    }

    private CellControl(final CellClasses classes) {
        super(classes);
        this.classes = classes;
    }

    /** The threads that the snippets to come start are stopped together. */
    void beginCell() {
        threads = new CellThreads();
    }

    /** Returns what the latest snippet's expression gave, itself and not as a string; {@code null} counts as nothing. */
    Object takeResult() {
        final var taken = result;
        result = null;
        return taken;
    }

    /** Empties a variable of the latest snippet: its class stays, and would hold what is in it. */
    void forget(final String variable) {
        try {
            final var field = latest.getDeclaredField(variable);
            if (!field.getType().isPrimitive()) {
                field.setAccessible(true);
                field.set(null, null);
            }
        } catch (final ReflectiveOperationException e) {
            throw new AssertionError("a snippet without its variable", e);
        }
    }

    /** Does other work that runs foreign code, such as {@code toString}, as stoppable as a snippet is. */
    <T> T call(final Callable<T> body) throws Exception {
        clientCodeEnter();
        try {
            final var work = new Work(threads, classes.loader(), body::call);
            perform(work);
            @SuppressWarnings("unchecked")
            final var value = (T) work.value;
            return value;
        } finally {
            clientCodeLeave();
        }
    }

    @Override
    protected String invoke(final Method snippet) throws Exception {
        final var work = new Work(threads, classes.loader(), () -> invokeStatic(snippet));
        try {
            perform(work);
        } finally {
            latest = snippet.getDeclaringClass();
        }
        result = work.value;
        return "";
    }

    private static Object invokeStatic(final Method snippet) throws Throwable {
        try {
            return snippet.invoke(null);
        } catch (final InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void perform(final Work work) throws Exception {
        // Work may start other work: a cell can have code evaluated.
        final var outer = current;
        current = work;
        try {
            super.invoke(WAIT_FOR_WORK);
        } finally {
            current = outer;
        }
        if (work.failure instanceof ThreadDeath) {
            throw new StoppedException();
        }
        if (work.failure != null) {
            throw new InvocationTargetException(work.failure);
        }
    }

    @Override
    protected void clientCodeLeave() {
        super.clientCodeLeave();
        if (current != null) {
            super.clientCodeEnter();
        }
    }

    /** What JShell's control runs; public because it is called by reflection. */
    public static void waitForWork() {
        current.runAndWait();
    }

    private static Method waitForWorkMethod() {
        try {
            return CellControl.class.getMethod("waitForWork");
        } catch (final NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void stop() throws EngineTerminationException, InternalException {
        final var work = current;
        if (work == null || work.mayEndByItself()) {
            return;
        }
        if (Runtime.version().feature() >= FIRST_WITHOUT_STOP) {
            super.stop();
        }
        work.stop();
    }

    /** Waits no longer for what runs, and lets it run: the process is about to end. */
    void leave() {
        final var work = current;
        if (work != null) {
            work.leave();
        }
    }

    /** Puts new code into classes that exist, so that their static fields, the variables of cells, keep their values. */
    @Override
    public void redefine(final ClassBytecodes[] given) throws ClassInstallException {
        try {
            // By way of loading, which is where JShell weaves in its checks.
            final var woven = classes.capture(() -> super.load(given));
            final var definitions = new ClassDefinition[woven.length];
            for (int i = 0; i < woven.length; i++) {
                definitions[i] = new ClassDefinition(findClass(woven[i].name()), woven[i].bytecodes());
            }
            Agent.instrumentation().redefineClasses(definitions);
        } catch (final Exception | LinkageError e) {
            // JShell then replaces the class, and its variables start anew.
            throw new ClassInstallException("redefine: " + e.getMessage(), new boolean[given.length]);
        }
    }

    private interface Body {
        Object run() throws Throwable;
    }

    private static final class Work {
        private final Body body;
        private final ThreadGroup group;
        private final Thread thread;
        private volatile Object value;
        private volatile Throwable failure = new ThreadDeath();
        private volatile long deadline = Long.MAX_VALUE;
        private volatile long patientUntil = Long.MAX_VALUE;
        private int attempts;
        private int idleLooks;
        private volatile Thread waiter;

        Work(final ThreadGroup group, final ClassLoader loader, final Body body) {
            this.body = body;
            this.group = group;
            thread = new Thread(group, this::run, "cell");
            waiter = thread;
            thread.setContextClassLoader(loader);
        }

        // Whatever foreign code throws, an Error included, costs the cell and not the kernel.
        private void run() {
            Throwable thrown = null;
            try {
                value = body.run();
            } catch (final Throwable e) {
                thrown = e;
            }
            failure = thrown;
        }

        void runAndWait() {
            waiter = Thread.currentThread();
            thread.start();
            while (isActive() && System.currentTimeMillis() < deadline) {
                try {
                    if (thread.isAlive()) {
                        thread.join(deadline == Long.MAX_VALUE ? 0 : LOOK_AGAIN_MILLIS);
                    } else {
                        Thread.sleep(LOOK_AGAIN_MILLIS);
                    }
                } catch (final InterruptedException e) {
                    // stop() set the deadline: look again.
                    continue;
                }
            }
        }

        /** Once interrupted, also the other threads of the cell are to end. */
        private boolean isActive() {
            if (thread.isAlive() || patientUntil == Long.MAX_VALUE) {
                return thread.isAlive();
            }
            // A thread of the common pool runs nothing of a cell between two tasks, so one look does not tell that it
            // has none left.
            idleLooks = group.activeCount() > 0 || !helpers().isEmpty() ? 0 : idleLooks + 1;
            return idleLooks < ENOUGH_LOOKS;
        }

        void leave() {
            deadline = 0;
            waiter.interrupt();
        }

        /** Interrupts the threads, and returns whether they still have time to end because of it. */
        synchronized boolean mayEndByItself() {
            if (patientUntil == Long.MAX_VALUE) {
                patientUntil = System.currentTimeMillis() + PATIENCE_MILLIS;
            }
            group.interrupt();
            helpers().forEach(Thread::interrupt);
            return System.currentTimeMillis() < patientUntil;
        }

        @SuppressWarnings({"deprecation", "removal"})
        void stop() {
            if (deadline == Long.MAX_VALUE) {
                deadline = System.currentTimeMillis() + GRACE_MILLIS;
            }
            waiter.interrupt();
            final var helpers = helpers();
            // One shot may be caught by the cell's own catch block; a salvo also meets it outside.
            int shots = ++attempts > PATIENT_ATTEMPTS ? SALVO : 1;
            if (Runtime.version().feature() < FIRST_WITHOUT_STOP) {
                // At least once: the thread of the cell may end before those that it has started.
                do {
                    group.stop();
                    helpers.forEach(Thread::stop);
                } while (--shots > 0 && thread.isAlive());
            }
        }
    }

    /** Threads of the common pool, which are no cell's own, as long as they run a cell's code. */
    private static List<Thread> helpers() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey() instanceof ForkJoinWorkerThread)
                .filter(entry -> Arrays.stream(entry.getValue())
                        .anyMatch(frame -> frame.getClassName().startsWith("REPL.")))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The threads of one cell: what none of them catches is told, whichever handler JShell installs. */
    private static final class CellThreads extends ThreadGroup {
        CellThreads() {
            super("cell");
        }

        @Override
        public void uncaughtException(final Thread thread, final Throwable thrown) {
            if (!(thrown instanceof ThreadDeath)) {
                System.err.print("Exception in thread \"" + thread.getName() + "\" ");
                thrown.printStackTrace();
            }
        }
    }
}
