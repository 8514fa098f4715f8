package io.github.gradwalk.kernel.shell;

import io.github.gradwalk.kernel.interpreter.Cell;
import io.github.gradwalk.kernel.interpreter.CellException;
import io.github.gradwalk.kernel.magic.CellParts;
import io.github.gradwalk.kernel.magic.MagicCall;
import io.github.gradwalk.kernel.magic.MagicCommands;
import java.util.ArrayList;
import java.util.List;

/** Runs the parts of a cell in order, Java on JShell and magics by their commands. */
final class CellRunner {
    private final SnippetRunner java;
    private final MagicCommands magics;
    private final Interruption interruption;

    CellRunner(SnippetRunner java, MagicCommands magics, Interruption interruption) {
        this.java = java;
        this.magics = magics;
        this.interruption = interruption;
    }

    /** Returns the value of the last part, or {@code null} if it has none. */
    Object run(Cell cell) throws CellException {
        final List<SnippetRunner.Located> snippets = new ArrayList<>();
        Object result = null;
        for (var part : CellParts.of(cell.code())) {
            if (part.isAssignment()) {
                java.run(cell, part.start(), part.java() + MagicCall.asJava(part.magic()), snippets);
                result = null;
            } else {
                if (!part.java().isBlank()) {
                    result = java.run(cell, part.start(), part.java(), snippets);
                }
                if (!part.magic().isEmpty()) {
                    result = runMagic(cell, part);
                }
            }
        }
        // Only now, since what a declaration needs may follow it.
        for (var snippet : snippets) {
            java.requireDefined(cell, snippet);
        }
        return result;
    }

    private Object runMagic(Cell cell, CellParts.Part part) throws CellException {
        interruption.check();
        try {
            final var value = magics.run(MagicCall.parse(part.magic()));
            // The paths of jars are meant for x = %jars ….
            return value instanceof List ? null : value;
        } catch (CellException e) {
            throw e;
        } catch (Exception e) {
            interruption.check();
            throw ErrorText.magic(cell, part.magicStart(), e);
        }
    }
}
