package io.github.spencerpark.ijava.runtime;

import io.github.gradwalk.kernel.magic.Magics.Call;
import io.github.gradwalk.kernel.shell.JavaShell;
import java.util.List;
import java.util.Optional;

/** What Java code calls to run magics, under the name that IJava gave it. Throws {@code IllegalStateException} outside the kernel. */
public final class Magics {
    private Magics() {}

    /** Runs {@code %name} with the arguments; returns its value, such as the paths of the jars it added. */
    public static <T> T lineMagic(final String name, final List<String> arguments) throws Exception {
        return run(new Call(name, arguments, String.join(" ", arguments), Optional.empty()));
    }

    /** Runs {@code %%name} with the arguments on the body; returns its value. */
    public static <T> T cellMagic(final String name, final List<String> arguments, final String body) throws Exception {
        return run(new Call(name, arguments, String.join(" ", arguments), Optional.of(body)));
    }

    /** Runs a magic as a cell writes it; returns its value. */
    public static <T> T run(final String written) throws Exception {
        return run(Call.parse(written));
    }

    @SuppressWarnings("unchecked") // The caller says what it takes the value for, as in IJava.
    private static <T> T run(final Call call) throws Exception {
        return (T) JavaShell.current().runMagic(call);
    }
}
