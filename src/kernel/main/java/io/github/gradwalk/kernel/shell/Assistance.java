package io.github.gradwalk.kernel.shell;

import io.github.gradwalk.kernel.magic.CellParts;
import io.github.gradwalk.kernel.magic.ClassPath;
import java.io.IOException;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** What helps while a cell is being written. Clients count in code points, Java in UTF-16 units. */
public final class Assistance {
    private static final String INDENT = "    ";

    private final SourceCodeAnalysis analysis;
    private final ClassPath classPath;
    private final Set<Path> sources = new HashSet<>();
    private boolean prepared;

    Assistance(final SourceCodeAnalysis analysis, final ClassPath classPath) {
        this.analysis = analysis;
        this.classPath = classPath;
        index("suspendIndexing");
    }

    /**
     * Lets JShell list all the classes there are, which completion needs: it would do so at the start, when the first cells need the
     * time. It has no public method for that; where these cannot be reached, it does as it would.
     */
    public synchronized void prepare() {
        if (!prepared) {
            prepared = true;
            index("resumeIndexing");
        }
    }

    private void index(final String action) {
        try {
            final var method = analysis.getClass().getMethod(action);
            method.setAccessible(true);
            method.invoke(analysis);
        } catch (final ReflectiveOperationException | InaccessibleObjectException e) {
            return;
        }
    }

    /** Returns the content of a {@code complete_reply}: what may stand in place of the word that ends at the cursor. */
    public Map<String, ?> complete(final String cell, final int cursor) {
        prepare();
        index("waitBackgroundTaskFinished");
        final int end = offset(cell, cursor);
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
        final int from = cell.codePointCount(0, found.isEmpty() ? end : anchor[0]);
        final int to = cell.codePointCount(0, end);
        final var matches = found.stream()
                .sorted((a, b) -> Boolean.compare(b.matchesType(), a.matchesType()))
                .map(Suggestion::continuation)
                .distinct()
                .toList();
        final var types = matches.stream()
                .map(match -> Map.of("text", match, "type", type(match), "start", from, "end", to))
                .toList();
        return Map.of(
                "status", "ok",
                "matches", matches,
                "cursor_start", from,
                "cursor_end", to,
                // Where clients look for the types, though the protocol does not have them yet.
                "metadata", Map.of("_jupyter_types_experimental", types));
    }

    private static int offset(final String cell, final int codePoints) {
        return cell.offsetByCodePoints(0, Math.min(codePoints, cell.codePointCount(0, cell.length())));
    }

    /** JShell suggests text only; Java's own conventions tell what it is. */
    private static String type(final String match) {
        if (match.endsWith("(") || match.endsWith(")")) {
            return "function";
        }
        if (SourceVersion.isKeyword(match.strip())) {
            return "keyword";
        }
        if (match.matches("[\\p{Lu}\\d_$]{2,}")) {
            return "constant";
        }
        return Character.isUpperCase(match.codePointAt(0)) ? "class" : match.endsWith(".") ? "module" : "variable";
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
    public Map<String, ?> isComplete(final String cell) {
        final var code = CellParts.javaOnly(cell);
        return switch (analysis.analyzeCompletion(code.substring(lastSnippet(code)))
                .completeness()) {
            case DEFINITELY_INCOMPLETE -> Map.of("status", "incomplete", "indent", indent(cell));
            case UNKNOWN -> Map.of("status", "invalid");
            default -> Map.of("status", "complete");
        };
    }

    private static String indent(final String cell) {
        final var line = cell.substring(cell.lastIndexOf('\n') + 1);
        final var same = line.substring(0, line.length() - line.stripLeading().length());
        final var text = line.stripTrailing();
        return text.endsWith("{") || text.endsWith("(") ? same + INDENT : same;
    }

    /** Returns the content of an {@code inspect_reply}: signatures at the cursor, with their documentation if there is any. */
    public Map<String, ?> inspect(final String cell, final int cursor) {
        addSources();
        final var code = CellParts.javaOnly(cell);
        final int end = endOfName(code, offset(cell, cursor));
        final int start = lastSnippet(code.substring(0, end));
        final var text = analysis.documentation(code.substring(start), end - start, true).stream()
                .map(Assistance::describe)
                .distinct()
                .collect(Collectors.joining("\n\n"));
        return Map.of(
                "status",
                "ok",
                "found",
                !text.isEmpty(),
                "data",
                text.isEmpty() ? Map.of() : Map.of("text/plain", text),
                "metadata",
                Map.of());
    }

    /** The whole name is meant wherever in it the cursor is, and with the parenthesis after it, the method. */
    private static int endOfName(final String code, final int cursor) {
        int end = cursor;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        final boolean inName = end > 0 && Character.isJavaIdentifierPart(code.charAt(end - 1));
        return inName && code.startsWith("(", end) ? end + 1 : end;
    }

    private static String describe(final Documentation found) {
        return found.javadoc() == null ? found.signature() : found.signature() + "\n" + found.javadoc();
    }

    /**
     * Gives JShell the sources of libraries: beside the jar or in a folder {@code sources} there, named as Maven names them. It looks for
     * Java's own only and has no method for others; where its field cannot be reached, libraries go without documentation.
     */
    @SuppressWarnings("unchecked")
    private void addSources() {
        try {
            final var finder = analysis.getClass().getDeclaredMethod("findSources");
            final var field = analysis.getClass().getDeclaredField("availableSources");
            finder.setAccessible(true);
            field.setAccessible(true);
            final var all = new ArrayList<>((List<Path>) finder.invoke(analysis));
            for (final var jar : sourceJars()) {
                if (sources.add(jar)) {
                    all.add(FileSystems.newFileSystem(jar).getPath("/"));
                }
            }
            field.set(analysis, all);
        } catch (final ReflectiveOperationException | InaccessibleObjectException | IOException e) {
            return;
        }
    }

    private List<Path> sourceJars() {
        return classPath.entries().stream()
                .filter(entry -> entry.toString().endsWith(".jar"))
                .flatMap(jar -> {
                    final var name = jar.getFileName().toString().replaceFirst("\\.jar$", "-sources.jar");
                    return Stream.of(
                            jar.resolveSibling(name),
                            jar.resolveSibling("sources").resolve(name));
                })
                .filter(Files::exists)
                .toList();
    }
}
