/** A network as a file. */
package io.github.gradwalk.file;
