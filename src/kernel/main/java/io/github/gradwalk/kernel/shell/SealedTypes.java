package io.github.gradwalk.kernel.shell;

import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import jdk.jshell.JShell;
import jdk.jshell.TypeDeclSnippet;

/**
 * Gives sealed types to JShell in the only order that it always takes, after their subtypes. A sealed type that names no subtypes gets
 * those of its cell, as Java gives it those of its file. While subtypes are missing, a sealed type waits for the cells that declare them.
 */
final class SealedTypes {
    private static final Pattern NON_SEALED = Pattern.compile("(?<![\\w.])non-sealed(?=\\s)");

    private final JShell shell;
    private final Updates updates;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    /** Those that are declared once more when their sealed type is there. */
    private final Map<String, Piece> nonSealed = new HashMap<>();

    /** A sealed type, its place in the current cell, and the names of its direct subtypes. */
    private record Waiting(ParsedType type, int start, List<String> subtypes) {
        Waiting within(Collection<ParsedType> cell, int newStart) {
            final var named = type.permitted();
            return new Waiting(type, newStart, named.isEmpty() ? type.directSubtypes(cell) : named);
        }

        /** With the name of the outermost type for one that is inside another. */
        List<String> missing(Set<String> declared) {
            return subtypes.stream()
                    .map(name -> name.replaceFirst("\\..*", ""))
                    .filter(name -> !name.equals(type.name()) && !declared.contains(name))
                    .toList();
        }

        boolean isComplete(Set<String> declared) {
            return !subtypes.isEmpty() && missing(declared).isEmpty();
        }
    }

    /** The updates learn what it costs when a type gets other subtypes. */
    SealedTypes(JShell shell, Updates updates) {
        this.shell = shell;
        this.updates = updates;
    }

    /** Returns the pieces of a cell in the order in which to run them; says on stderr which of its types wait. */
    List<Piece> arrange(List<Piece> pieces) {
        if (waiting.isEmpty()
                && pieces.stream().noneMatch(piece -> piece.source().contains("sealed"))) {
            return pieces;
        }
        final Map<Piece, ParsedType> types = new LinkedHashMap<>();
        pieces.forEach(piece -> ParsedType.of(piece.source()).ifPresent(type -> types.put(piece, type)));
        waiting.replaceAll((name, each) -> each.within(types.values(), 0));
        nonSealed.replaceAll((name, piece) -> new Piece(0, piece.source()));
        final var declared = declared(types.values());
        final List<Piece> arranged = new ArrayList<>();
        for (var piece : pieces) {
            final var type = types.get(piece);
            if (type != null && isNonSealedOfCell(type, types.values())) {
                arranged.add(new Piece(piece.start(), standIn(type)));
                declared.add(type.name());
                nonSealed.put(type.name(), piece);
            } else if (type != null && type.isSealed()) {
                waiting.put(type.name(), new Waiting(type, 0, List.of()).within(types.values(), piece.start()));
            } else {
                arranged.add(piece);
                declared.addAll(type == null ? List.of() : List.of(type.name()));
            }
            addComplete(arranged, declared);
        }
        types.values().forEach(type -> tellIfWaiting(type, declared));
        return arranged;
    }

    /** Returns the types of earlier cells, except those that this cell declares anew. */
    private Set<String> declared(Collection<ParsedType> anew) {
        final var names = shell.types()
                .filter(type -> shell.status(type).isActive())
                .map(TypeDeclSnippet::name)
                .collect(Collectors.toCollection(HashSet::new));
        anew.forEach(type -> names.remove(type.name()));
        return names;
    }

    /** JShell rejects such a type unless the sealed one is there, which it takes only after its subtypes. */
    private boolean isNonSealedOfCell(ParsedType type, Collection<ParsedType> types) {
        return NON_SEALED.matcher(type.source()).find()
                && Stream.concat(types.stream(), waiting.values().stream().map(Waiting::type))
                        .anyMatch(each -> each.isSealed()
                                && !each.directSubtypes(List.of(type)).isEmpty());
    }

    /** A type of that name that may be a subtype of the sealed one, and that JShell takes before that is there. */
    private static String standIn(ParsedType type) {
        final boolean isInterface = type.tree().getKind() == Tree.Kind.INTERFACE;
        final boolean isAbstract =
                isInterface || type.tree().getModifiers().getFlags().contains(Modifier.ABSTRACT);
        final var header = type.source().substring(0, type.bodyStart());
        return NON_SEALED.matcher(header).replaceFirst(isAbstract ? "sealed" : "sealed abstract")
                + "permits " + type.name() + ".Sub { "
                + (isInterface ? "non-sealed interface" : "static abstract non-sealed class")
                + " Sub extends " + type.name() + " {} }";
    }

    private void addComplete(List<Piece> arranged, Set<String> declared) {
        // One may be a subtype of another, even of an earlier one.
        for (var each : List.copyOf(waiting.values())) {
            if (each.isComplete(declared) && waiting.remove(each.type().name()) != null) {
                final var source = each.type().permitting(each.subtypes());
                dropIfOther(each.type().name(), source);
                arranged.add(new Piece(each.start(), source));
                declared.add(each.type().name());
                each.subtypes().forEach(name -> Optional.ofNullable(nonSealed.remove(name))
                        .ifPresent(arranged::add));
                addComplete(arranged, declared);
            }
        }
    }

    /** Otherwise JShell would reject subtypes that the type of that name, as it is now, does not permit. */
    private void dropIfOther(String name, String source) {
        shell.types()
                .filter(type -> type.name().equals(name) && shell.status(type).isActive())
                .filter(type -> !type.source().equals(source))
                .toList()
                .forEach(type -> updates.add(shell.drop(type)));
    }

    private void tellIfWaiting(ParsedType type, Set<String> declared) {
        final var each = waiting.get(type.name());
        if (each != null) {
            final var missing = each.missing(declared);
            System.err.println(type.name() + " is sealed, and is declared as soon as "
                    + (missing.isEmpty() ? "a cell declares a subtype" : "these are: " + String.join(", ", missing)));
        }
    }
}
