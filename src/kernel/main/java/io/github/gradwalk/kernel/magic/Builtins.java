package io.github.gradwalk.kernel.magic;

import java.util.List;
import java.util.concurrent.Callable;

/** The magics that every cell has. */
public final class Builtins {
    private Builtins() {}

    /** Does work that may wait for a network so that it can be interrupted. */
    public interface Interruptibly {
        <T> T call(Callable<T> work) throws Exception;
    }

    /** Registers them all. */
    public static void register(
            final Magics magics, final ClassPath classPath, final Scripts scripts, final Interruptibly interruptibly) {
        final var maven = new Maven();
        magics.register("%classpath", call -> classPath.addAll(call.arguments()));
        magics.register("%jars", call -> classPath.addJars(call.arguments()));
        for (final var name : List.of("%maven", "%addMavenDependency", "%addMavenDependencies")) {
            magics.register(name, call -> classPath.addJars(interruptibly.call(() -> maven.resolve(call))));
        }
        for (final var name : List.of("%loadFromPOM", "%%loadFromPOM")) {
            magics.register(name, call -> classPath.addJars(interruptibly.call(() -> maven.loadFromPom(call))));
        }
        for (final var name : List.of("%mavenRepo", "%addMavenRepo")) {
            magics.register(name, maven::addRepository);
        }
        magics.register("%load", scripts::load);
        magics.register("%time", call -> scripts.time(call.written()));
        magics.register("%%time", call -> scripts.time(call.body().orElseThrow()));
    }
}
