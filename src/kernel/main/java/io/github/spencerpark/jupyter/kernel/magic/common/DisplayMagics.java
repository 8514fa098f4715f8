package io.github.spencerpark.jupyter.kernel.magic.common;

import io.github.spencerpark.jupyter.kernel.DisplayStream;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.magic.registry.CellMagic;
import java.util.List;

/** Magics that show the text of a cell, such as {@code %%html}; a notebook that wants them registers an object of this class. */
public record DisplayMagics(Renderer renderer, DisplayStream output) {
    @CellMagic
    public void html(List<String> arguments, String body) {
        show(body, "text/html");
    }

    @CellMagic
    public void markdown(List<String> arguments, String body) {
        show(body, "text/markdown");
    }

    @CellMagic
    public void svg(List<String> arguments, String body) {
        show(body, "image/svg+xml");
    }

    @CellMagic
    public void latex(List<String> arguments, String body) {
        show(body, "text/latex");
    }

    @CellMagic(aliases = "js")
    public void javascript(List<String> arguments, String body) {
        show(body, "application/javascript");
    }

    private void show(String body, String type) {
        output.display(renderer.renderAs(body, type));
    }
}
