/**
 * Tables of Tablesaw: read from files, made from records, and turned into a {@link io.github.gradwalk.Dataset}.
 *
 * <p>Notebook <a href="{@docRoot}/../16-penguins-and-digits.html">16</a> uses it from a file to the test accuracy.
 */
package io.github.gradwalk.table;
