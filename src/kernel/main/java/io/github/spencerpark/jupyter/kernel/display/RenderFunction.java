package io.github.spencerpark.jupyter.kernel.display;

/** How a cell wants the values of a class shown. */
@FunctionalInterface
public interface RenderFunction<T> {
    void render(T value, RenderContext context);
}
