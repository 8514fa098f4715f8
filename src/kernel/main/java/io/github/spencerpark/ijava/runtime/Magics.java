package io.github.spencerpark.ijava.runtime;

import io.github.gradwalk.kernel.magic.MagicCall;
import io.github.gradwalk.kernel.shell.JavaShell;
import java.util.List;
import java.util.Optional;

/** What Java code calls to run magics, under the name that IJava gave it. Throws {@code IllegalStateException} outside the kernel. */
public final class Magics {
    private Magics() {}

    /** Runs {@code %name} with the arguments; returns its value, such as the paths of the jars it added. */
    public static <T> T lineMagic(String name, List<String> arguments) throws Exception {
        return run(new MagicCall(name, arguments, String.join(" ", arguments), Optional.empty()));
    }

    /** Runs {@code %%name} with the arguments on the body; returns its value. */
    public static <T> T cellMagic(String name, List<String> arguments, String body) throws Exception {
        return run(new MagicCall(name, arguments, String.join(" ", arguments), Optional.of(body)));
    }

    /** Runs a magic as it is written in a cell; returns its value. */
    public static <T> T run(String written) throws Exception {
        return run(MagicCall.parse(written));
    }

    @SuppressWarnings("unchecked") // As in IJava, the caller decides which type it takes the value for.
    private static <T> T run(MagicCall call) throws Exception {
        return (T) JavaShell.current().magics().run(call);
    }
}
