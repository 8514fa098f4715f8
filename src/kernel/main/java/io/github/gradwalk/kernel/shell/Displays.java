package io.github.gradwalk.kernel.shell;

import io.github.gradwalk.kernel.interpreter.MimeBundle;
import io.github.gradwalk.kernel.interpreter.Screen;
import java.util.UUID;

/** What cells show besides their results, each under an id by which it can be replaced. */
public final class Displays {
    private final Screen screen;
    private volatile String lastId = "";

    Displays(Screen screen) {
        this.screen = screen;
    }

    /** Shows the bundle; returns the id by which {@link #update} finds it again. */
    public String display(MimeBundle bundle) {
        if (bundle.displayId().isEmpty()) {
            bundle.setDisplayId(UUID.randomUUID().toString());
        }
        screen.display(bundle);
        // A copy, so that isLastId can tell this very object from an equal string.
        lastId = new String(bundle.displayId().orElseThrow());
        return lastId;
    }

    /** Replaces what was shown under the id, wherever it is. */
    public void update(String id, MimeBundle bundle) {
        bundle.setDisplayId(id);
        screen.update(bundle);
    }

    /** Removes what the cell has shown and printed; with {@code wait}, only when something new arrives. */
    public void clear(boolean wait) {
        screen.clear(wait);
    }

    /** Whether the value is what the latest {@link #display} returned, and so not a result worth showing. */
    boolean isLastId(Object value) {
        return value == lastId;
    }
}
