package io.github.gradwalk.kernel.interpreter;

import java.util.List;

/** Why a cell failed, as a client shows it. */
public final class CellException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String value;
    private final transient List<String> traceback;

    public CellException(String name, String value, List<String> traceback) {
        super(name + ": " + value);
        this.name = name;
        this.value = value;
        this.traceback = traceback;
    }

    /** Returns the kind of failure, such as the name of the exception's class. */
    public String name() {
        return name;
    }

    /** Returns the message. */
    public String value() {
        return value;
    }

    /** Returns the whole text, in lines; colours are those of a terminal. */
    public List<String> traceback() {
        return traceback;
    }
}
