package io.github.gradwalk.kernel.render;

import io.github.gradwalk.kernel.interpreter.MimeBundle;
import java.util.Set;

/** A value that renders itself. */
public interface SelfRendering {
    /** Adds the wanted MIME types to the bundle, which has the value as plain text; if none are wanted, those that suit the value best. */
    void renderInto(MimeBundle bundle, Set<String> wanted);
}
