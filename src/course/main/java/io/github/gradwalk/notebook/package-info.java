/**
 * Showing figures, tables, matrices and checks in a notebook, on any Java kernel or none.
 *
 * <p>{@link io.github.gradwalk.notebook.Notebook} is made for {@code import static}: {@code show(figure)}.
 */
package io.github.gradwalk.notebook;
