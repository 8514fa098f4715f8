package io.github.gradwalk.kernel.shell;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Kind;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;

/** Ways round faults of JShell in some JDKs. Each does nothing where the JDK does not have the fault. */
final class JdkFaults {
    private static final Pattern NON_SEALED = Pattern.compile(
            "\\A(?:\\s|//[^\\n]*\\n|/\\*(?s:.*?)\\*/|@\\w+|public\\b|static\\b|abstract\\b|strictfp\\b)*+non-sealed(?=\\s)");
    private static final String NON_SEALED_MODIFIER = "non-sealed";

    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|interface|enum|record)\\s+(\\w+)");
    private static final Pattern CLASS =
            Pattern.compile("(?:\\bstatic\\s+)?\\b(?:class|interface|enum|record)\\s+\\w+");

    /** Those that JShell itself uses in the code that it puts around snippets; Java 23 and later write them with their package. */
    private static final Set<String> USED_BY_JSHELL = Set.of("Object", "Throwable", "SuppressWarnings");

    private JdkFaults() {}

    /** Java 17's JShell does not find the end of a class that is {@code non-sealed}: puts spaces in the place of the word. */
    static String withoutNonSealed(String code) {
        final var found = NON_SEALED.matcher(code);
        if (!found.find()) {
            return code;
        }
        final int start = found.end() - NON_SEALED_MODIFIER.length();
        return code.substring(0, start) + " ".repeat(NON_SEALED_MODIFIER.length()) + code.substring(found.end());
    }

    /**
     * Java 17's JShell cannot compile an expression whose type has no name, such as that of the elements of {@code List.of("a", 0)}: returns
     * the expression as an {@code Object}.
     */
    static Optional<String> withNamedType(List<SnippetEvent> events, String source, JShell shell) {
        final boolean isNameless = events.stream()
                .filter(event -> event.status() == Status.REJECTED && event.causeSnippet() == null)
                .filter(event ->
                        event.snippet().kind() == Kind.VAR || event.snippet().kind() == Kind.EXPRESSION)
                .flatMap(event -> shell.diagnostics(event.snippet()))
                .filter(Diag::isError)
                .anyMatch(error -> "compiler.err.prob.found.req".equals(error.getCode())
                        && error.getMessage(null).contains("&"));
        final var expression = source.strip().replaceFirst(";\\z", "");
        return isNameless && !expression.startsWith("var ") && !expression.startsWith("(java.lang.Object)")
                ? Optional.of("(java.lang.Object) (" + expression + ")")
                : Optional.empty();
    }

    /** Drops a type after whose declaration nothing compiles any more; returns why, if there is one. */
    static Optional<String> dropHarmful(List<SnippetEvent> events, JShell shell) {
        for (var event : events) {
            if (event.snippet() instanceof TypeDeclSnippet type
                    && event.causeSnippet() == null
                    && USED_BY_JSHELL.contains(type.name())
                    && event.status() == Status.VALID
                    && isHarmful(shell)) {
                shell.drop(type);
                return Optional.of(
                        "JShell of Java " + Runtime.version().feature() + " cannot have a type named " + type.name()
                                + ", since its own code uses that of java.lang: choose another name, or use Java 23 or later");
            }
        }
        return Optional.empty();
    }

    /**
     * The compiler takes a nested class for static or not as it was when a variable of its type was declared, and JShell then keeps the
     * old class without a word: drops the class if that would happen. Returns what JShell says of it.
     */
    static List<SnippetEvent> dropIfNestingChanges(String source, JShell shell) {
        final var nested = nesting(source);
        if (nested.isEmpty()) {
            return List.of();
        }
        return shell.types()
                .filter(type -> shell.status(type).isActive() && declares(source, type.name()))
                .filter(type -> !nesting(type.source()).equals(nested))
                .findFirst()
                .map(shell::drop)
                .orElse(List.of());
    }

    private static boolean declares(String source, String name) {
        final var found = DECLARED.matcher(source);
        return found.find() && found.group(1).equals(name);
    }

    /** The nested classes of a source, with whether they are static; without the outermost class itself. */
    private static List<String> nesting(String source) {
        return CLASS.matcher(source)
                .results()
                .skip(1)
                .map(found -> found.group().replaceAll("\\s+", " "))
                .toList();
    }

    private static boolean isHarmful(JShell shell) {
        final var probe = shell.eval("0").get(0);
        if (probe.status() != Status.REJECTED) {
            shell.drop(probe.snippet());
        }
        return probe.status() == Status.REJECTED;
    }
}
