/**
 * Data to learn from: toy data in two dimensions, images in MNIST's format, splits, and standardisation. Each of them produces a {@link io.github.gradwalk.Dataset}.
 *
 * <p>Notebook <a href="{@docRoot}/../16-penguins-and-digits.html">16</a> uses it from a table to the test accuracy; notebook
 * <a href="{@docRoot}/../10-training.html">10</a> trains on the toy data.
 */
package io.github.gradwalk.data;
