package io.github.gradwalk.kernel.shell;

import io.github.gradwalk.kernel.interpreter.Completeness;
import io.github.gradwalk.kernel.interpreter.Completion;
import io.github.gradwalk.kernel.magic.CellParts;
import io.github.gradwalk.kernel.magic.ClassPath;
import io.github.gradwalk.kernel.magic.MagicCommands;
import java.io.IOException;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Helps while a cell is being written: completion, documentation, and whether the cell is complete. */
final class Assistance {
    /** What no cell should use: the kernel, and the libraries in its jar. */
    private static final String KERNEL = "io.github.gradwalk.kernel";

    private static final String INDENT = "    ";
    private static final Pattern MEMBER = Pattern.compile("(\\.|::)\\s*[\\w$]*$");
    private static final Pattern SURROUNDING = Pattern.compile("\\$(\\d+|JShell\\$\\w+).*");
    private static final Set<String> OBJECTS_METHODS = Set.of(
            "clone()",
            "equals(",
            "finalize()",
            "getClass()",
            "hashCode()",
            "notify()",
            "notifyAll()",
            "toString()",
            "wait(",
            "wait()");

    private final JShell shell;
    private final MagicCommands magics;

    private final SourceCodeAnalysis analysis;
    private final ClassPath classPath;
    private final CompilerTurns turns;
    private final Set<Path> sources = new HashSet<>();
    private boolean prepared;

    Assistance(JShell shell, ClassPath classPath, MagicCommands magics, CompilerTurns turns) {
        this.shell = shell;
        this.magics = magics;
        analysis = shell.sourceCodeAnalysis();
        this.turns = turns;
        this.classPath = classPath;
        index("suspendIndexing");
    }

    /**
     * Lets JShell list all existing classes, which completion needs. JShell would do so at the start, when the first cells need the
     * time. Its methods for that are not public; where they cannot be reached, it lists the classes when it likes.
     */
    synchronized void prepare() {
        if (!prepared) {
            prepared = true;
            index("resumeIndexing");
        }
    }

    private void index(String action) {
        try {
            final var method = analysis.getClass().getMethod(action);
            method.setAccessible(true);
            method.invoke(analysis);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return;
        }
    }

    Completion complete(String cell, int cursor) {
        prepare();
        index("waitBackgroundTaskFinished");
        return turns.analyse(() -> suggest(cell, cursor)).orElseGet(() -> new Completion(List.of(), cursor, cursor));
    }

    private Completion suggest(String cell, int cursor) {
        final var typed = cell.substring(0, cursor);
        return MagicCompletion.complete(typed, magics).orElseGet(() -> suggestJava(MagicCompletion.java(typed)));
    }

    private Completion suggestJava(String code) {
        final var context = CellContext.of(code, analysis);
        int word = 0;
        List<Suggestion> found = List.of();
        for (var attempts = context.attempts().iterator(); found.isEmpty() && attempts.hasNext(); ) {
            final var attempt = attempts.next();
            final int[] anchor = {attempt.length()};
            found = TemporaryImports.during(
                            context.imports(),
                            shell,
                            () -> analysis.completionSuggestions(attempt, attempt.length(), anchor))
                    .stream()
                    .filter(match -> isOfTheCell(match, context))
                    .toList();
            word = attempt.length() - anchor[0];
        }
        final var qualifier = code.substring(0, code.length() - word).replaceFirst("(?s).*[^\\w.]", "");
        final var matches = found.stream()
                .sorted((a, b) -> Boolean.compare(b.matchesType(), a.matchesType()))
                .map(Suggestion::continuation)
                .filter(text -> !(qualifier + text).startsWith(KERNEL))
                .distinct()
                .map(text -> new Completion.Match(text, kind(text)))
                .toList();
        final int end = code.length();
        return new Completion(matches, matches.isEmpty() ? end : end - word, end);
    }

    /** Whether it does not come from the classes that were put around the cell. */
    private static boolean isOfTheCell(Suggestion match, CellContext context) {
        final var text = match.continuation();
        return MEMBER.matcher(context.last()).find()
                || !SURROUNDING.matcher(text).matches() && (context.isType() || !OBJECTS_METHODS.contains(text));
    }

    /** JShell suggests text only; Java's own conventions tell what it is. */
    private static String kind(String match) {
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

    private int lastSnippet(String code) {
        int start = 0;
        while (true) {
            final var info = analysis.analyzeCompletion(JdkFaults.withoutNonSealed(code.substring(start)));
            if (!info.completeness().isComplete() || info.remaining().isBlank()) {
                return start;
            }
            start = code.length() - info.remaining().length();
        }
    }

    Completeness isComplete(String cell) {
        try {
            return turns.analyse(() -> judge(cell)).orElseGet(Completeness.Complete::new);
        } catch (StackOverflowError e) {
            return new Completeness.Complete();
        }
    }

    private Completeness judge(String cell) {
        final var code = CellParts.javaOnly(cell);
        return switch (analysis.analyzeCompletion(JdkFaults.withoutNonSealed(code.substring(lastSnippet(code))))
                .completeness()) {
            case DEFINITELY_INCOMPLETE -> new Completeness.Incomplete(indent(cell));
            case UNKNOWN -> new Completeness.Invalid();
            default -> new Completeness.Complete();
        };
    }

    private static String indent(String cell) {
        final var line = cell.substring(cell.lastIndexOf('\n') + 1);
        final var same = line.substring(0, line.length() - line.stripLeading().length());
        final var text = line.stripTrailing();
        return text.endsWith("{") || text.endsWith("(") ? same + INDENT : same;
    }

    Optional<String> inspect(String cell, int cursor) {
        return turns.analyse(() -> document(cell, cursor)).flatMap(found -> found);
    }

    private Optional<String> document(String cell, int cursor) {
        addSources();
        final var code = CellParts.javaOnly(cell);
        final var context = CellContext.of(code.substring(0, endOfName(code, cursor)), analysis);
        return TemporaryImports.during(
                        context.imports(),
                        shell,
                        () -> analysis.documentation(
                                context.code(), context.code().length(), true))
                .stream()
                .map(Assistance::describe)
                .distinct()
                .reduce((some, more) -> some + "\n\n" + more);
    }

    /** The cursor may be anywhere in a name; with the parenthesis after it, the name is that of a method. */
    private static int endOfName(String code, int cursor) {
        int end = cursor;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        final boolean inName = end > 0 && Character.isJavaIdentifierPart(code.charAt(end - 1));
        return inName && code.startsWith("(", end) ? end + 1 : end;
    }

    private static String describe(Documentation found) {
        // A method of the cell itself is in one of the classes that were put around it.
        final var signature = found.signature().replaceAll("\\$\\d+\\.", "");
        return found.javadoc() == null ? signature : signature + "\n" + found.javadoc();
    }

    /**
     * Gives JShell the sources of libraries, named as Maven names them, beside the jar or in a folder {@code sources} there. JShell itself
     * looks only for those of Java; where its field cannot be reached, libraries have no documentation.
     */
    @SuppressWarnings("unchecked")
    private void addSources() {
        try {
            final var finder = analysis.getClass().getDeclaredMethod("findSources");
            final var field = analysis.getClass().getDeclaredField("availableSources");
            finder.setAccessible(true);
            field.setAccessible(true);
            final var all = new ArrayList<>((List<Path>) finder.invoke(analysis));
            for (var jar : sourceJars()) {
                if (sources.add(jar)) {
                    all.add(FileSystems.newFileSystem(jar).getPath("/"));
                }
            }
            field.set(analysis, all);
        } catch (ReflectiveOperationException | InaccessibleObjectException | IOException e) {
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
