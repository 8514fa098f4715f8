package io.github.gradwalk.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** What helps while a cell is being written. Clients count in code points, Java in UTF-16 units. */
final class Assistance {
    private static final String INDENT = "    ";

    private final SourceCodeAnalysis analysis;

    Assistance(final SourceCodeAnalysis analysis) {
        this.analysis = analysis;
    }

    /** Returns the content of a {@code complete_reply}: what may stand in place of the word that ends at the cursor. */
    JsonObject complete(final String cell, final int cursor) {
        final int end = cell.offsetByCodePoints(0, Math.min(cursor, cell.codePointCount(0, cell.length())));
        final var code = CellParts.javaOnly(cell.substring(0, end));
        final int[] anchor = {code.length()};
        var found = analysis.completionSuggestions(code, code.length(), anchor);
        if (found.isEmpty()) {
            // What stands before, a class or an import, may be what kept the analysis from the last statement.
            final int start = lastSnippet(code);
            final var last = code.substring(start);
            found = analysis.completionSuggestions(last, last.length(), anchor);
            anchor[0] += start;
        }
        final var reply = new JsonObject();
        reply.addProperty("status", "ok");
        reply.add("matches", matches(found));
        reply.addProperty("cursor_start", cell.codePointCount(0, found.isEmpty() ? end : anchor[0]));
        reply.addProperty("cursor_end", cell.codePointCount(0, end));
        reply.add("metadata", new JsonObject());
        return reply;
    }

    private static JsonArray matches(final List<Suggestion> found) {
        final var matches = new JsonArray();
        found.stream()
                .sorted((a, b) -> Boolean.compare(b.matchesType(), a.matchesType()))
                .map(Suggestion::continuation)
                .distinct()
                .forEach(matches::add);
        return matches;
    }

    private int lastSnippet(final String code) {
        int start = 0;
        while (true) {
            final var info = analysis.analyzeCompletion(code.substring(start));
            if (!info.completeness().isComplete() || info.remaining().isBlank()) {
                return start;
            }
            start = code.length() - info.remaining().length();
        }
    }

    /** Returns the content of an {@code is_complete_reply}. */
    JsonObject isComplete(final String cell) {
        final var code = CellParts.javaOnly(cell);
        final var last = code.substring(lastSnippet(code));
        final var reply = new JsonObject();
        final var completeness = analysis.analyzeCompletion(last).completeness();
        reply.addProperty("status", status(completeness));
        if (completeness == Completeness.DEFINITELY_INCOMPLETE) {
            reply.addProperty("indent", indent(cell));
        }
        return reply;
    }

    private static String status(final Completeness completeness) {
        return switch (completeness) {
            case DEFINITELY_INCOMPLETE -> "incomplete";
            case UNKNOWN -> "invalid";
            default -> "complete";
        };
    }

    private static String indent(final String cell) {
        final var line = cell.substring(cell.lastIndexOf('\n') + 1);
        final var same = line.substring(0, line.length() - line.stripLeading().length());
        final var text = line.stripTrailing();
        return text.endsWith("{") || text.endsWith("(") ? same + INDENT : same;
    }

    /** Returns the content of an {@code inspect_reply}: signatures at the cursor, with their documentation if there is any. */
    JsonObject inspect(final String cell, final int cursor) {
        final int end = cell.offsetByCodePoints(0, Math.min(cursor, cell.codePointCount(0, cell.length())));
        final var code = CellParts.javaOnly(cell);
        final int start = lastSnippet(code.substring(0, end));
        final var text = analysis.documentation(code.substring(start), end - start, true).stream()
                .map(Assistance::describe)
                .distinct()
                .collect(Collectors.joining("\n\n"));
        final var data = new JsonObject();
        if (!text.isEmpty()) {
            data.addProperty("text/plain", text);
        }
        final var reply = new JsonObject();
        reply.addProperty("status", "ok");
        reply.addProperty("found", !text.isEmpty());
        reply.add("data", data);
        reply.add("metadata", new JsonObject());
        return reply;
    }

    private static String describe(final Documentation found) {
        return found.javadoc() == null ? found.signature() : found.signature() + "\n" + found.javadoc();
    }
}
