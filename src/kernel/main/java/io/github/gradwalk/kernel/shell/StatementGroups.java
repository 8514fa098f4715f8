package io.github.gradwalk.kernel.shell;

import io.github.gradwalk.kernel.interpreter.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds statements that follow one another in a cell and can be run as one block, which takes JShell no longer than a single statement
 * does. The last piece of a cell is never among them, since it may have a value to show.
 */
final class StatementGroups {
    /**
     * A call, an assignment, or a keyword with its parenthesis; a declaration has two words or a type argument there. Not a loop: it
     * should be fast, and Java compiles no method that is too long.
     */
    private static final Pattern STATEMENT = Pattern.compile(
            "(?!(for|while)\\b)[\\p{javaJavaIdentifierStart}][\\p{javaJavaIdentifierPart}.]*"
                    + "(\\[[^\\[\\]]*\\])*\\s*(\\(|\\+\\+|--|([-+*/%&|^]|<<|>>>?)?=(?!=)).*",
            Pattern.DOTALL);

    /** By itself, since an interrupt may end the call with a value, which the kernel then tells. */
    private static final Pattern ASSIGNED_CALL =
            Pattern.compile("[\\p{javaJavaIdentifierPart}]+\\s*=(?!=)[^(]*\\(.*", Pattern.DOTALL);

    private StatementGroups() {}

    /** Returns the pieces in their order, those that can be run together in one list. */
    static List<List<Piece>> of(Cell cell, List<Piece> pieces) {
        final List<List<Piece>> groups = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            final var piece = pieces.get(i);
            final boolean joins = i > 0
                    && i < pieces.size() - 1
                    && isStatement(cell, piece)
                    && isStatement(cell, pieces.get(i - 1))
                    && piece.start() > pieces.get(i - 1).start();
            if (!joins) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(piece);
        }
        return groups;
    }

    private static boolean isStatement(Cell cell, Piece piece) {
        return STATEMENT.matcher(piece.source()).matches()
                && !ASSIGNED_CALL.matcher(piece.source()).matches()
                && cell.code().startsWith(piece.source(), piece.start());
    }

    /** Returns the block, whose lines are those of the cell. */
    static Piece block(Cell cell, List<Piece> group) {
        final var first = group.get(0);
        final var last = group.get(group.size() - 1);
        final int end = last.start() + last.source().length();
        return new Piece(first.start(), "{" + cell.code().substring(first.start(), end) + "\n}");
    }
}
