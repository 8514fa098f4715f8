/** Showing figures, tables, matrices and checks in a notebook, on any Java kernel or none. */
package io.github.gradwalk.notebook;
