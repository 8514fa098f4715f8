/** Puts the kernel into Jupyter, and takes it out again. Used by {@code java -jar gradwalk-kernel.jar --install}, never by a running kernel. */
package io.github.gradwalk.kernel.install;
