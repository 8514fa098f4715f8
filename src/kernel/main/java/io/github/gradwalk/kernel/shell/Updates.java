package io.github.gradwalk.kernel.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/** What the declarations of a cell have done to earlier ones: variables that start anew, and what no longer compiles. */
final class Updates {
    private static final List<String> DEFAULTS = List.of("null", "0", "0.0", "false", "'\\000'");

    private final JShell shell;
    private final Interruption interruption;

    /** What has changed, each with the declaration that has caused it. */
    private final Map<Snippet, Snippet> causes = new LinkedHashMap<>();

    Updates(JShell shell, Interruption interruption) {
        this.shell = shell;
        this.interruption = interruption;
    }

    /** Takes note of what JShell says of an evaluation. */
    void add(List<SnippetEvent> events) {
        final Map<Snippet, Snippet> direct = new LinkedHashMap<>();
        events.stream()
                .filter(event -> event.causeSnippet() != null)
                .forEach(event -> direct.put(event.snippet(), event.causeSnippet()));
        events.stream()
                .filter(Updates::isLoss)
                .forEach(event -> causes.put(event.snippet(), origin(event.snippet(), direct)));
    }

    private static boolean isLoss(SnippetEvent event) {
        return event.causeSnippet() != null
                && event.previousStatus().isDefined()
                && event.status().isActive()
                && (event.isSignatureChange() || event.status() != event.previousStatus());
    }

    private static Snippet origin(Snippet changed, Map<Snippet, Snippet> direct) {
        var cause = direct.get(changed);
        for (int i = 0; i < direct.size() && direct.containsKey(cause); i++) {
            cause = direct.get(cause);
        }
        return cause;
    }

    /** Returns, once, what the cell has not put right itself, in plain lines. */
    List<String> take() {
        final Map<Snippet, List<String>> reset = new LinkedHashMap<>();
        final List<String> broken = new ArrayList<>();
        causes.forEach((changed, cause) -> {
            final var status = shell.status(changed);
            if (status == Status.VALID && changed instanceof VarSnippet variable && isReset(variable)) {
                reset.computeIfAbsent(cause, key -> new ArrayList<>()).add(variable.name());
            } else if (status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED) {
                broken.add(describe(cause) + " has changed: " + describe(changed)
                        + (changed instanceof MethodSnippet ? " cannot be called: " : " is no longer defined: ")
                        + reason((DeclarationSnippet) changed));
            }
        });
        causes.clear();
        final List<String> lines = new ArrayList<>();
        reset.forEach((cause, names) -> lines.add(describe(cause) + " has changed: "
                + (names.size() == 1 ? "variable " : "variables ") + String.join(", ", names)
                + (names.size() == 1
                        ? " has lost its value; run the cell that sets it"
                        : " have lost their values; run the cells that set them")
                + " again"));
        lines.addAll(broken);
        return lines;
    }

    private boolean isReset(VarSnippet variable) {
        try {
            return DEFAULTS.contains(interruption.call((Callable<String>) () -> shell.varValue(variable)));
        } catch (Exception e) {
            // Its own toString failed, so that it has a value.
            return false;
        }
    }

    private String reason(DeclarationSnippet broken) {
        if (broken.source().strip().startsWith("var ")) {
            // JShell has kept its old type, and compares that with the new one.
            return "run the cell that declares it again";
        }
        final var names = shell.unresolvedDependencies(broken).collect(Collectors.joining(", "));
        return names.isEmpty()
                ? shell.diagnostics(broken)
                        .filter(Diag::isError)
                        .map(CompilationText::message)
                        .map(message -> message.lines().findFirst().orElse(""))
                        .findFirst()
                        .orElse("it no longer compiles")
                : names + " is missing";
    }

    private static String describe(Snippet snippet) {
        if (snippet instanceof MethodSnippet method) {
            return "method " + method.name() + "(" + method.parameterTypes() + ")";
        }
        if (snippet instanceof ImportSnippet imported) {
            return "the import of " + imported.fullname();
        }
        if (snippet instanceof TypeDeclSnippet type) {
            return type.subKind().name().toLowerCase(Locale.ROOT).replaceFirst("_.*", "") + " " + type.name();
        }
        return snippet instanceof VarSnippet variable ? "variable " + variable.name() : "a declaration";
    }
}
