package io.github.gradwalk.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A system in a comparison.
 *
 * @param name unique in its comparison
 * @param command what starts its worker
 */
record Contender(String name, List<String> command) {
    /** A worker in a Java virtual machine like this one. */
    static Contender java(String name, String classPath, List<String> options, String main, String... arguments) {
        final var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(List.of(arguments));
        return new Contender(name, command);
    }

    /** A worker in {@code src/bench/python}. What an old OpenBLAS of the system must be told is not meant for the one that NumPy brings. */
    static Contender python(String name, String python, String script, String... arguments) {
        final var command =
                new ArrayList<>(List.of("env", "-u", "OPENBLAS_CORETYPE", python, "src/bench/python/" + script));
        command.addAll(List.of(arguments));
        return new Contender(name, command);
    }
}
