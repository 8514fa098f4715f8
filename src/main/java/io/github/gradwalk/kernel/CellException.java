package io.github.gradwalk.kernel;

import java.util.List;

/** Why a cell failed, as a client shows it. */
final class CellException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String value;
    private final transient List<String> traceback;

    CellException(final String name, final String value, final List<String> traceback) {
        super(name + ": " + value);
        this.name = name;
        this.value = value;
        this.traceback = traceback;
    }

    String name() {
        return name;
    }

    String value() {
        return value;
    }

    List<String> traceback() {
        return traceback;
    }
}
