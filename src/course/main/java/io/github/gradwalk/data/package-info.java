/**
 * Data to learn from: toy data in two dimensions, tables through Tablesaw, images in MNIST's format, splits, and
 * standardising. All of it ends as a {@link io.github.gradwalk.Dataset}.
 *
 * <p>Notebook <a href="{@docRoot}/../12-penguins-and-digits.html">12</a> goes from a table to a verdict with it, <a
 * href="{@docRoot}/../09-training.html">09</a> learns from the toy data.
 */
package io.github.gradwalk.data;
