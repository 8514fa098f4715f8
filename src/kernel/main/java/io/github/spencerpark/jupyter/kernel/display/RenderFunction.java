package io.github.spencerpark.jupyter.kernel.display;

/** How the values of a class are to be shown. */
@FunctionalInterface
public interface RenderFunction<T> {
    void render(T value, RenderContext context);
}
