package io.github.gradwalk.kernel.magic;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/** The magics that every cell has. */
public final class BuiltInMagics {
    private BuiltInMagics() {}

    /** Does work that may wait for a network in such a way that it can be interrupted. */
    @FunctionalInterface
    public interface Interruptibly {
        <T> T call(Callable<T> work) throws Exception;
    }

    /** Registers them all; the evaluator runs code that belongs to the cell. */
    public static void register(
            MagicCommands magics, ClassPath classPath, CodeFiles.Evaluator evaluator, Interruptibly interruptibly) {
        final var maven = new Maven(classPath);
        magics.register(call -> classPath.addAll(PathArguments.of(call)), "%classpath");
        magics.register(call -> classPath.addJars(PathArguments.of(call)), "%jars");
        magics.register(
                call -> classPath.addLibraries(interruptibly.call(() -> maven.resolve(call))),
                "%maven",
                "%addMavenDependency",
                "%addMavenDependencies");
        magics.register(
                call -> classPath.addLibraries(interruptibly.call(() -> maven.loadFromPom(call))),
                "%loadFromPOM",
                "%%loadFromPOM");
        magics.register(maven::addRepository, "%mavenRepo", "%addMavenRepo");
        magics.register(call -> CodeFiles.load(call, evaluator), "%load");
        magics.register(call -> time(evaluator, call.written()), "%time");
        magics.register(call -> time(evaluator, call.body().orElseThrow()), "%%time");
    }

    /** Runs the code and prints how long it took; returns its result. */
    private static Object time(CodeFiles.Evaluator evaluator, String code) throws Exception {
        final var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        final long wall = System.nanoTime();
        final long processor = process.getProcessCpuTime();
        try {
            return evaluator.evaluate("timed code", code);
        } finally {
            System.out.printf(
                    "CPU time: %.3f s%nWall time: %.3f s%n",
                    (process.getProcessCpuTime() - processor) / 1e9, (System.nanoTime() - wall) / 1e9);
        }
    }
}
