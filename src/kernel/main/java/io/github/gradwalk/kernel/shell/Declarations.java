package io.github.gradwalk.kernel.shell;

import io.github.gradwalk.kernel.magic.MagicCall;
import io.github.gradwalk.kernel.magic.MagicCommands;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/** Lists what cells have declared, as the {@code jshell} tool does. */
final class Declarations {
    /** As {@code jshell} has it. */
    private static final int LONGEST_VALUE = 80;

    private final JShell shell;
    private final Interruption interruption;

    Declarations(JShell shell, Interruption interruption) {
        this.shell = shell;
        this.interruption = interruption;
    }

    void register(MagicCommands magics) {
        magics.register(call -> interruption.call(() -> print(call, shell.variables(), this::describe)), "/vars");
        magics.register(call -> print(call, shell.methods(), this::describe), "/methods");
        magics.register(call -> print(call, shell.types(), this::describe), "/types");
        magics.register(
                call -> print(
                        call,
                        shell.imports(),
                        imported -> "import " + (imported.isStatic() ? "static " : "") + imported.fullname()),
                "/imports");
    }

    /** All that are in use, or those of the given names. */
    private <S extends PersistentSnippet> Object print(
            MagicCall call, Stream<S> snippets, Function<S, String> description) {
        snippets.filter(snippet ->
                        call.arguments().isEmpty() || call.arguments().contains(snippet.name()))
                .map(description)
                .forEach(line -> System.out.println("  " + line));
        return null;
    }

    private String describe(VarSnippet variable) {
        final var value = shell.status(variable) == Snippet.Status.VALID ? shell.varValue(variable) : "(not-active)";
        final var shown = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + " ..." : value;
        return variable.typeName() + " " + variable.name() + " = " + shown;
    }

    private String describe(MethodSnippet method) {
        final var signature = method.signature();
        final int parameters = signature.lastIndexOf(')') + 1;
        return signature.substring(parameters) + " " + method.name() + signature.substring(0, parameters)
                + missing(method);
    }

    private String describe(TypeDeclSnippet type) {
        final var kind =
                switch (type.subKind()) {
                    case ENUM_SUBKIND -> "enum";
                    case INTERFACE_SUBKIND -> "interface";
                    case RECORD_SUBKIND -> "record";
                    case ANNOTATION_TYPE_SUBKIND -> "@interface";
                    default -> "class";
                };
        return kind + " " + type.name() + missing(type);
    }

    private String missing(DeclarationSnippet declaration) {
        final Optional<String> names =
                shell.unresolvedDependencies(declaration).reduce((some, more) -> some + ", " + more);
        return names.map(missing -> ", which cannot be used until " + missing + " is declared")
                .orElse("");
    }
}
