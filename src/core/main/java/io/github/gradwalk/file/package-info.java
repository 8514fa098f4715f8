/** A network, a classifier with its names and its standardiser, or a training that is to go on, as a file; weights for PyTorch and from it. */
package io.github.gradwalk.file;
