package io.github.spencerpark.ijava.runtime;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.ijava.JavaKernel;

/** Gives cells access to the kernel, under the name that IJava gave it. */
public final class Kernel {
    private Kernel() {}

    public static JavaKernel getKernelInstance() {
        return IJava.getKernelInstance();
    }

    /** Returns the kernel too; this is JJava's name. */
    public static JavaKernel kernel() {
        return getKernelInstance();
    }

    /** Runs code as if it stood in the cell at this place; returns its result, or {@code null}. */
    public static Object eval(String code) throws Exception {
        return getKernelInstance().evalRaw(code);
    }
}
