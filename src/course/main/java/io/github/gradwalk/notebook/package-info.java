/**
 * Shows figures, tables, matrices and checks in a notebook, on any Java kernel or without one.
 *
 * <p>{@link io.github.gradwalk.notebook.Notebook} is meant for {@code import static}: {@code show(figure)}.
 */
package io.github.gradwalk.notebook;
