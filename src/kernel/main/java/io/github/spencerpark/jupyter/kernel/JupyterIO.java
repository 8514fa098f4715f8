package io.github.spencerpark.jupyter.kernel;

import java.io.InputStream;
import java.io.PrintStream;

/** The client's streams, as in IJava, whatever {@code System.setOut} and the like change afterwards. */
public final class JupyterIO {
    public final PrintStream out = System.out;
    public final PrintStream err = System.err;
    public final InputStream in = System.in;
    public final DisplayStream display = new DisplayStream();

    public boolean isAttached() {
        return display.isAttached();
    }
}
