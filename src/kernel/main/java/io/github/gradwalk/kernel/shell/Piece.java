package io.github.gradwalk.kernel.shell;

/** What JShell takes at once, a declaration or a statement, and the offset in its cell at which it starts. */
record Piece(int start, String source) {}
