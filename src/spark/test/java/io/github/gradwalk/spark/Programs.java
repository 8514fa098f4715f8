package io.github.gradwalk.spark;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Programs in processes of their own, with the class path of the tests and what Spark needs of this JDK. */
final class Programs {
    private Programs() {}

    /** The classes of this project, and all jars. */
    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** A process that runs Java with these arguments: more options, then a class and its arguments, or a source file and its arguments. */
    static ProcessBuilder java(String... arguments) {
        final var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add") || option.startsWith("-XX:+Ignore"))
                .forEach(command::add);
        command.addAll(List.of("-cp", classPath()));
        command.addAll(Arrays.asList(arguments));
        final var builder = new ProcessBuilder(command);
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return builder;
    }
}
