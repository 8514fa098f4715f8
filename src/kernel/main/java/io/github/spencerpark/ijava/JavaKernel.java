package io.github.spencerpark.ijava;

import io.github.gradwalk.kernel.shell.JavaShell;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;

/** What notebooks written for IJava call on its kernel. Everything but the renderer throws {@code IllegalStateException} outside the kernel. */
public final class JavaKernel {
    private final Magics magics = new Magics();
    private final Renderer renderer = new Renderer();

    JavaKernel() {}

    public Magics getMagics() {
        return magics;
    }

    public Renderer getRenderer() {
        return renderer;
    }

    /** Adds a jar or a folder of classes, or what a glob matches. */
    public void addToClasspath(String path) throws Exception {
        JavaShell.current().addToClassPath(path);
    }

    public void display(DisplayData data) {
        JavaShell.current().displays().display(data.bundle());
    }

    /** Runs code as if it stood in the cell at this place; returns its result, or {@code null}. */
    public Object evalRaw(String code) throws Exception {
        return JavaShell.current().evaluate(code);
    }

    /** Runs code as if it stood in the cell at this place; returns its result as it would be shown, or {@code null}. */
    public DisplayData eval(String code) throws Exception {
        final var result = evalRaw(code);
        return result == null ? null : renderer.render(result);
    }
}
