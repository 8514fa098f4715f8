/**
 * Data to learn from: toy data in two dimensions, tables through Tablesaw, images in MNIST's format, splits, and
 * standardising. All of it ends as a {@link io.github.gradwalk.Dataset}.
 */
package io.github.gradwalk.data;
