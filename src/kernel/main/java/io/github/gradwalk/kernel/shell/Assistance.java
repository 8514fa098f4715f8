package io.github.gradwalk.kernel.shell;

import io.github.gradwalk.kernel.interpreter.Completeness;
import io.github.gradwalk.kernel.interpreter.Completion;
import io.github.gradwalk.kernel.interpreter.MimeBundle;
import io.github.gradwalk.kernel.magic.CellParts;
import io.github.gradwalk.kernel.magic.ClassPath;
import io.github.gradwalk.kernel.magic.MagicCommands;
import java.io.IOException;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Helps while a cell is being written: completion, documentation, and whether the cell is complete. */
final class Assistance {
    /** What no cell should use: the kernel, and the libraries in its jar. */
    private static final String KERNEL = "io.github.gradwalk.kernel";

    private static final String INDENT = "    ";
    private static final Pattern MEMBER = Pattern.compile("(\\.|::)\\s*[\\w$]*$");
    private static final Pattern IMPORT = Pattern.compile("\\bimport\\s+[\\w.\\s]*$");
    private static final Pattern SURROUNDING = Pattern.compile("\\$(\\d+|JShell\\$\\w+).*");
    private static final Pattern WORD = Pattern.compile("[\\p{javaJavaIdentifierPart}]+");
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
    private final AtomicBoolean indexing = new AtomicBoolean();
    private final AtomicBoolean prepared = new AtomicBoolean();

    Assistance(JShell shell, ClassPath classPath, MagicCommands magics, CompilerTurns turns) {
        this.shell = shell;
        this.magics = magics;
        analysis = shell.sourceCodeAnalysis();
        this.turns = turns;
        this.classPath = classPath;
        index("suspendIndexing");
    }

    /**
     * Makes the first completion and the first documentation fast, by asking another JShell for some: this one would keep a cell waiting
     * that comes meanwhile.
     */
    void prepare() {
        if (prepared.getAndSet(true)) {
            return;
        }
        beginIndexing();
        try (var spare = JShell.builder().executionEngine("local").build()) {
            final var code = "int a = Math.abs(";
            spare.sourceCodeAnalysis().completionSuggestions(code, code.length(), new int[1]);
            spare.sourceCodeAnalysis().completionSuggestions(code, code.length() - 2, new int[1]);
            spare.sourceCodeAnalysis().documentation(code, code.length(), true).stream()
                    .map(found -> new JavadocText.Entry(found.signature(), "{@code a}"))
                    .forEach(entry -> JavadocText.show(List.of(entry)));
        }
    }

    /**
     * Lets JShell list all packages, which completion needs. JShell would do so at the start, when the first cells need the
     * time. Its methods for that are not public; where they cannot be reached, it lists them when it likes.
     */
    private void beginIndexing() {
        if (!indexing.getAndSet(true)) {
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
        beginIndexing();
        if (!IMPORT.matcher(cell.substring(0, cursor)).find()) {
            final var found = turns.analyse(() -> suggest(cell, cursor));
            if (found.filter(completion -> !completion.matches().isEmpty()).isPresent()) {
                return found.get();
            }
        }
        // It may begin with a package.
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
        final boolean ofType = qualifier.matches("(.*\\.)?\\p{Lu}\\w*\\.");
        final var own = declaredNames(code.substring(0, code.length() - word));
        final var matches = found.stream()
                .sorted(Comparator.comparing(Suggestion::matchesType).reversed())
                .map(Suggestion::continuation)
                .filter(text -> !(qualifier + text).startsWith(KERNEL))
                .distinct()
                .map(text -> new Completion.Match(text, kind(text, ofType || own.contains(text))))
                .sorted(Comparator.comparingInt(match -> rank(match, own)))
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
    private static String kind(String match, boolean mayBeConstant) {
        if (match.endsWith("(") || match.endsWith(")")) {
            return "function";
        }
        if (SourceVersion.isKeyword(match.strip())) {
            return "keyword";
        }
        if (mayBeConstant && match.matches("[\\p{Lu}\\d_$]{2,}")) {
            return "constant";
        }
        return Character.isUpperCase(match.codePointAt(0)) ? "class" : match.endsWith(".") ? "module" : "variable";
    }

    /** The lower, the likelier is the match; what the session and the cell themselves have declared comes first. */
    private static int rank(Completion.Match match, Set<String> own) {
        if (!match.kind().equals("keyword") && own.contains(match.text().replaceFirst("\\(.*", ""))) {
            return 0;
        }
        if (OBJECTS_METHODS.contains(match.text())) {
            return 2;
        }
        return switch (match.kind()) {
            case "keyword" -> 3 + (match.text().equals("class") ? 2 : 0);
            case "class" -> 3;
            case "module" -> 4;
            default -> 1;
        };
    }

    private Set<String> declaredNames(String code) {
        return Stream.concat(
                        Stream.concat(shell.variables(), shell.methods()).map(DeclarationSnippet::name),
                        WORD.matcher(code).results().map(MatchResult::group))
                .collect(Collectors.toSet());
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

    Optional<MimeBundle> inspect(String cell, int cursor) {
        return turns.analyse(() -> document(cell, cursor))
                .filter(found -> !found.isEmpty())
                .map(JavadocText::show);
    }

    private List<JavadocText.Entry> document(String cell, int cursor) {
        addSources();
        final var code = CellParts.javaOnly(cell);
        final var context = CellContext.of(code.substring(0, endOfName(code, cursor)), analysis);
        return TemporaryImports.during(context.imports(), shell, () -> firstOf(context)).stream()
                .map(found -> describe(found, context.code()))
                .distinct()
                .toList();
    }

    /** JShell knows a method by the parenthesis only. */
    private List<Documentation> firstOf(CellContext context) {
        return Stream.concat(
                        context.attempts().stream(), context.attempts().stream().map(attempt -> attempt + "("))
                .map(attempt -> analysis.documentation(attempt, attempt.length(), true))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
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

    private JavadocText.Entry describe(Documentation found, String code) {
        // A method of the cell itself is in one of the classes that were put around it.
        final var signature = found.signature().replaceAll("\\$\\d+\\.", "");
        final var comment = Optional.ofNullable(found.javadoc())
                .or(() -> CellComments.on(
                        signature,
                        Stream.concat(
                                Stream.of(code),
                                shell.snippets()
                                        .filter(snippet -> shell.status(snippet).isActive())
                                        .map(Snippet::source))));
        return new JavadocText.Entry(signature, comment.orElse(""));
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
