package io.github.gradwalk.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Starts the kernel; Jupyter calls it as its kernelspec says. */
public final class Main {
    private static final long LOOK_AGAIN_MILLIS = 500;

    private Main() {}

    /** Takes the path of the connection file. */
    public static void main(final String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: java -jar gradwalk.jar CONNECTION_FILE (Jupyter writes it: see the kernelspec)");
            System.exit(2);
        }
        endWithParent();
        new Kernel(Connection.read(Path.of(arguments[0]))).run();
    }

    /** A client that dies cannot ask for the end. */
    private static void endWithParent() {
        Optional.ofNullable(System.getenv("JPY_PARENT_PID"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .ifPresent(parent -> Threads.start("parent", () -> endAfter(parent)));
    }

    private static void endAfter(final ProcessHandle parent) {
        final var child = ProcessHandle.current().parent().equals(Optional.of(parent));
        try {
            // A dead parent that no one buries still counts as alive, but its children have been given away.
            while (parent.isAlive()
                    && (!child || ProcessHandle.current().parent().equals(Optional.of(parent)))) {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            }
            System.exit(0);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
