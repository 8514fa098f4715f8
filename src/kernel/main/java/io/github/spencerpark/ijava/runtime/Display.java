package io.github.spencerpark.ijava.runtime;

import io.github.gradwalk.kernel.render.Rendering;
import io.github.gradwalk.kernel.shell.Displays;
import io.github.gradwalk.kernel.shell.JavaShell;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;

/**
 * What cells call to show values, under the name that IJava gave it, so that notebooks and libraries written for
 * IJava find it. Every method that shows something throws {@code IllegalStateException} outside the kernel.
 */
public final class Display {
    private Display() {}

    /** Returns the value as it would be shown. */
    public static DisplayData render(Object value) {
        return render(value, new String[0]);
    }

    /** Returns the value in the given MIME types. */
    public static DisplayData render(Object value, String... types) {
        return new DisplayData(Rendering.render(value, types));
    }

    /** Shows the value; returns an id for {@link #updateDisplay}. */
    public static String display(Object value) {
        return display(value, new String[0]);
    }

    /** Shows the value in the given MIME types; returns an id for {@link #updateDisplay}. */
    public static String display(Object value, String... types) {
        return displays().display(Rendering.render(value, types));
    }

    /** Replaces what was shown under the id. */
    public static void updateDisplay(String id, Object value) {
        updateDisplay(id, value, new String[0]);
    }

    /** Replaces what was shown under the id, in the given MIME types. */
    public static void updateDisplay(String id, Object value, String... types) {
        displays().update(id, Rendering.render(value, types));
    }

    /** Removes what the cell has printed and shown so far. */
    public static void clearOutput() {
        clearOutput(false);
    }

    /** Removes what the cell has printed and shown so far; with {@code wait}, only when something new arrives, so that nothing flickers. */
    public static void clearOutput(boolean wait) {
        displays().clear(wait);
    }

    /** Prints as {@code System.out.printf} does. */
    public static void printf(String format, Object... arguments) {
        System.out.printf(format, arguments);
    }

    private static Displays displays() {
        return JavaShell.current().displays();
    }
}
