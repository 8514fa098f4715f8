package io.github.gradwalk.kernel.interpreter;

/** Where a running cell shows things besides its result and what it prints. Any thread may use it. */
public interface Screen {
    /** Shows the bundle, under its display id if it has one. */
    void display(MimeBundle bundle);

    /** Replaces what was shown under the bundle's display id. */
    void update(MimeBundle bundle);

    /** Removes what the cell has shown and printed so far; with {@code wait}, only when something new arrives. */
    void clear(boolean wait);
}
