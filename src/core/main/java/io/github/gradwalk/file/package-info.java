/** A network, or a classifier with its names and its standardiser, as a file. */
package io.github.gradwalk.file;
