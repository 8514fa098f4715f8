package io.github.gradwalk.kernel.render;

import io.github.gradwalk.kernel.interpreter.MimeBundle;
import java.util.Set;

/** A value that renders itself. */
public interface SelfRendering {
    /** Returns the value in the wanted MIME types or, if none are wanted, in those that suit it best. */
    MimeBundle rendered(Set<String> types);
}
