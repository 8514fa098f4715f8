package io.github.spencerpark.jupyter.kernel;

import io.github.gradwalk.kernel.shell.JavaShell;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;

/** Where things are shown, as in IJava. */
public final class DisplayStream {
    DisplayStream() {}

    public boolean isAttached() {
        return true;
    }

    public void display(DisplayData data) {
        JavaShell.current().displays().display(data.bundle());
    }

    /** Replaces what was shown under the id of the data; without one, throws {@code IllegalArgumentException}. */
    public void updateDisplay(DisplayData data) {
        if (!data.hasDisplayId()) {
            throw new IllegalArgumentException("expected data with a display id, but it has none");
        }
        updateDisplay(data.getDisplayId(), data);
    }

    /** Replaces what was shown under the id. */
    public void updateDisplay(String id, DisplayData data) {
        JavaShell.current().displays().update(id, data.bundle());
    }
}
