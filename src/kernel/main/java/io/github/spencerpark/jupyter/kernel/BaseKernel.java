package io.github.spencerpark.jupyter.kernel;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.history.HistoryManager;

/** The class by whose name libraries for IJava, and for kernels like it, take the kernel in order to register their renderers. */
public abstract class BaseKernel {
    public abstract Renderer getRenderer();

    public abstract JupyterIO getIO();

    /** Returns {@code null} if there is none. */
    public abstract HistoryManager getHistoryManager();

    public abstract String getBanner();

    public abstract void display(DisplayData data);

    /** Runs code; returns its result as it would be shown, or {@code null}. */
    public abstract DisplayData eval(String code) throws Exception;
}
