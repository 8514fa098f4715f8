package io.github.spencerpark.ijava;

import io.github.gradwalk.kernel.Displays;
import io.github.gradwalk.kernel.shell.JavaShell;
import io.github.gradwalk.kernel.shell.Rendering;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;

/** What notebooks written for IJava ask of its kernel. All but the renderer throws {@code IllegalStateException} outside the kernel. */
public final class JavaKernel {
    private final Magics magics = new Magics();

    JavaKernel() {}

    public Magics getMagics() {
        return magics;
    }

    public Renderer getRenderer() {
        return Rendering.renderer();
    }

    /** Adds a jar or a folder of classes, or what a glob matches. */
    public void addToClasspath(final String path) throws Exception {
        JavaShell.current().addToClassPath(path);
    }

    public void display(final DisplayData data) {
        Displays.current().display(data);
    }

    /** Runs code as if the cell had it here; returns its result, or {@code null}. */
    public Object evalRaw(final String code) throws Exception {
        return JavaShell.current().evaluate(code);
    }

    /** Runs code as if the cell had it here; returns its result as it would be shown, or {@code null}. */
    public DisplayData eval(final String code) throws Exception {
        final var result = evalRaw(code);
        return result == null ? null : Rendering.render(result);
    }
}
