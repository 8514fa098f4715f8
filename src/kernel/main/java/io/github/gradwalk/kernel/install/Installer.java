package io.github.gradwalk.kernel.install;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Installs the kernel into Jupyter as a whole or not at all, and removes it. */
public final class Installer {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final Machine machine;
    private final Path jar;
    private final PrintStream out;
    private final PrintStream err;

    Installer(Machine machine, Path jar, PrintStream out, PrintStream err) {
        this.machine = machine;
        this.jar = jar;
        this.out = out;
        this.err = err;
    }

    /** Does what the command line asks for; returns the exit code. */
    public static int run(String... arguments) {
        final var jar = Path.of(System.getProperty("java.class.path"));
        return new Installer(Machine.own(), jar, System.out, System.err).serve(List.of(arguments));
    }

    int serve(List<String> arguments) {
        try {
            final var request = Request.parse(arguments.isEmpty() ? List.of("--help") : arguments);
            if (request.has("--help")) {
                out.print(Request.HELP);
            } else if (request.has("--install")) {
                install(request);
            } else {
                uninstall(request);
            }
            return 0;
        } catch (IllegalArgumentException e) {
            err.println(Request.HELP + "\n" + e.getMessage());
            return MISUSED;
        } catch (IllegalStateException e) {
            err.println(e.getMessage());
            return FAILED;
        } catch (IOException e) {
            err.println("The folder could not be changed: " + e);
            return FAILED;
        }
    }

    private void install(Request request) throws IOException {
        if (ModuleLayer.boot().findModule("jdk.jshell").isEmpty()) {
            throw new IllegalStateException("The kernel needs a JDK, but " + java() + " has no jdk.jshell.");
        }
        final var jvmOptions = request.all("--jvm-option");
        if (!jvmOptions.isEmpty()) {
            requireStart(jvmOptions);
        }
        final var folder = folder(request);
        final boolean replaces = Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
        if (replaces && !isOurs(folder) && !request.has("--replace")) {
            throw new IllegalStateException(folder + " holds another program's kernel: "
                    + "choose another name with --name, or replace it with --replace.");
        }
        final var spec = new KernelSpec(folder, java(), request.last("--display-name", "Java"), jvmOptions);
        put(spec);
        out.println((replaces ? "Replaced" : "Installed") + " the kernel " + folder.getFileName() + ": " + folder);
        out.println("It runs on " + java() + ", from a copy of this jar.");
        archive(spec);
    }

    private void put(KernelSpec spec) throws IOException {
        final var kernels = spec.folder().getParent();
        Files.createDirectories(kernels);
        // Not among the kernels, where Jupyter would find it, but on the same disk, so that it can be moved at once.
        final var fresh = kernels.resolveSibling(
                ".gradwalk-kernel-" + ProcessHandle.current().pid());
        final var old = fresh.resolveSibling(fresh.getFileName() + "-old");
        try {
            Files.createDirectory(fresh);
            spec.write(fresh, jar);
            exchange(spec.folder(), fresh, old);
            delete(old);
        } finally {
            delete(fresh);
        }
    }

    private static void exchange(Path folder, Path fresh, Path old) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(folder, old);
        }
        try {
            Files.move(fresh, folder);
        } catch (IOException e) {
            if (Files.exists(old, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(old, folder);
            }
            throw e;
        }
    }

    private void archive(KernelSpec spec) {
        try {
            Rehearsal.archive(spec);
        } catch (IOException | RuntimeException e) {
            out.println("It works, but starts more slowly, because its archive of classes could not be made: "
                    + e.getMessage());
        }
    }

    private void uninstall(Request request) throws IOException {
        final var folder = folder(request);
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalStateException("There is no kernel " + folder.getFileName() + " to remove: " + folder);
        }
        if (!isOurs(folder)) {
            throw new IllegalStateException(
                    folder + " holds another program's kernel, which stays. To remove it: jupyter kernelspec remove "
                            + folder.getFileName());
        }
        delete(folder);
        out.println("Removed the kernel " + folder.getFileName() + ": " + folder);
    }

    private Path folder(Request request) {
        final var name = request.last("--name", "java").toLowerCase(Locale.ROOT);
        return machine.jupyter(request).resolve("kernels").resolve(name);
    }

    private static boolean isOurs(Path folder) {
        return Files.exists(folder.resolve(KernelSpec.JAR));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The Java that runs this. */
    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", File.separatorChar == '\\' ? "java.exe" : "java");
    }

    /** A kernel whose virtual machine does not start would be silent about it. */
    private static void requireStart(List<String> jvmOptions) throws IOException {
        final List<String> command = new ArrayList<>(jvmOptions);
        command.add(0, java().toString());
        command.add("-version");
        final var program = Program.run(command.toArray(String[]::new));
        if (program.code() != 0) {
            throw new IllegalArgumentException("--jvm-option: expected options with which Java starts, but found "
                    + String.join(" ", jvmOptions) + "\n" + program.printed());
        }
    }
}
