package io.github.spencerpark.ijava.runtime;

import io.github.gradwalk.kernel.Displays;
import io.github.gradwalk.kernel.shell.Rendering;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;

/**
 * What cells call to show values, under the name that IJava gave it, so that notebooks and libraries written for
 * IJava find it. Every method that shows throws {@code IllegalStateException} outside the kernel.
 */
public final class Display {
    private Display() {}

    /** Returns the value as it would be shown. */
    public static DisplayData render(final Object value) {
        return Rendering.render(value);
    }

    /** Returns the value in the given MIME types. */
    public static DisplayData render(final Object value, final String... types) {
        return Rendering.render(value, types);
    }

    /** Shows the value; returns an id for {@link #updateDisplay}. */
    public static String display(final Object value) {
        return Displays.current().display(Rendering.render(value));
    }

    /** Shows the value in the given MIME types; returns an id for {@link #updateDisplay}. */
    public static String display(final Object value, final String... types) {
        return Displays.current().display(Rendering.render(value, types));
    }

    /** Replaces what was shown under the id. */
    public static void updateDisplay(final String id, final Object value) {
        Displays.current().update(id, Rendering.render(value));
    }

    /** Replaces what was shown under the id, in the given MIME types. */
    public static void updateDisplay(final String id, final Object value, final String... types) {
        Displays.current().update(id, Rendering.render(value, types));
    }

    /** Takes away what the cell has printed and shown so far. */
    public static void clearOutput() {
        clearOutput(false);
    }

    /** Takes away what the cell has printed and shown so far; with {@code wait} only when something new comes, so that nothing flickers. */
    public static void clearOutput(final boolean wait) {
        Displays.current().clear(wait);
    }
}
