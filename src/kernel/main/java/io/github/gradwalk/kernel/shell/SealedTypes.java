package io.github.gradwalk.kernel.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.TypeDeclSnippet;

/**
 * Gives sealed types to JShell in the only order that it always takes, after their subtypes. A sealed type that names no subtypes gets
 * those of its cell, as Java gives it those of its file. While subtypes are missing, a sealed type waits for the cells that declare them.
 */
final class SealedTypes {
    private final JShell shell;
    private final Updates updates;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

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
        final var declared = declared(types.values());
        final List<Piece> arranged = new ArrayList<>();
        for (var piece : pieces) {
            final var type = types.get(piece);
            if (type != null && type.isSealed()) {
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

    private void addComplete(List<Piece> arranged, Set<String> declared) {
        // One may be a subtype of another, even of an earlier one.
        for (var each : List.copyOf(waiting.values())) {
            if (each.isComplete(declared) && waiting.remove(each.type().name()) != null) {
                final var source = each.type().permitting(each.subtypes());
                dropIfOther(each.type().name(), source);
                arranged.add(new Piece(each.start(), source));
                declared.add(each.type().name());
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
