package io.github.gradwalk.kernel.protocol;

import java.util.Optional;

/** Ends this process when the client that has started it dies: a dead client cannot ask for the end. */
public final class ParentWatch {
    private static final long LOOK_AGAIN_MILLIS = 500;

    private ParentWatch() {}

    /** Watches the process that Jupyter names in the environment, if it does. */
    public static void start() {
        Optional.ofNullable(System.getenv("JPY_PARENT_PID"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .ifPresent(parent -> Threads.start("parent", () -> endAfter(parent)));
    }

    private static void endAfter(ProcessHandle parent) {
        final var child = ProcessHandle.current().parent().equals(Optional.of(parent));
        try {
            while (lives(parent, child)) {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            }
            System.exit(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean lives(ProcessHandle parent, boolean child) {
        try {
            // A dead process for which its own parent has not waited still counts as alive, but has no children any
            // more.
            return parent.isAlive()
                    && (!child || ProcessHandle.current().parent().equals(Optional.of(parent)));
        } catch (OutOfMemoryError e) {
            // No memory to ask with.
            return true;
        }
    }
}
