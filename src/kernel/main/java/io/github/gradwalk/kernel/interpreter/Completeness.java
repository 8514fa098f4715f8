package io.github.gradwalk.kernel.interpreter;

/** Whether code can be run, or what it needs first. */
public sealed interface Completeness {
    /** It can be run. */
    record Complete() implements Completeness {}

    /** It needs another line, which should begin with the indentation. */
    record Incomplete(String indent) implements Completeness {}

    /** No further line makes it right. */
    record Invalid() implements Completeness {}
}
