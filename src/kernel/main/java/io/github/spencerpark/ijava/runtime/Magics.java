package io.github.spencerpark.ijava.runtime;

import io.github.spencerpark.ijava.IJava;
import java.util.List;

/**
 * What Java code calls to run magics, under the name that IJava gave it. A checked exception of a magic comes as the cause of a
 * {@code RuntimeException}. Throws {@code IllegalStateException} outside the kernel.
 */
public final class Magics {
    private Magics() {}

    /** Runs {@code %name} with the arguments; returns its value, such as the paths of the jars it added. */
    public static <T> T lineMagic(String name, List<String> arguments) {
        return IJava.getKernelInstance().getMagics().lineMagic(name, arguments);
    }

    /** Runs {@code %%name} with the arguments on the body; returns its value. */
    public static <T> T cellMagic(String name, List<String> arguments, String body) {
        return IJava.getKernelInstance().getMagics().cellMagic(name, arguments, body);
    }
}
