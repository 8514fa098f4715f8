package io.github.gradwalk.kernel.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Why a cell failed, as a client shows it. */
public final class CellException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String value;
    private final transient List<String> traceback;

    public CellException(final String name, final String value, final List<String> traceback) {
        super(name + ": " + value);
        this.name = name;
        this.value = value;
        this.traceback = traceback;
    }

    List<String> traceback() {
        return traceback;
    }

    /** Returns the content of an {@code error} message; with a status, that of a reply. */
    public Map<String, Object> content() {
        return new HashMap<>(Map.of("ename", name, "evalue", value, "traceback", traceback));
    }
}
