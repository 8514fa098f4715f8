package io.github.gradwalk.kernel.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The threads of one cell: those that it has started and, while they run code of a cell, those of the common pool. */
final class CellThreads extends ThreadGroup {
    private final Predicate<String> asksForInterrupts;

    /** The predicate takes the name of a class of a cell. */
    CellThreads(Predicate<String> asksForInterrupts) {
        super("cell");
        this.asksForInterrupts = asksForInterrupts;
    }

    /** Whether the current thread belongs to a cell, so that what it does is part of that cell's work. */
    static boolean includeCurrentThread() {
        return Thread.currentThread().getThreadGroup() instanceof CellThreads;
    }

    /** Prints what no thread catches, whichever handler JShell installs. */
    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (!(thrown instanceof ThreadDeath)) {
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            thrown.printStackTrace();
        }
    }

    boolean areActive() {
        return activeCount() > 0 || !ofCommonPool().isEmpty();
    }

    void interruptAll() {
        interrupt();
        ofCommonPool().forEach(Thread::interrupt);
    }

    /**
     * Whether one of them, all of which have been interrupted, has reacted to that or may do so later: it runs code of a library, or of a
     * cell that asks for interrupts. What Java itself does ends at once, or never.
     */
    boolean mayReactToInterrupt() {
        final var own = Stream.concat(all().stream(), ofCommonPool().stream());
        return own.anyMatch(thread -> {
            final var frames = Arrays.stream(thread.getStackTrace())
                    .filter(frame -> frame.getModuleName() == null && !isPlumbing(frame.getClassName()))
                    .map(StackTraceElement::getClassName)
                    .toList();
            return !frames.isEmpty() && !thread.isInterrupted()
                    || frames.stream().anyMatch(this::mayAskForInterrupts);
        });
    }

    private boolean mayAskForInterrupts(String name) {
        return !isOfCell(name) || asksForInterrupts.test(name);
    }

    private List<Thread> all() {
        final var found = new Thread[activeCount() + 8];
        return Arrays.asList(found).subList(0, enumerate(found));
    }

    private static boolean isOfCell(String className) {
        return className.startsWith("REPL.");
    }

    /** Whether a class is the kernel's own; what its magics call, such as Maven, is not. */
    private static boolean isPlumbing(String className) {
        return className.startsWith(CellThreads.class.getPackageName() + ".");
    }

    /** Stops all of them, and as long as the thread lives up to the given number of times, where Java can stop threads. */
    @SuppressWarnings({"deprecation", "removal"})
    void stopAll(int times, Thread thread) {
        final var ofCommonPool = ofCommonPool();
        int left = times;
        // At least once: the thread may end before those that it has started.
        do {
            stop();
            ofCommonPool.forEach(Thread::stop);
        } while (--left > 0 && thread.isAlive());
    }

    /** Ends all of them as far as that is possible. */
    @SuppressWarnings({"deprecation", "removal"})
    void end() {
        interruptAll();
        if (Runtime.version().feature() < CellWork.FIRST_JDK_WITHOUT_STOP) {
            stop();
        }
    }

    /** Stops what cells have started before, where Java can stop threads. */
    @SuppressWarnings({"deprecation", "removal"})
    static void stopEverywhere() {
        if (Runtime.version().feature() < CellWork.FIRST_JDK_WITHOUT_STOP) {
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getThreadGroup() instanceof CellThreads)
                    .forEach(Thread::stop);
        }
    }

    private static List<Thread> ofCommonPool() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey() instanceof ForkJoinWorkerThread)
                .filter(entry -> Arrays.stream(entry.getValue()).anyMatch(frame -> isOfCell(frame.getClassName())))
                .map(Map.Entry::getKey)
                .toList();
    }
}
