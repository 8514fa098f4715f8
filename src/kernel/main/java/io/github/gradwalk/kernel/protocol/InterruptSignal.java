package io.github.gradwalk.kernel.protocol;

import java.lang.reflect.Proxy;

/** The signal that a terminal sends on Ctrl-C, and some clients instead of a message. By default it ends the process. */
final class InterruptSignal {
    private InterruptSignal() {}

    /** Has the action done on each signal. Where Java cannot do that, the default stays. */
    static void handle(Runnable action) {
        try {
            // By reflection, since Java has no supported way, and its compiler warns of this one.
            final var signal = Class.forName("sun.misc.Signal");
            final var handler = Class.forName("sun.misc.SignalHandler");
            final var doAction =
                    Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (p, m, a) -> {
                        action.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), doAction);
        } catch (ReflectiveOperationException e) {
            return;
        }
    }
}
