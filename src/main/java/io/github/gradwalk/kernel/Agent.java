package io.github.gradwalk.kernel;

import java.lang.instrument.Instrumentation;

/** Named in the jar's manifest as {@code Launcher-Agent-Class}: receives the means to redefine classes. */
public final class Agent {
    private static volatile Instrumentation instrumentation;

    private Agent() {}

    /** Called by the Java launcher before {@link Main#main}. */
    public static void agentmain(final String arguments, final Instrumentation given) {
        instrumentation = given;
    }

    /** Returns what the launcher gave; throws {@code IllegalStateException} when not started from the jar. */
    static Instrumentation instrumentation() {
        final var given = instrumentation;
        if (given == null) {
            throw new IllegalStateException("the kernel was not started by java -jar");
        }
        return given;
    }
}
