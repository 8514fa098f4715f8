package io.github.gradwalk.kernel.render;

import io.github.gradwalk.kernel.interpreter.MimeBundle;

/** A value that is shown as the bundle it holds, whichever types are wanted. */
public interface AlreadyRendered {
    MimeBundle bundle();
}
