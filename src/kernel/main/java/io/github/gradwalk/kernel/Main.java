package io.github.gradwalk.kernel;

import io.github.gradwalk.kernel.protocol.Connection;
import io.github.gradwalk.kernel.protocol.ParentWatch;
import io.github.gradwalk.kernel.protocol.Server;
import io.github.gradwalk.kernel.shell.JavaShell;
import io.github.gradwalk.kernel.shell.Settings;
import java.io.IOException;
import java.nio.file.Path;

/** Starts the kernel; Jupyter calls it as its kernelspec says. */
public final class Main {
    private Main() {}

    /** Takes the path of the connection file. */
    public static void main(final String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: java -jar gradwalk.jar CONNECTION_FILE (Jupyter writes it: see the kernelspec)");
            System.exit(2);
        }
        ParentWatch.start();
        new Server(Connection.read(Path.of(arguments[0])), screen -> new JavaShell(Settings.of(System::getenv), screen))
                .run();
    }
}
