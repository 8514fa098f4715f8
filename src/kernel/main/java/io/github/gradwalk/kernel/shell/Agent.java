package io.github.gradwalk.kernel.shell;

import com.sun.tools.attach.VirtualMachine;
import java.lang.instrument.Instrumentation;

/**
 * Gives access to the redefinition of classes, from the time when it is first needed: a process that has it from the start loads every
 * class more slowly. The jar's manifest names it as {@code Agent-Class}.
 */
public final class Agent {
    private static volatile Instrumentation instrumentation;

    private Agent() {}

    /** Called by the virtual machine. */
    public static void agentmain(String arguments, Instrumentation given) {
        instrumentation = given;
    }

    /** Throws an exception of the virtual machine if that does not let a process attach to itself. */
    static synchronized Instrumentation instrumentation() throws Exception {
        if (instrumentation == null) {
            final var self =
                    VirtualMachine.attach(String.valueOf(ProcessHandle.current().pid()));
            // The kernel is started with its jar as the class path.
            self.loadAgent(System.getProperty("java.class.path"));
            self.detach();
        }
        return instrumentation;
    }
}
