package io.github.gradwalk.kernel.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/**
 * Keeps small what the compiler reads for a snippet. JShell has it import every variable and method of the session, and look through
 * the class files of all snippets that ever ran, so that each statement would take longer than the one before. Here a snippet is given
 * those variables and methods only that it mentions, or that something that depends on it mentions. Where JShell's fields cannot be
 * reached, everything stays as it was.
 */
final class CompilerScope {
    private static final Pattern IDENTIFIER =
            Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*");

    private static final String WRAPPER_PACKAGE = "REPL.";

    /** With the number of a snippet's name after it, the class that JShell wraps around the snippet. */
    private static final String WRAPPER = WRAPPER_PACKAGE + "$JShell$";

    private static final int MOST_UNNEEDED = 50;

    private final JShell shell;
    private final Snippets snippets = new Snippets();
    private final ClassFiles classFiles = new ClassFiles();
    private Map<String, Set<Integer>> dependents = Map.of();
    private int enough;
    /** By thread, since completion, which needs all names, may look at the same lists meanwhile. */
    private final ThreadLocal<Set<String>> mentioned = new ThreadLocal<>();

    CompilerScope(JShell shell) {
        this.shell = shell;
        try {
            takeOver();
        } catch (ReflectiveOperationException | RuntimeException e) {
            return;
        }
    }

    @SuppressWarnings("unchecked")
    private void takeOver() throws ReflectiveOperationException {
        final var maps = Internals.get(shell, "maps");
        final var files = Internals.get(shell, "taskFactory", "fileManager");
        snippets.addAll((Collection<Snippet>) Internals.get(maps, "keyIndexToSnippet"));
        classFiles.putAll((Map<String, Object>) Internals.get(files, "classObjects"));
        dependents = (Map<String, Set<Integer>>) Internals.get(maps, "dependencies");
        Internals.set(maps, "keyIndexToSnippet", snippets);
        Internals.set(files, "classObjects", classFiles);
    }

    /** Evaluates a source, for which the compiler reads only what it needs. */
    <T> T evaluate(String source, Supplier<T> evaluation) {
        final boolean mayNeedAll = source.startsWith("import") || source.contains("\\u");
        mentioned.set(mayNeedAll ? null : mentionedWithDependents(source));
        try {
            return evaluation.get();
        } finally {
            mentioned.remove();
            forgetClassFiles();
        }
    }

    /** Names in the source, and in the sources of those snippets that depend on what it declares, since they are compiled again. */
    private Set<String> mentionedWithDependents(String source) {
        final Set<String> names = new HashSet<>();
        final Set<String> declared = new HashSet<>();
        final var sources = new ArrayDeque<>(List.of(source));
        while (!sources.isEmpty()) {
            final var code = sources.remove();
            IDENTIFIER.matcher(code).results().forEach(found -> {
                names.add(found.group());
                if (mayBeDeclared(code, found.start()) && declared.add(found.group())) {
                    dependents(found.group()).map(Snippet::source).forEach(sources::add);
                }
            });
        }
        return names;
    }

    /** A name that is declared follows a type, a comma, or a comment. */
    private static boolean mayBeDeclared(String code, int start) {
        int before = start - 1;
        while (before >= 0 && Character.isWhitespace(code.charAt(before))) {
            before--;
        }
        return before >= 0
                && (Character.isJavaIdentifierPart(code.charAt(before)) || ">],/".indexOf(code.charAt(before)) >= 0);
    }

    private Stream<Snippet> dependents(String name) {
        return dependents.getOrDefault(name, Set.of()).stream()
                .filter(index -> index < snippets.size())
                .map(snippets::get)
                .filter(this::isActive);
    }

    private boolean isActive(Snippet snippet) {
        return snippet != null && shell.status(snippet).isActive();
    }

    /** Types always remain, since the compiler may infer one that no source names. */
    private boolean isHidden(Snippet snippet) {
        final var names = mentioned.get();
        return names != null
                && (snippet instanceof VarSnippet || snippet instanceof MethodSnippet)
                && !names.contains(((DeclarationSnippet) snippet).name());
    }

    /** Those of variables, methods and statements that are no more; an object may outlive the declaration of its type. */
    private void forgetClassFiles() {
        if (classFiles.size() < enough) {
            return;
        }
        final var needed = snippets.all()
                .filter(this::isActive)
                .map(CompilerScope::wrapper)
                .collect(Collectors.toSet());
        classFiles
                .keySet()
                .removeIf(name -> !(ownerOf(name) instanceof TypeDeclSnippet) && !needed.contains(wrapperOf(name)));
        enough = classFiles.size() + MOST_UNNEEDED;
    }

    /** Returns the snippet that a class is named after, the first of them if it holds methods of one name, or {@code null}. */
    private Snippet ownerOf(String className) {
        int end = WRAPPER.length();
        while (end < className.length() && Character.isDigit(className.charAt(end))) {
            end++;
        }
        final int index = Integer.parseInt(className, WRAPPER.length(), end, 10);
        return index < snippets.size() ? snippets.get(index) : null;
    }

    /** Returns the outermost class of a class. */
    private static String wrapperOf(String className) {
        final int end = className.indexOf('$', WRAPPER.length());
        return end < 0 ? className : className.substring(0, end);
    }

    /** Returns the class that JShell has wrapped around the snippet as it is now; an import has none. */
    private static String wrapper(Snippet snippet) {
        try {
            return WRAPPER_PACKAGE + Internals.get(snippet, "outer", "className");
        } catch (ReflectiveOperationException e) {
            return "";
        }
    }

    /** JShell's list of snippets, which it iterates over for nothing but imports. */
    private final class Snippets extends ArrayList<Snippet> {
        private static final long serialVersionUID = 1L;

        Stream<Snippet> all() {
            return stream().filter(snippet -> snippet != null);
        }

        @Override
        public Iterator<Snippet> iterator() {
            return mentioned.get() == null
                    ? super.iterator()
                    : all().filter(snippet -> !isHidden(snippet)).iterator();
        }
    }

    /** JShell's class files by name, whose values are what the compiler finds. */
    private final class ClassFiles extends TreeMap<String, Object> {
        private static final long serialVersionUID = 1L;

        @Override
        public Collection<Object> values() {
            if (mentioned.get() == null) {
                return super.values();
            }
            return entrySet().stream()
                    .filter(entry -> !isHidden(ownerOf(entry.getKey())))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }
}
