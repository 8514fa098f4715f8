package io.github.gradwalk.kernel;

import io.github.gradwalk.kernel.install.Installer;
import io.github.gradwalk.kernel.protocol.Connection;
import io.github.gradwalk.kernel.protocol.ParentWatch;
import io.github.gradwalk.kernel.protocol.Server;
import io.github.gradwalk.kernel.shell.JavaShell;
import io.github.gradwalk.kernel.shell.PoolThreads;
import io.github.gradwalk.kernel.shell.Settings;
import java.nio.file.Files;
import java.nio.file.Path;

/** Starts the kernel, as Jupyter asks for it, or the installer, as a user does. */
public final class Main {
    private Main() {}

    /**
     * Takes the path of the connection file that Jupyter has written, or the options of the installer. Jupyter may add arguments of its
     * own: {@code jupyter run} names the files that it runs.
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0 || !Files.isRegularFile(Path.of(arguments[0]))) {
            System.exit(Installer.run(arguments));
        }
        PoolThreads.install();
        XDisplay.doWithoutIfGone();
        ParentWatch.start();
        new Server(Connection.read(Path.of(arguments[0])), screen -> new JavaShell(Settings.of(System::getenv), screen))
                .run();
    }
}
