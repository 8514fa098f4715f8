package io.github.gradwalk.kernel.magic;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The commands of the {@code jshell} tool: those that cells have too, and what to do in place of the others. */
public final class JShellCommands {
    private static final String RESTART = "restart the kernel to begin anew";
    private static final String CELLS = "the notebook itself shows its cells, and the client can ask for the history";

    private static final Map<String, String> INSTEAD = new TreeMap<>(Map.ofEntries(
            Map.entry("list", CELLS),
            Map.entry("history", CELLS),
            Map.entry("edit", "edit the cell and run it again"),
            Map.entry("drop", "declare the name anew, or " + RESTART),
            Map.entry("save", "save the notebook"),
            Map.entry("open", "%load FILE runs a file"),
            Map.entry("exit", "shut the kernel down in your client"),
            Map.entry(
                    "env",
                    "%classpath and %maven add to the class path; options are given when the kernel is installed"),
            Map.entry("reset", RESTART),
            Map.entry("reload", "restart the kernel and run all cells"),
            Map.entry("debug", "it is for those who work on JShell"),
            Map.entry("help", "%help lists the magics; Shift-Tab shows documentation"),
            Map.entry("set", "options are given when the kernel is installed")));

    private static final List<String> ANSWERED = List.of("vars", "methods", "types", "imports");

    private static final Pattern COMMAND = Pattern.compile(
            "/(" + String.join("|", ANSWERED) + "|" + String.join("|", INSTEAD.keySet()) + ")(?=\\s|$)");

    private JShellCommands() {}

    /** Whether one of the commands is at the offset. */
    static boolean isAt(String code, int offset) {
        return COMMAND.matcher(code).region(offset, code.length()).lookingAt();
    }

    /** Registers those that only say what to do instead. */
    static void register(MagicCommands magics) {
        INSTEAD.forEach((name, instead) -> magics.register(
                call -> {
                    throw new IllegalArgumentException("/" + name + " is a command of jshell; here, " + instead);
                },
                "/" + name));
    }
}
